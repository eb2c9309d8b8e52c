"""This module holds the texts of the one-page report in both languages (words.toml)."""

from functools import cache
from typing import Any

from schemas.data_files import read_toml
from scraper.database.dictionary import value_words


@cache
def words() -> dict[str, Any]:
    """Every text, by part and key."""
    return read_toml("scraper.onepage", "words.toml")


def label(name: str, group: str = "labels") -> str:
    """A label in both languages; a name without one is shown as it is."""
    return str(words()[group].get(name, name))


def coded(column: str, code: str) -> str:
    """A status or a level of government in both languages, in the words of the database's dictionary."""
    return value_words(column, code) or code
