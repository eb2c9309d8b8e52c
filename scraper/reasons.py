"""This module lists the reasons why a page or a portal could not be fetched, each with its code (reasons.toml)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

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
    text = files("scraper").joinpath("reasons.toml").read_text(encoding="utf-8")
    return {code: Reason.model_validate(table) for code, table in tomllib.loads(text).items()}
