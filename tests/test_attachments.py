"""This module tests that an article and the documents attached to it are one report."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture, Registrant
from scraper.errors import Unreadable
from scraper.inputs.attached import Group, group_attachments
from scraper.inputs.sources import Skipped, sources
from scraper.read import read as read_page
from tests.archives import answer, warc
from tests.commands import extracted
from tests.documents import as_docx, as_pdf, blocks, differences, docx, read, sample
from tests.dumped import digest, selected
from tests.in_memory import zipped
from tests.printing import statistics
from tests.printing.carriers import article, zip_of
from tests.printing.markup import MARKUP, marked_up
from tests.printing.tables import tables_in
from tests.render import Layout, specimen

ONE = sample(3)


def codes(report: object) -> list[str]:
    return [one.code for one in report.findings]


@pytest.mark.parametrize("printed", [as_docx, as_pdf])
def test_tables_that_stand_in_the_attachment_alone_are_read_from_it(printed):
    report = read(article(ONE), printed(ONE))
    assert differences(ONE, report) == {}
    assert report.status == "proved"
    assert (report.metadata.title, report.source.reader) == (ONE.article.title, "html")
    assert str(report.metadata.published_on) == ONE.article.published_on
    assert codes(report).count("read-from-attachment") == 3
    assert len(report.sections) > 5


def test_an_attachment_that_agrees_says_nothing():
    report = read(ONE.text.encode(), as_docx(ONE))
    assert (report.status, differences(ONE, report)) == ("proved", {})
    assert not {"read-from-attachment", "sources-disagree"} & set(codes(report))


def test_a_figure_that_differs_is_told_with_both_and_the_article_stands():
    other = sample(3)
    other.figures["disclosures", "rules", "issued"] = 4711
    report = read(ONE.text.encode(), as_docx(other))
    assert differences(ONE, report) == {}
    (told,) = [one for one in report.findings if one.code == "sources-disagree"]
    assert told.where == "disclosures.rules.issued"
    assert told.text is not None
    assert "4711 (" in told.text


def test_lists_of_before_2019_are_held_against_each_other_too():
    told = statistics.figures(3)
    other = {**told, "complaints": told["complaints"] + 1}
    article, attached = (statistics.as_html(statistics.lines(one)) for one in (told, other))
    report = read(article.encode(), attached.encode())
    assert statistics.known(report) == told
    (found,) = [one for one in report.findings if one.code == "sources-disagree"]
    assert found.where == "statistics.complaints"
    assert (found.text or "").startswith(f"{told['complaints']} (")


def test_a_document_of_another_year_is_no_part_of_the_article():
    report = read(article(ONE), as_docx(sample(4)), as_docx(ONE))
    assert differences(ONE, report) == {}
    assert codes(report).count("attachment-of-another-report") == 1


def test_a_document_that_only_its_link_gives_to_another_year_lends_no_figure():
    form = marked_up(tables_in(blocks(sample(4))))
    linked = Capture(body=form.encode(), link=f"{ONE.article.year - 1}年度统计表.xls")
    report = extract(Capture(body=article(ONE)), [linked])
    assert codes(report).count("attachment-of-another-report") == 1
    assert not report.requests


BODY = sample(4)  # another body's report of the same year as sample(2)'s


@pytest.mark.parametrize(
    "page", [article(sample(2)), sample(2).text.encode()], ids=["bare", "whole"]
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_document_of_another_body_lends_no_figure(page, order):
    own = sample(2)
    assert own.article.year == BODY.article.year
    both = (as_docx(BODY), as_docx(own))
    report = read(page, *(both[at] for at in order))
    assert (differences(own, report), report.status) == ({}, "proved")
    assert codes(report).count("attachment-of-another-report") == 1
    assert "sources-disagree" not in codes(report)
    alone = read(article(own), as_docx(BODY))
    assert {table.status for table in alone.tables.values()} == {"absent"}


def test_a_document_that_calls_the_same_body_by_another_name_is_of_the_report():
    own = sample(2)
    for name in ("市体育局", "海晏市人民政府体育局", "海晏市体育局办公室"):
        page = article(own).replace(own.article.agency.encode(), name.encode())
        assert read(page, as_docx(own)).status == "proved"


def test_a_governments_page_with_its_departments_reports_gives_each_its_own(tmp_path):
    title = f"海晏市{BODY.article.year}年政府信息公开工作年度报告"
    page = tmp_path / "page.html"
    page.write_bytes(article(BODY).replace(BODY.article.title.encode(), title.encode()))
    (tmp_path / "page.docx").write_bytes(as_docx(BODY))
    extracted(tmp_path / "a.db", page, page.with_suffix(".docx"))
    told = sqlite3.connect(tmp_path / "a.db").execute(
        "SELECT a.name, r.status FROM reports r JOIN agencies a ON a.id = r.agency ORDER BY 1"
    )
    assert dict(told.fetchall()) == {"海晏市": "absent", BODY.article.agency: "proved"}


@pytest.mark.parametrize("host", ["乙县人民政府", "国务院办公厅", "教育部"])
def test_a_report_on_another_subjects_page_is_of_the_body_that_it_names(tmp_path, host):
    title = f"{host}关于做好防汛工作的通知"
    box = f"<table><tr><td>发布机构</td><td>{host}</td><td>名称</td><td>防汛</td></tr></table>"
    (tmp_path / "page.html").write_text(f"<title>{title}</title>{box}<h1>{title}</h1>")
    (tmp_path / "page.docx").write_bytes(as_docx(BODY))
    with pytest.raises(NotAReport, match="of another body"):
        read((tmp_path / "page.html").read_bytes(), as_docx(BODY))
    extracted(tmp_path / "a.db", tmp_path)
    told = sqlite3.connect(tmp_path / "a.db").execute(
        "SELECT a.name, r.status FROM reports r JOIN agencies a ON a.id = r.agency"
    )
    assert told.fetchall() == [(BODY.article.agency, "proved")]


def test_a_document_that_cannot_be_read_is_told_where_tables_are_wanting():
    report = read(article(ONE), b"%PDF-1.4 torn")
    (told,) = [one for one in report.findings if one.code == "document-damaged"]
    assert "attached" in (told.text or "")
    assert "document-damaged" not in codes(read(ONE.text.encode(), b"%PDF-1.4 torn"))


def test_a_list_of_reports_is_none_and_each_is_read_by_itself(tmp_path):
    papers = {f"{n}.docx": as_docx(specimen(n, Layout())) for n in (1, 2, 3)}
    listing = "<html><title>年度报告</title><body>" + "".join(
        f"<a href='{name}'>{name}</a>" for name in papers
    )
    with pytest.raises(NotAReport, match="list"):
        read(listing.encode(), *papers.values())
    for name, body in {"list.html": listing.encode(), **papers}.items():
        (tmp_path / name).write_bytes(body)
    told = extracted(tmp_path / "a.db", tmp_path)
    assert told["outcomes"] == {"report": 3, "not-a-report": 1}


@pytest.mark.parametrize("title", ["X", "甲县水利局历年政府信息公开年度报告"])
def test_a_list_of_one_bodys_years_owns_none_of_them(title):
    papers = [as_docx(specimen(seed, Layout(), form)) for seed, form in ((5, "2019"), (5, "2021"))]
    links = "<a href='1.docx'>2019</a><a href='2.docx'>2021</a>"
    listing = f"<html><title>{title}</title><body><h1>{title}</h1>{links}</body>".encode()
    body = Registrant(portal="a", agency=specimen(5, Layout()).article.agency)
    captures = [Capture(body=one) for one in papers]
    with pytest.raises(NotAReport, match="list"):
        extract(Capture(body=listing, registrant=body), captures)


def without_agency(seed: int, *named: str, year: int = ONE.article.year) -> Capture:
    """A report whose text names no agency, or this one in its title alone, from a portal of 海晏市."""
    one = sample(seed)
    parts = [b if isinstance(b, str) else MARKUP["clean"](b) for b in blocks(one)]
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts[1:])
    body = body.replace(one.article.agency, "我局").replace(str(one.article.year), str(year))
    title = f"<h1>{''.join(named)}{year}年政府信息公开工作年度报告</h1>"
    return Capture(
        body=f"<html><body>{title}{body}</body></html>".encode(),
        registrant=Registrant(
            portal="a", agency="海晏市人民政府", agency_code="11330800002618736G"
        ),
    )


@pytest.mark.parametrize(
    ("other", "whose"),
    [
        (without_agency(2), [None, None]),
        (without_agency(2, year=ONE.article.year - 1), ["海晏市人民政府", "海晏市人民政府"]),
        (without_agency(2, "海晏市人民政府"), [None, "海晏市人民政府"]),
    ],
    ids=["other figures", "another year", "its name"],
)
def test_a_document_that_only_the_portal_names_is_nobodys_where_it_may_be_anothers(other, whose):
    listing = without_agency(1).model_copy(update={"body": b"<html><body><p>X</p></body></html>"})
    found = read_page(Group(listing, (without_agency(1), other)))
    claims = [one.filed.claim for one in found.apart if one.filed]
    assert [one.name for one in claims] == whose
    assert [one.code for one in claims] == ["002618736" if name else None for name in whose]


@pytest.mark.parametrize("link", ["水利局.docx", "附件2：县水利局2023年年报", "海晏市水利局"])
def test_a_document_that_its_link_alone_gives_to_another_body_is_no_part_of_the_report(link):
    page = article(ONE).replace(ONE.article.agency.encode(), "海晏市教育局".encode())
    paper = without_agency(2).model_copy(update={"link": link})
    report = extract(Capture(body=page), [paper])
    assert "attachment-of-another-report" in codes(report)
    assert {table.status for table in report.tables.values()} == {"absent"}
    mine = paper.model_copy(update={"link": "附件：市教育局2023年年报.docx"})
    assert "read-from-attachment" in codes(extract(Capture(body=page), [mine]))


@pytest.mark.parametrize("named", ["2023年", "政府信息公开年报"])
@pytest.mark.parametrize("around", ["<ul><li>{}<span>2024-01-20</span></li></ul>", "{}"])
def test_a_page_that_only_links_to_a_report_is_none(around, named):
    link = f"<a href='/a/1.html' title='{ONE.article.title}'>{ONE.article.title}</a>"
    listing = f"<html><title>{named}</title><body>{around.format(link)}</body></html>"
    with pytest.raises(NotAReport, match=r"links|neither"):
        read(listing.encode())
    assert read(article(ONE, link)).status == "absent"
    assert read(article(ONE, link).replace(b"/a/1.html", b"/a/1.pdf")).status == "absent"


SAVED = {
    "namesake": ("page.html", "page.docx", ""),
    "linked": ("page.html", "附件/2023 年报.docx", "<a href='附件/2023%20年报.docx'>附件</a>"),
    "in the folder above": ("2023/page.html", "附件.docx", "<a href='../附件.docx'>附件</a>"),
    "among what a browser kept": ("p.htm", "p_files/a.docx", "<a href='./p_files/a.docx'>a</a>"),
    "in a frame": ("p.htm", "p_files/saved_resource.html", "<iframe src='./p_files/saved_resource.html'></iframe>"),
    "in a frame beside it": ("p.htm", "a.htm", "<iframe src='a.htm'></iframe>"),
    "in a frame of a mirror": ("p.htm", "f/a.htm", "<iframe src='f/a.htm'></iframe>"),
}  # fmt: skip


@pytest.mark.parametrize(("packed", "link"), [
    ("a.warc.gz", "<a href='/p/1.docx'>附件</a>"),
    ("a.warc.gz", "<iframe src='/pdfjs/viewer.html?file=%2Fp%2F1.docx'></iframe>"),
    ("a.wacz", "<base href='//['><a href='//[?f=2.docx'>无</a><a href='/p/1.docx'>附件</a>"),
])  # fmt: skip
def test_an_article_and_its_document_are_one_report_in_every_archive(packed, link, tmp_path):
    word = "application/msword"
    page = answer("http://x.gov.cn/1.html", article(ONE, link))
    paper = answer("http://x.gov.cn/p/1.docx", as_docx(ONE), word)
    other = answer("http://x.gov.cn/p/2.docx", as_docx(sample(4)), word)
    body = warc(other, page, paper)
    if packed.endswith(".wacz"):
        body = zipped({"archive/data.warc.gz": body})
    (tmp_path / packed).write_bytes(body)
    told = extracted(tmp_path / "a.db", tmp_path / packed)
    assert told["outcomes"] == {"report": 2, "attachment": 1}
    urls = selected(
        tmp_path / "a.db",
        "SELECT url FROM reports JOIN captures ON captures.id = capture ORDER BY 1",
    )
    assert [url for (url,) in urls] == [page[0], other[0]]


def test_what_a_zip_without_a_page_holds_is_read_by_itself(tmp_path):
    held = {f"{number}.docx": as_docx(sample(number)) for number in (3, 4)}
    packed = answer("http://x.gov.cn/p/1.zip", zip_of(held), "application/zip")
    (tmp_path / "a.warc.gz").write_bytes(warc(packed))
    assert extracted(tmp_path / "a.db", tmp_path / "a.warc.gz")["outcomes"] == {"report": 2}


@pytest.mark.parametrize("goes", [Path.unlink, Path.touch], ids=["gone", "empty"])
@pytest.mark.parametrize("alone", [False, True], ids=["page", "document"])
def test_an_archive_that_goes_while_its_pages_wait_for_documents_costs_no_other(
    alone, goes, tmp_path
):
    urls = [f"http://{name}.gov.cn/1" for name in "abc"]
    for number, url in enumerate(urls, 3):
        body = (
            as_docx(sample(number))
            if alone
            else article(sample(number), "<a href='/p/1.docx'>附件</a>")
        )
        (tmp_path / f"{url[7]}.warc.gz").write_bytes(warc(answer(url, body)))
    found = sources([tmp_path], Skipped())
    first = next(found)
    (tmp_path / "b.warc.gz").rename(tmp_path / "aside")
    (tmp_path / "b.warc.gz").touch()
    goes(tmp_path / "b.warc.gz")
    second, third = found
    assert [one.capture.url for one in (first, third)] == [urls[0], urls[2]]
    assert isinstance(second, Unreadable)
    assert second.file == str(tmp_path / "b.warc.gz")


@pytest.mark.parametrize("case", SAVED)
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_what_lies_beside_a_saved_page_is_read_with_it(case, packed, tmp_path):
    page, paper, link = SAVED[case]
    shown = ONE.text.encode() if paper.endswith((".html", ".htm")) else as_docx(ONE)
    bodies = {page: article(ONE, link), paper: shown}
    where = tmp_path / ("pages.zip" if packed else "pages")
    if packed:
        where.write_bytes(zipped({f"kept/{name}": body for name, body in bodies.items()}))
    else:
        for name, body in bodies.items():
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            (where / name).write_bytes(body)
    told = extracted(tmp_path / "a.db", where)
    assert told["outcomes"] == {"report": 1, "attachment": 1}
    database = sqlite3.connect(tmp_path / "a.db")
    assert database.execute("SELECT status FROM reports").fetchall() == [("proved",)]


def test_a_link_to_a_place_of_the_site_leads_to_no_file_beside_a_saved_page(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    links = ("/a.docx", "http://x.gov.cn/a.docx", "a%00.docx")
    page = article(ONE, "".join(f"<a href='{link}'>附件</a>" for link in links))
    (folder / "page.html").write_bytes(page)
    (folder / "a.docx").write_bytes(as_docx(ONE))
    assert extracted(tmp_path / "a.db", folder)["outcomes"] == {"report": 2}


def test_a_document_replaced_under_its_address_is_a_revision_of_the_page_that_stayed_as_it_was(
    tmp_path,
):
    new, url = sample(3), "http://x.gov.cn/1"
    new.figures["disclosures", "rules", "issued"] = 4711
    page = answer(f"{url}.html", article(ONE, "<a href='1.docx'>附件</a>"))
    first, second = (answer(f"{url}.docx", as_docx(one)) for one in (ONE, new))
    saved, told = tmp_path / "a.warc.gz", []
    for crawled in ((page, first), (page, first, second), (page, first, second)):
        saved.write_bytes(warc(*crawled))
        told.append(extracted(tmp_path / "a.db", saved)["unchanged"])
    assert told == [0, 0, 3]
    sql = "SELECT number, json_extract(json, '$.disclosures[0].issued'), url FROM revisions JOIN captures ON captures.id = capture ORDER BY 1"
    old = ONE.figures["disclosures", "rules", "issued"]
    kept = [(1, old, f"{url}.docx"), (2, 4711, f"{url}.html")]
    assert selected(tmp_path / "a.db", sql) == kept
    extracted(tmp_path / "b.db", saved)
    one, other = (digest(tmp_path / name, ("runs", "offset")) for name in ("a.db", "b.db"))
    assert one == other

    saved.write_bytes(warc(*crawled, first))  # restored
    extracted(tmp_path / "a.db", saved)
    assert selected(tmp_path / "a.db", sql) == [(1, 4711, f"{url}.docx"), (2, old, f"{url}.html")]


def test_each_version_of_one_of_two_documents_is_read_in_its_place():
    papers = []
    for name, issued in (("1.docx", 1111), ("2.docx", 2222), ("2.docx", 3333)):
        one = sample(3)
        one.figures["disclosures", "rules", "issued"] = issued
        day = datetime(2026, 1, len(papers) + 1, tzinfo=UTC)
        papers.append(Capture(body=as_docx(one), url=f"http://x.gov.cn/{name}", fetched_at=day))
    beside, old, new = papers
    page = Capture(body=article(ONE), url="http://x.gov.cn/1.html")
    for attachments, place in (((beside, new), 1), ((new, beside), 0)):
        before = tuple(old if at == place else one for at, one in enumerate(attachments))
        found = read_page(Group(page, attachments, earlier=(old,)))
        told = [(one.capture.sha256, one.filed.text) for one in found.apart if one.filed]
        assert told == [
            (one.sha256, extract(page, every).to_json(sentences=False))
            for one, every in ((old, before), (new, attachments))
        ]
        assert [one.sha256 for one in found.attachments] == [
            *(one.sha256 for one in attachments),
            old.sha256,
        ]


def test_an_earlier_version_of_another_years_document_is_read_by_itself_too():
    page = Capture(body=ONE.text.encode(), url="http://x.gov.cn/1.html")
    old, new = (
        without_agency(seed, ONE.article.agency, year=ONE.article.year - 1).model_copy(
            update={
                "url": "http://x.gov.cn/2.html",
                "fetched_at": datetime(2026, 1, seed, tzinfo=UTC),
            }
        )
        for seed in (1, 2)
    )
    found = read_page(Group(page, (new,), earlier=(old,)))
    assert [one.filed and one.filed.claim.year for one in found.apart] == [ONE.article.year - 1] * 2
    assert {one.capture.sha256 for one in found.apart} == {old.sha256, new.sha256}


def test_versions_of_a_document_that_names_no_agency_make_no_reports_of_their_own(tmp_path):
    page = "<title>政府信息公开年报</title><a href='1.docx'>附件</a>"
    nameless = [answer("http://x.gov.cn/1.html", page.encode())]
    for seed in (3, 4):
        tables = tables_in(blocks(sample(seed)))
        nameless.append(answer("http://x.gov.cn/1.docx", docx(tables)))
    (tmp_path / "a.warc.gz").write_bytes(warc(*nameless))
    extracted(tmp_path / "a.db", tmp_path / "a.warc.gz")
    assert selected(tmp_path / "a.db", "SELECT agency_name, revisions FROM reports") == [(None, 1)]


def test_a_document_replaced_under_its_address_is_read_with_the_page_that_stayed_as_it_was():
    new, docx, html = sample(3), "http://x.gov.cn/1.docx", "http://x.gov.cn/1.html"
    new.figures["disclosures", "rules", "issued"] = 4711
    page = article(ONE, "<a href='1.docx'>附件</a>")

    def grouped(*captured: tuple[str, bytes]) -> list[tuple[int | None, int]]:
        days = (datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 9))
        found = group_attachments(
            (Path("a.warc"), Capture(body=body, url=url, fetched_at=day))
            for (url, body), day in zip(captured, days, strict=False)
        )
        groups = [one for one in found if isinstance(one, Group)]
        reports = [extract(one.capture, one.attachments) for one in groups]
        return [
            (next(row.issued for row in one.disclosures if row.row == "rules"), len(group.earlier))
            for one, group in zip(reports, groups, strict=True)
        ]

    old, changed = ONE.figures["disclosures", "rules", "issued"], page + b"<!-- -->"
    pair = ((html, page), (docx, as_docx(ONE)))
    assert grouped(*pair, (docx, as_docx(new))) == [(4711, 1)]
    assert grouped(*pair, (html, changed), (docx, as_docx(new))) == [(old, 0), (4711, 0)]
    assert grouped(*pair, (html, changed)) == [(old, 0), (old, 0)]
    assert grouped(pair[0], (html, changed), (docx, as_docx(new))) == [(4711, 0), (4711, 0)]
