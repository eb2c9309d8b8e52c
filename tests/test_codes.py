import pytest

from parsers.metadata.codes import codes, is_organization_code
from parsers.metadata.divisions import region_name


@pytest.mark.parametrize(("number", "agency", "organization", "place"), [
    ("11330800002618736G/2025-00251", "11330800002618736G", "002618736", "330800"),
    ("113325000026455663/2023-43887", "113325000026455663", "002645566", "332500"),
    ("12620600MB0523338C/2025-04735", "12620600MB0523338C", "MB0523338", "620600"),
    ("11341702486344515H/202110-00013", "11341702486344515H", "486344515", "341702"),
    ("01527918X-2020-153077", None, "01527918X", None),
    ("01425812-5/2020-00001", None, "014258125", None),
    ("01425812-5-/2021-0128001", None, "014258125", None),
    ("000014348/2020-35147", None, None, None),
    ("234234234444444444/2024-00001", None, None, None),
    ("/2021-None", None, None, None),
    ("XM02102-0106-2026-00001", None, None, None),
    ("000000000-2022-00040", None, None, None), ("000000000000000000/2022-00040", None, None, None),
    ("", None, None, None),
])  # fmt: skip
def test_an_index_number_gives_only_codes_whose_check_digits_hold(
    number, agency, organization, place
):
    assert codes(number) == (agency, organization, place)


@pytest.mark.parametrize("code", [
    "000014349", "000125014", "014416330", "011043102", "01527918X", "00835003X", "002618736", "MB0523338",
])  # fmt: skip
def test_real_organization_codes_are_valid(code):
    assert is_organization_code(code)


@pytest.mark.parametrize("code", ["000014348", "035210000", "00001434", "00001434é", ""])
def test_a_code_whose_check_digit_or_length_is_wrong_is_no_organisations(code):
    assert not is_organization_code(code)


@pytest.mark.parametrize(("code", "names"), [
    ("330800", "浙江省 衢州市"),
    ("620600", "甘肃省 武威市"),
    ("341702", "安徽省 池州市 贵池区"),
    ("110101", "北京市 东城区"),
    ("110000", "北京市"),
    ("330000", "浙江省"),
    ("659001", "新疆维吾尔自治区 石河子市"),
    ("332500", None),
    ("999999", None),
    ("33", None),
])  # fmt: skip
def test_a_region_is_named_from_the_province_down(code, names):
    assert region_name(code) == names
