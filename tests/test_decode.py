"""Bytes become the text that was written, and the rule that chose the charset is told."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decode import Decoded, decode

TEXT = (
    "衢州市应急管理局2024年政府信息公开工作年度报告。根据《中华人民共和国政府信息公开条例》的规定，"
    "现公布本年度报告，所列数据的统计期限为2024年1月1日至12月31日。"
)
RARE = "局长李喆、陈珺、朱镕某签发。"  # GBK has them, GB2312 has not
RARER = "𠮷野家与㐂寿司"  # four bytes each in GB18030
TRADITIONAL = "本縣政府資訊公開工作年度報告，依照政府信息公開條例的規定，公佈本年度的報告。"
# Where Windows-1252 has a letter, a browser shows it instead of the control character of ISO 8859-1.
WINDOWS = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}


def page(text: str, charset: str | None = None) -> str:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{declared if charset else ''}</head><body>{text}</body></html>"


CASES = {
    "a mark of UTF-8": (codecs.BOM_UTF8 + page(TEXT).encode(), None, "utf-8-sig", "bom"),
    "a mark of UTF-16, little end first": (page(TEXT).encode("utf-16"), None, "utf-16", "bom"),
    "a mark of UTF-16, big end first": (
        codecs.BOM_UTF16_BE + page(TEXT).encode("utf-16-be"), None, "utf-16", "bom"),
    "a mark before another declaration": (
        codecs.BOM_UTF8 + page(TEXT, "gbk").encode(), "gbk", "utf-8-sig", "bom"),
    "a mark of UTF-8 before a body in GBK": (
        codecs.BOM_UTF8 + page(TEXT, "gb2312").encode("gbk"), None, "gb18030", "declared"),
    "UTF-8 that says nothing": (page(TEXT).encode(), None, "utf-8", "utf-8"),
    "UTF-8 that calls itself GBK": (page(TEXT, "gbk").encode(), "gbk", "utf-8", "utf-8"),
    "GB2312 with what only GBK has": (
        page(TEXT + RARE, "gb2312").encode("gb18030"), None, "gb18030", "declared"),
    "GBK with what only GB18030 has": (
        page(TEXT + RARER, "GBK").encode("gb18030"), None, "gb18030", "declared"),
    "GBK named in single quotes": (
        f"<meta charset='gbk'>{TEXT}".encode("gbk"), None, "gb18030", "declared"),
    "GBK named by an XML declaration": (
        f'<?xml version="1.0" encoding="GBK"?><html>{TEXT}</html>'.encode("gbk"), None, "gb18030",
        "declared"),
    "GBK that calls itself UTF-8": (
        page(TEXT, "utf-8").encode("gbk"), "utf-8", "gb18030", "detected"),
    "GBK that says nothing": (page(TEXT).encode("gbk"), None, "gb18030", "detected"),
    "GBK by the header alone": (page(TEXT).encode("gbk"), "GBK", "gb18030", "header"),
    "GBK whose header says UTF-8": (
        page(TEXT, "gb2312").encode("gbk"), "utf-8", "gb18030", "declared"),
    "GBK that calls itself Latin": (
        page(TEXT, "iso-8859-1").encode("gbk"), "iso-8859-1", "gb18030", "detected"),
    "GBK by a name that nobody knows": (
        page(TEXT, "x-unheard-of").encode("gbk"), "none", "gb18030", "detected"),
    "Big5 by declaration": (page(TRADITIONAL, "big5").encode("big5"), None, "big5hkscs", "declared"),
    "Big5 that says nothing": (page(TRADITIONAL).encode("big5"), None, "big5hkscs", "detected"),
    "UTF-8 taken for Latin letters and saved": (
        page(TEXT, "utf-8").encode().decode("latin-1").encode(), None, "utf-8", "twice"),
    "UTF-8 taken for the letters of Windows and saved": (
        page(TEXT).encode().decode("latin-1").translate(WINDOWS).encode(), None, "utf-8", "twice"),
    "GBK taken for Latin letters and saved": (
        page(TEXT, "gb2312").encode("gbk").decode("latin-1").encode(), None, "gb18030", "twice"),
    "Latin letters behind a mark": (codecs.BOM_UTF8
        + page(TEXT, "utf-8").encode().decode("latin-1").encode(), None, "utf-8", "twice"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), None, "utf-16-le", "detected"),
    "UTF-16 without a mark, big end first": (TEXT.encode("utf-16-be"), None, "utf-16-be", "detected"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_body_is_read_as_it_was_written(case):
    body, header, charset, source = CASES[case]
    read = decode(body, header)
    assert (read.charset, read.source, read.plausible) == (charset, source, True)
    text = TRADITIONAL if "Big5" in case else TEXT
    assert text in read.text
    assert RARE not in case or RARE in read.text


def test_characters_that_the_named_charset_lacks_are_decoded_all_the_same():
    assert RARE in decode(page(TEXT + RARE, "gb2312").encode("gb18030")).text
    assert RARER in decode(page(TEXT + RARER, "gbk").encode("gb18030")).text


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_body_cut_within_a_character_loses_only_that(charset, cut):
    read = decode(
        page(TEXT, charset).encode(charset)[: -len("</body></html>")] + "报".encode(charset)[:cut]
    )
    assert TEXT in read.text
    assert read.plausible


@pytest.mark.parametrize("declared", ["utf-8", None])
def test_one_broken_character_does_not_make_utf8_anything_else(declared):
    broken = b'<meta name="description" content="' + "报告".encode()[:-1] + b'">'
    read = decode(page(TEXT * 3, declared).encode().replace(b"</head>", broken + b"</head>"))
    assert read.charset == "utf-8"
    assert TEXT * 3 in read.text


def test_nothing_is_text_of_nothing():
    assert decode(b"") == Decoded("", "utf-8", "utf-8", True, b"")


def test_bytes_of_no_language_are_not_plausible():
    assert not decode(bytes(range(128, 256)) * 40).plausible


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "gbk", "idna", "hex", "utf-7", ""]))
def test_no_bytes_are_refused(body, header):
    assert isinstance(decode(body, header).text, str)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_in_utf8_comes_back(text):
    body = text.encode("utf-8", "surrogatepass")
    if (
        b"\xed" not in body
        and not text.startswith("\ufeff")
        and body[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        assert decode(body).text == text
