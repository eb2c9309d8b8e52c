"""This module prints a made-up province: counties, their departments, seven years of reports.

Everything follows from the place's number, so the same call prints the same pages. The reports have
the faults that an audit looks for, each at a known place: `Printed.faults` names them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from parsers.extract import extract
from schemas.capture import Capture
from schemas.form import Form, forms
from scraper.database.roster import Member
from scraper.reading import make_reading
from tests.printing import tables
from tests.printing.markup import MARKUP
from tests.printing.prose import around
from tests.printing.skins import SKINS, Article
from tests.printing.tables import Figures
from tests.render import as_html
from tests.reports import stored
from tests.shared import made_once

YEARS = range(2019, 2026)
COUNTIES = 60
CITY = "海晏市人民政府"
DEPARTMENTS = ("应急管理局", "财政局", "教育局", "自然资源局", "卫生健康局", "民政局")
_FIRST, _SECOND = "云清临永安和", "源川岭阳溪桥泽丰宁湖"
# How many of a hundred reports have each fault; `corrected` ones are published twice.
_FAULTS = {
    "missing": 3, "late": 8, "sum": 4, "carry": 5, "in-force": 5, "prose": 5, "own-copy": 12,
    "peer-copy": 8, "old-form": 2, "corrected": 5,
}  # fmt: skip
_PEOPLE = (  # applicants, and how many of a hundred requests each makes
    ("natural_person", 78), ("business_enterprise", 15), ("research_institution", 1),
    ("public_interest_organization", 1), ("legal_service_institution", 3), ("other_organization", 2),
)  # fmt: skip
_OUTCOMES = {
    "granted": 40, "partially_granted": 10, "unable_not_held": 24, "unable_needs_creation": 5,
    "withheld_third_party_rights": 3, "withheld_process_information": 3,
    "withheld_enforcement_file": 3, "withheld_administrative_inquiry": 3,
    "withheld_internal_affairs": 2, "not_processed_petition": 4, "not_processed_repeat": 3,
}  # fmt: skip
_WHO = (
    "办公室", "政务服务科", "法制科", "信息中心", "各业务科室", "基层站所", "档案室", "宣传部门",
)  # fmt: skip
_WHAT = (
    "栏目维护", "文件公开审查", "来件登记", "答复审核", "政策解读", "目录更新", "平台检查",
    "公报寄送", "查阅点服务", "数据核对", "重点领域公开", "窗口咨询",
)  # fmt: skip
_HOW = (
    "按月自查并通报结果", "实行首问负责和限时办结", "逐件留痕存档", "会同有关单位集中研究",
    "制定流程图和文书样本", "组织业务骨干轮训", "邀请群众代表现场评议", "对照清单逐项销号",
    "配备专人并明确职责", "引入第三方测评",
)  # fmt: skip
_RESULT = (
    "办理质量有所提高", "群众查找更加方便", "超期现象明显减少", "答复文书更加规范",
    "栏目更新更加及时", "部门之间衔接更顺", "公开内容更加完整", "咨询量比往常增多",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A page with what was printed into it; `number` 2 is a correction published later."""

    agency: str
    superior: str
    year: int
    published_on: str
    figures: Figures
    faults: frozenset[str]
    capture: Capture
    number: int = 1


def county(number: int) -> str:
    """The name of a county."""
    return f"{_FIRST[number // 10 % 6]}{_SECOND[number % 10]}县"


def agencies(number: int) -> list[str]:
    """A county's government, whose reports take in the departments, and the departments."""
    return [f"{county(number)}人民政府", *(f"{county(number)}{name}" for name in DEPARTMENTS)]


def roster(counties: int = COUNTIES) -> list[Member]:
    """Who must report, and to whom; the last department of a county is one that never does."""
    names = [(n, name) for n in range(counties) for name in (*agencies(n), f"{county(n)}信访局")]
    return [(superior(n, name), name, None) for n, name in names]


def superior(number: int, agency: str) -> str:
    """Who is set over an agency: the county's government over departments, the city over that."""
    government = f"{county(number)}人民政府"
    return CITY if agency == government else government


def province(counties: int = COUNTIES) -> Iterator[Printed]:
    """Every page of the province, agency by agency, each year after the one before."""
    for number in range(counties):
        words: dict[tuple[int, int], str] = {}
        for place, agency in enumerate(agencies(number)):
            yield from _agency(number, place, agency, words)


def _agency(
    number: int, place: int, agency: str, words: dict[tuple[int, int], str]
) -> Iterator[Printed]:
    held: Figures = {}
    for year in YEARS:
        random = Random(f"{agency}{year}")
        faults = frozenset(name for name, share in _FAULTS.items() if random.random() * 100 < share)
        form = _form(year, faults)
        figures = _figures(random, form, held, faults, 40 if place == 0 else 4)
        text = _prose(random, number, place, year, faults, words)
        if "missing" not in faults:
            yield from _pages(random, number, agency, year, form, figures, faults, text)
        held = figures


def _form(year: int, faults: frozenset[str]) -> Form:
    return forms()["2019" if year <= 2020 or "old-form" in faults else "2021"]


def _pages(
    random: Random, number: int, agency: str, year: int, form: Form, figures: Figures,
    faults: frozenset[str], text: str,
) -> Iterator[Printed]:  # fmt: skip
    government = agency.endswith("政府")
    month = random.choice((4, 5)) if "late" in faults else (3 if government else 1)
    printed = dict(figures)
    if "sum" in faults:
        printed["requests", "granted", "total"] = (
            int(printed["requests", "granted", "total"] or 0) + 3
        )
    for turn in (1, 2) if "corrected" in faults else (1,):
        day = f"{year + 1}-{month + 2 * (turn - 1):02}-{random.randint(5, 28):02}"
        shown = dict(printed)
        if turn == 1 and "corrected" in faults:  # a figure of its own that no equation reaches
            shown["disclosures", "penalties", "decisions"] = 9000 + random.randint(0, 99)
        page = _page(number, agency, year, day, form, shown, text)
        over = superior(number, agency)
        yield Printed(agency, over, year, day, shown, faults, page, turn)


def _page(
    number: int, agency: str, year: int, day: str, form: Form, figures: Figures, text: str
) -> Capture:
    article = Article(agency=agency, year=year, published_on=day, publisher=agency)
    skin = SKINS[sorted(SKINS)[number % len(SKINS)]]
    said = text.replace("{new}", str(figures["requests", "new_requests", "total"]))
    body = skin(article, f"<div>发布日期：{day}</div>{_body(number, year, form, figures, said)}")
    where = f"http://xxgk.county{number:02}.example/art/{agency}/{day}.html"
    return Capture(
        body=body.encode(), url=where, name=f"{agency}{year}.html", media_type="text/html"
    )


def _body(number: int, year: int, form: Form, figures: Figures, text: str) -> str:
    mark = MARKUP[("clean", "Word", "paragraphs in cells")[number % 3]]
    parts = [mark(one) for one in tables.three_tables(form, figures)]
    opening, closing = text.split("|")
    return as_html(around(year, parts, [opening], closing))


def _figures(
    random: Random, form: Form, held: Figures, faults: frozenset[str], most: int
) -> Figures:
    """Figures with every equation true, of the year before too where nothing is meant to break."""
    empty = random.random() < 0.15
    figures: Figures = tables.figures_of(
        form, lambda place: None if place[0] == "disclosures" else 0
    )
    rows = list(form.tables["requests"].rows)
    for column, share in _PEOPLE:
        over = held.get(("requests", "carried_forward", column)) or 0
        over = int(over) + ("carry" in faults and column == "natural_person")
        new = 0 if empty else random.randint(0, most * share // 25)
        _column(random, figures, rows, column, (new, over))
    for row in rows:
        figures["requests", row, "total"] = sum(
            int(figures["requests", row, c] or 0) for c, _ in _PEOPLE
        )
    _disputes(random, form, figures, 0 if empty else most // 8 + 1)
    _disclosures(random, form, figures, held, faults)
    return figures


def _column(
    random: Random, figures: Figures, rows: list[str], column: str, load: tuple[int, int]
) -> None:
    new, over = load
    forward = random.randint(0, (new + over) // 8)
    kinds = [key for key in _OUTCOMES if key in rows]
    drawn = random.choices(kinds, [_OUTCOMES[key] for key in kinds], k=new + over - forward)
    for row in kinds:
        figures["requests", row, column] = drawn.count(row)
    figures["requests", "new_requests", column] = new
    figures["requests", "carried_over", column] = over
    figures["requests", "results_total", column] = new + over - forward
    figures["requests", "carried_forward", column] = forward


def _disputes(random: Random, form: Form, figures: Figures, most: int) -> None:
    for row in form.tables["disputes"].rows:
        parts = [random.randint(0, most) for _ in range(4)]
        for column, value in zip(
            form.tables["disputes"].columns, (*parts, sum(parts)), strict=True
        ):
            figures["disputes", row, column] = value


def _disclosures(
    random: Random, form: Form, figures: Figures, held: Figures, faults: frozenset[str]
) -> None:
    for row, column in form.tables["disclosures"].places:
        figures["disclosures", row, column] = 0 if row == "rules" else random.randint(0, 60)
    before = held.get(("disclosures", "normative_documents", "in_force"))
    place = ("disclosures", "normative_documents", "issued")
    if place not in figures:
        return
    issued, repealed = random.randint(0, 6), random.randint(0, 2)
    kept = int(before or 20) + issued - repealed + (7 if "in-force" in faults else 0)
    for column, value in (("issued", issued), ("repealed", repealed), ("in_force", max(kept, 0))):
        figures["disclosures", "normative_documents", column] = value


def _prose(
    random: Random, number: int, place: int, year: int, faults: frozenset[str],
    words: dict[tuple[int, int], str],
) -> str:  # fmt: skip
    """Its own words, or those of its last year or of the agency before it."""
    source = (place, year - 1) if "own-copy" in faults else (place - 1, year)
    own = "".join(_sentence(random) for _ in range(14))
    if faults & {"own-copy", "peer-copy"}:
        own = words.get(source, own)
    words[place, year] = own
    stated = "{new}" if "prose" not in faults else str(9000 + number)
    half = len(own) // 3
    return f"{year}年，共收到政府信息公开申请{stated}件。{own[half:]}|{own[:half]}"


def _sentence(random: Random) -> str:
    who, what, how, result = (random.choice(words) for words in (_WHO, _WHAT, _HOW, _RESULT))
    return f"{who}在{what}方面{how}，{result}。"


def database(path: Path, counties: int = COUNTIES) -> list[Printed]:
    """Read the province into a database, as `extract` does, and return what was printed."""
    made, pages = _made(counties)
    path.write_bytes(made)
    return list(pages)


@made_once
def _made(counties: int) -> tuple[bytes, tuple[Printed, ...]]:
    """The bytes of the database, and what was printed; several modules ask for so many counties."""
    pages = tuple(province(counties))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reports.db"
        readings = (make_reading(page.capture, extract(page.capture)) for page in pages)
        stored(path, readings, roster(counties))
        return path.read_bytes(), pages
