"""This module gets a portal's pages: by request, following redirects itself, or from the archive.

What comes out is a whole page; everything else is an Unfetched with its reason. Nothing is kept
before the keeper is told so, for what a listing answers is believed only after it was looked at.
"""

from dataclasses import replace
from typing import Literal

from parsers.listings.listing import Request
from schemas.portal import Portal
from scraper.crawling.asking import Asker
from scraper.crawling.challenges import REDIRECTS, title_of
from scraper.crawling.failures import Unfetched
from scraper.crawling.hosts import host_of, hosts_of
from scraper.crawling.keeping import Ground, Keeper
from scraper.crawling.page import Page, key_of
from scraper.crawling.permission import MOST_REDIRECTS, Permission
from scraper.crawling.redirects import leads_to_home_page, redirect_target, require_own_host
from scraper.crawling.reply import Limits, Reply
from scraper.crawling.tally import Tally
from scraper.frontier import Held
from scraper.inputs.captures import read_at

ALIKE = 0.8  # of the links of two copies of one page, drawn at different moments
Kind = Literal["listing", "report", "attachment"]


class Session:
    """One portal's way to its pages within one run."""

    def __init__(self, portal: Portal, ground: Ground, tally: Tally) -> None:
        self.portal = portal
        self.ground = ground
        self.tally = tally
        self.keeper = Keeper(portal, ground, tally)
        self._mine = hosts_of(portal)
        self.home: Page | None = None
        self._asker = Asker(portal, ground.hosts, tally)
        self._permission = Permission(self._asker, ground.frontier, ground.journal, self._mine)

    def mine(self, url: str) -> bool:
        """Whether an address is on one of the portal's hosts."""
        try:
            return host_of(url) in self._mine
        except Unfetched:
            return False

    def followable(self, url: str) -> None:
        """Raise Unfetched unless an address is on the portal's hosts."""
        require_own_host(url, self._mine, self.portal)

    def replayed(self, request: Request) -> Page | None:
        """The page as this run already has it, after a kill; else None."""
        held = self.ground.frontier.replayed(self.portal.id, key_of(request))
        return None if held is None else self._stored(request, held)

    def fetch(self, request: Request, kind: Kind = "report") -> Page:
        """Fetch a page, redirects and all; raises Unfetched, BudgetSpent, Interrupted."""
        replies: list[Reply] = []
        hop = request
        while True:
            self._permission.check(hop.url)
            held = self._held(hop)
            reply = self._asker.ask(_conditional(hop, held), self._limits(kind))
            replies.append(reply)
            if reply.status not in REDIRECTS:
                return self._page(request, tuple(replies), held)
            hop = self._next(request, replies)

    def is_home(self, page: Page) -> bool:
        """Whether a page is, byte for byte, the one that the portal starts with."""
        return (
            self.home is not None and page.key != self.home.key and page.sha256 == self.home.sha256
        )

    def looks_like_home(self, page: Page) -> bool:
        """Whether a page is titled as the start and links as it does: that page in another's place."""
        if self.home is None or title_of(page.text()) != title_of(self.home.text()):
            return False
        here, there = page.links(), self.home.links()
        return bool(there) and len(here & there) > ALIKE * len(here | there)

    def cool_down(self, url: str, attempt: int) -> None:
        """Give a site time before a page that is perhaps only briefly empty is asked again."""
        self._asker.cool_down(self.ground.hosts.of(url), attempt)

    def _limits(self, kind: Kind) -> Limits:
        """A listing is a page and an attachment a document, whatever type the site gives them."""
        limits = self._asker.limits()
        if kind == "listing":
            return replace(limits, attachment=limits.page)
        return replace(limits, page=limits.attachment) if kind == "attachment" else limits

    def _next(self, request: Request, replies: list[Reply]) -> Request:
        url = redirect_target(replies[-1])
        self.followable(url)
        if leads_to_home_page(request.url, url):
            raise Unfetched("soft-404", request.url, f"leads to {url}")
        asked = [reply.request.url for reply in replies]
        if len(replies) > MOST_REDIRECTS or asked.count(url) > 1:
            raise Unfetched("redirect-circle", request.url, " > ".join([*asked, url]))
        keeps_form = replies[-1].status in (307, 308)
        return Request(url, request.form if keeps_form else None, request.headers)

    def _held(self, request: Request) -> Held | None:
        held = self.ground.frontier.held(key_of(request))
        there = held is not None and (self.ground.folder / held.file).exists()
        return held if there else None

    def _page(self, request: Request, replies: tuple[Reply, ...], held: Held | None) -> Page:
        reply = replies[-1]
        if reply.status == 304:
            return self._unchanged(request, replies, held)
        same = held is not None and held.digest == reply.digest
        return Page(
            request=request,
            url=reply.request.url,
            content=reply.content,
            media_type=reply.media_type,
            charset=reply.charset,
            replies=replies,
            held=held if same else None,
        )

    def _unchanged(self, request: Request, replies: tuple[Reply, ...], held: Held | None) -> Page:
        if held is None or not (held.etag or held.modified):
            raise Unfetched("bad-answer", request.url, "304 to a request without validators")
        return replace(self._stored(request, held), replies=replies, url=replies[-1].request.url)

    def _stored(self, request: Request, held: Held) -> Page:
        stored = read_at(self.ground.folder / held.file, held.offset)
        return Page(
            request=request,
            url=held.url,
            content=stored.body,
            media_type=stored.media_type,
            charset=stored.charset,
            held=held,
        )


def _conditional(request: Request, held: Held | None) -> Request:
    """The request with the validators that the site gave for the answer held."""
    if held is None or request.form is not None:
        return request
    pairs = (("If-None-Match", held.etag), ("If-Modified-Since", held.modified))
    return replace(request, headers=request.headers + tuple((k, v) for k, v in pairs if v))
