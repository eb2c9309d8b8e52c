"""This module fetches a portal's pages, following redirects, or takes them from the archive.

The result is always a complete page; everything else raises Unfetched with its reason. Pages are
written only when the caller asks for it, since it may still reject them.
"""

from dataclasses import replace
from functools import partial
from typing import Literal

from parsers.listings.listing import Request
from schemas.portal import Portal
from scraper.crawling import redirects
from scraper.crawling.asking import Asker
from scraper.crawling.challenges import REDIRECTS, raise_unless_page, title_of
from scraper.crawling.hosts import host_of, hosts_of
from scraper.crawling.journal import RunContext
from scraper.crawling.outcome import Limits, Reply, Tally, Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.page_writer import PageWriter
from scraper.crawling.permission import Permission
from scraper.frontier import Held
from scraper.inputs.captures import read_at

_ALIKE = 0.8  # share of links that two copies of one page have in common
Kind = Literal["listing", "report", "attachment"]


class Session:
    """Access to one portal's pages within one run."""

    def __init__(self, portal: Portal, context: RunContext, tally: Tally) -> None:
        self.portal = portal
        self.context = context
        self.tally = tally
        self.writer = PageWriter(portal, context, tally)
        self._own_hosts = hosts_of(portal)
        self.home: Page | None = None
        self._asker = Asker(portal, context.hosts, tally)
        self._permission = Permission(self._asker, context.frontier, context.journal)

    def is_own(self, url: str) -> bool:
        """Whether an address is on one of the portal's hosts."""
        try:
            return host_of(url) in self._own_hosts
        except Unfetched:
            return False

    def require_own(self, url: str) -> None:
        """Raise Unfetched unless an address is on the portal's hosts."""
        redirects.require_own_host(url, self._own_hosts, self.portal)

    def replayed(self, request: Request) -> Page | None:
        """The page if this run has it already, from before a kill or as a page of the listing; else None."""
        held = self.context.frontier.replayed(self.portal.id, key_of(request))
        return None if held is None else self._stored(request, held)

    def fetch(self, request: Request, kind: Kind = "report", *, may_be_empty: bool = False) -> Page:
        """Fetch a page, following redirects; raises Unfetched, BudgetSpent or Interrupted."""
        check = partial(raise_unless_page, may_be_empty=may_be_empty)
        replies: list[Reply] = []
        hop = request
        while True:
            self._permission.check(hop.url)
            held = self._held(hop)
            limits, is_list = self._limits(kind), kind == "listing"
            reply = self._asker.ask(_conditional(hop, held), limits, check, patient=is_list)
            replies.append(reply)
            if reply.status not in REDIRECTS:
                return self._page(request, tuple(replies), held)
            hop = self._redirect(request, replies)

    def is_home(self, page: Page) -> bool:
        """Whether a page is, byte for byte, the portal's start page under another address."""
        return (
            self.home is not None and page.key != self.home.key and page.sha256 == self.home.sha256
        )

    def looks_like_home(self, page: Page) -> bool:
        """Whether a page has the title and nearly all links of the start page."""
        if self.home is None or title_of(page.text()) != title_of(self.home.text()):
            return False
        here, there = page.links(), self.home.links()
        return bool(there) and len(here & there) > _ALIKE * len(here | there)

    def cool_down(self, url: str, attempt: int) -> None:
        """Pause before a page that may be empty only for a moment is requested again."""
        self._asker.cool_down(self.context.hosts.of(url), attempt)

    def _limits(self, kind: Kind) -> Limits:
        """The limits by kind: a listing counts as a page, an attachment as a document, whatever its media type."""
        limits = self._asker.limits()
        if kind == "listing":
            return replace(limits, attachment=limits.page)
        return replace(limits, page=limits.attachment) if kind == "attachment" else limits

    def _redirect(self, request: Request, replies: list[Reply]) -> Request:
        url = redirects.redirect_target(replies[-1])
        self.require_own(url)
        if redirects.leads_to_home_page(request.url, url):
            raise Unfetched("soft-404", request.url, f"leads to {url}")
        asked = [reply.request.url for reply in replies]
        if len(replies) > redirects.MOST_REDIRECTS or asked.count(url) > 1:
            raise Unfetched("redirect-circle", request.url, " > ".join([*asked, url]))
        if replies[-1].status in (307, 308):
            return replace(request, url=url)
        return Request(url, headers=request.headers)

    def _held(self, request: Request) -> Held | None:
        held = self.context.frontier.held(key_of(request))
        there = held is not None and (self.context.folder / held.file).exists()
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
        stored = read_at(self.context.folder / held.file, held.offset)
        return Page(
            request=request,
            url=held.url,
            content=stored.body,
            media_type=stored.media_type,
            charset=stored.charset,
            held=held,
        )


def _conditional(request: Request, held: Held | None) -> Request:
    """The request with the validators (ETag, Last-Modified) of the response already held."""
    if held is None or request.posts:
        return request
    pairs = (("If-None-Match", held.etag), ("If-Modified-Since", held.modified))
    return replace(request, headers=request.headers + tuple((k, v) for k, v in pairs if v))
