"""This module reads TRS WCM, whose lists are plain pages, or what its search interface answers."""

import re

from parsers.listings import json_values, pages, trsapi
from parsers.listings.joined_strings import resolve_strings
from parsers.listings.links import resolve_url
from parsers.listings.listing import Listing, Request, Response, referer_header
from parsers.listings.trs_pagers import pager

MARKS = re.compile(
    r"createPageHTML|createPage\s*\(|\bcountPage\s*=|pager_options|TRS_(?:Editor|UEDITOR)|CurrChnlCls"
    r"|trsapi|was5/web/search\?[^\"'\s]*channelid=\d|igs/front/search|index_PAGEID_"
)
ARTICLE = re.compile(r"/t(?:19|20)\d{6}_\d+\.s?html?")
_SEARCH = re.compile(
    r"""["'(]([^"'()\s<>]*(?:was5/web/search\?[^"'()\s<>]*channelid=\d|igs/front/search/list\.html|list\d*\.trsapi)[^"'()\s<>]*)["')]"""
)


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a TRS listing, or what its search interface answers."""
    content = json_values.parse_json(response.text)
    if content is not None:
        return trsapi.read_answer(response, content)
    found = trsapi.read(response, pages.read(response, "trs", previous, pager))
    if found.rows or (found.inner and found.engine == "trs"):
        return found
    requests = tuple(
        Request(url, headers=referer_header(response.url))
        for match in _SEARCH.finditer(resolve_strings(response.text))
        if (url := resolve_url(response.url, match[1].replace("&amp;", "&")))
    )
    return Listing("trs", (), (), found.declared_rows, requests[:3]) if requests else found
