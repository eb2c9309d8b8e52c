"""This module lists the reasons why a page or a portal could not be fetched, each with its code (reasons.toml)."""

from functools import cache
from typing import Literal

from schemas.data_files import read_toml
from schemas.record import Record
from scraper.language import Language

Status = Literal[
    "ok", "incomplete", "blocked", "refused", "moved", "gone", "failed", "not-crawlable"
]


class Reason(Record):
    """The meaning of one stable code, with its sentences and advice.

    `status` is the portal's if its start page or listing fails so (with `everywhere`: any page);
    `retry` means that the same request may soon succeed; `stop` that the host is left alone in this run.
    """

    status: Status
    en: str
    zh: str
    advice: str
    advice_zh: str
    retry: bool = False
    stop: bool = False
    everywhere: bool = False

    def localised(self, language: Language) -> tuple[str, str]:
        """What happened and what to do about it, in a language."""
        return (self.zh, self.advice_zh) if language == "zh" else (self.en, self.advice)


@cache
def reasons() -> dict[str, Reason]:
    """All reasons by code, from `scraper/reasons.toml`."""
    tables = read_toml("scraper", "reasons.toml")
    return {code: Reason.model_validate(table) for code, table in tables.items()}
