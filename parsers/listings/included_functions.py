"""This module reads scripts that a page includes: functions that its rows call, and what they ask for its rows.

<script src="/js/common.js"></script> … <a onclick="openInfo('5','81')">甲县水利局2024年政府信息公开工作年度报告</a>
<script>var channelId = '12';</script><script src="/js/list.js"></script> … <ul id="list"></ul>

The script is asked for; the calls, or the values that the page gives to names, are noted in the fragment of its address.
"""

import json
import re
from dataclasses import replace
from html import escape
from typing import Any

from parsers.javascript import NAME
from parsers.listings.addresses import resolve_url
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response, Row, distinct, referer_header
from parsers.listings.markup import inline_scripts
from parsers.listings.notes import CALLS, IS_DRAWN, ROW_ADDRESS, VALUES, notes_of, with_notes
from parsers.listings.page_values import SECRET
from parsers.listings.report_titles import full_title, may_be_report
from parsers.listings.script_links import opened_address, row_address, unresolved_calls

_MOST, _MOST_CALLS, _MOST_ASKING = 3, 60, 2
_MOST_NAMES = 40
_GIVEN = re.compile(
    rf"""\b(?:var|let|const)\s+({NAME})\s*=\s*(?:(["'])([\w./-]{{0,80}})\2|(\d{{1,9}})\b)"""
)
_SIGNS = re.compile(r"\b(?:sign|token|md5|encrypt\w*|hmac\w*)\b", re.IGNORECASE)
_LIBRARY = re.compile(
    r"jquery|bootstrap|layui|layer|vue|swiper|echarts|polyfill|zepto|html5|respond|slide|share|calendar|\.min\.js|(?:^|/)pager?\.js"
    r"|chunk|vendor|runtime|manifest|[.-][0-9a-f]{4,}\.js",  # what a program has made of a whole application
    re.IGNORECASE,
)


def function_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The scripts that may define the function that a page's rows call, where reports are among the rows."""
    calls = [call for call in unresolved_calls(page.html) if may_be_report(full_title(call[2]))][
        :_MOST_CALLS
    ]
    if not calls:
        return ()
    return _requests(page, {CALLS: calls, VALUES: _given("\n".join(inline_scripts(page.html)))})


def asking_requests(page: HtmlPage, *, drawn: bool) -> tuple[Request, ...]:
    """The scripts that may ask for the rows of a page without any; none of a page that signs its requests.

    `drawn`: it is sure that a script draws the rows.
    """
    scripts = "\n".join(inline_scripts(page.html))
    if _SIGNS.search(scripts):
        return ()
    given, row = {**_given(scripts), **_boxes(page)}, row_address(page.html)
    note = {VALUES: given, IS_DRAWN: drawn} | ({ROW_ADDRESS: row} if row else {})
    return _requests(page, note)[-_MOST_ASKING:]


def _given(scripts: str) -> dict[str, str]:
    """The values that the scripts of a page give to names."""
    found = _GIVEN.findall(scripts)[:_MOST_NAMES]
    return {name: quoted or number for name, _, quoted, number in found}


def _boxes(page: HtmlPage) -> dict[str, str]:
    """The values that the boxes of a page have, under a sign and the name of each, but no secret."""
    boxes = [box for box in page.css("input[id]") if not SECRET.search(box.attrs.sget("id"))]
    return {f"#{box.attrs.sget('id')}": box.attrs.sget("value") for box in boxes[:_MOST_NAMES]}


def _requests(page: HtmlPage, note: dict[str, Any]) -> tuple[Request, ...]:
    """The requests for the page's own scripts, each with a note of what is looked for in it."""
    sources = (page.resolve(one.attributes.get("src")) for one in page.css("script[src]"))
    own = [url for url in sources if url and page.is_own(url) and not _LIBRARY.search(url)]
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in note.items()}
    asked = (Request(url, headers=referer_header(page.here)) for url in dict.fromkeys(own[-_MOST:]))
    return tuple(with_notes(request, said) for request in asked)


def asked_interfaces(response: Response) -> tuple[Request, ...]:
    """The requests by which an included script asks for rows, with the values that its page gives to names."""
    noted = notes_of(response.request)
    if VALUES not in noted or CALLS in noted:
        return ()
    found = find_interfaces(replace(response, url=_page_of(response), text=_with_given(response)))
    if ROW_ADDRESS not in noted:
        return found
    # The page itself says how the address of a row is made: <a :href="'/art/' + row.id + '.html'">
    row = {ROW_ADDRESS: json.loads(noted[ROW_ADDRESS])}
    return tuple(one if ROW_ADDRESS in notes_of(one) else with_notes(one, row) for one in found)


def _page_of(response: Response) -> str:
    """The page that includes a script, to which the addresses in it are relative."""
    return response.request.asker or response.url


def _with_given(response: Response) -> str:
    """A page of a script alone, with the boxes of its page and the values that this gives to names before it."""
    values: dict[str, str] = json.loads(notes_of(response.request).get(VALUES, "{}"))
    boxes = {name[1:]: value for name, value in values.items() if name.startswith("#")}
    tags = "".join(f'<input id="{name}" value="{escape(boxes[name])}">' for name in boxes)
    named = (name for name in values if not name.startswith("#"))
    given = "".join(f"var {name} = {json.dumps(values[name])};" for name in named)
    return f"{tags}<script>{given}\n{response.text}</script>"


def may_be_unneeded(response: Response) -> bool:
    """Whether a script was asked for though its page may have no rows at all."""
    return notes_of(response.request).get(IS_DRAWN) == "false"


def called_rows(response: Response) -> tuple[Row, ...]:
    """The rows that the calls noted with a script's address open by its functions."""
    noted = json.loads(notes_of(response.request).get(CALLS, "[]"))
    script = _with_given(response) if noted else ""
    opened = ((opened_address(script, *call), said) for *call, said in noted)
    urls = ((resolve_url(_page_of(response), address), said) for address, said in opened)
    return distinct(Row(url, full_title(said)) for url, said in urls if url)
