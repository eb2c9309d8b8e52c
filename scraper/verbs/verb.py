"""This module is what every verb is: a command whose help shows examples before its options."""

from typing import Any

import click


class Verb(click.Command):
    """A command with examples, each a line that can be typed."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = examples

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help's prose, then the examples."""
        super().format_help_text(ctx, formatter)
        if self.examples:
            with formatter.section("Example"):
                formatter.write("".join(f"  {line}\n" for line in self.examples))
