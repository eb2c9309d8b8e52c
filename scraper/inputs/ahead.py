"""This module converts together the documents of pages that are read one after the other.

LibreOffice takes seconds to start, and a tenth of that to convert. So from a document that it is to convert on,
some pages wait for each other; a page before it waits for none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from schemas.capture import Capture
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.office import convert_together, needs_conversion, office

_MOST = 16  # pages that wait
_HELD = 64 << 20  # bytes of their documents

Told = tuple[Group | Unreadable, bool]  # a page, and whether it is quick to read


def convert_ahead(
    opened: Iterable[Group | Unreadable], is_quick: Callable[[Group], bool]
) -> Iterator[Told]:
    """Pages in their order, each with whether it is quick to read, their documents converted."""
    held: list[Told] = []
    size = 0
    for one in opened:
        slow = () if isinstance(one, Unreadable) or is_quick(one) else _documents(one)
        told = one, isinstance(one, Group) and not slow
        if held or _wait(slow):
            held.append(told)
            size += sum(len(document.body) for document in slow)
        else:
            yield told
        if len(held) == _MOST or size > _HELD:
            yield from _converted(held)
            held, size = [], 0
    yield from _converted(held)


def _documents(group: Group) -> tuple[Capture, ...]:
    return group.capture, *group.attachments


def _wait(documents: Sequence[Capture]) -> bool:
    try:
        return any(map(needs_conversion, documents))
    except Exception:  # reading it will fail in the same way and report it
        return False


def _converted(held: list[Told]) -> Iterator[Told]:
    groups = [one for one, quick in held if isinstance(one, Group) and not quick]
    captures = [document for one in groups for document in _documents(one)]
    try:
        found = iter(convert_together(captures, office()))
    except Exception:  # each is converted alone, which will fail in the same way and be reported
        found = iter(captures)
    for one, quick in held:
        if isinstance(one, Group) and not quick:
            capture, attachments = next(found), tuple(islice(found, len(one.attachments)))
            yield replace(one, capture=capture, attachments=attachments), quick
        else:
            yield one, quick
