"""This module judges what changed between the served database and a new one: what cannot be chance fails.

Four rules. `minimum`: what a person stated is not met. `kept`: reports, agencies, or what reports had
are gone. `next`: reports that are new lack what their agency's report before had. `peak`: a year of a
portal has fewer reports than the last runs had at most. What fails at a portal is told there, and no
more in the run as a whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scraper.gate.chance import KEPT, NEXT, Rate, is_chance, learn_rate, loosen_rate, most_by_chance
from scraper.gate.expectations import Expectations, minima
from scraper.gate.history import Key, Run, peaks, times_turned
from scraper.gate.measures import Changes, Figures, Turned

RUN = "run"  # how the whole is called where a portal is
EVERYTHING = "everything"
NONE = Turned(0, 0)


@dataclass(frozen=True, slots=True)
class Failure:
    """A bound that does not hold: of `of` reports `now` are as the measure says, `bound` ought to be.

    `before` is how many were, where there was a before; `portal` is None for the run.
    """

    rule: str
    portal: str | None
    measure: str
    before: int | None
    now: int
    bound: int
    of: int

    @property
    def name(self) -> str:
        """How a person accepts it: `qz-yjj:reports.2024`."""
        return f"{RUN if self.portal is None else self.portal or '-'}:{self.measure}"


class Compared(NamedTuple):
    """What two databases were compared by: changes of the reports kept, of the next, and of the past."""

    kept: Changes
    next: Changes
    past: Changes


def broken_minima(
    expected: Expectations, now: dict[str | None, Figures], before: dict[str | None, Figures]
) -> Iterator[Failure]:
    """The minima that are not met."""
    places = dict.fromkeys([None, *now, *expected.portals])
    for portal in places:
        for one in minima(expected.of(portal), now.get(portal, {})):
            if one.now < one.bound:
                yield Failure(
                    "minimum", portal, one.measure, _had(before.get(portal), one.measure),
                    one.now, one.bound, one.of,
                )  # fmt: skip


def _had(figures: Figures | None, measure: str) -> int | None:
    if figures is None:
        return None
    count = figures.get(measure, 0)
    return figures.get("reports", 0) - count if measure.startswith("finding.") else count


def sudden_losses(found: Compared, runs: Sequence[Run]) -> Iterator[Failure]:
    """What was lost, or is lacking in what is new, by more than chance."""
    past = found.past | _past_of_run(found)
    yield from _judged("kept", found.kept, lambda key: loosen_rate(KEPT, *times_turned(runs, key)))
    yield from _judged("next", found.next, lambda key: learn_rate(NEXT, *past.get(key, NONE)))


def _past_of_run(found: Compared) -> dict[Key, Turned]:
    """The past of those portals alone that have new reports: in January these are never all."""
    whole: dict[Key, Turned] = defaultdict(lambda: NONE)
    for (portal, measure), turned in found.next.items():
        if turned.of:
            whole[None, measure] += found.past.get((portal, measure), NONE)
    return whole


def _judged(rule: str, changes: Changes, rate: Callable[[Key], Rate]) -> Iterator[Failure]:
    rest: dict[str, Turned] = defaultdict(lambda: NONE)
    for (portal, measure), turned in changes.items():
        if is_chance(*turned, rate((portal, measure))):
            rest[measure] += turned
        else:
            yield _failure(rule, (portal, measure), turned, rate((portal, measure)))
    for measure, turned in rest.items():
        if not is_chance(*turned, rate((None, measure))):
            yield _failure(rule, (None, measure), turned, rate((None, measure)))


def _failure(rule: str, key: Key, turned: Turned, rate: Rate) -> Failure:
    bad, of = turned
    return Failure(rule, *key, of, of - bad, of - most_by_chance(of, rate), of)


def gradual_losses(
    now: dict[str | None, Figures], runs: Sequence[Run], named: set[Key]
) -> Iterator[Failure]:
    """Years of a portal that have lost reports bit by bit; what is told already is left out."""
    for (portal, measure), peak in peaks(runs).items():
        lost = peak - now.get(portal, {}).get(measure, 0)
        rate = loosen_rate(KEPT, *times_turned(runs, (portal, measure)))
        if lost > 0 and (portal, measure) not in named and not is_chance(lost, peak, rate):
            bound = peak - most_by_chance(peak, rate)
            yield Failure("peak", portal, measure, peak, peak - lost, bound, peak)


def is_accepted(failure: Failure, accepted: Iterable[str]) -> bool:
    """Whether a person accepts a failure: by its name, by its portal's, or everything."""
    names = {EVERYTHING, failure.name, failure.name.rpartition(":")[0]}
    return not names.isdisjoint(accepted)
