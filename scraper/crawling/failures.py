"""This module holds why a page was not had: an exception with a reason from `reasons.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from schemas.record import Record
from scraper.crawling.reply import Reply
from scraper.errors import GongkaiError
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
    """Every reason that a run report may name, from `scraper/crawling/reasons.toml`."""
    text = files("scraper.crawling").joinpath("reasons.toml").read_text(encoding="utf-8")
    return {code: Reason.model_validate(table) for code, table in tomllib.loads(text).items()}


class Unfetched(GongkaiError):
    """A page that was not had; `reason` is a code of `reasons.toml`.

    `reply` is the answer that said so, where it came whole.
    """

    def __init__(self, reason: str, url: str, detail: str | None = None) -> None:
        super().__init__(f"{url}: {detail or reasons()[reason].en}")
        self.reason = reason
        self.url = url
        self.detail = detail
        self.reply: Reply | None = None

    @property
    def rule(self) -> Reason:
        """What the reason means for the request, the host and the portal."""
        return reasons()[self.reason]
