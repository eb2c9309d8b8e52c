"""This module corrects words of the form in which OCR took a character for a similar one.

属丁国家秘密 is 属于国家秘密, and 纠止 is 纠正: no row should be lost for a stroke. Figures are
never changed.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache

from parsers.form_words import Word, known_words, meanings
from parsers.numbers import is_figure
from parsers.page import Block, Grid, Page
from parsers.text import fold
from schemas.finding import finding

WORD_MISREAD = "word-misread"
# Letters of the form that recognition takes for one another, or for one that the form has not.
_ALIKE = """
申中甲电 开斤并井升卉 于丁干千 正止 未末米木本 自白目 大人太入 由出田曲 上土士 年午 已己 予子矛 以似 企全 公么
料科 务条 规现 诉诈 讼论 结给 果杲 维准 纠纣 审宙 尚向 项顶 数教 类娄 秘泌 密蜜 信倍 息恩 他地 处外 理埋 费贵
收牧 政敌 许汁讦 律津 益盖 构沟 研妍 究宄 业亚 案宴 卷券 议仪 复夏 持待 遗遣 制剎 情清 况祝 需霄 另男
"""
_PAIRS = ((letter, group[0]) for group in reversed(_ALIKE.split()) for letter in group)
_REPRESENTATIVE = str.maketrans(dict(_PAIRS))
_FEW = 6  # letters of a word, of which one more may be any other
_LONG = 8  # letters: a shorter word is mended by letters that are alike alone, and none may be lost
_STROKES = "一二三"  # level alone, which a thin black and white scan leaves out
_PHRASES = ("政府信息公开", "信息公开", "年度报告")


def correct_misread_words(page: Page) -> Page:
    """A page read by OCR with the form's words in its tables, and the commonest phrases, corrected.

    Each corrected word is a finding, with its text as recognised.
    """
    corrected: dict[str, str] = {}
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Grid):
            lines = ([_correct_cell(text, corrected) for text in line] for line in block.lines)
            blocks.append(replace(block, lines=tuple(map(tuple, lines))))
        else:
            blocks.append(_phrases(block))
    findings = (finding(WORD_MISREAD, None, f"{text}: {word}") for text, word in corrected.items())
    return replace(page, blocks=tuple(blocks)).telling(*findings)


def _correct_cell(text: str, corrected: dict[str, str]) -> str:
    """The cell with the word that it is meant to be, which is noted in `corrected`; else as it is."""
    if len(text) < 2 or meanings(text) or is_figure(text):
        return text
    word = intended_word(fold(text))
    if word is None:
        return text
    corrected[text] = word
    return word


@lru_cache(maxsize=1024)
def intended_word(folded: str) -> str | None:
    """The word of the form that OCR has misread; None where there is none, or more than one.

    >>> intended_word("属丁国家秘密"), intended_word("结果纠止"), intended_word("行政许可案件")
    ('属于国家秘密', '结果纠正', None)
    """
    rough = folded.translate(_REPRESENTATIVE)
    found: dict[tuple[Word, ...], tuple[int, str]] = {}
    for length in (len(folded), len(folded) + 1):
        for word, like in _by_length().get(length, ()):
            meaning = known_words()[word]
            distance = (_others(rough, like), word)
            found[meaning] = min(found.get(meaning, distance), distance)
    ranked = sorted(found.values())
    most = len(folded) // _FEW if len(folded) >= _LONG else 0
    if not ranked or ranked[0][0] > most:
        return None
    nearest, word = ranked[0]
    return word if len(ranked) == 1 or ranked[1][0] > 2 * nearest else None


def _others(rough: str, like: str) -> int:
    """How many characters of a word were recognised as dissimilar ones, or lost."""
    if len(rough) == len(like):
        return sum(one != other for one, other in zip(rough, like, strict=True))
    lost = [like[at] for at in range(len(like)) if rough == like[:at] + like[at + 1 :]]
    if not lost:
        return len(like)
    return 0 if lost[0] in _STROKES else 1


@cache
def _by_length() -> dict[int, list[tuple[str, str]]]:
    """The form's words by length, each with its characters replaced by the representatives of their groups."""
    found: dict[int, list[tuple[str, str]]] = {}
    for word in known_words():
        found.setdefault(len(word), []).append((word, word.translate(_REPRESENTATIVE)))
    return found


def _phrases(line: str) -> str:
    for phrase in _PHRASES:
        line = _loosely(phrase).sub(phrase, line)
    return line


@cache
def _loosely(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase in which each character may be a similar one."""
    return re.compile("".join(f"[{similar_letters(letter)}]" for letter in phrase))


def similar_letters(letter: str) -> str:
    """The characters that OCR confuses with this one, itself among them.

    >>> similar_letters("开")
    '开斤并井升卉'
    """
    return next((group for group in _ALIKE.split() if letter in group), letter)
