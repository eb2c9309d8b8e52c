"""This module reads the pictures of an article whose text lacks tables: attached ones, and those inside.

A picture inside a document is worth reading where the document says that it is a report, or says
next to nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from parsers.documents import is_picture, pictures_inside, read_pictures
from parsers.metadata import is_report
from parsers.parsed_document import ParsedDocument, parse_page
from schemas.capture import Capture

_MOST = 20
_LITTLE = 1000  # characters: a cover and a letter, no prose of a report


def read_article_pictures(
    article: tuple[Capture, ParsedDocument], documents: Sequence[tuple[Capture, ParsedDocument]],
    attached: Sequence[Capture],
) -> ParsedDocument | None:  # fmt: skip
    """What the pictures of an article show, as one document; None where there are none."""
    held = [body for capture, one in (article, *documents) for body in _inside(capture, one)]
    apart = [capture for capture in attached if is_picture(capture)]
    bodies = list(dict.fromkeys([*held, *(capture.body for capture in apart)]))[:_MOST]
    if not bodies:
        return None
    of = article[0] if held or not apart else apart[0]
    return parse_page(*read_pictures(bodies, of), of)


def _inside(capture: Capture, one: ParsedDocument) -> tuple[bytes, ...]:
    text = sum(map(len, one.page.lines))
    if one.statistics or not (is_report(one.page, one.metadata) or text < _LITTLE):
        return ()
    return pictures_inside(capture, one.source.reader or "")


def without_pictures_left(one: ParsedDocument) -> ParsedDocument:
    """The document without the finding that its pictures were left, since they are read or told of."""
    left = tuple(told for told in one.page.findings if told.code != "format-not-read")
    return one._replace(page=replace(one.page, findings=left))
