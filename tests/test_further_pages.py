"""This module tests that an article which its site has cut into pages is one report again, and that no other page is joined."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from parsers import extract
from parsers.article_pages import article_page, join_pages
from schemas.capture import Capture
from tests import crawling
from tests.archives import warc
from tests.commands import extracted
from tests.documents import differences, sample
from tests.dumped import selected
from tests.reading import report_of
from tests.site import MENU, NO_ROBOTS, Says, page, site

ONE = sample(3)
HEAD, BODY, FOOT = re.split("(?<=<div id='zoom'>)|(?=</div><iframe)", ONE.text)
COUNT = 3


def _linked(number: int, name: Callable[[int], str]) -> str:
    links = (f"<li><a href='{name(at)}'>{at + 1}</a></li>" for at in range(COUNT))
    return f"<ul><li>上一页</li>{''.join(links)}<li>下一页</li></ul>"


def _next_only(number: int, name: Callable[[int], str]) -> str:
    before = f"<a href='{name(number - 1)}'>上一页</a>" if number else ""
    return before + (f"<a href='{name(number + 1)}'>下一页</a>" if number + 1 < COUNT else "")


# How sites name the pages of an article, and lead from one to another.
PAGERS: dict[str, tuple[Callable[[int], str], Callable[[int, Callable[[int], str]], str]]] = {
    "TRS calls a script": (
        lambda at: f"t20240131_12{(at and f'_{at}') or ''}.html",
        lambda at, _: f'<script>createPageHTML({COUNT}, {at}, "t20240131_12", "html")</script>',
    ),
    "TRS writes links": (
        lambda at: f"t20240131_12{(at and f'_{at}') or ''}.html",
        lambda at, _: (
            f'<script>var countPage = {COUNT};document.write("<a href=t20240131_12"+"_"+'
            f'{at + 1}+".html>下一页</a>");document.write("<a href=\\"t20240131_12.html\\">首页</a>")</script>'
        ),
    ),
    "DedeCMS links by number": (lambda at: f"12{(at and f'_{at + 1}') or ''}.html", _linked),
    "next page only": (lambda at: f"12{(at and f'-{at + 1}') or ''}.html", _next_only),
    "in the query": (lambda at: f"show.php?id=12{(at and f'&page={at + 1}') or ''}", _linked),
}


def cut(way: str, text: str = BODY) -> Iterator[tuple[str, bytes]]:
    """The report cut before two of its headings, each page by its name; the counter of visits goes on."""
    name, pager = PAGERS[way]
    for at, part in enumerate(re.split("(?=<p>三、|<p>四、)", text)):
        seen = f"<p>浏览次数：{at + 7}</p>"
        head = HEAD.replace("<div id='zoom'>", f"{seen}<div id='zoom'>")
        yield name(at), f"{head}{part}{pager(at, name)}{FOOT}".encode()


@pytest.mark.parametrize("way", PAGERS)
def test_the_pages_of_an_article_are_one_report_wherever_they_come_from(way, tmp_path):
    pages = dict(cut(way))
    captures = [Capture(body=body, url=f"http://a.gov.cn/b/{name}") for name, body in pages.items()]
    whole = report_of(ONE.text)
    joined = extract(captures[0], captures[:0:-1])
    assert (joined.status, differences(ONE, joined)) == ("proved", {})
    assert joined.metadata.title == whole.metadata.title
    assert [part.heading for part in joined.sections] == [part.heading for part in whole.sections]
    assert [part.text for part in joined.sections[1:]] == [part.text for part in whole.sections[1:]]
    (tmp_path / "a.warc.gz").write_bytes(
        warc(
            *(
                (one.url or "", "200 OK", [("Content-Type", "text/html")], one.body)
                for one in captures
            )
        )
    )
    told = extracted(tmp_path / "a.db", tmp_path / "a.warc.gz")
    assert told["outcomes"] == {"report": 1, "attachment": 2}


@pytest.mark.parametrize("one_by_one", [False, True])
@pytest.mark.parametrize("names", ["own", "given"])
def test_pages_saved_beside_each_other_are_joined_if_they_say_so(names, one_by_one, tmp_path):
    for at, (name, body) in enumerate(cut("TRS calls a script")):
        (
            tmp_path / (name if names == "own" else f"年报{(at and f'_{at}') or ''}.html")
        ).write_bytes(body)
    paths = sorted(tmp_path.iterdir(), reverse=True) if one_by_one else [tmp_path]
    told = extracted(tmp_path / "a.db", *paths)
    assert told["outcomes"] == {"report": 1, "attachment": 2}
    assert told["reports"] == {"2021": {"proved": 1}}


def test_what_only_has_such_a_name_is_not_joined(tmp_path):
    pages = dict(cut("DedeCMS links by number"))
    other = ONE.text.replace(str(ONE.article.year), str(ONE.article.year + 1))
    (tmp_path / "12.html").write_bytes(pages["12.html"])
    (tmp_path / "12_2.html").write_bytes(
        other.replace("</div>", "<a href='12.html'>上一页</a></div>").encode()
    )
    (tmp_path / "12_3.html").write_bytes(ONE.text.encode())
    assert extracted(tmp_path / "a.db", tmp_path)["outcomes"] == {"report": 3}


@pytest.mark.parametrize(
    ("title", "joined"),
    [(ONE.article.title, True), (sample(4).article.title, False), (sample(6).article.title, False)],
    ids=["its own", "another body's", "another's"],
)
def test_a_page_under_another_reports_title_is_not_joined_whatever_its_pager_says(title, joined):
    head = re.sub(r"<title>.*?</title><meta[^<>]*>", "<title>年报_甲市</title>", HEAD)
    start, end = re.split("(?=<p>三、)", BODY)
    pages = (f"{head}{start}<a href='12_2.html'>下一页</a>{FOOT}",
             f"{head}{end}<a href='12.html'>上一页</a>{FOOT}".replace(ONE.article.title, title))  # fmt: skip
    first, second = (
        Capture(body=text.encode(), url=f"http://a.gov.cn/12{'_2' * at}.html")
        for at, text in enumerate(pages)
    )
    report = extract(first, [second])
    told = {one.code for one in report.findings}
    assert ("article-goes-on" not in told, report.status == "proved") == (joined, joined)


@pytest.mark.parametrize("way", PAGERS)
def test_pages_that_are_missing_are_told(way):
    for name, body in cut(way):
        (told,) = [
            one
            for one in extract(Capture(body=body, name=name)).findings
            if one.code == "article-goes-on"
        ]
        assert told.text


def test_an_article_of_one_page_names_no_other():
    for more in (
        '<script>createPageHTML(1, 0, "12", "html")</script>',
        "<a href='12.html'>1</a><a href='13.html'>下一篇</a><a href='121_2.html'>2</a>",
        "<a href='index_2.html'>下一页</a><a href='http://b.gov.cn/12_2.html'>2</a>",
    ):
        page = ONE.text.replace("</div><iframe", f"{more}</div><iframe").encode()
        assert article_page(Capture(body=page, url="http://a.gov.cn/12.html")) is None


def test_figures_that_end_a_page_alike_stay_where_they_are():
    """Cells of a copied table end every page with the same lines, which are not the site's."""
    text = "<p>一</p><p>1</p><p>0</p><p>三、</p><p>2</p><p>0</p><p>四、</p><p>0</p>"
    pages = list(cut("TRS calls a script", text))
    first, *later = (Capture(body=body, url=f"http://a.gov.cn/{name}") for name, body in pages)
    joined, rest = join_pages(first, later)
    assert joined
    assert joined[0].lines[-8:] == ("一", "1", "0", "三、", "2", "0", "四、", "0")
    assert not rest


def test_a_cell_that_a_page_end_cut_is_told_and_its_table_is_not_trusted():
    cell = re.search(r"规章</td><td>\d+</td><td>\d+</td><td>(?=\d)", BODY)
    assert cell
    ends = (f"{BODY[: cell.end()]}</td></tr></table>", f"<table><p>{BODY[cell.end() :]}")
    first, second = (
        Capture(
            body=f"{HEAD}{end}{_next_only(at, PAGERS['next page only'][0])}{FOOT}".encode(),
            url=f"http://a.gov.cn/12{'-2' * at}.html",
        )
        for at, end in enumerate(ends)
    )
    report = extract(first, [second])
    assert "figure-between-pages" in {one.code for one in report.findings}
    assert report.tables["disclosures"].status in ("doubtful", "partial")


def test_a_crawl_fetches_every_page_of_an_article_and_tells_of_one_that_is_gone(tmp_path):
    pages = dict(cut("next page only"))
    row = f'<ul><li><a href="/nb/12.html">{ONE.article.title}</a><span>2023-01-20</span></li></ul>'
    html = (("Content-Type", "text/html; charset=utf-8"),)
    routes = {"/robots.txt": NO_ROBOTS, "/": page(MENU), "/nb/": page(MENU + row)}
    routes |= {f"/nb/{name}": Says(body, headers=html) for name, body in pages.items()}
    with site(routes) as running:
        report = crawling.one(tmp_path / "a", running)
        assert (report.status, report.reports, report.fetched) == ("ok", 1, 5)
        extracted(tmp_path / "a.db", tmp_path / "a")
        del running.routes["/nb/12-3.html"]
        report = crawling.one(tmp_path / "b", running)
    assert [(one.url[-9:], one.reason) for one in report.problems] == [("12-3.html", "not-found")]
    told = selected(tmp_path / "a.db", "SELECT status FROM reports")
    assert told == [("proved",)]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("一、总体情况", "<iframe src='/content/sheet.htm'></iframe>"),
        ("现予公布", "<iframe src='/content/sheet.htm'></iframe>"),
        ("一、总体情况", "<IFRAME SRC='/content/sheet.htm'></IFRAME>"),
        (
            "一、总体情况",
            "<iframe id=b></iframe><script>$('#b').attr('src', '/content/sheet.htm')</script>",
        ),
    ],
    ids=["part of it", "all of it", "in capitals", "set by a script"],
)
def test_what_a_report_shows_in_a_frame_of_its_portal_is_of_the_report(text, frame, tmp_path):
    unseen = (
        "<iframe src='/tj/1' style='display: none'></iframe><iframe src='/tj/2' width=0></iframe>"
    )
    shell, html = (
        f"<p>{text}</p>{unseen}{frame}",
        (("Content-Type", "text/html"),),
    )
    tables = re.search(r"<table.*</table>", BODY, re.DOTALL)
    assert tables
    row = f'<ul><li><a href="/nb/12.html">{ONE.article.title}</a><span>2023-01-20</span></li></ul>'
    routes = {"/robots.txt": NO_ROBOTS, "/": page(MENU), "/nb/": page(MENU + row)}
    routes["/nb/12.html"] = Says(f"{HEAD}{shell}{FOOT}".encode(), headers=html)
    routes["/content/sheet.htm"] = Says(f"<body>{tables[0]}</body>".encode(), headers=html)
    with site(routes) as running:
        report = crawling.one(tmp_path / "a", running)
    assert (report.status, report.reports) == ("ok", 1)
    assert {"/module/visitcount/visit.jsp", "/tj/1", "/tj/2"}.isdisjoint(running.paths())
    told = extracted(tmp_path / "a.db", tmp_path / "a")
    assert told["outcomes"] == {"report": 1, "attachment": 1, "not-a-report": 2}
    found = selected(tmp_path / "a.db", "SELECT title, status FROM reports")
    assert found == [(ONE.article.title, "proved")]


def test_an_article_that_a_script_asks_an_interface_for_is_had_and_the_list_it_asks_for_is_none(
    tmp_path,
):
    title = ONE.article.title
    told = {"title": title, "url": "/show.html?id=75", "abstract": "根据条例。共公开信息三条。"}
    shell = "<p>栏目</p>" * 800 + "<div id='app'></div><script>var id = getQuery('id');"
    routes = {"/robots.txt": NO_ROBOTS, "/": page(MENU)}
    routes["/nb/"] = page(MENU + "<ul></ul><script>$.get('/api/list?page=1', draw)</script>")
    routes["/show.html?id=75"] = page(
        f"{shell}axios.get('/api/detail?id=' + id).then(draw); $.get('/api/viewcount?id=' + id)</script>"
    )
    for name, content in (("list?page=1", [told]), ("detail?id=75", told | {"content": BODY})):
        body = json.dumps({"data": content}).encode()
        routes[f"/api/{name}"] = Says(body, headers=(("Content-Type", "application/json"),))
    with site(routes) as running:
        report = crawling.one(tmp_path / "a", running)
    assert (report.status, report.reports) == ("ok", 1)
    assert "/api/viewcount?id=75" not in running.paths()
    assert extracted(tmp_path / "a.db", tmp_path / "a")["outcomes"]["report"] == 1
    found = sqlite3.connect(tmp_path / "a.db").execute("SELECT title, status FROM reports")
    assert found.fetchall() == [(title, "proved")]


@pytest.mark.parametrize("with_pictures", [False, True], ids=["a page", "a page with its pictures"])
def test_what_word_saved_as_a_page_under_a_documents_name_is_a_document(with_pictures, tmp_path):
    title = ONE.article.title
    head = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><meta charset=utf-8><body>'
    body = f"{head}<p>{title}</p>{BODY}</body></html>".encode()
    if with_pictures:
        mail = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        body = mail + b"Content-Type: text/html; charset=utf-8\n\n" + body + b"\n--x--\n"
    row = f'<ul><li><a href="/nb/12.html">{title}</a><span>2023-01-20</span></li></ul>'
    routes = {"/robots.txt": NO_ROBOTS, "/": page(MENU), "/nb/": page(MENU + row)}
    routes["/nb/12.html"] = page(f"<h1>{title}</h1><a href='12.doc'>附件：年报.doc</a>")
    routes["/nb/12.doc"] = Says(body, headers=(("Content-Type", "application/msword"),))
    with site(routes) as running:
        report = crawling.one(tmp_path / "a", running)
    assert (report.status, report.reports) == ("ok", 1)
    told = extracted(tmp_path / "a.db", tmp_path / "a")
    assert told["outcomes"] == {"report": 1, "attachment": 1, "not-a-report": 2}
    assert selected(tmp_path / "a.db", "SELECT status FROM reports") == [("proved",)]
