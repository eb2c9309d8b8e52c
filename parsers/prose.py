"""This module compares the figures in a report's prose with those of its tables.

A sentence is read only if it says plainly what it counts. Prose and tables may cover different
bodies, so a difference is a warning and not an error.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from parsers.text import squeeze
from parsers.traditional import simplified
from schemas.finding import Finding, finding
from schemas.report import Section

FigureAt = Callable[[str, str, str], int | None]

_LONGEST_SENTENCE = 400
_FIGURE = re.compile(r"\d")
_SENTENCES = re.compile(r"[。;；!！?？]")
_UNIT = r"(\d{1,7})(?:多|余)?(?:件|份|条|宗|起|项|次|例)(?!以上)"
_SEVERAL = re.compile(r"余|多件|以上|近\d|约\d|累计|历年|同比|去年同期|其中")


class Statement(NamedTuple):
    """A figure that a sentence may state: how it is said, and the places whose sum it is.

    `word` occurs in every such sentence, and is sought first. `topic` must occur in the sentence;
    `never` must not occur before the figure.
    """

    word: str
    said: re.Pattern[str]
    places: tuple[str, ...]
    topic: re.Pattern[str]
    never: re.Pattern[str]


_REQUESTS = r"信息公开.{0,4}申请|申请.{0,4}信息公开|信息公开申请|依申请公开|政府信息.{0,2}申请"
_OTHER_MATTER = (
    "复议|诉讼|投诉|建议|提案|信件|来信|咨询|举报|网络|网上|信函|当面|邮寄|传真|平台|自然人|法人"
)
_OTHER_DISPUTE = "办理|审理|受理|代理|出庭|共收到|接收|新收|维持|纠正|驳回|撤"
_NOTHING = "$^"
_NEW, _OLD = "requests.new_requests.total", "requests.carried_over.total"
_FILES = "disclosures.normative_documents"
_SUED = ("disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total")
# The word, how it is said (# is the figure with its unit), the places, the topic, and what is said of other figures.
_TOLD = (
    ("申请", r"(?:新收|收到|受理|接收|收)(?:到)?[^,、\d]{0,24}?申请(?:数量|总数)?(?:共|共计|为)?#", (_NEW,), _REQUESTS, _OTHER_MATTER),
    ("申请", r"(?:新收|收到|受理|接收)(?:了)?(?:共)?#(?:政府)?(?:信息公开|依申请公开)(?:的)?申请", (_NEW,), _REQUESTS, _OTHER_MATTER),
    ("结转", r"(?:上年|上年度|上一年|上一年度|去年)(?:度)?结转[^,、\d]{0,16}?#", (_OLD,), _REQUESTS, _NOTHING),
    ("转", r"(?:结转|转)(?:至|到|入)?(?:下|次|明)(?:一)?(?:年度|年)[^,、\d]{0,16}?#", ("requests.carried_forward.total",), _REQUESTS, _NOTHING),
    ("规范性文件", r"(?:制发|新制发|印发|新制定|制定)(?:行政)?规范性文件(?:共|共计)?#", (f"{_FILES}.issued",), "规范性文件", "废止|失效|修订"),
    ("规范性文件", r"废止(?:行政)?规范性文件(?:共|共计)?#", (f"{_FILES}.repealed",), "规范性文件", _NOTHING),
    ("规范性文件", r"现行有效(?:的)?(?:行政)?规范性文件(?:共|共计|为)?#", (f"{_FILES}.in_force",), "规范性文件", _NOTHING),
    ("行政复议", r"行政复议(?:案件|申请|案)?(?:数量)?(?:共|共计|为|数为)?#", ("disputes.reconsideration.total",), "公开", _OTHER_DISPUTE),
    ("行政诉讼", r"行政诉讼(?:案件|案)?(?:数量)?(?:共|共计|为|数为)?#", _SUED, "公开", _OTHER_DISPUTE),
)  # fmt: skip
_STATEMENTS = tuple(
    Statement(word, re.compile(said.replace("#", _UNIT)), places, *map(re.compile, others))
    for word, said, places, *others in _TOLD
)
# A letter of each of the words that such sentences have (申请, 转, 规范性文件, 复议, 诉讼, 处理费).
_TELLING = re.compile("[请請转轉范範议議讼訟费費]")
_FEE = re.compile(
    r"信息(?:公开)?(?:信息)?处理费(?:用)?[^,。;\d]{0,16}?(\d[\d,]*(?:\.\d+)?)(?:万)?元"
)


def check_prose(parts: Sequence[Section], figures: FigureAt) -> tuple[Finding, ...]:
    """A finding for every sentence whose figure differs from the tables', and for a fee that is stated.

    `figures` gives the figure of a table's row and column; None where none was read.
    """
    sentences = [(one, simplified(squeeze(one))) for part in parts for one in _sentences(part.text)]
    unequal = (one for quoted, known in sentences for one in _disagreements(quoted, known, figures))
    fees = (quoted for quoted, known in sentences if _FEE.search(known))
    where = "prose.information_processing_fee"
    return (*unequal, *(finding("information-fee-stated", where, quoted) for quoted in fees))


def _sentences(text: str) -> Iterator[str]:
    """The sentences with a figure and a letter that tells, lines that a copy has broken joined again."""
    for sentence in _SENTENCES.split("".join(text.split())):
        is_short = len(sentence) <= _LONGEST_SENTENCE
        if is_short and _FIGURE.search(sentence) and _TELLING.search(sentence):
            yield sentence


def _disagreements(quoted: str, sentence: str, figures: FigureAt) -> Iterator[Finding]:
    """A finding for each statement of a sentence that says another figure than the tables."""
    for statement in _STATEMENTS:
        if statement.word not in sentence:
            continue
        match = statement.said.search(sentence)
        if match is None or not statement.topic.search(sentence):
            continue
        clause = _clause(sentence, match)
        if statement.never.search(clause) or _SEVERAL.search(clause):
            continue
        printed = [figures(*place.split(".")) for place in statement.places]
        known = [figure for figure in printed if figure is not None]
        if len(known) == len(printed) and sum(known) != int(match.group(1)):
            yield finding("prose-disagrees", "+".join(statement.places), quoted)


def _clause(sentence: str, match: re.Match[str]) -> str:
    """The part of a sentence from the comma before a figure's words to the figure's unit."""
    return sentence[sentence.rfind(",", 0, match.start()) + 1 : match.end() + 1]
