"""No report is ever passed over for its bytes, and most of the web is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import NotAReport, extract
from schemas.capture import Capture
from scraper.inputs.captures import captures
from scraper.inputs.documents import may_be_report
from tests.archives import HTML, warc
from tests.render import layouts, specimen

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
REPORTS = [path for path in sorted((FIXTURES / "reports").iterdir()) if path.suffix != ".json"]
SAMPLED = [path for path in sorted(SAMPLES.glob("*.*")) if path.suffix in (".html", ".txt", ".xml")]
CODINGS = ("utf-8", "gb18030", "utf-16")


@pytest.mark.parametrize("path", [*REPORTS, *SAMPLED], ids=lambda path: path.name)
def test_whatever_is_a_report_may_be_one(path):
    capture = Capture(body=path.read_bytes(), name=path.name)
    try:
        extract(capture)
    except NotAReport:
        return
    assert may_be_report(capture.body)


@given(layout=layouts(), seed=st.integers(0, 50), coding=st.sampled_from(CODINGS))
def test_a_report_may_be_one_in_any_layout_and_charset(layout, seed, coding):
    if "split" not in layout.markup:
        assert may_be_report(specimen(seed, layout).text.encode(coding))


def _references(text: str, form: str) -> bytes:
    return "".join(f"&#{ord(c):{form}};" if ord(c) > 127 else c for c in text).encode()


HIDDEN = {
    "decimal references": _references("政府信息公开年报", "d"),
    "hexadecimal references": _references("政府信息公开年报", "#x").replace(b"#0x", b"#x"),
    "a tag around each character": "".join(f"<span>{c}</span>\n" for c in "信息公开").encode(),
    "spaces of all kinds": "信\u3000息&nbsp;公\xa0\u200b开".encode(),
    "the same in GBK": "信\u3000息&nbsp;公 开".encode("gb18030"),
    "Big5": "政府資訊公開".encode("big5"),
    "HZ": b"~{9+?*~}",
    "a document": b"%PDF-1.4",
    "mail": b"MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n5YWs5byA",
    "table 二 alone": "<td>行政许可</td><td>1</td>".encode(),
    "table 四 alone": "<td>行政 复议</td>".encode("gb18030"),
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_what_markup_or_charset_hides_passes(body):
    assert may_be_report(body)


REST = {
    "another language": b"<html><body>" + b"<p>Open government data</p>" * 500,
    "a shop": "<html><body>本公司开业大吉，欢迎选购，全场行货。</body></html>".encode(),
    "the same in GBK": "<html><body>本公司开业大吉，欢迎选购。</body></html>".encode("gb18030"),
    "references to others": b"<p>&#8217;&#169;&#x2019;</p>",
    "nothing": b"",
}


@pytest.mark.parametrize("body", REST.values(), ids=REST)
def test_what_cannot_be_a_report_does_not(body):
    assert not may_be_report(body)


def test_only_a_foreign_archive_is_sieved_and_what_is_passed_is_counted(tmp_path):
    file = tmp_path / "crawl.warc.gz"
    shop, report = REST["a shop"], "政府信息公开年报".encode()
    file.write_bytes(warc(*((f"http://x/{n}", "200 OK", HTML, body)
                            for n, body in enumerate([shop, report, shop]))))  # fmt: skip
    passed: list[str] = []
    assert [one.body for one in captures(file, passed.append)] == [report]
    assert passed == ["records that can be no report"] * 2
    assert len(list(captures(file))) == 3
