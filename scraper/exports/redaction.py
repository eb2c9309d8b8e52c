"""This module removes personal data from texts: telephone and identity numbers, e-mail addresses, names.

It cannot find everything: a name without a label or title before or after it stays, so the prose has to be
reviewed before it is published. Its word lists are in `people.toml`.
"""

import json
import re
from functools import cache
from pathlib import PureWindowsPath
from typing import Any

from schemas.data_files import read_toml
from scraper.exports.sheets import Sheet, Value

LEFT_OUT = ("revisions", "runs")  # tables with whole reports as JSON, and with typed commands
_NUMBER, _NAME, _ADDRESS = "〔号码略〕", "〔姓名略〕", "〔邮箱略〕"
_FILES = ("name", "file", "warc")  # columns with paths, whose folders may name a person
_EXACT = re.compile(
    r"(^|_)(id|code|sha256|url|report|agency|capture|article|key|row|column|table|status|scope|form"
    r"|forms|level|check|where|place|severity|kind|content|version|equations|assumes|unit|portal"
    r"|media_type|index_number|document_number|superior|superior_from|region|outcome)$"
)
_DIGIT = "[0-9０-９]"
_DASH = "[-－—–‐ \u3000]"
_LONE = (
    rf"(?<!{_DIGIT})1[3-9３-９]{_DIGIT}(?:{_DASH}?{_DIGIT}{{4}}){{2}}(?!{_DIGIT})"  # a mobile
    rf"|[(（]?(?<!{_DIGIT})[0０]{_DIGIT}{{2,3}}(?:[)）]{_DASH}?|{_DASH}){_DIGIT}{{7,8}}(?!{_DIGIT})"
    rf"|(?<!{_DIGIT})[48]00{_DASH}{_DIGIT}{{3,4}}{_DASH}?{_DIGIT}{{3,4}}(?!{_DIGIT})"
    rf"|(?<![0-9A-Za-z])[1-9]\d{{5}}(?:19|20)\d{{9}}[\dXx](?![0-9A-Za-z])"  # an identity number
)
_MAIL = r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
_GAP = r"[\s:：|=]"


def redact_people(text: str) -> str:
    """A text with telephone numbers, identity numbers, e-mail addresses and names replaced."""
    for pattern, instead in _patterns():
        text = pattern.sub(instead, text)
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    words = read_toml("scraper.exports", "people.toml")
    before, titles, number, family = (_any(words[key])
                                      for key in ("before", "titles", "number", "family"))  # fmt: skip
    name = rf"(?:{family})(?:某某?|[×xX*＊]{{1,2}}|[\u4e00-\u9fa5]{{1,2}})"
    follows = r"(?=$|[\s,，。；;、:：()（）)】|/]|任|为|担任|同志|带头|牵头|主持|出席|参加|负责|组织|电话)"
    many = rf"{name}(?:[、,，/ ]+{name}{follows})*"
    return (
        (re.compile(_MAIL), _ADDRESS),
        (re.compile(rf"((?:{number}){_GAP}*)[(（]?{_DIGIT}[0-9０-９()（） \-－—–、,，/转]{{3,}}"
                    rf"{_DIGIT}"), rf"\1{_NUMBER}"),
        (re.compile(_LONE), _NUMBER),
        (re.compile(rf"((?:{before}){_GAP}+){many}{follows}"), rf"\1{_NAME}"),
        (re.compile(rf"((?:{before}){_GAP}+)[\u4e00-\u9fa5]{{2,4}}(?=\s*$|\n)"), rf"\1{_NAME}"),
        (re.compile(rf"((?:{titles}))(?:{name}){follows}"), rf"\1{_NAME}"),
        (re.compile(rf"(?<![\u4e00-\u9fa5])(?:{name})({titles})"), rf"{_NAME}\1"),
    )  # fmt: skip


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True))


def redact_rows(sheet: Sheet, rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """Rows with personal data removed from all texts except keys, codes and page addresses."""
    places = [_cleaner(field.name, field.kind) for field in sheet.fields]
    return [tuple(clean(value) if clean and isinstance(value, str) else value
                  for clean, value in zip(places, row, strict=True)) for row in rows]  # fmt: skip


def _cleaner(name: str, kind: str) -> Any:
    if name in _FILES:
        return lambda path: PureWindowsPath(path).name or path
    return None if kind != "string" or _EXACT.search(name) else _text


def _text(text: str) -> str:
    """Redact prose, or the values of JSON, whose keys tell what they are."""
    if text[:1] in ("{", "["):
        try:
            return json.dumps(_value(json.loads(text, parse_float=str)), ensure_ascii=False)
        except ValueError:
            pass
    return redact_people(text)


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _labelled(key, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_value(one) for one in value]
    return redact_people(value) if isinstance(value, str) else value


def _labelled(label: str, value: Any) -> Any:
    """Redact a value together with its key, since a key such as `联系人` marks it as a name."""
    if not isinstance(value, str):
        return _value(value)
    return redact_people(f"{label}：{value}").removeprefix(f"{label}：")
