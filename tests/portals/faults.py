"""The faults of real portals as switches: each changes a portal's routes, and says how a crawl ends."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from tests.portals.common import html
from tests.site import Hit, Route, Says

Routes = dict[str, Route]
TEXT = (("Content-Type", "text/html"),)
AWAY = "http://moved.example.invalid/new/"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: what it does to a portal, and the status and reason that a crawl must give."""

    switch: Callable[[Routes], Routes]
    status: str = "ok"
    reason: str | None = None
    problem: str | None = None  # the reason of the one page that is not had
    lost: int = 0  # reports that are not had


def _every(answer: Route) -> Callable[[Routes], Routes]:
    """The whole host answers so, robots.txt apart."""
    return lambda routes: {
        path: (route if path == "/robots.txt" else answer) for path, route in routes.items()
    }


def _start(answer: Route) -> Callable[[Routes], Routes]:
    return lambda routes: routes | {"/": answer}


def _robots(answer: Route) -> Callable[[Routes], Routes]:
    return lambda routes: routes | {"/robots.txt": answer}


def _column(change: Callable[[Says], Route]) -> Callable[[Routes], Routes]:
    """The column's first page is changed; it is the one that the platform's menu names."""

    def switch(routes: Routes) -> Routes:
        platform = routes["/zfxxgk/"]
        assert isinstance(platform, Says)
        path = platform.body.decode().partition('">政府信息公开年报')[0].rpartition('href="')[2]
        was = routes[path]
        assert isinstance(was, Says)
        return routes | {path: change(was)}

    return switch


def _report(change: Callable[[Says], Route]) -> Callable[[Routes], Routes]:
    """One report's page is changed: a single row of another body, so that its loss shows."""

    def switch(routes: Routes) -> Routes:
        for path, route in routes.items():
            if isinstance(route, Says) and "<title>海晏市水务局2022年" in route.body.decode(
                "utf-8", "ignore"
            ):
                return routes | {path: change(route)}
        raise AssertionError("the column has no such report")

    return switch


def _document(answer: Says) -> Callable[[Routes], Routes]:
    return lambda routes: {
        path: answer if path.endswith(".pdf") else route for path, route in routes.items()
    }


def _at_first(times: int, answer: Says) -> Callable[[Says], Route]:
    """So many bad answers, then the right one."""

    def change(was: Says) -> Route:
        asked = count()
        return lambda _: answer if next(asked) < times else was

    return change


def _after(times: int, answer: Says) -> Callable[[Routes], Routes]:
    """The host answers so many requests, and then only so."""

    def switch(routes: Routes) -> Routes:
        asked = count()

        def throttled(route: Route) -> Route:
            def answered(hit: Hit) -> Says:
                if next(asked) >= times:
                    return answer
                return route(hit) if callable(route) else route

            return answered

        return {path: throttled(route) for path, route in routes.items()}

    return switch


CHALLENGE = Says(
    b"<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>", 521,
    (*TEXT, ("Set-Cookie", "__jsluid_h=0123456789abcdef")),
)  # fmt: skip
COOKIE = Says(
    b"<html><head><title>Loading...</title></head><body><script>document.cookie='C3VK=1; max-age=300';location.reload();</script></body></html>",
    headers=TEXT,
)
SHIELD = Says(
    b"<html><head><script>$_ts=window['$_ts'];$_ts.cd='"
    + b"q" * 9000
    + b"';</script></head><body></body></html>",
    headers=TEXT,
)
FIREWALL = html("<h1>您的请求可能存在威胁，已被拦截</h1><p>请求编号：1f2e</p>")
GONE = html("<h1>您访问的页面不存在</h1>", "<title>页面不存在</title>")


def _moved(status: int) -> Says:
    return Says(status=status, headers=(("Location", AWAY),))


def _gzip(body: bytes, **more: object) -> Says:
    return Says(
        body,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")),
        **more,
    )  # type: ignore[arg-type]


def _home(routes: Routes) -> Routes:
    """An unknown path answers the home page with 200: here, the column's."""
    home = routes["/"]
    assert isinstance(home, Says)
    return _column(lambda _: home)(routes)


# By the rows of the table of faults; a letter tells apart the cases of one row.
FAULTS: dict[str, Fault] = {
    "1 a 521 challenge": Fault(_every(CHALLENGE), "blocked", "challenge-status"),
    "1 a 521 challenge on the column": Fault(_column(lambda _: CHALLENGE), "blocked", "challenge-status"),
    "2 a 412 challenge": Fault(_every(Says(b"<script>$_ts={}</script>", 412, TEXT)), "blocked", "challenge-status"),
    "3 a page that sets a cookie": Fault(_every(COOKIE), "blocked", "challenge-page"),
    "3 a shield's long page": Fault(_column(lambda _: SHIELD), "blocked", "challenge-page"),
    "4 a redirect to itself with a cookie": Fault(
        _start(Says(status=302, headers=(("Location", "/"), ("Set-Cookie", "CT6T=1")))), "failed", "redirect-circle"),
    "5 a firewall's 403": Fault(_every(Says(b"reason:GeoBL", 403, TEXT)), "blocked", "forbidden"),
    "5 a firewall's page with a 200": Fault(_every(FIREWALL), "blocked", "firewall-page"),
    "6 a 403 for one page": Fault(_report(lambda _: Says(b"no", 403)), "incomplete", "pages-missing", "forbidden", 1),
    "8 the home page in the column's place": Fault(_home, "gone", "soft-404"),
    "8 a redirect to the home page": Fault(
        _report(lambda _: Says(status=301, headers=(("Location", "/"),))), "incomplete", "pages-missing", "soft-404", 1),
    "9 words of absence": Fault(_column(lambda _: GONE), "gone", "soft-404"),
    "9 words of absence on a report": Fault(_report(lambda _: GONE), "incomplete", "pages-missing", "soft-404", 1),
    "10 another host": Fault(_column(lambda _: _moved(301)), "moved", "moved-host"),
    "10 another host for one report": Fault(_report(lambda _: _moved(302)), "incomplete", "pages-missing", "moved-host", 1),
    "12 a script to another host": Fault(
        _column(lambda _: Says(
            f"<html><script>location.href='{AWAY}'</script></html>".encode(), headers=TEXT)), "moved", "moved-host"),
    "12 a script on the same host": Fault(
        lambda routes: routes | {"/home/": routes["/"], "/": Says(b"<html><script>window.location.replace('/home/')</script></html>", headers=TEXT)}),
    "12 a refresh on the same host": Fault(
        lambda routes: routes | {"/home/": routes["/"], "/": Says(b"<html><meta http-equiv='refresh' content='0;url=/home/'></html>", headers=TEXT)}),
    "13 no bytes after many requests": Fault(_after(9, Says(b"", headers=TEXT)), "blocked", "empty-answer"),
    "13 no bytes, then the page": Fault(_column(_at_first(1, Says(b"", headers=TEXT)))),
    "14 a reset, then the page": Fault(_column(_at_first(1, Says(reset=True)))),
    "14 resets without end": Fault(_every(Says(reset=True)), "failed", "no-answer"),
    "14 a 502, then the page": Fault(_column(_at_first(2, Says(b"bad gateway", 502)))),
    "16 a header that lies of the charset": Fault(
        _report(lambda was: Says(was.body.decode().replace("utf-8", "gbk").encode("gb18030"), headers=was.headers))),
    "16 no charset at all": Fault(_report(lambda was: Says(was.body, headers=TEXT))),
    "17 gzip that nobody asked for": Fault(_report(lambda was: _gzip(gzip.compress(was.body)))),
    "17 gzip cut short": Fault(
        _report(lambda was: _gzip(gzip.compress(was.body)[:-900])), "incomplete", "pages-missing", "cut-body", 1),
    "18 a body cut short": Fault(
        _report(lambda was: replace(was, body=was.body[:900], length=len(was.body))), "incomplete", "pages-missing", "cut-body", 1),
    "20 robots.txt as a page": Fault(_robots(html("首页"))),
    "20 robots.txt 403": Fault(_robots(Says(b"no", 403))),
    "20 robots.txt 503": Fault(_robots(Says(b"no", 503)), "refused", "robots-unreachable"),
    "20 robots.txt forbids all": Fault(_robots(Says(b"User-agent: *\nDisallow: /\n")), "refused", "robots-disallow"),
    "20 robots.txt welcomes another": Fault(
        _robots(Says(b"User-agent: Baiduspider\nAllow: /\n\nUser-agent: *\nDisallow: /\n")), "refused", "robots-disallow"),
    "21 an error page in an attachment's place": Fault(
        _document(html("<h1>系统错误</h1>")), "incomplete", "pages-missing", "not-a-document"),
}  # fmt: skip
