"""Every code that a finding carries is documented once, in two languages, and given somewhere."""

import re
from pathlib import Path

import pytest

from schemas.finding import codes, finding, sentence

ROOT = Path(__file__).parents[1]
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for package in ("schemas", "parsers", "scraper")
    for path in sorted((ROOT / package).rglob("*.py"))
)


@pytest.mark.parametrize("code", codes())
def test_a_code_is_kebab_case_and_says_what_it_means_in_english_and_chinese(code):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)
    assert re.fullmatch(r"[A-Z].*\.", sentence(code))
    assert re.search(r"[\u4e00-\u9fff].*。$", sentence(code, "zh"))


def test_every_code_that_is_given_is_documented():
    given = set(re.findall(r'\b(?:finding|doubt|unread|_complain)\(\s*"([a-z-]+)"', SOURCE))
    assert given
    assert given <= set(codes())


def test_a_code_that_nobody_documented_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        finding("no-such-code")
