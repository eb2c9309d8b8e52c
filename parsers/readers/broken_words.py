"""This module joins words that were broken in the cells of a table without rules.

Nothing encloses what belongs together: pieces that stand one below the other are a word where the form has it, and has
none for what follows the first piece.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from parsers.form_words import meanings
from parsers.numbers import is_figure
from parsers.readers.geometry import Box, outline
from parsers.readers.letters import SPACE, Letter, group_lines

_MOST = 20  # lines of a word
_MOST_PIECES = 750  # of a page; the form's tables have some 300
_NEAR = 0.8  # of a line's height: the next line of a cell is no further below
_FAR = 3.0  # of it: what stands further down may be left, as pieces come almost in the order of their tops


class Piece(NamedTuple):
    """What stands in a line without a gap, and the number of the line."""

    line: int
    box: Box
    text: str
    letters: list[Letter]


def join_words(letters: Sequence[Letter]) -> list[Letter]:
    """The letters of lines, in which those of each broken word are one, in the line of what stands beside it."""
    pieces = [one for at, line in enumerate(group_lines(letters)) for one in pieces_of(at, line)]
    firsts = {piece.line: piece for piece in reversed(pieces)}
    is_table = any(is_figure(one.text) and one is not firsts[one.line] for one in pieces)
    words = list(_words(pieces)) if is_table and len(pieces) <= _MOST_PIECES else []
    gone = {id(piece) for word in words for piece in word}
    whole = {one.line for one in pieces if id(one) not in gone and _is_whole(one.text)}
    out = {id(letter) for word in words for piece in word for letter in piece.letters}
    levels = [piece.box.middle[1] for piece in firsts.values()][::-1]
    joined = [_joined(word, _beside(word, words, whole), levels) for word in words]
    return [letter for letter in letters if id(letter) not in out] + joined


def pieces_of(at: int, line: Sequence[Letter]) -> Iterator[Piece]:
    """The pieces of a line, whose number is given, from left to right."""
    begun: list[Letter] = []
    for letter in line:
        if begun and letter.box.left - begun[-1].box.right > SPACE * begun[-1].box.height:
            yield _piece(at, begun)
            begun = []
        begun.append(letter)
    yield _piece(at, begun)


def _piece(line: int, letters: list[Letter]) -> Piece:
    text = "".join(letter.text for letter in letters).strip()
    return Piece(line, outline(letters), text, letters)


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The broken words of a page, from top to bottom."""
    gone: set[int] = set()
    for place, piece in enumerate(pieces):
        if id(piece) not in gone and (word := _word(piece, pieces[place:])):
            gone |= set(map(id, word))
            yield word


def _word(piece: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The longest word that a piece begins, no figure and none at its end; empty where there is none.

    A word below another, which is whole, is one of its own, though a label may begin with its group's name.
    """
    word, found, text, rest = [piece], int(bool(meanings(piece.text))), piece.text, ""
    while len(word) < _MOST and not _ends_in_figure(word[-1]):
        below = _below(word[-1].box, pieces)
        if below is None:
            break
        own, text, rest = meanings(below.text), text + below.text, rest + below.text
        whole = meanings(text)
        if (own and own != whole) or (found and whole and meanings(rest)):
            break
        word.append(below)
        if whole:
            found, rest = len(word), ""
    return word[:found] if found > 1 else []


def _ends_in_figure(piece: Piece) -> bool:
    return is_figure(piece.text) or piece.text[-1:].isdigit()


def _below(box: Box, pieces: Sequence[Piece]) -> Piece | None:
    """The one piece of words right below another; None where there is none, or several."""
    near: list[Piece] = []
    for one in pieces:
        left, top, right, _ = one.box
        if top > box.bottom + _FAR * box.height:
            break
        is_next = box.middle[1] < top < box.bottom + _NEAR * box.height
        if is_next and left < box.right and right > box.left:
            near.append(one)
    return near[0] if len(near) == 1 and not is_figure(near[0].text) else None


def _is_whole(text: str) -> bool:
    """Whether a piece is a figure, or a word by itself."""
    return is_figure(text) or bool(meanings(text))


def _beside(word: list[Piece], words: Sequence[list[Piece]], whole: Collection[int]) -> list[Piece]:
    """The pieces of a word in whose middle it stands: the one beside what is whole, or the first where no line of
    the word has such and all words beside it begin there; else all.
    """
    own = [piece for piece in word if piece.line in whole]
    first, last = word[0].line, word[-1].line
    begin = {one[0].line for one in words if one[0].line <= last and one[-1].line >= first}
    if len(begin) == 1 and not any(line in whole for line in range(first, last + 1)):
        own = word[:1]
    return own if len(own) == 1 else word


def _joined(word: list[Piece], beside: list[Piece], levels: Sequence[float]) -> Letter:
    """A word as one letter, as high as one of its lines, in that line of the page which is next to the middle of some
    of them: between two lines it would make them one.
    """
    left, _, right, _ = outline(word)
    middle = outline(beside).middle[1]
    own = levels[word[0].line : word[-1].line + 1]
    middle = min(own, key=lambda level: abs(level - middle))
    half = word[0].box.height / 2
    return Letter(Box(left, middle - half, right, middle + half), "".join(one.text for one in word))
