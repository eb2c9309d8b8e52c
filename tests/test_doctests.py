"""Every example in a docstring is true, and so are the further ones of `examples`, which say less of the rule."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("schemas", "parsers", "scraper")
    for path in (ROOT / package).rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    failed, attempted = doctest.testmod(importlib.import_module(name))
    assert attempted
    assert not failed


# A section is headed by a module and perhaps a function of it, whose names are known in it.
SECTION = re.compile(r"^(parsers[.\w]*(?: \w+)?)\n((?:(?!parsers).*\n)*)", re.MULTILINE)
FURTHER = [
    pytest.param(section, examples, id=section)
    for path in sorted((ROOT / "tests" / "examples").glob("*.txt"))
    for section, examples in SECTION.findall(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("section", "examples"), FURTHER)
def test_the_further_examples_run(section, examples):
    known = dict(vars(importlib.import_module(section.partition(" ")[0])))
    found = doctest.DocTestParser().get_doctest(examples, known, section, None, None)
    assert found.examples
    assert not doctest.DocTestRunner().run(found).failed
