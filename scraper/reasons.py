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
    """One stable code: what a portal becomes by it, and its sentences.

    `status` is the portal's when start or listing fails so (`everywhere`: wherever it happens);
    `retry` says that the same request may succeed in a moment; `stop` ends the host for the run.
    """

    status: Status
    en: str
    zh: str
    advice: str
    advice_zh: str
    retry: bool = False
    stop: bool = False
    everywhere: bool = False

    def said(self, language: Language) -> tuple[str, str]:
        """What happened and what to do about it, in a person's language."""
        return (self.zh, self.advice_zh) if language == "zh" else (self.en, self.advice)


@cache
def reasons() -> dict[str, Reason]:
    """Every reason that a run report may name, from `scraper/reasons.toml`."""
    tables = read_toml("scraper", "reasons.toml")
    return {code: Reason.model_validate(table) for code, table in tables.items()}
