"""Tables as programs print the text of a PDF: narrow cells broken over lines, figures beside the middle one."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from schemas.report import Status
from tests.documents import blocks, differences, sample
from tests.printing.tables import Lines
from tests.reading import report_of

HEADS = "结果维 结果纠 其他结 尚未审"
ENDS = "持 正 果 结"
COLUMNS = {
    "line by line": ["结果维", "持", "结果纠", "正", "其他结", "果", "尚未审", "结 总计"],
    "two lines": [HEADS, "总计", ENDS],
}
HEADERS = {
    "line by line": ["行政复议 行政诉讼", "{0}", "未经复议直接起诉 复议后起诉", "{0}", "{0}"],
    "side by side": [
        "行政复议      行政诉讼", "未经复议直接起诉      复议后起诉", HEADS, "总计",
        f"{ENDS}      {HEADS}      {HEADS}", "总计     总计", f"{ENDS}      {ENDS}",
    ],
    "a letter a line": [
        "行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", "结 结 其 尚", "结 结 其 尚 结 结 其 尚", "果 果 他 未",
        "总计 果 果 他 未 总 果 果 他 未 总", "维 纠 结 审", "维 纠 结 审 计 维 纠 结 审 计", "持 正 果 结", "持 正 果 结 持 正 果 结",
    ],
    "in part drawn": [
        "行政复议行政诉讼", "未经复议直接起诉复议后起诉", "结果结果其他尚未", "总计", "总计总计", "维持纠正结果审结维持纠正结果审结",
        "| 维持 | 纠正 | 结果 | 审结 | 结果 | 结果 | 其他 | 尚未 | 结果 | 结果 | 其他 | 尚未 |",
    ],
}  # fmt: skip


def of_requests(lines: Lines, width: int, apart: bool) -> Iterator[str]:
    """Table 三: each label in pieces of so many letters, and the words of merged cells beside those of several rows.

    `apart`: the figures on a line of their own between the pieces, and an empty line after each row.
    """
    merged: list[str] = []
    for line in lines:
        words = [cell.text for cell in line if not cell.text.isdigit()]
        figures = [cell.text for cell in line if cell.text.isdigit()]
        if not figures:
            yield " ".join(words)
            continue
        *groups, label = words
        merged += [piece for group in groups for piece in textwrap.wrap(group, 4)]
        pieces = textwrap.wrap(label, width)
        for at, piece in enumerate(pieces):
            beside = [merged.pop(0)] if merged else []
            own = figures if at == len(pieces) // 2 else []
            yield from [" ".join(own)] if apart and len(pieces) > 1 else ()
            yield "  ".join([*beside, piece, *(own if not apart or len(pieces) == 1 else [])])
        yield from [""] if apart else ()


def text_of(form: str, width: int, header: str, apart: bool = False) -> str:
    printed: list[str] = []
    for block in blocks(sample(2, form)):
        if isinstance(block, str):
            printed.append(block)
        elif "申请人情况" in {cell.text for line in block for cell in line}:
            printed += of_requests(block, width, apart)
        elif "行政复议" in {cell.text for line in block for cell in line}:
            columns = "\n".join(COLUMNS.get(header, []))
            printed += [line.format(columns) for line in HEADERS[header]]
            printed.append(" ".join(cell.text for cell in block[-1]))
        else:
            printed += [" ".join(cell.text for cell in line) for line in block]
    return "\n".join(printed)


def batched(words: Sequence[str], size: int) -> Iterator[list[str]]:
    left = iter(words)
    while batch := list(islice(left, size)):
        yield batch


def drawn_by_words(text: str) -> str:
    """The text with its lines of figures drawn as rows, two words to a cell where there are many.

    As they are by a program that takes for columns what stands below each other: blank cells between
    them, and a table begun anew wherever the line of a label stands between.
    """
    lines, rule = [], "| --- " * 5 + "|"
    for line in text.split("\n"):
        words = line.split()
        if len(words) < 4 or not words[-1].isdigit():
            lines.append(line)
            continue
        is_first = not lines or not lines[-1].startswith("|")
        cells = [" ".join(pair) for pair in batched(words, 2 - len(lines) % 2)]
        lines += [f"|  | {' |  | '.join(cells)} |", *([rule] if is_first else [])]
    return "\n".join(lines)


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("width", [6, 9, 13, 22])
@pytest.mark.parametrize(
    ("header", "apart"), [*((one, False) for one in HEADERS), ("side by side", True)]
)
def test_a_report_whose_narrow_cells_were_broken_is_proved(form, width, header, apart):
    report = report_of(text_of(form, width, header, apart))
    assert differences(sample(2, form), report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disputes"].status is Status.PROVED


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("width", [9, 22])
def test_rows_that_a_program_drew_by_where_words_stand_are_read_by_their_order(form, width):
    report = report_of(drawn_by_words(text_of(form, width, "side by side")))
    assert differences(sample(2, form), report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert "rows-of-words" in {one.code for one in report.findings}


def test_a_figure_beside_a_blank_that_may_be_none_is_not_read_where_words_made_the_columns():
    row = "| {} | {} |  | {} | 0 0 | 0 | 0 | {} |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n甲\n"
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
    ]
    text = "".join(row.format(label, 1, "", 1) for label in labels)
    report = report_of(
        f"甲县水利局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{text}"
    )
    assert report.requests == ()


def test_headers_in_pieces_prove_nothing_where_one_is_missing_or_two_have_changed_places():
    text = text_of("2021", 9, "side by side")
    groups = ["未经复议直接起诉", "复议后起诉"]
    letters, drawn = (text_of("2021", 9, one) for one in ("a letter a line", "in part drawn"))
    for other in (
        text.replace("      ".join(groups), "      ".join(reversed(groups))),
        text.replace("尚未审", "尚未", 1),
        text.replace(HEADS, "结果纠 结果维 其他结 尚未审"),
        letters.replace("总计 果 果 他 未 总 果 果 他 未 总", "总计 果 果 未 他 总 果 果 他 未 总"),
        letters.replace("总计 果 果 他 未 总 果 果 他 未 总", "总计 果 果 他 未 总 果 果 他 未"),
        letters.replace("\n维 纠 结 审\n", "\n纠 维 结 审\n"),
        drawn.replace("| 维持 | 纠正 |", "| 纠正 | 维持 |"),
        drawn.replace("| 其他 | 尚未 |", "| 尚未 | 其他 |", 1),
    ):
        assert other not in (text, letters, drawn)
        assert report_of(other).tables["disputes"].status is Status.DOUBTFUL


def test_figures_beside_a_label_are_not_read_where_those_of_the_one_above_may_stand_there():
    lines = text_of("2021", 30, "line by line").split("\n")
    at = next(n for n, line in enumerate(lines) if "1.本机关不掌握" in line)
    group, label, *figures = lines[at].split()
    _, below, *others = lines[at + 1].split()
    lines[at : at + 2] = [
        label,
        " ".join([group[:6], below, *figures]),
        " ".join([group[6:] or "供", *others]),
    ]
    found = {row.row for row in report_of("\n".join(lines)).requests}
    assert found.isdisjoint({"unable_not_held", "unable_needs_creation"})
    assert {"withheld_state_secret", "not_processed_petition", "carried_forward"} < found
