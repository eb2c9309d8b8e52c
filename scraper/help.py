"""This module writes a command's help in the chosen language; help.toml translates its sentences.

Chinese text has no spaces at which a line can be broken, and its characters are two columns wide, which
click does not know; so it is wrapped here.

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
# Unbreakable pieces: a word, or a character with the punctuation that may not begin or end a line.
_PIECE = re.compile(rf"\s+|[（“《]*(?:[^\s{_WIDE}]+|[{_WIDE}])[，。；：、）”》·…]*")
_ADDED = re.compile(r"  (?=\[[^\]]*\]$)")  # between an option's help and what click appends
_VERBATIM = "\b\n"  # marks a paragraph that click does not rewrap
_FIRST, _GAP = 30, 2  # the first column of a list, as click lays it out


class Formatter(click.HelpFormatter):
    """The help of a command: English as click writes it, or Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        if language() == "zh":
            prefix = f"{translate('Usage')}："
            for word in ("[OPTIONS]", "COMMAND [ARGS]..."):
                args = args.replace(word, translate(word))
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        if language() == "zh":
            self.write(f"{translate(heading)}：\n")
        else:
            super().write_heading(heading)

    def write_text(self, text: str) -> None:
        """Write a text of several paragraphs."""
        if language() == "zh":
            width = self.width - self.current_indent
            text = "\n\n".join(_prewrapped(translate(part), width) for part in text.split("\n\n"))
        super().write_text(text)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = _GAP
    ) -> None:
        """Write a list of options or commands, each with its help."""
        listed = list(rows)
        if language() == "zh":
            first = min(max(len(name) for name, _ in listed), col_max) + col_spacing
            width = self.width - first - self.current_indent
            listed = [(name, _prewrapped(_translate_option(text), width)) for name, text in listed]
        super().write_dl(listed, col_max, col_spacing)


class Context(click.Context):
    """The context of a command whose help is in the chosen language."""

    formatter_class = Formatter


def translate(text: str) -> str:
    """A sentence of the help in the chosen language; unchanged if help.toml lacks it."""
    key = " ".join(text.split())
    return _table().get(key, key) if language() == "zh" else text


def completions(items: Iterable[CompletionItem]) -> list[CompletionItem]:
    """Completion items with their help in the chosen language."""
    found = list(items)
    for item in found:
        item.help = translate(item.help) if item.help else item.help
    return found


def wrapped(text: str, width: int) -> list[str]:
    """Wrap a Chinese text to lines of at most so many terminal columns, unless a word is longer."""
    from rich.cells import cell_len  # no other help needs it

    lines = [""]
    for piece in _PIECE.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _prewrapped(text: str, width: int) -> str:
    return _VERBATIM + "\n".join(wrapped(text, width))


def _translate_option(text: str) -> str:
    """An option's translated help with what click appends: `[default: 8; x>=1]`."""
    sentence, *added = _ADDED.split(text)
    return "".join(
        (translate(sentence), *(one.replace("default: ", translate("default:")) for one in added))
    )


@cache
def _table() -> dict[str, str]:
    parts = read_toml("scraper", "help.toml").values()
    return {english: chinese for part in parts for english, chinese in part.items()}
