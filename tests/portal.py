"""The simulator of portals: every engine, on real sockets of loopback.

    with simulated("jpaas") as portal: ...

A portal gives the same bytes every time. `portal.log` has every request; `portal.expected` the agency and
year of every report that a whole crawl must bring.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.portals import hanweb, interfaces, static
from tests.portals.content import AGENCY, Content, content
from tests.site import Route, Site, site

__all__ = ["AGENCY", "ENGINES", "Simulated", "simulated"]

Build = Callable[[Content], dict[str, Route]]

# Each portal: the engine that a crawl must name, and how the portal is built.
ENGINES: dict[str, tuple[str, Build]] = {
    "jpaas": ("jpaas", hanweb.jpaas),
    "jpaas with its first page": ("jpaas", lambda c: hanweb.jpaas(c, shell=False)),
    "jpaas without a count": ("jpaas", lambda c: hanweb.jpaas(c, counted=False)),
    "jcms by record": ("jcms", lambda c: hanweb.jcms(c, "records")),
    "jcms by page": ("jcms", lambda c: hanweb.jcms(c, "pages")),
    "jcms by page from 0": ("jcms", lambda c: hanweb.jcms(c, "pages from 0")),
    "jcms whole": ("jcms", lambda c: hanweb.jcms(c, "nothing", len(c.items))),
    "jcms with an empty store": ("jcms", lambda c: hanweb.jcms(c, "records", 0)),
    "jcms in a frame": ("jcms", hanweb.jcms_frame),
    "jcms catalogue": ("jcms", hanweb.jcms_catalogue),
    **{f"trs ({form})": ("trs", lambda c, form=form: static.trs(c, form)) for form in static.TRS},
    "trs (g) searched": ("trs", static.trs_search),
    "trs in Fujian": ("trs", static.trs_fujian),
    "trs (g) written": ("trs", static.trs_written),
    "trs in GBK": ("trs", lambda c: static.trs(c, "a", "gbk")),
    "trs claiming too many pages": ("trs", lambda c: static.trs(c, "c", claims=2)),
    "trs claiming too few pages": ("trs", lambda c: static.trs(c, "d", claims=-1)),
    "gkmlpt": ("gkmlpt", interfaces.gkmlpt),
    "ucap": ("ucap", interfaces.ucap),
    "ucap's feed": ("ucap", interfaces.feed),
    "ucap's family": ("ucap", static.family),
    "ls": ("ls", interfaces.ls),
    "ls by its own address": ("ls", lambda c: interfaces.ls(c, label=False)),
    "openness": ("openness", interfaces.openness),
    "openness by links": ("openness", lambda c: interfaces.openness(c, counted=False)),
    "vsb": ("vsb", static.vsb),
    "epoint": ("epoint", interfaces.epoint),
    "shanghai": ("shanghai", static.shanghai),
    "eportal": ("eportal", interfaces.eportal),
    "eportal by links": ("eportal", lambda c: interfaces.eportal(c, linked=True)),
    **{f"generic by {p}": ("generic", lambda c, p=p: static.generic(c, p)) for p in static.GENERIC},
    "generic by postback": ("generic", lambda c: static.posted(c, "postback")),
    "generic by a form": ("generic", lambda c: static.posted(c, "a form")),
    "generic by years": ("generic", static.years),
    "generic in JSON": ("generic", interfaces.embedded),
    "generic by an interface": ("generic", interfaces.asked),
}


class Simulated(Site):
    """A portal that runs: a site, and what a whole crawl of it must bring."""

    expected: set[tuple[str, int]]
    engine: str


@contextmanager
def simulated(name: str) -> Iterator[Simulated]:
    """Serve the portal of that name until the block ends."""
    engine, build = ENGINES.get(name, ("not-crawlable", interfaces.drawn))
    column = content()
    with site(build(column), kind=Simulated) as running:
        assert isinstance(running, Simulated)
        running.expected, running.engine = column.expected, engine
        yield running
