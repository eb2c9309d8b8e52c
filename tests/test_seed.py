"""The project's first document: every cell, every printed value, and what follows from them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import gongkai

SEED = Path(__file__).parents[2] / "shared" / "seed.txt"
pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason=f"the first document lies in ../shared, where {SEED.name} is not"
)

PRINTED = {
    ("disclosures", "normative_documents", "issued"): 3,
    ("disclosures", "normative_documents", "repealed"): 2,
    ("disclosures", "normative_documents", "in_force"): 27,
    ("disclosures", "licensing", "decisions"): 289,
    ("disclosures", "penalties", "decisions"): 50,
    ("requests", "new_requests", "natural_person"): 2,
    ("requests", "new_requests", "total"): 2,
    ("requests", "unable_not_held", "natural_person"): 2,
    ("requests", "unable_not_held", "total"): 2,
    ("requests", "results_total", "natural_person"): 2,
    ("requests", "results_total", "total"): 2,
}
METADATA = {
    "index_number": "11330800002618736G/2025-00251",
    "written_on": "2025-01-13",
    "disclosure_method": "主动公开",
    "category": "2024年度",
    "publisher": "市应急管理局",
    "report_year": 2024,
    "agency": "衢州市应急管理局",
    "agency_code": "11330800002618736G",
    "organization_code": "002618736",
    "region_code": "330800",
    "region": "浙江省 衢州市",
    "scope": "own",
    "level": "prefecture",
    "title": None,
    "published_on": None,
}


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(gongkai("show", SEED).stdout)
    return told


def test_every_cell_of_the_first_document_is_read(shown):
    read = {
        (table, row["row"], column): value
        for table in ("disclosures", "requests", "disputes")
        for row in shown[table]
        for column, value in row.items()
        if column not in ("row", "printed", "unit") and value is not None
    }
    assert len(read) == 200
    assert {place: value for place, value in read.items() if value} == PRINTED
    assert [row["unit"] for row in shown["disclosures"] if row["row"] == "fees"] == ["万元"]


@pytest.mark.parametrize("field", METADATA)
def test_every_printed_and_derived_value_is_told(shown, field):
    assert shown["metadata"][field] == METADATA[field]


def test_the_first_document_is_proved_by_forty_two_equations(shown):
    tables = shown["tables"]
    assert {name: told["status"] for name, told in tables.items()} == {
        "disclosures": "consistent",
        "requests": "proved",
        "disputes": "consistent",
    }
    assert (shown["form"], shown["status"]) == ("2021", "proved")
    assert sum(told["held"] for told in tables.values()) == 42
    assert sum(told["failed"] + told["not_judged"] for told in tables.values()) == 0
    assert [one for one in shown["findings"] if one["severity"] == "error"] == []


def test_the_first_document_has_six_parts(shown):
    assert [part["number"] for part in shown["sections"]] == [0, 1, 2, 3, 4, 5, 6]
