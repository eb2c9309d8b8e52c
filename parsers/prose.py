"""This module compares the figures in a report's prose with those of its tables.

A sentence is read only if it says plainly what it counts. Prose and tables may cover different
bodies, so a difference is a warning and not an error.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from parsers.statements import OF_ONE, PART_OF_YEAR, Statement, statements_in
from parsers.text import squeeze
from parsers.traditional import simplified
from schemas.finding import Finding, finding
from schemas.report import Section

FigureAt = Callable[[str, str, str], int | None]

_LONGEST_SENTENCE = 400
_LONGEST_BEFORE = 800  # that a list of results goes on with
_FIGURE_OR_NONE = re.compile(r"\d|[不未没沒无無]")
_SENTENCES = re.compile(r"([^。;；!！?？]+)([。;；!！?？]?)")
_GOES_ON = (";", "；")
# What a sentence on the requests of the one before begins with: 其中, 从答复情况看, 经依法办理, 申请内容主要涉及.
_OF_THEM = re.compile(
    r"其中|上述|以上|(?:\d+[件份条宗]|所有|全部)(?:政府信息公开)?申请|申请(?:内容|事项|人|均)"
    r"|(?:从|按照?)[^,;:。\d部单区地渠时主人月季年]{0,8}?(?:看|分)|经[^,;:。\d]{0,8}?(?:办理|审查)"  # of no body and no time
    r"|(?:申请)?(?:办理|答复|处理)(?:结果|情况)|(?:[均已]|全部)[^,;:。\d]{0,8}?(?:答复|办结|办理)"
)
# But not on their results, of which it may tell those of some: 申请事项涉及征地,其中予以公开2件.
_ON_THEIR_MATTER = re.compile("申请(?:内容|事项|人)")
_SEVERAL = re.compile(
    r"(?<![剩其])余|多件|以上|近\d|约\d|累计|历年|同比|去年同期|件[减升降]|所属|下属|下设|直属|[局厅委]机关"
)
# Where a clause begins with a time, and which: a figure of another year, of several or of a part of one is not compared.
_YEAR = re.compile(
    r"(?:^|[,:()]|情况|方面|[较比](?=[^,]{2,6}[收受接]))(?:在|截至|截止)?"
    rf"((?:[本今全]年度?)?(?:(?:\d{{1,2}}月?[至到—-])?(?:{PART_OF_YEAR})|[上下]半年|第?[一二三四]季度)"
    r"|近?[两三四五六七八九十]年|近\d+年|本届|此前|往年|以往|[^,:()]{1,12}?(?:(?<![今本]年)以来|(?<![一本今])年来|(?<![告计度年此])(?<!\d日)期间)"
    r"|本年|今年|全年|[上去]一?年(?!度?(?:结转|转结))|20\d\d(?:年|[、至-]))"
)
# Who is only a part of what a government's report covers with its departments.
_PART = re.compile(
    "办公[室厅]|政府办(?![理结])|本级|[市县区旗]直|(?<![我本])(?:[局厅委会]|供销社|[残妇侨文]联)[^,]{0,3}(?:依申请公开(?:政府)?信息共?)?(?:收|受理|答复|办结|无人|无政府|因|被)"
)
_THIS_YEAR = ("本年", "今年", "全年")
# The Regulations' words for whoever may apply, which say nothing of who did.
_ANYBODY = re.compile("(?:公民|个人|市民)[、和或及]?法人(?:(?:、|和|或|或者|及|以及)其[他它]组织)?")
# Several ways to apply, which say nothing of how many used one: 通过网络、信函等方式提出的, 书面或其他形式; but not 信函等方式 or 等线下渠道.
_ANY_WAY = re.compile(
    r"(?:(?:通过|采用|以)[^,;:。\d]{2,28}?[、和或及][^,;:。\d]{2,28}?等(?!线)[^,;:。\d]{0,6}?"
    r"|(?:(?<=[收接]到)|(?<=受理))(?:[^,;:。\d]{0,12}?书面|[^,;:。\d、]{2,12}?、[^,;:。\d]{2,28}?)[、和或及]者?其[他它])(?:方式|形式|渠道|途径)(?:提交|提出|递交)?的?"
)
_WAYS = ("式", "道", "径")  # a letter of what they end with, sought first
# What anybody may apply for.
_ASIDE = re.compile(r"除[^,;。\d]{0,8}主动公开(?:信息|的政府信息)?(?:以外|之外|外)的?(?:其[他它])?")
# A heading that a full stop ends is told with what follows, as one that a line ends is.
_HEADING = re.compile(  # begun by a sign, as a pattern that begins with a choice is tried at every letter
    r"([)）、.](?:(?<=[)）])|(?<=[\d一二三][、.]))(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:办理)?(?:情况|方面)?)。"
)
# A letter of each of the words that such sentences have (申请, 转, 规范性文件, 处理决定, 复议, 诉讼, 处理费).
_TELLING = re.compile("[请請转轉范範决決議议讼訟费費]")
_FEE = re.compile(
    r"信息(?:公开)?(?:信息)?处理费(?:用)?[^,。;\d]{0,16}?(\d[\d,]*(?:\.\d+)?)(?:万)?元"
)


def check_prose(
    parts: Sequence[Section], figures: FigureAt, year: int | None = None, *, whole: bool = False
) -> tuple[Finding, ...]:
    """A finding for every sentence whose figure differs from the tables', and for a fee that is stated.

    `figures` gives the figure of a table's row and column; None where none was read. `year` is the
    report's: what a sentence says of another is not compared. Nor is what a report on a `whole`
    government with its departments says of its office or its own level alone.
    """
    sentences = [sentence for part in parts for sentence in _sentences(part.text)]
    unequal = (
        one
        for sentence in sentences
        for one in _disagreements(sentence, figures, year, whole=whole)
    )
    fees = (one.quoted for one in sentences if _FEE.search(one.known))
    where = "prose.information_processing_fee"
    return (*unequal, *(finding("information-fee-stated", where, quoted) for quoted in fees))


class _Sentence(NamedTuple):
    """A sentence or a part of one, as printed and as known, and what it goes on with of the one before it."""

    quoted: str
    known: str
    before: str


def _sentences(text: str) -> Iterator[_Sentence]:
    """The sentences with a figure or none and a letter that tells, lines that a copy has broken joined again.

    What goes on after a semicolon or with 其中 or 9件申请 may only name a result of the requests told before it.
    """
    before, goes_on = "", False
    for match in _SENTENCES.finditer(_HEADING.sub(r"\1:", "".join(text.split()))):
        quoted, mark = match.groups()
        before = before if goes_on or _OF_THEM.match(quoted) else ""
        known = ""
        is_short = len(quoted) <= _LONGEST_SENTENCE
        if is_short and (before or _TELLING.search(quoted)) and _FIGURE_OR_NONE.search(quoted):
            known = simplified(squeeze(quoted))
            known = _ANYBODY.sub("公众", known) if "法人" in known else known
            known = _ASIDE.sub("", known)
            if any(map(known.__contains__, _WAYS)) and len(_ANY_WAY.findall(known)) == 1:
                known = _ANY_WAY.sub("", known)
            yield _Sentence(quoted, known, "" if _ON_THEIR_MATTER.match(quoted) else before)
        before = f"{before}{known}," if before or "申请" in known else ""
        before = before if len(before) <= _LONGEST_BEFORE else ""
        goes_on = mark in _GOES_ON


def _disagreements(
    sentence: _Sentence, figures: FigureAt, year: int | None, *, whole: bool
) -> Iterator[Finding]:
    """A finding for each statement of a sentence that says another figure than the tables.

    What it says twice may be two parts of the tables' figure: 印发规范性文件1件,制定规范性文件7件.
    """
    statements = statements_in(sentence.known)
    if not statements:
        return
    known, before = _by_year(sentence.known, year), _by_year(sentence.before, year)
    for statement in statements:
        told_before = before if statement.is_of_results else ""
        stated = [
            int(said.group(1)) if said.re.groups else 0
            for said in statement.said.finditer(told_before + known, len(told_before))
            if _holds(statement, said, whole=whole)
        ]
        if not stated:
            continue
        printed = [figures(*place.split(".")) for place in statement.places]
        figures_known = [figure for figure in printed if figure is not None]
        if len(figures_known) == len(printed) and sum(figures_known) not in (*stated, sum(stated)):
            yield finding("prose-disagrees", "+".join(statement.places), sentence.quoted)


def _by_year(text: str, year: int | None) -> str:
    """A text whose years are named by what they are to the report's."""
    if year is not None and "年" in text:
        for name, known_as in ((year - 1, "上年"), (year, "本年"), (year + 1, "下年")):
            text = text.replace(f"{name}年", known_as)
    return text


def _clause(match: re.Match[str]) -> str:
    """The part of a sentence from the comma before a figure's words, or before their bracket, to the figure's unit."""
    sentence, end = match.string, match.start()
    opened = sentence.rfind("(", 0, end)
    if opened > sentence.rfind(")", 0, end):
        end = opened
    return sentence[sentence.rfind(",", 0, end) + 1 : match.end() + 1]


def _holds(statement: Statement, match: re.Match[str], *, whole: bool) -> bool:
    """Whether a figure's sentence has the topic, and the figure is this year's, and its clause counts nothing else."""
    clause = _clause(match)
    years = _YEAR.findall(match.string, 0, match.start() + 1)
    return (
        bool(statement.topic.search(match.string))
        and (not years or years[-1] in _THIS_YEAR)
        and not statement.never.search(clause)
        and not _SEVERAL.search(clause)
        and not (statement.is_of_results and OF_ONE.search(match.string, 0, match.end()))
        and not (whole and _PART.search(match.string if statement.is_of_results else clause))
    )
