"""The page on crawling says all that a crawl can say, and nothing else."""

import re
from pathlib import Path
from typing import get_args

from schemas.portal import Portal
from scraper.crawling.failures import Status, reasons

PAGE = (Path(__file__).parents[1] / "docs" / "crawling.md").read_text(encoding="utf-8")


def test_every_reason_stands_there_as_it_is_told():
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([a-z-]+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(code, one.status, one.en, one.advice) for code, one in reasons().items()]


def test_every_status_stands_there():
    assert all(f"| `{status}` |" in PAGE for status in get_args(Status))


def test_every_key_of_a_portal_stands_there_with_its_default():
    for name, field in Portal.model_fields.items():
        row = next(
            (line for line in PAGE.splitlines() if f"`{name}`" in line and line[0] == "|"), ""
        )
        assert row or name == "id", name
        if isinstance(field.default, int | float) and not isinstance(field.default, bool):
            assert f"{field.default:g}" in row.replace(".0", "") or str(field.default) in row, name
