"""This module is the command line: `gongkai VERB …`, the database path first, data on stdout.

Exit codes: 0 done · 1 failed · 2 usage · 3 findings at or above --fail-on · 4 some pages could not
be fetched or read · 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

from scraper.errors import INTERRUPTED, GongkaiError
from scraper.escaping import escape_controls, escape_unencodable
from scraper.help import Context, completions
from scraper.language import language_from, option, say
from scraper.verbs import VERBS
from scraper.words import translated

_WRITE_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


@cache
def load(name: str) -> click.Command:
    """A verb, imported only when it is needed."""
    verb: click.Command = getattr(import_module(f"scraper.verbs.{name}"), f"{name}_verb")
    return _localised(verb)


def _localised(command: click.Command) -> click.Command:
    """Give a command and its subcommands the option --lang, and help in the chosen language."""
    command.params.append(option())
    command.context_class = Context
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _localised(inner)
    return command


class Verbs(click.Group):
    """The group of verbs, which turns every known failure into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (as click calls it)
        """The verbs' names, sorted."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb of a name, or None."""
        return load(cmd_name) if cmd_name in VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the first word names; where none is, the complaint names one of like spelling."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if near := get_close_matches(args[0], VERBS, 1):
                said = f"No such command {args[0]!r}. Did you mean {near[0]!r}?"
                raise click.UsageError(said, ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, VERBS[name]) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs and options that begin with a text, without importing any verb."""
        begun = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        verbs = [CompletionItem(name, help=VERBS[name]) for name in begun]
        return completions([*verbs, *click.Command.shell_complete(self, ctx, incomplete)])

    def main(self, args: Sequence[str] | None = None, *more: Any, **named: Any) -> Any:
        """Run the program; characters that the terminal cannot show are escaped."""
        escape_unencodable()
        with language_from(sys.argv[1:] if args is None else args):
            try:
                return super().main(args, *more, **named)
            except OSError as error:
                _fail_on_os_error(error)

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Parse what was typed before the verb; a mistake is reported in one line."""
        try:
            return super().make_context(*args, **more)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            _fail_on_usage(error)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a known failure becomes `Error: …` and exit code 1."""
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            _print_error(str(error))
            sys.exit(1)
        except click.UsageError as error:
            _fail_on_usage(error)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


def _fail_on_os_error(error: OSError) -> NoReturn:
    """Report an OSError in one line, and exit; one without a file name is of standard output."""
    printed = error.filename is None and error.errno in _WRITE_ERRORS
    where = f"{error.filename or 'standard output'}: " if printed or error.filename else ""
    _print_error(f"{where}{error.strerror or error}")
    if printed:  # do not try to flush the rest at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(1)


def _fail_on_usage(error: click.UsageError) -> NoReturn:
    """Report a usage error in one line with a hint to the help, and exit."""
    _print_error(
        error.format_message(), say("see-help", command=error.ctx.command_path) if error.ctx else ""
    )
    sys.exit(error.exit_code)


def _print_error(what: str, hint: str = "") -> None:
    click.echo(f"{say('error', what=escape_controls(translated(what)))}{hint}", err=True)


@click.group(
    "gongkai",
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="gongkai", message="%(prog)s %(version)s")
def main() -> None:
    """Turn China's annual reports on government information disclosure into a database you can trust."""


_localised(main)
