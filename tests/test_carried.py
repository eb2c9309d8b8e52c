"""This module tests what becomes of the reports of several bodies that one page carries as documents."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands import extracted
from tests.commands import gongkai as typed
from tests.crawling import run
from tests.documents import as_docx, as_pdf, read
from tests.dumped import selected
from tests.printing.carriers import (
    FIGURES,
    YEAR,
    as_html,
    carrying,
    granted,
    read_figures,
    report,
    saved,
    zip_of,
)
from tests.render import Specimen
from tests.site import MENU, NO_ROBOTS, Says, page, site

COUNTY = "海晏县人民政府"
TOWNS = ("东河镇", "西岭乡", "南塘街道办事处", "北渡镇")
BARE = f"{YEAR}年政府信息公开工作年度报告"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
WORD = (("Content-Type", "application/msword"),)


TITLES = (
    "海晏县各乡镇2024年政府信息公开工作年度报告", "海晏县2024年政府信息公开工作年度报告", "2024年度乡镇信息公开年报", BARE, "各乡镇年度报告汇总",
)  # fmt: skip
# Who says whose a document is: itself, with its county or without, or the link to it.
SAID = {
    "in full": ("海晏县{}", "附件"),
    "in short": ("{}", "附件"),
    "by the link's title": ("", "附件{n}：{town}2024年政府信息公开工作年度报告.docx"),
    "by the link's name": ("", "{n}.{town}.docx"),
}


def documents(
    said: str, written: Callable[[Specimen], bytes] = as_html
) -> tuple[dict[str, str], dict[str, bytes], dict[str, int]]:
    """The links of a page, the bytes under each, and the figure that each town must keep."""
    printed, link = SAID[said]
    links, papers, figures = {}, {}, {}
    for n, town in enumerate(TOWNS, 1):
        one = report(n, printed.format(town))
        links[f"f{n}.doc"] = link.format(n=n, town=town)
        papers[f"f{n}.doc"] = written(one)
        figures[one.article.agency or town] = granted(one)
    return links, papers, figures


def crawled(folder: Path, body: bytes, papers: Mapping[str, bytes]) -> Path:
    """The archive of a county's portal whose one row leads to the page."""
    row = f"<ul><li><a href='/nb/page.html'>海晏县{BARE}</a><span>2025-01-20</span></li></ul>"
    routes = {
        "/robots.txt": NO_ROBOTS,
        "/": page(MENU),
        "/nb/": page(MENU + row),
        "/nb/page.html": Says(body, headers=HTML),
        **{f"/nb/{name}": Says(content, headers=WORD) for name, content in papers.items()},
    }
    with site(routes) as running:
        (told,) = run(folder, {"county": running}, agency=COUNTY).portals
    assert told.status == "ok"
    return folder


@pytest.mark.parametrize(
    ("title", "said"),
    [*((title, "in full") for title in TITLES if title != BARE), *((BARE, said) for said in SAID)],
)
def test_each_report_that_a_page_carries_is_of_its_own_body(title, said, tmp_path):
    links, papers, figures = documents(said)
    extracted(tmp_path / "a.db", saved(tmp_path / "pages", carrying(title, links), papers))
    assert read_figures(tmp_path / "a.db") == figures


@pytest.mark.parametrize("said", ["in short", "by the link's name"])
def test_a_crawl_gives_none_of_them_to_the_portals_agency(said, tmp_path):
    links, papers, figures = documents(said, as_docx)
    archive = crawled(tmp_path / "archive", carrying(TITLES[1], links), papers)
    extracted(tmp_path / "a.db", archive)
    in_county = {f"海晏县{body.removeprefix('海晏县')}": figure for body, figure in figures.items()}
    assert read_figures(tmp_path / "a.db") == in_county


def test_reports_of_one_year_that_nothing_names_are_not_the_portals(tmp_path):
    links = {f"f{n}.docx": f"附件{n}" for n in range(1, 5)}
    papers = {f"f{n}.docx": as_docx(report(n, "")) for n in range(1, 5)}
    archive = crawled(tmp_path / "archive", carrying(BARE, links), papers)
    told = extracted(tmp_path / "a.db", archive)
    assert told["outcomes"]["report"] == 4
    found = {total for *_, total in selected(tmp_path / "a.db", FIGURES)}
    portals = selected(tmp_path / "a.db", "SELECT DISTINCT portal FROM captures")
    assert found == {granted(report(n, "")) for n in range(1, 5)}
    assert portals == [("county",)]


def test_reports_of_several_years_that_nothing_names_are_the_portals(tmp_path):
    earlier = replace(report(2, ""), article=replace(report(2, "").article, year=YEAR - 1))
    papers = {"1.docx": as_docx(report(1, "")), "2.docx": as_docx(earlier)}
    archive = crawled(tmp_path / "archive", carrying("年度报告", dict.fromkeys(papers, "")), papers)
    extracted(tmp_path / "a.db", archive)
    told = {(name, year): total for name, year, _, total in selected(tmp_path / "a.db", FIGURES)}
    assert told == {
        (COUNTY, YEAR): granted(report(1, "")),
        (COUNTY, YEAR - 1): granted(report(2, "")),
    }


@pytest.mark.parametrize("said", SAID)
def test_a_page_that_is_a_report_itself_keeps_its_own_figures(said, tmp_path):
    links, papers, figures = documents(said)
    own = report(9, COUNTY)
    linked = "".join(f"<p><a href='{name}'>{text}</a></p>" for name, text in links.items())
    whole = as_html(own).replace(b"</body>", f"{linked}</body>".encode())
    extracted(tmp_path / "a.db", saved(tmp_path / "pages", whole, papers))
    assert read_figures(tmp_path / "a.db") == {COUNTY: granted(own), **figures}


def test_no_document_is_lost_however_many_a_page_carries(tmp_path):
    names = [f"海晏县{first}{second}镇" for first in "东南西北中上" for second in "河塘岭渡沙桥"]
    links = {f"f{n}.doc": "附件" for n in range(len(names))}
    papers = {f"f{n}.doc": as_html(report(n, name)) for n, name in enumerate(names)}
    page_ = carrying(
        "海晏县2024年政府信息公开工作年度报告", links, "<p>一、总体情况</p><p>略。</p>"
    )
    extracted(tmp_path / "a.db", saved(tmp_path / "pages", page_, papers))
    assert read_figures(tmp_path / "a.db") == {
        name: granted(report(n, name)) for n, name in enumerate(names)
    }
    told = [one.text for one in read(page_, *papers.values()).findings
            if one.code == "attachments-apart"]  # fmt: skip
    assert told == ["6"]


def test_two_prints_of_one_report_are_no_two_reports():
    one = report(1, "")
    links = {"a.docx": "Word", "a.pdf": "PDF"}
    told = read(carrying(f"海晏县东河镇{BARE}", links), as_docx(one), as_pdf(one))
    assert (told.status, told.metadata.agency) == ("proved", "海晏县东河镇")
    assert "attachment-of-another-report" not in {found.code for found in told.findings}


def test_a_correction_reaches_a_report_that_a_page_carries(tmp_path):
    links, papers, _ = documents("in full")
    folder = saved(tmp_path / "pages", carrying(TITLES[0], links), papers)
    sha256 = read(papers["f1.doc"]).source.sha256
    (tmp_path / "corrections.toml").write_text(
        f'[[correction]]\nsha256 = "{sha256}"\nplace = "requests.new_requests.total"\nvalue = 4711\n'
    )
    told = typed("extract", tmp_path / "a.db", folder)
    assert (told.returncode, "correction" in told.stderr) == (0, False)
    assert read_figures(tmp_path / "a.db")["海晏县东河镇"] == 4711


@pytest.mark.parametrize("place", [saved, crawled], ids=lambda place: place.__name__)
def test_the_reports_in_a_zip_that_a_page_links_to_are_read(place, tmp_path):
    _, papers, figures = documents("in full")
    page_ = carrying(TITLES[0], {"all.zip": "各乡镇年报.zip"})
    pages = place(tmp_path / "pages", page_, {"all.zip": zip_of(papers)})
    extracted(tmp_path / "a.db", pages)
    assert read_figures(tmp_path / "a.db") == figures
    assert typed("verify", tmp_path / "a.db", pages).returncode == 0
    [(report_,)] = selected(tmp_path / "a.db", "SELECT min(id) FROM reports")
    shown = typed("evidence", tmp_path / "a.db", report_, "requests.new_requests.total", pages)
    assert shown.returncode == 0


def test_a_zip_that_holds_the_tables_of_the_page_is_of_its_report(tmp_path):
    one = report(1, "海晏县东河镇")
    title = one.article.title
    page_ = carrying(title, {"a.zip": "附件.zip"}, "<p>一、总体情况</p><p>详见附件。</p>")
    pages = saved(tmp_path / "pages", page_, {"a.zip": zip_of({"a.doc": as_html(one)})})
    assert extracted(tmp_path / "a.db", pages)["outcomes"] == {"report": 1, "attachment": 1}
    assert read_figures(tmp_path / "a.db") == {"海晏县东河镇": granted(one)}


@pytest.mark.parametrize("cut", [200, 2])
def test_a_zip_that_cannot_be_read_is_told(cut, tmp_path):
    one = report(1, "海晏县东河镇")
    packed = zip_of({"a.doc": as_html(one)})[:-cut]
    page_ = carrying(one.article.title, {"a.zip": "附件.zip"}, "<p>一、总体情况</p><p>略。</p>")
    extracted(tmp_path / "a.db", saved(tmp_path / "pages", page_, {"a.zip": packed}))
    codes = {code for (code,) in selected(tmp_path / "a.db", "SELECT code FROM findings")}
    assert codes & {"document-damaged", "format-unknown"}


def test_two_prints_of_one_report_that_nothing_names_are_the_portals(tmp_path):
    one = report(1, "")
    corrected = report(1, "")
    corrected.figures["disclosures", "rules", "issued"] = 4711
    papers = {"1.docx": as_docx(one), "2.docx": as_docx(corrected)}
    archive = crawled(tmp_path / "archive", carrying("年度报告", dict.fromkeys(papers, "")), papers)
    extracted(tmp_path / "a.db", archive)
    assert read_figures(tmp_path / "a.db") == {COUNTY: granted(one)}
