"""This module holds what verbs share: their base class, arguments and options, how a result is printed, and the exit codes."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem
from rich import box
from rich.console import Console
from rich.table import Table

from schemas.finding import Severity
from scraper.escaping import encodable_json, escape_controls
from scraper.help import completions
from scraper.language import say
from scraper.words import translated

_LONGEST = 200  # characters of a short help
Row = TypeVar("Row")
FOUND = 3
NOT_ALL = 4
_WIDTH = 120  # columns, where the output is redirected


class Verb(click.Command):
    """A command with examples, each a line that can be typed."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = examples

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002  (as click calls it)
        """The first sentence of the help, not truncated."""
        return super().get_short_help_str(_LONGEST)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The options that begin with a text, with their help in the chosen language."""
        return completions(super().shell_complete(ctx, incomplete))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text, then the examples."""
        super().format_help_text(ctx, formatter)
        if self.examples:
            with formatter.section("Example"):
                formatter.write("".join(f"  {line}\n" for line in self.examples))


def verb(
    name: str, *examples: str, cls: type[Verb] = Verb
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function the verb of a name, with examples of what can be typed."""
    return click.command(name, cls=cls, examples=examples)


class _FileToWrite(click.Path):
    """A file that a verb writes at once or not at all, and so never standard output."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a usage error for `-`, which would become a file of that name."""
        if str(value) == "-":
            self.fail(
                "- names no file, and nothing is written to standard output; name one", param, ctx
            )
        return super().convert(value, param, ctx)


ANY = click.Path(path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = _FileToWrite(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

DB = click.argument("db", type=ANY)
ARCHIVES = click.argument("archive", metavar="ARCHIVE...", nargs=-1, required=True, type=EXISTING)
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Exit with 3 if there is a finding of this severity or a worse one.",
)
CORRECTIONS = click.option(
    "--corrections",
    type=EXISTING_FILE,
    help="Corrections that a person decided; by default corrections.toml beside DB.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1),
    help="Number of reading processes; by default one per core.",
)
PORTALS = click.option(
    "--portals",
    "file",
    type=EXISTING_FILE,
    help="Portals file to use instead of the built-in registry.",
)


def json_of(what: str) -> Callable[..., Any]:
    """The option --json of a verb that prints `what` as JSON instead of sentences and tables."""
    return click.option("--json", "json_wanted", is_flag=True, help=f"Print {what} as JSON.")


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(encodable_json(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def tell(found: Any, show: Callable[[Any], None], *, json_wanted: bool) -> None:
    """Print what a verb has found: its fields as JSON, or as `show` puts it."""
    if json_wanted:
        as_json(asdict(found))
    else:
        show(found)


def console() -> Console:
    """The console for tables: as wide as the terminal, or `_WIDTH` columns if redirected."""
    terminal = Console()
    return terminal if terminal.is_terminal else Console(width=_WIDTH)


def table(
    columns: Iterable[str],
    title: str | None = None,
    right: Container[str] = (),
    whole: Container[str] = (),
    head: Callable[[str], str] = say,
) -> Table:
    """An empty table that wraps long texts, with columns of these names; `right` are those of figures.

    Neither these nor the columns of `whole`, as of dates and codes, are wrapped, unless the terminal is narrow.
    `head` says what stands over a column of a name.
    """
    roomy = console().width >= _WIDTH
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for name in columns:
        made.add_column(
            head(name) if name else "",
            justify="right" if name in right else "left",
            overflow="fold",
            no_wrap=roomy and (name in right or name in whole),
        )
    return made


def shortened(title: str, rows: Sequence[Row], most: int) -> tuple[str, Sequence[Row]]:
    """A table's title and its first `most` rows; the title says so if there are more."""
    if len(rows) > most:
        title = say("first-of", title=title, all=len(rows), some=most)
    return title, rows[:most]


def tell_unreadable(unreadable: Iterable[Mapping[str, str]]) -> None:
    """Name the files that could not be read, each with the reason, on standard error."""
    for one in unreadable:
        click.echo(escape_controls(translated(f"{one['page']}: {one['reason']}")), err=True)


def reaches(findings: Iterable[Mapping[str, Any]], level: str | None) -> bool:
    """Whether any finding's severity is at or above the level given with --fail-on."""
    order = [severity.value for severity in Severity]
    failing = order[: order.index(level) + 1] if level else ()
    return any(one["severity"] in failing for one in findings)
