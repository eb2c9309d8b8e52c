"""The links of a page to documents are found however their attributes are written."""

import pytest

from schemas.capture import Capture
from scraper.inputs.document_links import document_links, loaded_links


@pytest.mark.parametrize("written", [
    '<a href="a.pdf">', "<A HREF='a.pdf'>", "<a href=a.pdf>", '<a href = "a.pdf">', '<a href="\n a.pdf">',
    '<a data-href="a.pdf">', '<img src="a.pdf">', '<embed Src=" a.pdf ">', '<object data="a.pdf">',
    r"""var text = '<a href=\"a.pdf\">'""",
])  # fmt: skip
def test_a_link_is_found_in(written):
    assert list(document_links(written.encode())) == ["a.pdf"]


@pytest.mark.parametrize("written", [
    "<a href=\"javascript:window.open('/files/a.pdf')\">",
    """<a href="#" onclick='download("/files/a.pdf")'>""",
    "<script>PDFObject.embed('/files/a.pdf', '#v')</script>",
    "<script>var all = './b.doc;/files/a.pdf;'.split(';')</script>",
    "<a href='/files/a.pdf' target=_blank download='年报.pdf'>",
])  # fmt: skip
def test_an_address_in_a_script_is_found_in(written):
    assert "/files/a.pdf" in document_links(written.encode())


@pytest.mark.parametrize(
    "written", ['<a href="a.html">', '<p title="a.pdf">', "a.pdf", '<a href="">']
)
def test_no_link_to_a_document_is_found_in(written):
    assert list(document_links(written.encode())) == []


@pytest.mark.parametrize("written", [
    r'<a href="\files\a.pdf">',
    "<a href=\\files\\a.pdf>",
    r"""{"html": "<a href=\"\/files\/a.pdf\">"}""",
])  # fmt: skip
def test_a_backslash_in_a_link_is_a_slash(written):
    assert list(document_links(written.encode())) == ["/files/a.pdf"]


def test_a_link_is_a_documents_whose_browser_saves_it_as_one():
    page = "<a class=x href='/res/7' download='年报.docx'>年报</a><a href='/res/8'>其他</a>"
    assert list(document_links(page.encode())) == ["/res/7"]


def test_each_link_is_told_once_and_without_html_escapes():
    page = (
        b'<a href="DOWN.jsp?a=1&amp;b=2">1</a><a href="DOWN.jsp?a=1&amp;b=2">2</a><a href="b.DOCX">'
    )
    assert list(document_links(page)) == ["DOWN.jsp?a=1&b=2", "b.DOCX"]


@pytest.mark.parametrize(
    ("heading", "found"),
    [("收到和处理政府信息公开申请情况", 1), ("本年新收政府信息公开申请数量", 0), ("", 0)],
)
def test_what_a_large_page_fetches_is_looked_for_under_the_heading_of_its_tables_alone(
    heading, found
):
    menu = "<a href='/c/'>栏目</a>" * 600
    said = (
        f"{menu}2023年政府信息公开年度报告{heading}<script>$('#t').load('/content/5.html')</script>"
    )
    page = Capture(body=f"<html><body>{said}".encode(), url="http://a.gov.cn/5.html")
    assert len(list(loaded_links(page))) == found
