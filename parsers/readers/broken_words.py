"""This module joins words that were broken in the cells of a table without rules.

Nothing encloses what belongs together: pieces that stand one below the other are a word where the form has it, and has
none for what follows the first piece.
"""

from collections.abc import Collection, Iterator, Sequence

from parsers.form_words import meanings
from parsers.numbers import is_figure
from parsers.readers.geometry import Box
from parsers.readers.letters import SPACE, Letter, group_lines, letters_box

_MOST = 20  # lines of a word
_NEAR = 0.8  # of a line's height: the next line of a cell is no further below
_FAR = 3.0  # of it: what stands further down may be left, as pieces come almost in the order of their tops

Piece = list[Letter]
Word = list[tuple[int, Piece]]  # its pieces, each with the number of its line


def join_words(letters: Sequence[Letter]) -> list[Letter]:
    """The letters of lines, in which those of each broken word are one, in the line of what stands beside it."""
    lines = [list(_pieces(line)) for line in group_lines(letters)]
    words = list(_words(lines)) if any(any(map(_is_figure, line[1:])) for line in lines) else []
    gone = {id(piece) for word in words for _, piece in word}
    whole = {at for at, line in enumerate(lines) if any(_is_whole(one, gone) for one in line)}
    out = {id(letter) for word in words for _, piece in word for letter in piece}
    joined = [_whole(word, _beside(word, words, whole)) for word in words]
    return [letter for letter in letters if id(letter) not in out] + joined


def _words(lines: Sequence[list[Piece]]) -> Iterator[Word]:
    """The broken words of a page, from top to bottom."""
    pieces = [(at, piece) for at, line in enumerate(lines) for piece in line]
    gone: set[int] = set()
    for place, (_, piece) in enumerate(pieces):
        if id(piece) not in gone and (word := _word(pieces[place:])):
            gone |= {id(one) for _, one in word}
            yield word


def _is_whole(piece: Piece, gone: Collection[int]) -> bool:
    """Whether a piece is a figure, or a word by itself."""
    return id(piece) not in gone and (_is_figure(piece) or bool(meanings(_text(piece))))


def _beside(word: Word, words: Sequence[Word], whole: set[int]) -> list[Piece]:
    """The pieces of a word in whose middle it stands: the one beside what is whole, or the first where no line of
    the word has such and all words beside it begin there; else all.
    """
    own = [piece for at, piece in word if at in whole]
    first, last = word[0][0], word[-1][0]
    begin = {one[0][0] for one in words if one[0][0] <= last and one[-1][0] >= first}
    if len(begin) == 1 and whole.isdisjoint(range(first, last + 1)):
        own = [word[0][1]]
    return own if len(own) == 1 else [piece for _, piece in word]


def _pieces(line: list[Letter]) -> Iterator[Piece]:
    """What stands in a line without a gap."""
    piece: Piece = []
    for letter in line:
        if piece and letter.box.left - piece[-1].box.right > SPACE * piece[-1].box.height:
            yield piece
            piece = []
        piece.append(letter)
    yield piece


def _text(piece: Piece) -> str:
    return "".join(letter.text for letter in piece).strip()


def _is_figure(piece: Piece) -> bool:
    return is_figure(_text(piece))


def _word(pieces: Sequence[tuple[int, Piece]]) -> Word:
    """The longest word that the first of some pieces begins; empty where there is none."""
    word, found, text = [pieces[0]], 0, _text(pieces[0][1])
    while len(word) < _MOST and (below := _below(word[-1][1], pieces)):
        own, text = meanings(_text(below[0][1])), text + _text(below[0][1])
        if own and own != meanings(text):
            break
        word += below
        found = len(word) if meanings(text) else found
    return word[:found]


def _below(piece: Piece, pieces: Sequence[tuple[int, Piece]]) -> Word:
    """The one piece of words right below another; empty where there is none, or several."""
    box = letters_box(piece)
    near: Word = []
    for at, one in pieces:
        other = letters_box(one)
        if other.top > box.bottom + _FAR * box.height:
            break
        is_next = box.middle[1] < other.top < box.bottom + _NEAR * box.height
        if is_next and other.left < box.right and other.right > box.left:
            near.append((at, one))
    return near if len(near) == 1 and not _is_figure(near[0][1]) else []


def _whole(word: Word, beside: list[Piece]) -> Letter:
    """A word as one letter, as high as one of its lines, in the middle of some of them."""
    around = letters_box([letter for _, piece in word for letter in piece])
    middle = letters_box([letter for piece in beside for letter in piece]).middle[1]
    half = letters_box(word[0][1]).height / 2
    box = Box(around.left, middle - half, around.right, middle + half)
    return Letter(box, "".join(_text(piece) for _, piece in word))
