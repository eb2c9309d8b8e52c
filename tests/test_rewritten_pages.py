"""A page that another program has written says the same: letters by numbers, capital tags, comments, no end tags."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from parsers import extract
from parsers.decode import decode
from schemas.capture import Capture
from schemas.report import Report
from tests.golden import FIXTURES

PAGES = sorted((FIXTURES / "reports").glob("*.html"))
PARTS = ("disclosures", "requests", "disputes", "tables", "form", "status")
HAN = re.compile("[\u4e00-\u9fff]")
PAIR = re.compile("([\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])")
_MARKUP = re.compile(
    r"(<!--.*?-->|<(script|style|title|textarea|select)\b.*?</\2\s*>|<[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)


def said(rewrite: Callable[[str], str]) -> Callable[[str], str]:
    """The rewriting of a page's texts alone."""

    def page(html: str) -> str:
        pieces = _MARKUP.split(html)
        return "".join(
            piece if at % 3 == 1 else rewrite(piece)
            for at, piece in enumerate(pieces)
            if at % 3 != 2
        )

    return page


def replacing(pattern: str, by: str) -> Callable[[str], str]:
    """The rewriting of all that a pattern finds."""
    return lambda html: re.sub(pattern, by, html, flags=re.IGNORECASE | re.DOTALL)


REWRITTEN: dict[str, Callable[[str], str]] = {
    "letters by their numbers": said(lambda text: HAN.sub(lambda one: f"&#{ord(one[0])};", text)),
    "comments within words": said(lambda text: PAIR.sub(r"\1<!-- x -->", text)),
    "fonts around letters": said(lambda text: PAIR.sub(r'<font face="宋体">\1</font>', text)),
    "capital letters": lambda html: re.sub(r"</?[a-z][a-z0-9]*", lambda tag: tag[0].upper(), html),
    "no ends of cells and paragraphs": replacing(r"</(?:td|tr|p|li|tbody|body|html)>", ""),
    "paragraphs in cells": replacing(r"<td\b([^>]*)>(.*?)</td>", r"<td\1><p><b>\2</b></p></td>"),
    "no blanks between elements": replacing(r">\s+<", "><"),
    "attributes without quotes": replacing(r'(<[^<>]*?\s(?:row|col)span\s*=\s*)"(\d+)"', r"\1\2"),
    "a table around all": lambda html: re.sub(
        r"(<body[^>]*>)(.*)(</body>)",
        r"\1<table><tr><td>\2</td></tr></table>\3",
        html,
        flags=re.DOTALL,
    ),
    "line ends of Windows": lambda html: re.sub("\r?\n", "\r\n", html),
}


def read(body: bytes) -> dict[str, object]:
    report: Report = extract(Capture(body=body))
    told = report.metadata.model_dump(exclude={"candidates"})
    return {"metadata": told} | {part: getattr(report, part) for part in PARTS}


@pytest.mark.parametrize("way", REWRITTEN)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_written_another_way_says_the_same(page: Path, way: str) -> None:
    html = decode(page.read_bytes(), None).text
    assert read(b"\xef\xbb\xbf" + REWRITTEN[way](html).encode()) == read(page.read_bytes())


@pytest.mark.parametrize("charset", ["gb18030", "utf-16", "big5hkscs"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_in_another_charset_says_the_same(page: Path, charset: str) -> None:
    html = re.sub(
        r"charset\s*=\s*[\"']?[\w-]+", f"charset={charset}", decode(page.read_bytes(), None).text
    )
    body = html.encode(charset, "xmlcharrefreplace")
    assert read(body) == read(page.read_bytes())
