"""Hand-written answers of portals, and how the tests of listings read them."""

import pytest

from parsers.listings import engines as listings
from parsers.listings.listing import Listing, Request, Response
from tests.samples import SAMPLES

SITE = "http://yjj.example.gov.cn"
A, B = (
    "甲市应急管理局2024年政府信息公开工作年度报告",
    "甲市应急管理局2023年政府信息公开工作年度报告",
)


def answer(
    text: str, url: str = f"{SITE}/nb/index.html", request: Request | None = None
) -> Response:
    return Response(request or Request(url), url, text)


def read(
    text: str, url: str = f"{SITE}/nb/index.html", request: Request | None = None, **more
) -> Listing:
    return listings.read(answer(text, url, request), **more)


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def paths(listing: Listing) -> list[str]:
    return [row.url.removeprefix(SITE) for row in listing.rows]


def following(listing: Listing) -> list[str]:
    return [request.url.removeprefix(SITE) for request in (*listing.next, *listing.sublists)]


LIST = f"""<ul><li><a href="./202501/t20250120_1.html">{A}</a><span>2025-01-20</span></li>
<li><a href="./202401/t20240120_2.html">{B}</a><span>2024-01-20</span></li></ul>"""


def sample(name: str, url: str) -> Response:
    path = SAMPLES / "portals" / name
    if not path.exists():
        pytest.skip(f"answers of real portals lie in ../shared/samples/portals: {name} is not here")
    return answer(path.read_text(encoding="utf-8", errors="replace"), url)
