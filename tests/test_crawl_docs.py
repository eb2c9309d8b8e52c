"""The pages on crawling and portals say every status and every key that there is."""

from pathlib import Path
from typing import get_args

from schemas.portal import Portal
from scraper.reasons import Status

DOCS = Path(__file__).parents[1] / "docs"
CRAWLING, PORTALS = (
    (DOCS / name).read_text(encoding="utf-8") for name in ("crawling.md", "portals.md")
)


def test_every_status_stands_there():
    assert all(f"| `{status}` |" in CRAWLING for status in get_args(Status))


def test_every_key_of_a_portal_stands_there_with_its_default():
    for name, field in Portal.model_fields.items():
        row = next(
            (line for line in PORTALS.splitlines() if f"`{name}`" in line and line[0] == "|"), ""
        )
        assert row or name == "id", name
        if isinstance(field.default, int | float) and not isinstance(field.default, bool):
            assert f"{field.default:g}" in row.replace(".0", "") or str(field.default) in row, name
