"""The verb `publish`: replaces the published database, unless the new one has lost something."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from scraper.errors import sigterm_as_interrupt
from scraper.escaping import escape_controls
from scraper.gate.expectations import load
from scraper.gate.publication import Published, publish
from scraper.language import say
from scraper.log import log_event
from scraper.verbs.logged import Logged
from scraper.verbs.options import ANY, DB, EXISTING_FILE, FOUND, as_json, json_of, verb
from scraper.verbs.publish_shown import counts, show


@verb(
    "publish",
    "gongkai publish build.db reports.db",
    "gongkai publish build.db reports.db --accept qz-yjj:reports.2019",
    cls=Logged,
)
@DB
@click.argument("served", type=ANY)
@click.option("--expect", "expected", type=EXISTING_FILE,
              help="What DB must contain; by default expectations.toml beside SERVED.")  # fmt: skip
@click.option("--accept", "accepted", multiple=True, metavar="NAME",
              help="Loss to accept: PORTAL:MEASURE, PORTAL or everything; can be repeated.")  # fmt: skip
@json_of("the comparison")
def publish_verb(
    db: Path, served: Path, expected: Path | None, accepted: tuple[str, ...], *, json_wanted: bool
) -> None:
    """Replace SERVED, the database that readers open, with DB, unless DB has lost something.

    SERVED is replaced in one step or left as it is. A copy of a DB that is held back is put beside
    it, as NAME.rejected.db.

    Exit codes: 0 published · 1 failed · 2 usage error · 3 held back, SERVED is unchanged ·
    130 interrupted.
    """
    with sigterm_as_interrupt():
        published = publish(db, served, load(expected, served), accepted)
    names = [[one.name for one in some] for some in (published.failures, published.accepted)]
    log_event("publication-judged", published=published.published, failures=names[0], accepted=names[1],
         news=counts(published.news))  # fmt: skip
    if json_wanted:
        as_json(_as_json(published))
    else:
        show(published, db, served)
    for name in published.unmet:
        click.echo(say("accepts-nothing", name=escape_controls(name)), err=True)
    sys.exit(0 if published.published else FOUND)


def _as_json(published: Published) -> dict[str, Any]:
    failures = {
        key: [asdict(one) | {"accept": one.name} for one in getattr(published, key)]
        for key in ("failures", "accepted")
    }
    return asdict(published) | failures
