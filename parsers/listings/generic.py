"""This module reads listings of unknown engines: links, page numbers, selects, pagers of scripts, JSON."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from parsers.listings import included_functions, json_rows, json_values, pages, trs_pagers
from parsers.listings.addresses import base_url, resolve_url, written_urls
from parsers.listings.askable import is_action
from parsers.listings.column_names import is_column_name
from parsers.listings.fetched_choices import Choices, choices_in, count_bodies
from parsers.listings.listing import Listing, Request, Response, Row, is_same_host, referer_header
from parsers.listings.markup import is_whole_page
from parsers.listings.next_pages import numbered_file, written_page
from parsers.listings.notes import LIST_OF_CHOICE, OF_SCRIPT, PAGE_COUNT, ROW_ADDRESS, notes_of
from parsers.listings.paged import next_calls, set_pages
from parsers.listings.pagination import asked_rows, next_part, page_field
from parsers.listings.part_names import FEWEST_BODIES, is_body
from parsers.listings.report_titles import may_be_of_a_year
from parsers.listings.rows import rows_in
from parsers.listings.script_pagers import next_pages
from parsers.listings.shown_rows import written_html

# The address of a file of data, known by its name; in the folder of the listing such scripts have more names.
_FILE = re.compile(
    r"""
    ["']
    (
      [^"'\s<>()]+(?:\.jsonp?|data(?:[_-]?\d{1,4})?\.js)                                  # /nb/data_1.js
      |[\w./-]{0,60}/(?:data|datas|json|list)/[\w-]{1,40}\.js(?:\?[\w=.]{0,30})?         # /json/12.js
      |(?:\./)?[\w-]{0,20}(?:list|json|news|articles?|docs?|nb|nianbao|gknb)[\w-]{0,12}
       \.js(?:\?[\w=.]{0,30})?                                                           # ./nblist.js?v=1
    )
    ["']
    """,
    re.VERBOSE,
)
_MESSAGE = re.compile(r"""["']([^"'\s<>]*messageController/getMessage\.do[^"'\s<>]*)["']""")
_COLUMN = re.compile(r"""\bcolumnId["']?\s*[:=]\s*["']([\w-]+)["']""")
_WINDOW = 10  # rows that every site of this kind answers with
_RECORD = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a listing, whatever it is."""
    content = json_values.parse_json(response.text)
    if content is not None:
        return _read_json(response, content)
    if json_values.is_xml(response.text):
        rows = json_rows.rows_of(list(json_values.xml_items(response.text)), base_url(response))
        return Listing("generic", tuple(row for row in rows if not is_column_name(row.title)))
    if _is_script(response.request.url):
        return _read_script(response)
    # Rows without a page around them, as an interface gives that a page has asked.
    if response.request.asker is not None and not is_whole_page(response.text):
        return _part_of_list(response, rows_in(response.text, base_url(response)))
    found = pages.read(response, "generic", previous, pager)
    if any(LIST_OF_CHOICE in notes_of(one) for one in found.inner):
        return found  # what is asked for by those choices is no list without one
    calls = (urlsplit(one.url) for one in found.inner if not _is_script(one.url))
    asked = {one.path for one in calls if one.query}  # with what the script sends
    files = tuple(one for one in _interfaces(response) if urlsplit(one.url).path not in asked)
    return pages.unless_shown(found, "generic", lambda _: files, response)


def _read_json(response: Response, content: object) -> Listing:
    """JSON with rows in it, or a string of XML whose records are HTML."""
    base, joined = base_url(response), notes_of(response.request).get(ROW_ADDRESS, "")
    values = (value for table in json_values.objects_of(content) for value in table.values())
    texts = (text for text in (content, *values) if isinstance(text, str))
    bodies = "".join(body for text in texts for body in _RECORD.findall(text))
    rows = rows_in(bodies, base) if bodies else json_rows.rows_of(content, base, joined)
    reports = any(may_be_of_a_year(row.title) for row in rows)
    chosen = Choices() if reports else choices_in(response, content)
    if any(chosen):
        return Listing("generic", (), inner=chosen.own, bodies=chosen.bodies)
    if OF_SCRIPT in notes_of(response.request) and not json_values.says_nothing(content):
        return Listing("generic", (), unshown=count_bodies(content))
    listed = () if reports else tuple(Request(row.url) for row in rows if is_body(row.title))
    if len(listed) >= FEWEST_BODIES:
        return Listing("generic", (), unsure=listed)
    if not rows and (json_values.lists_objects(content) or json_values.says_nothing(content)):
        return Listing(pages.DRAWN, (), problem=pages.PROBLEM)
    following = json_values.next_address(content)
    url = resolve_url(base, following) if following else None
    own = url is not None and is_same_host(url, response.url) and not is_action(url)
    if rows and url and own and url != response.url:
        found = Listing("generic", rows, (replace(response.request, url=url),))
    else:
        found = _part_of_list(response, rows, json_values.declared_total(content))
    return replace(found, unaddressed=json_rows.count_unaddressed(content, rows))


def _part_of_list(
    response: Response, rows: tuple[Row, ...], declared: int | None = None
) -> Listing:
    """The rows of an interface's answer, and the request for the next ones where it asked for a part of the list."""
    asked, last = page_field(response.request), _noted_pages(response.request)
    whole = declared == len(rows) < asked_rows(response.request)
    ended = not rows or whole or (asked is not None and 0 < last <= asked[1])
    further = None if ended else next_part(response.request)
    onward = () if further is None else (further,)
    more = last > 1 or (declared or 0) > len(rows) == asked_rows(response.request)
    unread = 2 if more and rows and asked is None and not onward else None
    return Listing("generic", rows, onward, declared if further else None, unread=unread)


def _noted_pages(request: Request) -> int:
    """The number of pages that the asking page counts, as noted with its request; 0 where it counts none."""
    counted = notes_of(request).get(PAGE_COUNT, "")
    return int(counted) if counted.isdecimal() else 0


def _read_script(response: Response) -> Listing:
    """A file of data that a page includes: rows that it assigns, or writes into the page."""
    called = included_functions.called_rows(response)
    if called:
        columns = tuple(Request(row.url) for row in called if is_column_name(row.title))
        rows = tuple(row for row in called if not is_column_name(row.title))
        return Listing("generic", rows, inner=columns)
    base = base_url(response)
    written = rows_in(written_html(response.text), base)
    rows = json_rows.rows_in_script(response.text, base) or written
    asked = () if rows else included_functions.asked_interfaces(response)
    if rows or asked or included_functions.may_be_unneeded(response):
        return Listing("generic", rows, (), None, asked)
    return Listing(pages.DRAWN, (), problem=pages.PROBLEM)


def pager(response: Response, previous: Listing | None, rows: int) -> tuple[Request, ...] | None:
    """The next pages by the pagers of scripts of any engine; None where there is none, so that links count."""
    for known in (trs_pagers.pager, set_pages, next_calls):
        requests = known(response, previous, rows)
        if requests is not None:
            return requests
    called = next_pages(response.text, response.url)
    return called or written_page(response) or numbered_file(response) or None


def _is_script(url: str) -> bool:
    return urlsplit(url).path.endswith(".js")


def _interfaces(response: Response) -> tuple[Request, ...]:
    """Where a page without rows gets them: a file of JSON or of data in a script, or an interface that needs no signature."""
    files = _requests(response, _FILE.findall(response.text))
    return (*message_requests(response), *files)[:2]


def message_requests(response: Response) -> tuple[Request, ...]:
    """The requests for the first rows of Truecms's interface, where a page has that."""
    return _requests(response, _messages(response.text))


def _requests(response: Response, found: Iterable[str]) -> tuple[Request, ...]:
    # A script of another host is a library's.
    own = (
        url
        for url in written_urls(response, found)
        if not _is_script(url) or is_same_host(url, response.url)
    )
    return tuple(Request(url, headers=referer_header(response.url)) for url in own)


def _messages(html: str) -> Iterator[str]:
    """Truecms's interface, asked for the column that the page names where its address names none."""
    column = _COLUMN.search(html)
    for address in _MESSAGE.findall(html):
        window = f"startrecord=1&endrecord={_WINDOW}&perpage={_WINDOW}"
        asked = f"{address}?{window}&columnId={column[1]}&callback=cb" if column else address
        yield address if "?" in address else asked
