"""This module judges what changed between the published database and a new one: what cannot be chance fails.

There are four rules. `minimum`: a stated minimum is not met. `kept`: reports, agencies or contents of
reports are gone, or all that a portal had. `next`: new reports lack what their agencies' previous ones had. `peak`: a portal has
fewer reports of a year than at the maximum of the last runs. What fails for a portal is not reported
again for the whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scraper.gate.chance import KEPT, NEXT, Rate, is_chance, learn_rate, loosen_rate, most_by_chance
from scraper.gate.expectations import Expectations, minima
from scraper.gate.history import Run, peaks, times_turned
from scraper.gate.measures import Changes, Figures, Key, Turned

_RUN = "run"  # stands for the whole database in place of a portal
EVERYTHING = "everything"
_NONE = Turned(0, 0)
_SEVERAL = 3  # reports of a portal that are not all lost by chance


@dataclass(frozen=True, slots=True)
class Failure:
    """A violated bound: `now` of `of` reports satisfy the measure, at least `bound` should.

    `before` is the earlier number, if there is one; `portal` is None for the whole database.
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
        """The name by which `--accept` refers to it: `qz-yjj:reports.2024`."""
        return f"{_RUN if self.portal is None else self.portal or '-'}:{self.measure}"


class Compared(NamedTuple):
    """What changed: in reports that both databases have, in new ones against their previous ones, and in past ones against theirs."""

    kept: Changes
    next: Changes
    past: Changes


def broken_minima(
    expected: Expectations, now: dict[str | None, Figures], before: dict[str | None, Figures]
) -> Iterator[Failure]:
    """The stated minima that are not met."""
    places = dict.fromkeys([None, *now, *expected.portals])
    for portal in places:
        for one in minima(expected.of(portal), now.get(portal, {})):
            if one.now < one.bound:
                yield Failure(
                    "minimum", portal, one.measure, _had(before.get(portal), one.measure),
                    one.now, one.bound, one.of,
                )  # fmt: skip


def emptied_portals(
    now: dict[str | None, Figures], before: dict[str | None, Figures], named: set[Key]
) -> Iterator[Failure]:
    """Portals that had several reports and have none, whoever's they were; those in `named` have been reported."""
    told = {portal for portal, _ in named}
    for portal, figures in before.items():
        had = figures.get("reports", 0)
        left = now.get(portal, {}).get("reports", 0)
        if had >= _SEVERAL and not left and portal is not None and portal not in told:
            yield Failure("kept", portal, "reports", had, 0, 1, had)


def _had(figures: Figures | None, measure: str) -> int | None:
    if figures is None:
        return None
    count = figures.get(measure, 0)
    return figures.get("reports", 0) - count if measure.startswith("finding.") else count


def sudden_losses(found: Compared, runs: Sequence[Run]) -> Iterator[Failure]:
    """Losses, and omissions in new reports, that cannot be chance."""
    past = found.past | _past_of_run(found)
    yield from _judged("kept", found.kept, lambda key: loosen_rate(KEPT, *times_turned(runs, key)))
    yield from _judged("next", found.next, lambda key: learn_rate(NEXT, *past.get(key, _NONE)))


def _past_of_run(found: Compared) -> Changes:
    """Totals of the past, only over portals that have new reports, which in January are never all."""
    whole: Changes = defaultdict(lambda: _NONE)
    for (portal, measure), turned in found.next.items():
        if turned.of:
            whole[None, measure] += found.past.get((portal, measure), _NONE)
    return whole


def _judged(rule: str, changes: Changes, rate: Callable[[Key], Rate]) -> Iterator[Failure]:
    rest: dict[str, Turned] = defaultdict(lambda: _NONE)
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
    """Years of a portal that have lost reports gradually; those in `named` have been reported already."""
    for (portal, measure), peak in peaks(runs).items():
        lost = peak - now.get(portal, {}).get(measure, 0)
        rate = loosen_rate(KEPT, *times_turned(runs, (portal, measure)))
        if (portal, measure) not in named and not is_chance(lost, peak, rate):
            bound = peak - most_by_chance(peak, rate)
            yield Failure("peak", portal, measure, peak, peak - lost, bound, peak)


def is_accepted(failure: Failure, accepted: Iterable[str]) -> bool:
    """Whether a failure is accepted: by its name, its portal, or `everything`."""
    names = {EVERYTHING, failure.name, failure.name.rpartition(":")[0]}
    return not names.isdisjoint(accepted)
