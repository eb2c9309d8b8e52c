"""This module splits a paragraph into which a copy has run a report's headings and tables.

Headings are the form's, in the order of their numbers, and a report's own that continue the
numbering. The words and figures of a table become lines of their own, of which
`parsers.flat.text_tables` makes a table. Only blanks are left between its cells: a blank cell leaves
no trace, and a figure that begins the prose after the table looks like its last cell, so nothing
that is read from such a paragraph is sound.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.flat.broken_labels import Token, join_broken_labels
from parsers.flat.run_together import with_blanks
from parsers.form_words import meanings
from parsers.headings import is_mandated
from parsers.numbers import is_figure
from parsers.page import Block, Page
from parsers.patterns import HAN
from schemas.finding import finding

TABLE_RUN_ON = "table-run-on"
_SHORTEST, _LEAST_SAID = 60, 15
_HEADING_ENDS = ("情况", "情況", "事项", "事項")
_OWN_ENDS = (*_HEADING_ENDS, "问题", "問題", "措施", "打算", "安排", "计划", "計劃")
_NUMERALS = "一二三四五六七八"
_HEADING = re.compile(rf"(?:^|(?<= ))([{_NUMERALS}])、 ?([^\s。]{{2,30}})(?= |$)")
_TITLE = re.compile(
    rf"(?:^|(?<= ))([{HAN}()（）\d]{{2,50}}信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报))(?= |$)"
)
_SENTENCE_ENDS = ("。", "；", ";", "!", "！", ")", "）", "如下:", "如下：")
_A_TABLE = 4  # so many words of the form, and so many figures, are no prose
_OF_A_TABLE = (
    "第二十条第", "第二十條第", "第二十条(", "第二十條(", "本年新收", "复议后起诉", "復議後起訴", "復議后起訴",
    "本机关不掌握", "本機關不掌握", "属于国家秘密", "行政查询事项", "大量反复申请", "内容仍不明确",
)  # fmt: skip
# Between cells, and not between links of a site (登录 | 注册).
_PIPED = re.compile(r"\|\s*[\d|/-]|\d\s*\|")
_COUNTED = re.compile("[件條条项項个個宗次份起例家戶户类類篇人名部批笔筆台套场場卷单單期年月日]")


def split_run_on_paragraphs(page: Page) -> Page:
    """The page with such paragraphs split, and a finding where one held a table."""
    if not any(len(line) > _SHORTEST and _may_be_cut(line) for line in page.lines):
        return page
    blocks: list[Block] = []
    tables = 0
    for block in page.blocks:
        if isinstance(block, str) and _may_be_cut(block):
            for part in _with_titles_apart(_parts(with_blanks(block))):
                found = split_run_on_table(part)
                tables += found is not None
                blocks += found or (part,)
        else:
            blocks.append(block)
    if len(blocks) == len(page.blocks):
        return page
    findings = (finding(TABLE_RUN_ON),) if tables else ()
    return replace(page, blocks=tuple(blocks), findings=(*page.findings, *findings))


def _may_be_cut(block: str) -> bool:
    """Whether a paragraph is long, no table row, and has the end of a heading in it or at its end, or a table."""
    if len(block) <= _SHORTEST or ("|" in block and _PIPED.search(block)):
        return False
    headed = block.endswith(_HEADING_ENDS) or any(f"{end} " in block for end in _HEADING_ENDS)
    return headed or has_table_word(block)


def has_table_word(block: str) -> bool:
    """Whether a paragraph has a word that only a table has; a copy may have broken it with its cell."""
    words = block.replace(" ", "") if " " in block else block
    return any(word in words for word in _OF_A_TABLE)


def _with_titles_apart(parts: Iterator[str]) -> Iterator[str]:
    """The parts, with a report's titles in the first one apart from what a copy ran into them."""
    first = next(parts, "")
    yield from filter(None, map(str.strip, _TITLE.split(first)))
    yield from parts


def _parts(text: str) -> Iterator[str]:
    starts = list(_starts(text))
    for begin, end in zip([0, *starts], [*starts, len(text)], strict=True):
        if part := text[begin:end].strip():
            yield part


def _starts(text: str) -> Iterator[int]:
    """Where headings start in a paragraph, and where a report's own headings end; none in a list of contents.

    The first one follows the end of a sentence. The end of a report's own heading is included, because nothing
    else separates it from the prose.
    """
    last = -1
    for match in _HEADING.finditer(text):
        number = _NUMERALS.index(match[1])
        before = text[: match.start()].rstrip()
        own = number == last + 1 > 0 and match[2].endswith(_OWN_ENDS) and _is_said(before)
        if number <= last or not (own or is_mandated(match[2])):
            continue
        if last < 0 and not _opens(before, text[match.end() :]):
            return
        last = number
        if match.start():
            yield match.start()
        if not is_mandated(match[2]):
            yield match.end()


def _opens(before: str, after: str) -> bool:
    """Whether prose or a table, rather than another heading, follows a report's first heading."""
    goes_on = not _HEADING.search(after[: _LEAST_SAID + 1])
    return goes_on and (not before or _is_said(before))


def _is_said(before: str) -> bool:
    """Whether a text ends a sentence, so that a heading may follow."""
    return before.endswith(_SENTENCE_ENDS)


def split_run_on_table(part: str) -> tuple[str, ...] | None:
    """The words and figures of the table in a paragraph, a line each, and the text before and after it.

    None where the paragraph holds no table.
    """
    if not has_table_word(part):
        return None
    pieces = [cell.text for cell in join_broken_labels([Token(piece) for piece in part.split(" ")])]
    formal = [at for at, piece in enumerate(pieces) if meanings(piece) or is_figure(piece)]
    figures = sum(map(is_figure, pieces))
    if figures < _A_TABLE or len(formal) - figures < _A_TABLE:
        return None
    begin, end = formal[0], formal[-1] + 1
    if _COUNTED.match(" ".join(pieces[end:])):  # 2 件已结: the prose's own figure
        end -= 1
    lines = (" ".join(pieces[:begin]), *pieces[begin:end], " ".join(pieces[end:]))
    return tuple(filter(None, lines))
