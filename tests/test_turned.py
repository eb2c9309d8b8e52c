"""A table that is printed on its side, columns one below the other, is read as one that stands upright."""

from collections.abc import Callable

import pytest

from parsers.evidence import find_evidence, marked_table
from parsers.form_words import TABLES
from schemas.capture import Capture
from schemas.report import Report, Status
from tests.documents import blocks, differences, read, sample
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
from tests.printing.paper import placed
from tests.printing.tables import Cell, Lines

OWN = sample(3)
WAYS = ("clean", "Word", "unclosed tags", "nested layout tables")


def on_its_side(lines: Lines) -> Lines:
    """A table with lines for its columns."""
    found = sorted(placed(lines), key=lambda one: (one[1], one[0]))
    width = max(column + cell.columns for _, column, cell in found)
    turned: Lines = [[] for _ in range(width)]
    for _, column, cell in found:
        turned[column].append(Cell(cell.text, cell.columns, cell.rows))
    return turned


def a_list(lines: Lines) -> Lines:
    """Table 四 as a list: a line for each outcome of each group."""
    _, *groups = on_its_side(lines[:1])[0], *(cell for cell in lines[1] if "起诉" in cell.text)
    names = ["行政复议", *(cell.text for cell in groups)]
    outcomes = [cell.text for cell in lines[1][:5]]
    return [
        [*([Cell(name, rows=5)] if not n else []), Cell(outcome), lines[3][i * 5 + n]]
        for i, name in enumerate(names)
        for n, outcome in enumerate(outcomes)
    ]


def page(turn: Callable[[Lines], Lines], name: str, way: str = "clean") -> bytes:
    """The report, one of its tables turned."""
    names = iter(TABLES)
    printed = (b if isinstance(b, str) or next(names) != name else turn(b) for b in blocks(OWN))
    if way in FLAT:
        return "\n".join(b if isinstance(b, str) else FLAT[way](b) for b in printed).encode()
    mark = MARKUP[way]
    return "".join(f"<p>{b}</p>" if isinstance(b, str) else mark(b) for b in printed).encode()


def assert_proved(report: Report) -> None:
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disputes"].status is Status.PROVED


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("turn", "name"), [(on_its_side, "requests"), (on_its_side, "disputes"), (a_list, "disputes")]
)
def test_a_table_on_its_side_is_proved(turn, name, way) -> None:
    assert_proved(read(page(turn, name, way)))


def test_one_wrong_figure_on_its_side_contradicts_its_sums_alone() -> None:
    printed = page(on_its_side, "requests")
    value = OWN.figures["requests", "granted", "total"]
    at = printed.rindex(f"<td>{value}</td>".encode(), 0, printed.index("行政复议".encode()))
    report = read(printed[:at] + b"<td>99999</td>" + printed[at + len(f"<td>{value}</td>") :])
    assert report.tables["requests"].status is Status.CONTRADICTED


def test_its_figures_are_shown_where_they_are_printed() -> None:
    capture = Capture(body=page(on_its_side, "requests"), name="page.html")
    found = find_evidence(capture, "requests.granted.business_enterprise")
    assert found is not None
    assert found.value == OWN.figures["requests", "granted", "business_enterprise"]
    marked = marked_table(capture, found)
    assert marked is not None
    line = marked[: marked.index('class="marked"')].rpartition("<tr")[2]
    assert "商业企业" in line
    assert f'class="marked">{found.text}<' in marked


def test_a_list_with_a_word_that_no_form_has_is_doubtful() -> None:
    printed = page(a_list, "disputes").decode().replace("结果纠正", "结果改变", 1)
    assert read(printed.encode()).tables["disputes"].status in (Status.DOUBTFUL, Status.PARTIAL)


@pytest.mark.parametrize("way", ["padded pipes", "bare pipes", "tabs"])
@pytest.mark.parametrize("turn", [on_its_side, a_list])
def test_in_a_text_no_figure_of_such_a_table_is_taken(turn, way) -> None:
    report = read(page(turn, "disputes", way))
    assert report.tables["disputes"].status in (Status.ABSENT, Status.DOUBTFUL, Status.PARTIAL)
    assert set(differences(OWN, report).values()) <= {
        (value, None) for value in OWN.figures.values()
    }
