"""This module says what is stored as a code in the language at hand: a value, a place, an equation."""

from scraper.database import names
from scraper.database.dictionary import of_value
from scraper.language import language


def word(column: str, value: object) -> str:
    """What a value of a column is called; the value itself where it has no other name, — for none."""
    if value is None:
        return "—"
    entry = of_value(column, value)
    return str(getattr(entry, language())) if entry else str(value)


def place(where: str) -> str:
    """Where in a report: in Chinese by the form's labels, in English by the database's names."""
    return names.place(where) if language() == "zh" else where


def table(name: str) -> str:
    """A table: its name in the database, in Chinese with what a person calls it."""
    return f"{name} {names.place(name)}" if language() == "zh" else name


def equation(table: str, text: str) -> str:
    """An equation of a table: in Chinese by the form's labels, in English by the database's names."""
    return names.equation(table, text) if language() == "zh" else text


def name(key: str) -> str:
    """A row or a column of whichever table has it, as `place` names it."""
    return names.anywhere(key) if language() == "zh" else key
