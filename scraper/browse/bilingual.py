"""This module puts Chinese beside the English of Datasette's own pages, as its templates are loaded (bilingual.toml).

Datasette has no catalogue of its words. What a column, a parameter or a value is comes from the dictionary
and from the questions, as on our own pages.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment
from markupsafe import Markup

from schemas.data_files import read_toml
from scraper.database.dictionary import of_column, value_words
from scraper.questions import parameters, questions

_Source = tuple[str, str | None, Callable[[], bool] | None]


class Bilingual(BaseLoader):
    """A loader whose templates are those of another, worded in both languages."""

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner

    def get_source(self, environment: Environment, template: str) -> _Source:
        """A template's text, where it comes from, and whether it is still the same."""
        source, name, is_current = self.inner.get_source(environment, template)
        return worded(template.rpartition(":")[2], source), name, is_current

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return self.inner.list_templates()


def prepare(env: Environment) -> None:
    """Make the pages of an environment bilingual."""
    if env.loader is not None:
        env.loader = Bilingual(env.loader)
    env.filters["gongkai_column"] = lambda name, of: _small(_column(name, of))
    env.filters["gongkai_described"] = described
    env.filters["gongkai_named"] = lambda name, of: f"{name} {_column(name, of)}".rstrip()
    env.filters["gongkai_parameter"] = lambda name: _small(parameters().get(name, {}).get("zh", ""))
    env.filters["gongkai_value"] = lambda label, name: value_words(name, label) or str(label)


def described(english: str) -> str:
    """Which rows are shown, and in which order, with Chinese before Datasette's English.

    >>> described("where scope = own sorted by report_year descending")
    '条件 where scope = own 按 report_year 降序 sorted by report_year descending'
    """
    condition = re.sub(r"^where ", "条件 where ", english)
    return re.sub(r"sorted by (\S+)( descending)?$", _order, condition)


def _order(found: re.Match[str]) -> str:
    return f"按 {found[1]} {'降序' if found[2] else '升序'} {found[0]}"


def worded(template: str, source: str) -> str:
    """A template's text with Chinese beside its English."""
    for english, both in phrases().get(template, {}).items():
        source = source.replace(english, both)
    return source


@cache
def phrases() -> dict[str, dict[str, str]]:
    """What stands in each template of Datasette, and what is shown instead."""
    return read_toml("scraper.browse", "bilingual.toml")


def _column(name: str, of: Any) -> str:
    """What a column of a table or of a question is in Chinese; nothing where it is not known."""
    question = questions().get(str(of))
    entry = question.column(name) if question else of_column(str(of), name)
    return entry.zh if entry else ""


def _small(words: str) -> Markup | str:
    return Markup('<small class="gk-label">{}</small>').format(words) if words else ""
