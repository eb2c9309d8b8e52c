"""This module flattens tables to text, in the shapes that copies are met in."""

from collections.abc import Callable, Iterable

from tests.printing.tables import Cell, Lines


def padded_pipes(lines: Lines) -> str:
    """A row a line, each padded on the right to the widest row, as the project's first document."""
    width = max(len(line) for line in lines)
    return "\n".join(
        " | ".join([c.text for c in line] + [""] * (width - len(line))) + " |" for line in lines
    )


def bare_pipes(lines: Lines) -> str:
    """A row a line, without padding."""
    return "\n".join(" | ".join(cell.text for cell in line) + " |" for line in lines)


def broken_at_blanks(lines: Lines) -> str:
    """A row a line, broken at each blank cell."""
    rows = ("|".join(f" {cell.text} " if cell.text else "\n" for cell in line) for line in lines)
    return "\n".join(f"{row.strip()} |" for row in rows)


def broken_at_ends(lines: Lines) -> str:
    """A row a line, headers broken where each cell ends, and every fourth row with a label after that."""
    rows = []
    for at, line in enumerate(lines):
        texts = [cell.text for cell in line]
        figures = any(map(_is_count, texts))
        first = "\n| " if at % 4 == 3 and not _is_count(texts[0]) else " | "
        rows.append(
            first.join((texts[0], " | ".join(texts[1:]))) if figures else "\n| ".join(texts)
        )
    return "\n".join(f"{row}\n|" if "\n" in row else f"{row} |" for row in rows)


def _is_count(text: str) -> bool:
    return text.replace(",", "").isdigit()


def tabs(lines: Lines) -> str:
    """A row a line, a tab between cells, as a browser copies a table."""
    return "\n".join("\t".join(cell.text for cell in line) for line in lines)


def markdown(lines: Lines) -> str:
    """A row a line with outer pipes, and a rule under the first."""
    rows = [f"| {' | '.join(cell.text for cell in line)} |" for line in lines]
    return "\n".join([rows[0], "|---" * max(map(len, lines)) + "|", *rows[1:]])


def broken_labels(lines: Lines) -> str:
    """A row a line, long labels broken over two lines."""
    flat = []
    for line in lines:
        texts = [cell.text for cell in line]
        label = max(range(len(texts)), key=lambda i: len(texts[i]))
        if len(texts) > 3 and len(texts[label]) > 9 and label < 2 and "（" not in texts[label]:
            texts[label] = f"{texts[label][:6]}\n{texts[label][6:]}"
        flat.append(" | ".join(texts) + " |")
    return "\n".join(flat)


def piped_cells(lines: Lines) -> str:
    """A cell a line, a pipe after each, the row's padding on a line of its own."""
    return "\n".join("\n".join(f"{cell.text} |" for cell in line) for line in lines)


def lone_pipes(lines: Lines) -> str:
    """A cell a line, a lone pipe between any two."""
    return "\n|\n".join(cell.text for line in lines for cell in line)


def spaced_cells(lines: Lines) -> str:
    """A cell a line, an empty line between any two."""
    return "\n\n".join(cell.text for line in lines for cell in line)


def _padding(line: tuple[Cell, ...] | list[Cell], lines: Lines) -> str:
    """The bars of a row's spanned cells, of which it has so many fewer than the widest."""
    return "|" * (max(map(len, lines)) - len(line))


def opened_rows(lines: Lines) -> str:
    """A cell a line, a lone pipe before each row and the bars of what it spans after its last cell."""
    return "\n".join(
        "\n".join(["|", *(f"{cell.text} |" for cell in line)])
        + f" {_padding(line, lines)}".rstrip()
        for line in lines
    )


def opened_rows_padded_apart(lines: Lines) -> str:
    """The same, the bars of what a row spans on a line of their own."""
    return "\n".join(
        "\n".join(filter(None, ["|", *(f"{c.text} |" for c in line), _padding(line, lines)]))
        for line in lines
    )


def padded_apart(lines: Lines) -> str:
    """A cell a line, a pipe after each, the bars of what a row spans on a line of their own."""
    return "\n".join(
        "\n".join(filter(None, [*(f"{c.text} |" for c in line), _padding(line, lines)]))
        for line in lines
    )


def parted_cells(lines: Lines) -> str:
    """A cell a line, a lone pipe after each, and one before the first of a row in its own line."""
    return "\n".join(
        "\n".join(
            filter(None, ["| " + "\n|\n".join(c.text for c in line), "|", _padding(line, lines)])
        )
        for line in lines
    )


def indented_cells(lines: Lines) -> str:
    """A cell a line, a pipe after each, all but the first of a row indented by tabs."""
    return "\n\t\t\n".join("\n\t\t\t".join(f"{cell.text}  | " for cell in line) for line in lines)


FLAT: dict[str, Callable[[Lines], str]] = {
    "padded pipes": padded_pipes,
    "bare pipes": bare_pipes,
    "broken at blanks": broken_at_blanks,
    "broken at ends": broken_at_ends,
    "markdown": markdown,
    "tabs": tabs,
    "broken labels": broken_labels,
    "a cell a line, piped": piped_cells,
    "a cell a line, lone pipes": lone_pipes,
    "a cell a line, empty lines": spaced_cells,
    "a cell a line, rows opened": opened_rows,
    "a cell a line, rows opened, padding apart": opened_rows_padded_apart,
    "a cell a line, padding apart": padded_apart,
    "a cell a line, parted": parted_cells,
    "a cell a line, indented": indented_cells,
}


def flattened(
    printed: Iterable[str | Lines], way: str, change: Callable[[Lines], Lines] = list
) -> str:
    """Paragraphs and tables as text, with each table changed before."""
    return "\n".join(b if isinstance(b, str) else FLAT[way](change(b)) for b in printed)
