"""What a RAR or 7z holds is read as if it were linked or saved by itself; what cannot be unpacked is told."""

from collections.abc import Callable, Mapping

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture
from schemas.finding import sentence
from scraper.inputs.packed import Unpackable, libarchive, read_entries, unpack
from tests.commands import extracted
from tests.documents import as_docx
from tests.printing.carriers import as_html, carrying, granted, read_figures, report, saved, zip_of
from tests.printing.packed import rar, seven_zip

Pack = Callable[[Mapping[str, bytes]], bytes]
ENDINGS: dict[str, Pack] = {"rar": rar, "7z": seven_zip}
FILES = {"年报/1.html": b"<p>1</p>" * 5000, "说明.txt": b"2"}
needs_libarchive = pytest.mark.skipif(libarchive() is None, reason="libarchive is not at hand")


@needs_libarchive
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_a_packed_file_holds_comes_out_as_it_is(ending):
    assert dict(read_entries(ENDINGS[ending](FILES), 80_000)) == FILES


@needs_libarchive
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_packed_file_that_is_cut_or_unpacks_to_too_much_is_refused(ending):
    body = ENDINGS[ending](FILES).rstrip(b"\x00")
    for cut, largest in ((body[: len(body) // 2], 80_000), (body, 39_000)):
        with pytest.raises(Unpackable):
            list(read_entries(cut, largest))


@needs_libarchive
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_tables_in_a_packed_file_that_a_page_links_to_are_of_its_report(ending, tmp_path):
    one = report(1, "海晏县东河镇")
    links = {f"a.{ending}": f"附件.{ending}"}
    page = carrying(one.article.title, links, "<p>一、总体情况</p><p>详见附件。</p>")
    pages = saved(
        tmp_path / "pages", page, {f"a.{ending}": ENDINGS[ending]({"a.docx": as_docx(one)})}
    )
    assert extracted(tmp_path / "a.db", pages)["outcomes"] == {"report": 1, "attachment": 1}
    assert read_figures(tmp_path / "a.db") == {"海晏县东河镇": granted(one)}


@needs_libarchive
@pytest.mark.parametrize("ending", ENDINGS)
def test_pages_in_a_packed_file_are_read_with_what_lies_beside_them(ending, tmp_path):
    one, other = report(1, "海晏县东河镇"), report(2, "海晏县西岭乡")
    page = carrying(one.article.title, {"a.docx": "附件.docx"}, "<p>一、总体情况</p><p>略。</p>")
    files = {
        "1/1.html": page,
        "1/a.docx": as_docx(one),
        "2.html": as_html(other),
        "readme.txt": b"",
    }
    (tmp_path / f"all.{ending}").write_bytes(ENDINGS[ending](files))
    told = extracted(tmp_path / "a.db", tmp_path / f"all.{ending}")
    assert told["outcomes"] == {"report": 2, "attachment": 1}
    assert read_figures(tmp_path / "a.db") == {
        "海晏县东河镇": granted(one),
        "海晏县西岭乡": granted(other),
    }


@pytest.mark.parametrize(
    "ending", ["zip", *(pytest.param(ending, marks=needs_libarchive) for ending in ENDINGS)]
)
def test_packed_files_within_a_zip_are_read_as_deep_as_people_send_them(ending, tmp_path):
    pack = (ENDINGS | {"zip": zip_of})[ending]
    papers = [report(number, f"海晏县{name}") for number, name in enumerate(("东河镇", "西岭乡"))]
    sent = {f"{one.article.title}.{ending}": pack({"../1.html": as_html(one)}) for one in papers}
    (tmp_path / "all.zip").write_bytes(zip_of({"县.zip": zip_of(sent)}))
    assert extracted(tmp_path / "a.db", tmp_path / "all.zip")["outcomes"] == {"report": 2}
    (tmp_path / "all.zip").write_bytes(zip_of({"省.zip": zip_of({"县.zip": zip_of(sent)})}))
    told = extracted(tmp_path / "b.db", tmp_path / "all.zip")
    assert told["outcomes"] == {"unreadable": 2}  # a zip may hold itself


@pytest.mark.parametrize(
    "pack",
    [
        as_docx,
        pytest.param(lambda one: seven_zip({"1.html": as_html(one)}), marks=needs_libarchive),
    ],
)
def test_what_is_called_a_zip_is_read_as_what_it_is(pack, tmp_path):
    one = report(1, "海晏县东河镇")
    (tmp_path / "a.zip").write_bytes(pack(one))
    assert extracted(tmp_path / "a.db", tmp_path / "a.zip")["outcomes"] == {"report": 1}
    assert read_figures(tmp_path / "a.db") == {"海晏县东河镇": granted(one)}


@needs_libarchive
def test_of_a_packed_file_that_breaks_off_what_came_before_is_read_and_the_rest_told(tmp_path):
    one = report(1, "海晏县东河镇")
    links = {"a.rar": "附件.rar"}
    page = carrying(one.article.title, links, "<p>一、总体情况</p><p>详见附件。</p>")
    body = rar({"a.docx": as_docx(one), "b.docx": as_docx(one)})[:-5000]
    extracted(tmp_path / "a.db", saved(tmp_path / "pages", page, {"a.rar": body}))
    assert read_figures(tmp_path / "a.db") == {"海晏县东河镇": granted(one)}

    (tmp_path / "b.rar").write_bytes(body)
    told = extracted(tmp_path / "b.db", tmp_path / "b.rar")
    assert told["outcomes"] == {"report": 1, "unreadable": 1}


def test_of_a_zip_that_is_damaged_what_came_before_is_read_and_the_rest_told():
    body = zip_of({"a.html": b"<p>1</p>", "b.html": b"<p>2</p>"}).replace(b"<p>2", b"<p>3")
    read, rest = unpack(Capture(body=body, name="a.zip"))
    assert (read.body, rest.body) == (b"<p>1</p>", body)


def test_of_a_zip_what_is_too_large_for_a_page_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("scraper.inputs.zips.LARGEST", 9)
    (tmp_path / "a.zip").write_bytes(zip_of({"a.html": b"<p>1</p>", "b.html": b"<p>23</p>!"}))
    told = extracted(tmp_path / "a.db", tmp_path / "a.zip")
    assert told["outcomes"] == {"not-a-report": 1}
    assert told["unreadable"] == [
        {"page": str(tmp_path / "a.zip"), "reason": "年报/b.html: too large for a page"}
    ]


@pytest.mark.parametrize(
    "ending", ["zip", *(pytest.param(ending, marks=needs_libarchive) for ending in ENDINGS)]
)
def test_of_a_packed_file_with_too_many_entries_the_rest_is_told(ending):
    body = (ENDINGS | {"zip": zip_of})[ending]({f"{n:03}.html": b"<p>" for n in range(501)})
    *read, rest = unpack(Capture(body=body, name=f"a.{ending}"))
    assert (len(read), rest.body) == (500, body)


@pytest.mark.parametrize("ending", ["rar", "7z"])
def test_what_is_not_unpacked_says_what_would_read_it(ending):
    body = {"rar": rar(FILES), "7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00" * 24}[ending]
    for converted, code, advice in (
        (None, "reader-missing", f"libarchive reads {ending}; run pip install 'gongkai[archives]'"),
        (b"", "document-damaged", f"libarchive could not read this {ending} to its end"),
    ):
        with pytest.raises(NotAReport) as refusal:
            extract(Capture(body=body, name=f"a.{ending}", converted=converted))
        assert refusal.value.reason == f"{sentence(code)[:-1]}; {advice}"
        assert refusal.value.unread


def test_an_unread_packed_file_is_named_beside_the_page_that_lacks_its_tables():
    one = report(1, "海晏县东河镇")
    page = carrying(
        one.article.title, {"a.rar": "附件.rar"}, "<p>一、总体情况</p><p>详见附件。</p>"
    )
    read = extract(Capture(body=page, name="1.html"), [Capture(body=rar(FILES), name="附件.rar")])
    (told,) = [found for found in read.findings if found.code == "reader-missing"]
    assert told.text is not None
    assert "附件.rar" in told.text
