"""This module reads Lonsun's Ls (Anhui), whose lists come as fragments of HTML by page number."""

import re
from dataclasses import replace
from urllib.parse import urljoin

from parsers.listings import data, pages
from parsers.listings.links import base_of
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.queries import asked_by, page_of, turned, with_fields
from parsers.listings.rows import rows_in

MARKS = re.compile(r"Ls\.pagination|publicInfoList|/site/label/\d+|xxgk_navli|lm_line")
_LABEL = re.compile(
    r"""["'(]([^"'()\s<>]*/site/label/\d+\?[^"'()\s<>]*labelName=publicInfoList[^"'()\s<>]*)["')]"""
)
_PAGER = re.compile(r"Ls\.pagination\s*\([^{]*\{(.*?)\}", re.DOTALL)
_NUMBER = r"{name}\s*:\s*[\"']?(\d+)"


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """A column's page, or one fragment of its list."""
    if "/site/label/" in answer.ask.url and "<html" not in answer.text[:2000].lower():
        content = data.parsed(answer.text)
        base = base_of(answer)
        rows = rows_in(answer.text, base) if content is None else data.rows_of(content, base)
        return Listing("ls", rows, (turned(answer.ask),) if rows and _goes_on(answer) else ())
    found = pages.read(answer, "ls", previous, _pager)
    return found if found.rows else _shell(answer, found)


def _shell(answer: Answer, found: Listing) -> Listing:
    labels = _labels(answer)
    return Listing("ls", (), (), found.declared_rows, labels) if labels else found


def _labels(answer: Answer) -> tuple[Ask, ...]:
    """The fragments that the page asks for, from their first page on."""
    base = base_of(answer)
    urls = (urljoin(base, match[1].replace("&amp;", "&")) for match in _LABEL.finditer(answer.text))
    asks = (Ask(with_fields(url, pageIndex="1"), headers=asked_by(answer.url)) for url in urls)
    return tuple(dict.fromkeys(asks))


def _goes_on(answer: Answer) -> bool:
    """Whether a pager's numbers leave a page; without a pager there may be one."""
    current, count = numbers(answer.text)
    if count is None:
        return True
    asked = page_of(answer.ask)
    return (current or (asked[1] if asked else 1)) < count


def numbers(html: str) -> tuple[int | None, int | None]:
    """The current number and the count of pages that `Ls.pagination` is given."""
    match = _PAGER.search(html)
    found = [
        re.search(_NUMBER.format(name=name), match[1] if match else "")
        for name in ("currPage", "pageCount")
    ]
    current, count = (int(number[1]) if number else None for number in found)
    return current, count


def _pager(answer: Answer, *_: object) -> tuple[Ask, ...] | None:
    """The second page of the page's own fragment, else of the column's address by `pageIndex`."""
    current, count = numbers(answer.text)
    if count is None:
        return None
    if (current or 1) >= count:
        return ()
    following = str((current or 1) + 1)
    label = next(iter(_labels(answer)), None)
    if label is not None:
        return (replace(label, url=with_fields(label.url, pageIndex=following)),)
    return (Ask(with_fields(answer.url, pageIndex=following)),)
