"""Foreign archives are read as ours are: Common Crawl's WARC, browsertrix' WACZ, chunks and all."""

import gzip
import io
import random

import pytest
from fastwarc.warc import ArchiveIterator

from scraper.errors import ArchiveDamaged
from scraper.inputs.captures import captures, read_at
from scraper.inputs.sources import Skipped, sources
from tests.archives import HTML, warc, with_headers
from tests.in_memory import zipped

BODY = "<html><body>政府信息公开年报</body></html>".encode("gb18030")


PAGE = ("http://x.gov.cn/1.html", "200 OK", HTML, BODY)
NOT_PAGES = [
    ("http://x.gov.cn/a.css", "200 OK", [("Content-Type", "text/css")], b"a{}"),
    ("http://x.gov.cn/a.js", "200 OK", [("Content-Type", "application/javascript")], b"x"),
    ("http://x.gov.cn/i.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG"),
    ("http://x.gov.cn/robots.txt", "200 OK", [("Content-Type", "text/plain")], b"User-agent: *"),
    ("http://x.gov.cn/gone", "404 Not Found", HTML, BODY),
    ("http://x.gov.cn/moved", "301 Moved", [*HTML, ("Location", "/")], b""),
]


@pytest.mark.parametrize("packed", [True, False])
def test_only_what_could_be_a_report_comes_out(packed, tmp_path):
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(warc(*NOT_PAGES, PAGE, packed=packed))
    (found,) = captures(file)
    assert (found.url, found.status, found.body) == (PAGE[0], 200, BODY)
    assert (found.media_type, found.charset) == ("text/html", "gb2312")
    assert found.registrant is None
    assert found.fetched_at is not None


CODED = {
    "gzip": ([("Content-Encoding", "gzip")], gzip.compress(BODY)),
    "gzip that is none": ([("Content-Encoding", "gzip")], BODY),
    "a coding undone before": ([("X-Crawler-Content-Encoding", "gzip")], BODY),
    "chunks": ([("Transfer-Encoding", "chunked")], b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)),
    "chunks joined before": ([("Transfer-Encoding", "chunked")], BODY),
    "an unknown coding": ([("Content-Encoding", "sdch")], BODY),
}


@pytest.mark.parametrize("name", CODED)
def test_codings_are_undone_where_they_still_stand(name, tmp_path):
    headers, body = CODED[name]
    (tmp_path / "a.warc.gz").write_bytes(warc((PAGE[0], "200 OK", HTML + headers, body)))
    (found,) = captures(tmp_path)
    assert found.body == BODY


def test_a_wacz_is_read_from_the_inside(tmp_path):
    packed = zipped({"datapackage.json": "{}", "archive/data.warc.gz": warc(PAGE)})
    (tmp_path / "a.wacz").write_bytes(packed)
    (found,) = captures(tmp_path / "a.wacz")
    assert found.body == BODY
    assert found.warc == "a.wacz/archive/data.warc.gz"


def test_a_file_that_is_no_archive_says_so(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(b"no archive at all")
    with pytest.raises(ArchiveDamaged, match=r"a\.warc\.gz"):
        list(captures(tmp_path))


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_anywhere_but_between_records_says_so(packed, tmp_path):
    whole = warc(PAGE, PAGE, packed=packed)
    begins = [record.stream_pos for record in ArchiveIterator(io.BytesIO(whole))]
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    silent = []
    for end in range(1, len(whole) + 1):
        file.write_bytes(whole[:end])
        try:
            list(captures(file))
        except ArchiveDamaged:
            continue
        silent.append(end)
    ends = [*begins[1:], len(whole)]
    blank = 0 if packed else len(b"\r\n\r\n")  # a record has its bytes before the lines that end it
    assert silent == [near for end in ends for near in range(end - blank, end + 1)]


@pytest.mark.parametrize("packed", [True, False])
def test_what_breaks_off_behind_the_last_page_is_told_however_far_behind_it_is(packed, tmp_path):
    """Nothing is read of what is no page: only the look at the file's end meets it."""
    style = random.Random(1).randbytes(2_500_000)
    whole = warc(PAGE, ("http://x.gov.cn/a.css", "200 OK", NOT_PAGES[0][2], style), packed=packed)
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(whole)
    assert len(list(captures(file))) == 1
    begin = [record.stream_pos for record in ArchiveIterator(io.BytesIO(whole))][-1]
    for end in (begin + 12, begin + 2_000_000, len(whole) - 5):
        file.write_bytes(whole[:end])
        with pytest.raises(ArchiveDamaged, match=f"the record at {begin} breaks off"):
            list(captures(file))


def until_damage(file):
    read = []
    with pytest.raises(ArchiveDamaged, match=r"is damaged after byte \d+; the records"):
        read.extend(captures(file))
    return read


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize(("damage", "lost"), [(b"\xff", 1), (bytes(64), 1), (bytes(4096), 2)])
def test_damage_costs_the_records_in_which_it_is_and_no_other(damage, lost, page, tmp_path):
    """Zeros in bytes that cannot be packed are no error to a decompressor: only the sum at the end tells."""
    bodies = [random.Random(n).randbytes(9000) for n in range(60, 65)]
    bodies[1] *= 12  # too long to be unpacked at once: its sum is met after it has been read
    # An archive within a record is no part of this one
    bodies[3] = random.Random(1).randbytes(50_000) + warc(PAGE) + random.Random(2).randbytes(50_000)
    whole = bytearray(
        warc(*((f"{PAGE[0]}?{n}", "200 OK", HTML, body) for n, body in enumerate(bodies)))
    )
    _, _, *ends = (record.stream_pos for record in ArchiveIterator(io.BytesIO(whole)))
    whole[ends[page] - 900 : ends[page] - 900 + len(damage)] = damage
    left = bodies[:page] + bodies[page + lost :]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(whole)
    (tmp_path / "a.wacz").write_bytes(zipped({"archive/a.warc.gz": bytes(whole)}))
    read = until_damage(file)
    assert [one.body for one in read] == left
    assert [read_at(file, one.offset).body for one in read] == left
    assert [one.body for one in until_damage(tmp_path / "a.wacz")] == left
    whole[100:110] = bytes(10)
    file.write_bytes(whole)
    with pytest.raises(ArchiveDamaged, match="it is damaged"):
        pytest.fail(f"whose page is {next(captures(file)).url}? What tells of the portals is lost")


def test_blank_lines_after_the_last_record_are_none(tmp_path):
    (tmp_path / "a.warc").write_bytes(warc(PAGE, packed=False) + b"\r\n" * 9)
    assert [one.body for one in captures(tmp_path)] == [BODY]


@pytest.mark.parametrize(
    ("marks", "value", "why"),
    [
        ((6, 8), 1, "locked with a password"),
        ((8, 10), 99, "compressed in a way that is not supported"),
    ],
)
def test_a_wacz_that_cannot_be_unpacked_costs_no_other_archive(marks, value, why, tmp_path):
    (tmp_path / "a.wacz").write_bytes(zipped({"archive/data.warc.gz": warc(PAGE)}))
    with_headers(tmp_path / "a.wacz", marks, value)
    (tmp_path / "b.warc.gz").write_bytes(warc(PAGE))
    kept, refused = sources([tmp_path], Skipped())
    assert kept.capture.body == BODY
    assert why in str(refused)
