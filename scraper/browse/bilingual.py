"""This module adds Chinese to the English of Datasette's own pages when their templates are loaded (bilingual.toml).

Datasette has no message catalogue. Descriptions of columns, parameters and values come from the dictionary
and the questions.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment
from markupsafe import Markup

from schemas.data_files import read_toml
from scraper.database.dictionary import Entry, by_key, of_column, value_words
from scraper.database.tables import record_tables
from scraper.questions import parameters, questions

_LIMIT = re.compile(r"\bLIMIT (\d{3,})")
_BLANK = Markup("&nbsp;")  # Datasette's, for nothing
_Source = tuple[str, str | None, Callable[[], bool] | None]


class Bilingual(BaseLoader):
    """A template loader that makes the templates of another loader bilingual."""

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner

    def get_source(self, environment: Environment, template: str) -> _Source:
        """The bilingual text of a template, its file, and a function that tells whether it is up to date."""
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
    env.filters["gongkai_kind"] = kind
    env.filters["gongkai_limited"] = limited
    env.filters["gongkai_named"] = lambda name, of: f"{name} {_column(name, of)}".rstrip()
    env.filters["gongkai_parameter"] = lambda name: _small(
        " ".join(parameters().get(name, {}).values())
    )
    env.filters["gongkai_choices"] = choices
    env.filters["gongkai_value"] = lambda label, name: value_words(name, label) or str(label)


def described(english: str) -> str:
    """Datasette's English description of filter and order, with Chinese added.

    >>> described("where scope = own sorted by report_year descending")
    '条件 where scope = own 按 report_year 降序 sorted by report_year descending'
    """
    condition = re.sub(r"^where ", "条件 where ", english)
    return re.sub(r"sorted by (\S+)( descending)?$", _order, condition)


def _order(found: re.Match[str]) -> str:
    return f"按 {found[1]} {'降序' if found[2] else '升序'} {found[0]}"


def limited(sql: str, shown: int) -> str:
    """What is said before the number of rows of an answer that its question has cut off.

    >>> limited("SELECT 1 LIMIT 200", 200), limited("SELECT 1 LIMIT 200", 3)
    ('只列前 only the first ', '')
    """
    return "只列前 only the first " * (str(shown) in _LIMIT.findall(sql))


def worded(template: str, source: str) -> str:
    """A template's text with Chinese added to its English phrases."""
    for english, both in phrases().get(template, {}).items():
        source = source.replace(english, both)
    return source


@cache
def phrases() -> dict[str, dict[str, str]]:
    """The phrases of each template of Datasette, with their bilingual replacements."""
    return read_toml("scraper.browse", "bilingual.toml")


def kind(name: str, of: Any, shown: object = None) -> str:
    """The CSS classes of a column's cells: of figures, which have a unit, and of a blank of a question.

    >>> kind("new_requests", "request_totals"), kind("agency_name", "request_totals")
    (' gk-number', '')
    """
    entry = _entry(name, str(of))
    return " gk-number" * bool(entry and entry.unit) + " type-none" * (shown == _BLANK)


def _column(name: str, of: Any) -> str:
    """The Chinese description of a column of a table or question, or of Datasette's own; empty if there is none."""
    entry = _entry(name, str(of))
    return entry.zh if entry else "链接" * (name == "Link")


@cache
def _entry(name: str, of: str) -> Entry | None:
    """The description of a column of a table or question."""
    question = questions().get(of)
    return question.column(name) if question else of_column(of, name)


def choices(parameter: str) -> Markup | str:
    """The values that a parameter may have as an HTML datalist, each with its words; empty for free text."""
    options = [
        Markup('<option value="{}">{} {}</option>').format(value, entry.zh, entry.en)
        for value, entry in _values(parameter).items()
    ]
    listed = Markup("").join(options)
    return Markup('<datalist id="gk-{}">{}</datalist>').format(parameter, listed) if options else ""


def _values(parameter: str) -> dict[str, Entry]:
    """Every value of a parameter that has only so many: a code, or a table, row or column of the form."""
    known = by_key()
    if parameter == "table":
        return {name: known["table", name] for name in record_tables()}
    if parameter in ("row", "column"):
        kind, prefixes = parameter, tuple(record_tables())
    else:
        kind, prefixes = "value", (parameter,)
    found = ((key.partition("."), entry) for (of, key), entry in known.items() if of == kind)
    return {value: entry for (prefix, _, value), entry in found if value and prefix in prefixes}


def _small(words: str) -> Markup | str:
    return Markup('<small class="gk-label">{}</small>').format(words) if words else ""
