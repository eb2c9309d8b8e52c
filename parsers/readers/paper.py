"""This module lays out what a page draws, whatever format drew it: what is seen of it, upright, in lines and tables."""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from parsers.readers.drawing import Drawing, Mark
from parsers.readers.frames import Rule, find_frames, join_rules
from parsers.readers.letters import DOWN, UP, Letter
from parsers.readers.overprints import drop_overprints, strike_out
from parsers.readers.printed import Drawn, lay_out_page, turn_box, turned
from parsers.readers.sheet import NEAR, Sheet
from parsers.readers.visibility import split_by_visibility, visibility_findings
from schemas.finding import Finding, finding

_MOST_RULES = 60_000  # on a page; the form draws some 2,000, and 30,000 in dots
_MOST_LETTERS = 20_000
_MOST_MERGED = 3000  # rules left where pieces of one are joined; the form's tables leave some 80
_LEAST = 3.0  # points: what is drawn less high is no figure


class Paper:
    """A page: its number, its size, and what it draws, as far as it is no more than a page can say."""

    def __init__(self, number: int, size: tuple[float, float], drawing: Drawing) -> None:
        self.number, self.size, self.drawing = number, size, drawing
        self.marks: list[Mark] = drawing.marks if len(drawing.marks) <= _MOST_LETTERS else []
        ruled = len(drawing.rules) <= _MOST_RULES
        self.rules = join_rules(drawing.rules, NEAR) if ruled else []
        self._shapes = [box for box in drawing.shapes if box.height > _LEAST]

    @property
    def letters(self) -> list[Letter]:
        """The letters, seen or not."""
        return [mark.letter for mark in self.marks]

    def all_written(self) -> Sheet:
        """The page with all of its letters, seen or not."""
        return self._laid_out(self.letters, self.rules)

    def seen(self, findings: list[Finding]) -> Sheet:
        """The page as it is seen; to `findings` is added what of it is not, and that it draws too much to be read."""
        if len(self.marks) < len(self.drawing.marks):
            what = f"page {self.number}: {len(self.drawing.marks)} letters"
            findings.append(finding("document-cut", None, what))
        seen, hidden, unseen = split_by_visibility(self.drawing, self.marks)
        findings += [finding("read-by-ocr")] * unseen
        rules = self.rules
        if rules:
            seen, of_tables = strike_out(seen, self.drawing.rules)
            all_ruled = len(of_tables) == len(self.drawing.rules)
            rules = rules if all_ruled else join_rules(of_tables, NEAR)
        sheet = self._laid_out(seen, rules)
        if hidden:
            all_said = self._laid_out([*seen, *hidden], rules)
            findings += visibility_findings(sheet, all_said, self.number)
        return sheet

    def _laid_out(self, letters: Sequence[Letter], rules: Sequence[Rule]) -> Sheet:
        """Letters and rules as lines and tables, turned upright where they are not."""
        letters, shapes, way = drop_overprints(letters), self._shapes, self._way
        aside = way in {UP, DOWN}
        if way:
            letters = turned(letters, self.size, way)
            rules = [Rule(turn_box(one.box, self.size, way), one.upright != aside) for one in rules]
            shapes = [turn_box(one, self.size, way) for one in shapes]
        found = [] if len(rules) > _MOST_MERGED else find_frames(rules, NEAR)
        height = self.size[0] if aside else self.size[1]
        return lay_out_page(letters, found, self.number, height, Drawn(rules, shapes))

    @property
    def _way(self) -> int:
        """The direction in which most letters are written, 0 for upright; a wide table may lie on its side."""
        turns = Counter(mark.letter.turn for mark in self.marks)
        way, count = max(turns.items(), key=itemgetter(1), default=(0, 0))
        return way if count * 2 > len(self.marks) else 0
