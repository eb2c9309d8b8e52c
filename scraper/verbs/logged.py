"""This module gives a verb the option --log, and logs how the run began and ended."""

import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from scraper.database.incremental import PROGRAM, reader
from scraper.errors import INTERRUPTED
from scraper.log import failure, log_event, log_to
from scraper.verbs.options import Verb


class Logged(Verb):
    """A verb with the option --log."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params.append(
            click.Option(
                ["--log"],
                type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
                envvar="GONGKAI_LOG",
                help="Append a log of the run to this file, a JSON object per event; - is standard error.",
            )
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb with its log open."""
        path = ctx.params.pop("log", None)
        with log_to(path), _log_run(self.name or "", ctx.params):
            return super().invoke(ctx)


@contextmanager
def _log_run(verb: str, arguments: dict[str, Any]) -> Iterator[None]:
    """Log the beginning and the end of a run, with its exit code."""
    typed = {name: _typed(value) for name, value in arguments.items() if value not in (None, False)}
    log_event("run-began", verb=verb, version=PROGRAM, reader=reader(),
        python=platform.python_version(), arguments=typed)  # fmt: skip
    began, code = time.monotonic(), 1
    try:
        yield
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
        raise
    except click.ClickException as error:
        code = error.exit_code
        raise
    except KeyboardInterrupt:
        log_event("interrupted")
        code = INTERRUPTED
        raise
    except Exception as error:
        log_event("run-failed", **failure(error))
        raise
    finally:
        log_event("run-ended", exit=code, seconds=round(time.monotonic() - began, 3))


def _typed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_typed(one) for one in value]
    return value if isinstance(value, bool | int | str) else str(value)
