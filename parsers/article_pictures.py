"""This module reads the pictures of an article whose text lacks a table: those attached to it, and
those embedded in its documents.

A document's embedded pictures are read only if the document says that it is a report, or has hardly any
text.
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
    """Read the pictures of an article as the pages of one document; None if it has none."""
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
    """The document without its `format-not-read` findings, once its pictures have been read."""
    left = tuple(found for found in one.page.findings if found.code != "format-not-read")
    return one._replace(page=replace(one.page, findings=left))
