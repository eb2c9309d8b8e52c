import pytest

from parsers.dates import printed_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-13", "2025-01-13"),
        ("2020年01月21日 00:00", "2020-01-21"),
        ("2017-03-28-00:00:00", "2017-03-28"),
        ("2011- 09- 01 14: 58: 15", "2011-09-01"),
        ("2022/1/7 08:00", "2022-01-07"),
        ("2022.01.07", "2022-01-07"),
        ("20220127", "2022-01-27"),
        ("２０２０年1月3日", "2020-01-03"),
        ("二〇二一年一月二十三日", "2021-01-23"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("2021-02-30", None),
        ("2021年", None),
        ("12:00", None),
        ("123202201270", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_printed(text, day):
    read = printed_date(text)
    assert (read and read.isoformat()) == day
