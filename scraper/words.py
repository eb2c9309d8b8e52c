"""This module translates stored codes into the chosen language: values, places, equations."""

from scraper.database import names
from scraper.database.dictionary import of_value
from scraper.language import language


def word(column: str, value: object) -> str:
    """The name of a column's value; the value itself if it has no name, — for None."""
    if value is None:
        return "—"
    entry = of_value(column, value)
    return str(getattr(entry, language())) if entry else str(value)


def place(where: str) -> str:
    """A place in a report: the form's labels in Chinese, the database's names in English."""
    return names.place(where) if language() == "zh" else where


def table(name: str) -> str:
    """The name of a table, in Chinese followed by its printed name."""
    return f"{name} {names.place(name)}" if language() == "zh" else name


def equation(table: str, text: str) -> str:
    """An equation of a table: with the form's labels in Chinese, the database's names in English."""
    return names.equation(table, text) if language() == "zh" else text


def name(key: str) -> str:
    """The name of a row or column of any table, as `place` gives it."""
    return names.anywhere(key) if language() == "zh" else key
