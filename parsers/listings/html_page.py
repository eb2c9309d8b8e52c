"""This module opens a page of HTML: its tree, and where its links lead from where it stands."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.depth import parse_html
from parsers.listings.links import base_url, link_target, resolve_url
from parsers.listings.listing import Listing, Response, folder_of, is_same_host


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page of HTML: what came, its tree, the address that links are relative to, and the listing that asked for it."""

    response: Response
    tree: LexborHTMLParser
    base: str
    previous: Listing | None = None

    @property
    def html(self) -> str:
        """The page's text."""
        return self.response.text

    @property
    def here(self) -> str:
        """The page's own address."""
        return self.response.url

    @property
    def folder(self) -> str:
        """The folder that the page stands in."""
        return folder_of(self.here)

    @property
    def begins(self) -> bool:
        """Whether it is the first page of a list."""
        return self.previous is None or self.previous.begins(self.response.request)

    def css(self, selector: str) -> list[LexborNode]:
        """The elements that a selector finds."""
        return self.tree.css(selector)

    def resolve(self, href: str | None) -> str | None:
        """The absolute address of a link; None for a script or an anchor."""
        return resolve_url(self.base, href)

    def target(self, link: LexborNode) -> str | None:
        """Where a link leads, or what a script of it opens."""
        return link_target(link, self.base)

    def is_own(self, url: str) -> bool:
        """Whether an address is on the page's own host."""
        return is_same_host(url, self.here)


def open_page(response: Response, previous: Listing | None = None) -> HtmlPage:
    """The page of HTML that came."""
    tree = parse_html(response.text)
    return HtmlPage(response, tree, base_url(response, tree), previous)
