"""This module writes a command's help in the language at hand: its Chinese by a table of its sentences (help.toml).

Chinese has no blanks to break a line at, and its characters are two columns wide; click counts them
as one, so what is Chinese is wrapped here.

>>> wrapped("只列计划，不发出请求，不写入内容。", 20)
['只列计划，不发出请', '求，不写入内容。']
"""

import re
from collections.abc import Iterable
from functools import cache

import click
from click.shell_completion import CompletionItem

from schemas.data_files import read_toml
from scraper.language import language

_WIDE = "\u2e80-\uffef\u201c\u201d\u2026"
# What no line break parts: a character with the marks that may not begin or end a line, or a word.
_PIECE = re.compile(rf"\s+|[（“《]*(?:[^\s{_WIDE}]+|[{_WIDE}])[，。；：、）”》·…]*")
_ADDED = re.compile(r"  (?=\[[^\]]*\]$)")  # between an option's sentence and what click adds
_KEEP = "\b\n"  # begins a paragraph whose lines click leaves as they are
_FIRST, _GAP = 30, 2  # the first column of a list, as click lays it out


class Formatter(click.HelpFormatter):
    """The help of a command, in English as click writes it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows what may be typed."""
        if language() == "zh":
            prefix = f"{told('Usage')}："
            for word in ("[OPTIONS]", "COMMAND [ARGS]..."):
                args = args.replace(word, told(word))
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """What a part of the help is about."""
        if language() == "zh":
            self.write(f"{told(heading)}：\n")
        else:
            super().write_heading(heading)

    def write_text(self, text: str) -> None:
        """A text of some paragraphs."""
        if language() == "zh":
            width = self.width - self.current_indent
            text = "\n\n".join(_kept(told(part), width) for part in text.split("\n\n"))
        super().write_text(text)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = _GAP
    ) -> None:
        """A list of options or of commands, each with its sentence."""
        listed = list(rows)
        if language() == "zh":
            first = min(max(len(name) for name, _ in listed), col_max) + col_spacing
            width = self.width - first - self.current_indent
            listed = [(name, _kept(_with_added(text), width)) for name, text in listed]
        super().write_dl(listed, col_max, col_spacing)


class Context(click.Context):
    """The context of a command whose help is in the language at hand."""

    formatter_class = Formatter


def told(text: str) -> str:
    """A sentence of the help in the language at hand; as it is where the table lacks it."""
    key = " ".join(text.split())
    return _table().get(key, key) if language() == "zh" else text


def completions(items: Iterable[CompletionItem]) -> list[CompletionItem]:
    """What a shell offers to type, each with its sentence in the language at hand."""
    found = list(items)
    for item in found:
        item.help = told(item.help) if item.help else item.help
    return found


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text of Chinese, none wider than so many columns of a terminal, unless a word is."""
    from rich.cells import cell_len  # no other help needs it

    lines = [""]
    for piece in _PIECE.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _kept(text: str, width: int) -> str:
    return _KEEP + "\n".join(wrapped(text, width))


def _with_added(text: str) -> str:
    """An option's sentence with what click adds to it: `[default: 8; x>=1]`."""
    sentence, *added = _ADDED.split(text)
    return "".join((told(sentence), *(one.replace("default: ", told("default:")) for one in added)))


@cache
def _table() -> dict[str, str]:
    parts = read_toml("scraper", "help.toml").values()
    return {english: chinese for part in parts for english, chinese in part.items()}
