"""This module holds the base class of verbs: a command whose help shows examples before its options."""

from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from scraper.help import completions

_LONGEST = 200  # characters of a short help


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
