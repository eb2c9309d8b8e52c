"""What the report column of a simulated portal holds: reports, news, and every trap of real ones."""

import base64
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from schemas.form import forms
from tests.documents import blocks, docx
from tests.printing.paper import lay
from tests.printing.pdf import RULED, pdf
from tests.printing.skins import SKINS, Article
from tests.printing.tables import Lines
from tests.render import Layout, Specimen, render, true_figures

AGENCY = "海晏市应急管理局"
GOVERNMENT = "海晏市人民政府"
OTHER = "海晏市水务局"
ELSEWHERE = "http://198.51.100.9/art/2021/1/20/art_7_7.html"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# Metadata as portals leave it: left out, placeholders, in a comment, and dates in every form.
METAS = (
    "",
    '<meta name="SiteName" content="网站名称"><meta name="SiteIDCode" content="政府网站标识码">'
    '<meta name="PubDate" content="2025-01-20 09:30">',
    '<!-- <meta name="ArticleTitle" content="旧标题"> --><meta name="PubDate" content="2024/01/20 09:30">',
    "<meta content='2023年01月20日' name='pubdate'><meta name=\"ContentSource\" content=\"\">",
)
NEWS = (
    "关于做好2024年政府信息公开工作年度报告编制工作的通知", "我局召开政府信息公开年度报告编制培训会",
    "一图读懂：海晏市2023年政府信息公开工作年度报告", "海晏市应急管理局政府信息公开指南", "全市防汛工作会议召开",
    "海晏市应急管理局开展消防演练", "2024年政府网站工作年度报表", "2023年法治政府建设年度报告", "应急管理局领导调研危化企业",
    "关于暴雨蓝色预警的公告", "海晏市应急管理局2023年度部门决算", "安全生产月活动启动",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A document that an article links to."""

    name: str
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the column, and the page behind it; `url` is set for a row of another host."""

    number: int
    title: str
    day: str
    identity: tuple[str, int] | None = None
    skin: str = "jpaas"
    form: str = "2021"
    body: str | None = None
    files: tuple[File, ...] = ()
    url: str | None = None

    @property
    def cut(self) -> str:
        """The title as the list prints it."""
        return self.title if len(self.title) < 20 else self.title[:16] + "..."


@dataclass(frozen=True, slots=True)
class Content:
    """A column: its rows from the newest on, and what a whole crawl of it must bring."""

    items: tuple[Item, ...]

    @property
    def expected(self) -> set[tuple[str, int]]:
        """The agency and year of every report in the column."""
        return {item.identity for item in self.items if item.identity and not item.url}

    def pages(self, size: int = 10) -> list[tuple[Item, ...]]:
        """The rows in pages."""
        return [self.items[i : i + size] for i in range(0, len(self.items), size)]


@cache
def content(seed: int = 1, agency: str = AGENCY) -> Content:
    """The column by seed: the same seed gives the same rows and the same bytes."""
    random = Random(seed)
    reports = [
        _report(agency, year, f"{year + 1}-01-{random.randint(10, 28)}")
        for year in range(2019, 2026)
    ]
    reports[6] = replace(reports[6], day="2099-01-01")
    reports[5] = replace(reports[5], files=(_pdf(agency, 2024),))
    reports[4] = replace(reports[4], body="", files=(_docx(agency, 2023),))
    reports[2] = replace(reports[2], title=f"{agency}政府信息公开工作年度报告")
    reports[0] = replace(reports[0], body='<p><img src="{files}/table.png" width="900" height="1200"></p>',
                         files=(File("table.png", PICTURE, "image/png"),))  # fmt: skip
    corrected = replace(reports[3], title=reports[3].title + "（更正）", day="2023-03-02")
    others = [
        _report(GOVERNMENT, 2024, "2025-03-20"),
        _report(GOVERNMENT, 2023, "2024-03-20"),
        _report(OTHER, 2022, "2023-01-11"),
    ]
    away = Item(
        0, "海晏市人民政府办公室2020年政府信息公开工作年度报告", "2021-01-20", url=ELSEWHERE
    )
    news = [Item(0, title, f"20{20 + n % 6}-{n % 12 + 1:02}-15") for n, title in enumerate(NEWS)]
    rows = sorted(
        [*reports, corrected, *others, away, *news], key=lambda item: item.day, reverse=True
    )
    return Content(tuple(replace(item, number=7000 + n) for n, item in enumerate(rows)))


def _report(agency: str, year: int, day: str) -> Item:
    title = f"{agency}{year}年政府信息公开工作年度报告"
    form = "2019" if year < 2021 else "2021"
    return Item(0, title, day, (agency, year), form=form)


def specimen_of(item: Item) -> Specimen:
    """The report of an item, its figures by its agency, year and title; a correction has others."""
    agency, year = item.identity or (AGENCY, 2024)
    form = forms()[item.form]
    seed = Random(f"{item.title}").randrange(10**6)
    return Specimen(
        form,
        true_figures(form, seed),
        Layout(skin=item.skin),
        Article(agency, year, published_on=item.day),
    )


@cache
def page_of(item: Item, skin: str, files: str = "/files") -> str:
    """The article behind a row as an engine dresses it; `files` is where its documents are."""
    if item.identity is None:
        return f"<html><head><meta charset='utf-8'><title>{item.title}</title></head><body><h1>{item.title}</h1><p>{'正文。' * 90}</p></body></html>"
    one = replace(specimen_of(item), layout=Layout(skin=skin))
    links = "".join(
        f'<p><a href="{files}/{file.name}">{item.title}.{file.name[-4:]}</a></p>'
        for file in item.files
        if file.name[-3:] != "png"
    )
    if item.body is None:
        html = render(one.form, one.figures, one.layout, one.article).replace(
            "</body>", f"{links}</body>"
        )
    else:
        html = SKINS[skin](one.article, item.body.replace("{files}", files) + links)
    html = html.replace(one.article.title, item.title)
    return html.replace("</title>", f"</title>{METAS[item.number % len(METAS)]}", 1)


def _docx(agency: str, year: int) -> File:
    one = specimen_of(_report(agency, year, f"{year + 1}-01-20"))
    return File(f"nb{year}.docx", docx(_short(one)), "application/octet-stream")


def _pdf(agency: str, year: int) -> File:
    one = specimen_of(_report(agency, year, f"{year + 1}-01-20"))
    return File(f"nb{year}.pdf", pdf(lay(_short(one)), RULED), "application/pdf")


def _short(one: Specimen) -> list[str | Lines]:
    """The title and the last of the tables, the shortest: every crawl's document is read."""
    title, *others = blocks(one)
    return [title, *[block for block in others if not isinstance(block, str)][-1:]]
