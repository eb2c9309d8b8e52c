"""The same pages and the same version give the same database, whatever Python or library runs."""

import sys

import pytest

from scraper.extract import extract
from tests import identical
from tests.dumped import altered, digest, dumped

OWN = ".".join(map(str, sys.version_info[:2]))


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("version", [one for one in identical.PYTHONS if one != OWN])
def test_another_python_makes_the_same_database(version, tmp_path):
    if why := identical.lacking(version):
        pytest.skip(why)
    assert identical.by_python(version, tmp_path) == identical.by_python(OWN, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_this_python_makes_it_without_a_complaint_by_any_number_of_workers(tmp_path):
    assert identical.by_python(OWN, tmp_path) == identical.by_python(OWN, tmp_path, 2)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_both_http_libraries_make_the_same_archive_and_the_same_database(tmp_path):
    for library in identical.LIBRARIES:
        if why := identical.lacking_library(library):
            pytest.skip(why)
    archives = dict(identical.crawled(tmp_path))
    one, two = (archives[library] for library in identical.LIBRARIES)
    assert one.stat().st_size > 100_000
    assert one.read_bytes() == two.read_bytes()
    for library in identical.LIBRARIES:
        extract(tmp_path / f"{library}.db", [archives[library]])
    one, two = (tmp_path / f"{library}.db" for library in identical.LIBRARIES)
    assert list(dumped(one)) == list(dumped(two))


def test_extracted_twice_a_folder_gives_the_same_dump_and_a_changed_digit_another(tmp_path):
    pages = sorted((identical.ROOT / "fixtures" / "reports").glob("*.html"))[:9]
    for name in ("one.db", "two.db"):
        extract(tmp_path / name, pages)
    assert digest(tmp_path / "one.db") == digest(tmp_path / "two.db")
    altered(tmp_path / "two.db", "UPDATE requests SET total = total + 1 WHERE row = 'granted'")
    assert digest(tmp_path / "one.db") != digest(tmp_path / "two.db")


def test_a_python_is_found_by_its_name_or_it_is_said_why_not():
    assert identical.lacking(OWN) is None
    assert "python3.99" in str(identical.lacking("3.99"))
