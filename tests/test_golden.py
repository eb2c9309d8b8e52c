"""Pages of our own making, in the shapes that portals serve, are read as the truth beside them says."""

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture
from schemas.report import Report
from tests.golden import FIXTURES, fixtures, rejected


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.path.stem)
def test_a_page_is_read_as_its_truth_says(fixture):
    told = {part: fixture.told(part) for part in fixture.parts}
    assert {part: read for part, (_, read) in told.items()} == {
        part: truth for part, (truth, _) in told.items()
    }


def test_a_report_is_read_back_from_its_json_with_findings_and_money():
    report = extract(Capture(body=(FIXTURES / "reports" / "unknown-row-2021.html").read_bytes()))
    assert report.findings
    for text in (report.model_dump_json(), report.to_json()):
        assert Report.model_validate_json(text) == report


@pytest.mark.parametrize(("name", "reason"), rejected())
def test_a_page_that_is_no_report_is_refused_with_its_reason(name, reason):
    body = (FIXTURES / "rejected" / name).read_bytes()
    with pytest.raises(NotAReport) as refusal:
        extract(Capture(body=body, name=name))
    assert str(refusal.value) == reason


def test_every_page_of_the_fixtures_has_a_truth_and_every_truth_its_page():
    reports = {path.stem for path in (FIXTURES / "reports").iterdir() if path.suffix != ".json"}
    assert reports == {path.stem for path in (FIXTURES / "reports").glob("*.json")}
    refused = {path.name for path in (FIXTURES / "rejected").iterdir()}
    assert refused == {"reasons.json", *(name for name, _ in rejected())}
