"""This module joins pictures that are pieces of one: a long screenshot that a site or a phone has cut, often through a row."""

from collections.abc import Iterable, Iterator

import numpy

from parsers.readers.untyped import Image

_STRIP, _EDGE = 40, 2  # rows: where ink is told from paper, and where a picture may be cut
_LEAST = 3  # rules of a table, or strokes
_ACROSS = 0.5  # of the width: so much ink in a row is a rule, at which a table may end
_SAME = 0.7  # of the ink on both sides of a cut stands where it goes on
_MOST_JOINED = 12_000_000  # pixels: of a whole report 1,080 pixels wide there are 7


def join_pieces(pictures: Iterable[Image]) -> Iterator[Image]:
    """The pictures, those as one of which each goes on where the one before is cut, as a long screenshot is."""
    whole: Image = None
    for picture in pictures:
        if whole is not None and _goes_on(whole, picture):
            whole = numpy.vstack((whole, picture))
            continue
        if whole is not None:
            yield whole
        whole = picture
    if whole is not None:
        yield whole


def _goes_on(above: Image, below: Image) -> bool:
    """Whether the ink on both sides of a cut is that of one line or row: a page ends and begins with paper."""
    # here: a broken picture is told without its library too
    from parsers.readers.scan_tones import find_ink

    wide = above.shape[1]
    if wide != below.shape[1] or above.size + below.size > _MOST_JOINED:
        return False
    ends = find_ink(above[-_STRIP:])[-_EDGE:].any(axis=0)
    begins = find_ink(below[:_STRIP])[:_EDGE].any(axis=0)
    if not _may_be_cut(ends) or not _may_be_cut(begins):
        return False
    shared = numpy.count_nonzero(ends & _broader(begins))
    shared += numpy.count_nonzero(begins & _broader(ends))
    return bool(shared > numpy.count_nonzero(numpy.concatenate((ends, begins))) * _SAME)


def _may_be_cut(ink: Image) -> bool:
    """Whether the ink of a row may be that of a table or a line, neither a rule along it nor the streak of a scanner."""
    pieces = numpy.count_nonzero(ink[1:] & ~ink[:-1])
    return bool(pieces >= _LEAST and numpy.count_nonzero(ink) < ink.size * _ACROSS)


def _broader(ink: Image) -> Image:
    """The ink of a row and of a pixel on each side, as a small picture's losses move it."""
    return ink | numpy.roll(ink, 1) | numpy.roll(ink, -1)
