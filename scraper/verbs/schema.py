"""The verb `schema`: the JSON Schema of what `show` prints."""

import click

from schemas.report import Report
from scraper.verbs.options import as_json, verb


@verb("schema", "gongkai schema > report.schema.json")
@click.option(
    "--json",
    "_json",
    is_flag=True,
    help="Accepted as for every command; the output is always JSON.",
)
def schema_verb(*, _json: bool) -> None:
    """Print the JSON Schema of a report."""
    as_json(Report.model_json_schema(mode="serialization"))
