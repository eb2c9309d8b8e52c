"""Every fault of a site leads to its status, its reason, and no request too many."""

import gzip
import json
from itertools import count
from urllib.parse import parse_qs, quote

import pytest

from tests.crawling import crawled, missed, one, portals_toml, run, typed
from tests.site import AGENCY, MENU, Hit, Says, Site, healthy, page, redirect, report, rows, site

HTML = (("Content-Type", "text/html"),)
CHALLENGE = Says(
    b"<html><head><title>Loading...</title></head><body><script>document.cookie='C3VK=1; path=/';"
    b"location.reload();</script></body></html>",
    headers=HTML,
)
GOOD = report(2023).body
SHIELD = (
    "<script>var arg1='{}';function reload(x){{document.cookie='acw_sc__v2='+x;}}</script>".format(
        "0123456789ABCDEF" * 900
    )
)
RUNTIME = "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.cd='" + "q" * 20_000 + "';</script>"
REFUSAL = "<html><body><h1>{}</h1><p>请求编号 1f2e，如有疑问请联系管理员。</p></body></html>"
ITEM = "<li><a href='/news/1.html'>关于节假日安排的通知</a><span>2025-01-20</span></li>"
NEWS = f"<ul>{ITEM}</ul>"
ELSEWHERE = redirect("http://198.51.100.7/")
PRIVATE = redirect("http://169.254.169.254/latest/")
MOVED = redirect("http://moved.example.invalid/new/")
PACKED = (*HTML, ("Content-Encoding", "gzip"))

START = {
    "a 521 challenge": (Says(b"<script>x</script>", 521), "blocked", "challenge-status"),
    "a 412 challenge": (Says(b"<script>x</script>", 412), "blocked", "challenge-status"),
    "a cookie script": (CHALLENGE, "blocked", "challenge-page"),
    "a cookie and a reload": (
        Says(b"<script>location.reload()</script>", headers=(*HTML, ("Set-Cookie", "x=1"))),
        "blocked", "challenge-page",
    ),
    "a cookie script with a 202": (
        Says(CHALLENGE.body, 202, headers=HTML), "blocked", "challenge-page",
    ),
    "a cookie script with a 503": (
        Says(CHALLENGE.body, 503, headers=HTML), "blocked", "challenge-page",
    ),
    "a shield's long script": (
        Says(f"<html>{SHIELD}<textarea id='renderData' style='display:none'>{{}}</textarea></html>".encode(), headers=HTML),
        "blocked", "challenge-page",
    ),
    "a shield's script that sets no cookie itself": (
        Says(f"<html><head>{RUNTIME}</head><body></body></html>".encode(), headers=HTML), "blocked", "challenge-page",
    ),
    "a shield's script with a 202": (
        Says(f"<html>{RUNTIME}</html>".encode(), 202, headers=HTML), "blocked", "challenge-page",
    ),
    "a firewall's words": (
        Says(REFUSAL.format("您的请求可能存在威胁，已被拦截！").encode(), headers=HTML), "blocked", "firewall-page",
    ),
    "a firewall's words in GBK": (
        Says(REFUSAL.format("当前访问疑似黑客攻击").encode("gbk"), headers=HTML), "blocked", "firewall-page",
    ),
    "a slider": (
        Says(REFUSAL.format("访问验证：请按住滑块，拖动到最右边").encode(), headers=HTML), "blocked", "firewall-page",
    ),
    "a test in letters": (
        Says(REFUSAL.format("安全验证：请输入验证码").encode(), headers=HTML), "blocked", "firewall-page",
    ),
    "words of maintenance": (page("<h1>系统维护中，请稍后访问</h1>"), "failed", "out-of-service"),
    "a 403": (Says(b"no", 403), "blocked", "forbidden"),
    "an empty 200": (Says(b"", headers=HTML), "blocked", "empty-answer"),
    "a 429": (Says(b"slow down", 429), "blocked", "too-many-requests"),
    "a 404": (Says(b"no", 404), "gone", "not-found"),
    "a 410": (Says(b"no", 410), "gone", "gone"),
    "words of absence": (page("<h1>您访问的页面不存在</h1>"), "gone", "soft-404"),
    "the words of IIS": (
        page("<h1>无法找到该页</h1><p>您正在搜索的页面可能已经删除、更名或暂时不可用。</p>"), "gone", "soft-404",
    ),
    "the words of Tomcat": (page("<h1>HTTP Status 404</h1>"), "gone", "soft-404"),
    "words of removal": (page("<p>您要查看的页面已转移</p>"), "gone", "soft-404"),
    "a column that is none": (page("<p>该栏目不存在</p>"), "gone", "soft-404"),
    "a 500": (Says(b"no", 500), "failed", "server-error"),
    "a cut length": (Says(b"<html>half", length=9000), "failed", "cut-body"),
    "a reset": (Says(reset=True), "failed", "no-answer"),
    "no HTTP": (Says(raw=b"SSH-2.0-OpenSSH\r\n\r\n"), "failed", "no-answer"),
    "broken gzip": (
        Says(b"not gzip", headers=PACKED), "failed", "bad-coding",
    ),
    "an unknown coding": (
        Says(b"?", headers=(*HTML, ("Content-Encoding", "sdch"))), "failed", "bad-coding",
    ),
    "a cut gzip": (
        Says(gzip.compress(GOOD)[:-40], headers=PACKED),
        "failed", "cut-body",
    ),
    "a cut chunked body": (
        Says(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n"),
        "failed", "cut-body",
    ),
    "a circle": (redirect("/"), "failed", "redirect-circle"),
    "another host": (ELSEWHERE, "refused", "address-refused"),
    "a private address": (PRIVATE, "refused", "address-refused"),
    "a new host": (MOVED, "moved", "moved-host"),
    "a script to a new host": (
        page("<script>location.href='http://moved.example.invalid/new/'</script>"), "moved", "moved-host",
    ),
    "a scheme of its own": (
        redirect("file:///etc/passwd"), "refused", "scheme-refused",
    ),
}  # fmt: skip


# What the column may answer too: its page is fetched by the same way.
COLUMN = [
    "a 521 challenge",
    "a shield's long script",
    "words of absence",
    "a new host",
    "a script to a new host",
]


@pytest.mark.parametrize(
    ("name", "path"), [*((name, "/") for name in START), *((name, "/nb/") for name in COLUMN)]
)
def test_what_start_or_column_answers_decides_the_portal(name, path, tmp_path):
    answer, status, reason = START[name]
    with site(healthy() | {path: answer}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason) == (status, reason)
    assert found.advice
    assert not any(path.startswith("/art/") for path in running.paths())


REPORT = {
    "a 404": (Says(b"no", 404), "not-found"),
    "a 403": (Says(b"no", 403), "forbidden"),
    "a 500": (Says(b"no", 500), "server-error"),
    "a soft 404": (page("<h1>页面不存在</h1>"), "soft-404"),
    "maintenance": (page("<h1>网站正在升级改造</h1>"), "out-of-service"),
    "an error of the site": (page("<h1>系统错误</h1>"), "out-of-service"),
    "an error of its network": (page("<p>网络异常，请稍后再试</p>"), "out-of-service"),
    "a 304 that nobody asked for": (Says(status=304), "bad-answer"),
    "a login": (
        page('<form>用户名<input>密码<input type="password"></form><img src="a.png">'),
        "soft-404",
    ),
    "a redirect home": (redirect("/"), "soft-404"),
    "a redirect away": (PRIVATE, "address-refused"),
    "a redirect to nowhere": (Says(status=302), "bad-answer"),
    "a redirect to no address": (redirect("http://["), "bad-address"),
    "a new host": (MOVED, "moved-host"),
    "a circle": (redirect("/art/2023.html", 301), "redirect-circle"),
    "a script that leads away": (page("<script>location.href='http://198.51.100.7/'</script>"), "address-refused"),
    "a script that leads home": (page("<script>location.href='/'</script>"), "soft-404"),
    "a script that draws the text": (
        page("<div id='zoom'></div><script>$.get('/api/detail?id=' + key(7), draw)</script>"), "script-only",
    ),
    "a title under a menu that names the law": (
        page(f"<a href='/tl/'><b>政府信息公开条例</b></a><h1>{AGENCY}2023年政府信息公开工作年度报告</h1>"), "no-report-on-page",
    ),
    "a title, and a head that describes the text": (
        Says(
            f"<html><head><meta charset=utf-8><meta name=Description content='一、总体情况'></head>"
            f"<body><h1>{AGENCY}2023年政府信息公开工作年度报告</h1></body></html>".encode(), headers=HTML,
        ), "no-report-on-page",
    ),
    "a cut body": (Says(GOOD[:99], length=len(GOOD), headers=HTML), "cut-body"),
    "a cut gzip": (Says(gzip.compress(GOOD)[:-40], headers=PACKED), "cut-body"),
    "a page too large": (Says(b"x" * 100_001, headers=HTML), "too-large"),
    "a bomb within a bomb": (
        Says(gzip.compress(gzip.compress(bytes(1 << 20)) * 64), headers=(*HTML, ("Content-Encoding", "gzip, gzip"))), "too-large",
    ),
    "a page that says it is too large": (Says(b"x", headers=HTML, length=100_001), "too-large"),
    "a slow drip": (Says(b"x" * 100, headers=HTML, drip=0.05), "too-slow"),
    "a page that drips behind its head": (Says(b"x" * 2000, headers=HTML, drip=0.001), "too-slow"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORT)
def test_a_report_that_cannot_be_had_is_a_problem_and_the_rest_goes_on(name, tmp_path):
    answer, reason = REPORT[name]
    # Only what drips is waited for in vain: the others have the time that a busy machine takes.
    timeout = "0.6" if reason == "too-slow" else "10"
    with site(healthy() | {"/art/2023.html": answer}) as running:
        found = one(tmp_path, running, max_page="100000", timeout=timeout, attempts="2")
    assert (found.status, found.reason) == ("incomplete", "pages-missing")
    assert [problem.reason for problem in found.problems] == [reason]
    assert found.problems[0].url == f"{running.url}/art/2023.html"
    assert found.reports == 3


@pytest.mark.parametrize("shown", [
    redirect("/art/2024.html"), report(2024), report(2024, "<p>更正</p>"),
])  # fmt: skip
def test_a_listed_report_that_leads_to_another_years_is_told_in_every_run(shown, tmp_path):
    with site(healthy() | {"/art/2022.html": shown}) as running:
        found = [one(tmp_path, running) for _ in range(2)]
    for each in found:
        assert (each.status, each.reason, each.reports) == ("incomplete", "pages-missing", 3)
        assert missed(each) == ["another-year 2022.html"]


def test_a_row_that_alone_has_a_report_and_gives_it_another_year_is_no_problem(tmp_path):
    found = crawled(tmp_path, healthy() | {"/art/2022.html": report(2019)})
    assert (found.status, found.reports, found.problems) == ("ok", 4, ())


@pytest.mark.parametrize(("shown", "reason"), [
    ("<p>本栏目内容已调整。</p>", "soft-404"),
    ("<h1>系统错误</h1>", "out-of-service"),
    ("<h1>出错了</h1><p>请稍后再试</p>", "out-of-service"),
    ("<p>您访问的页面不存在</p>", "soft-404"),
])  # fmt: skip
def test_a_page_that_was_a_report_and_is_none_any_more_is_told_and_kept(shown, reason, tmp_path):
    with site() as running:
        one(tmp_path, running)
        running.routes["/art/2022.html"] = page(shown)
        found = [one(tmp_path, running, attempts="1") for _ in range(2)]
    for each in found:
        assert (each.status, each.reason, each.reports) == ("incomplete", "pages-missing", 4)
        assert missed(each) == [f"{reason} 2022.html"]


def test_a_listed_report_that_leads_to_its_own_page_elsewhere_is_had(tmp_path):
    moved = redirect("/new/2022.html#posted=5")
    routes = healthy() | {"/art/2022.html": moved, "/new/2022.html": report(2022)}
    found = crawled(tmp_path, routes)
    assert (found.status, found.reports, found.problems) == ("ok", 4, ())


@pytest.mark.parametrize(
    ("row", "way"),
    [
        ("<a href='/go/2022.html'>{}年政府信息公开年报</a>", "<meta http-equiv='refresh' content='0;url=/art/2022.html'>"),
        ("<a href='/go/2022.html'>{}年政府信息公开年报</a>", "<script>location.replace('/art/2022.html')</script>"),
        ("<a href='/go/2022.html'>{}年</a>", rows([2022])),
        ("<a href='/go/2022.html'>{}年</a>", f"{NEWS}<a href='/go/2022_2.html'>下一页</a>"),
    ],
)  # fmt: skip
def test_a_row_whose_page_leads_on_to_its_report_is_followed(row, way, tmp_path):
    years = "".join(f"<li>{row.replace('2022', str(y)).format(y)}</li>" for y in (2021, 2022))
    routes = {"/": page(f"<ul>{years}</ul>"), "/go/2022.html": page(way)}
    routes |= {"/go/2021.html": report(2021), "/art/2022.html": report(2022)}
    routes["/go/2022_2.html"] = page(rows([2022]))
    with site(routes) as running:
        found = [one(tmp_path, running) for _ in range(2)]
    assert [(each.status, each.reports, each.problems) for each in found] == [("ok", 2, ())] * 2


@pytest.mark.parametrize("pages", [2, 9], ids=["in a circle", "ever further"])
def test_pages_that_lead_on_to_no_report_are_told(pages, tmp_path):
    routes = healthy() | {
        f"/art/{2022 + n * 10}.html": page(
            f"<script>location.replace('/art/{2022 + (n + 1) % pages * 10}.html')</script>"
        )
        for n in range(pages)
    }
    with site(routes) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports) == ("incomplete", 3)
    assert [each.reason for each in found.problems] == ["redirect-circle"]
    assert "/art/2092.html" not in running.paths()


@pytest.mark.parametrize("more", [
    RUNTIME,
    SHIELD,
    "<p>对本网站的攻击：网站防火墙共拦截3万次，疑似黑客攻击已被拦截。</p>" + "<p>本年主动公开信息。</p>" * 60,
])  # fmt: skip
def test_a_page_that_says_something_is_a_page_whatever_shield_it_carries(more, tmp_path):
    routes = healthy()
    start = routes["/"]
    routes["/"] = Says(
        start.body.replace(b"<body>", b"<body>" + more.encode()), headers=start.headers
    )
    routes["/art/2023.html"] = report(2023, more)
    found = crawled(tmp_path, routes)
    assert (found.status, found.reports) == ("ok", 4)


@pytest.mark.parametrize(
    ("answer", "reason", "times"),
    [
        (Says(f"<html><body>{RUNTIME}</body></html>".encode(), headers=HTML), "challenge-page", 1),
        (Says(REFUSAL.format("请完成安全验证后继续访问").encode(), headers=HTML), "firewall-page", 1),
        (Says(b"<script></script>", 521), "challenge-status", 1),
        (Says(headers=HTML), "empty-answer", 3),
    ],
    ids=["a shield", "a firewall", "a challenge", "no bytes"],
)  # fmt: skip
def test_what_shuts_us_out_of_a_report_silences_the_host(answer, reason, times, tmp_path):
    with site(healthy() | {"/art/2022.html": answer}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason) == ("blocked", reason)
    assert running.paths()[-1] == "/art/2022.html"
    assert running.paths().count("/art/2022.html") == times


@pytest.mark.parametrize(("busy", "status"), [(False, "ok"), (True, "blocked")])
def test_no_bytes_end_a_list_that_a_script_counts_through_unless_the_site_throttles(
    busy, status, tmp_path
):
    script = "<script>var page=1;$('#more').click(function(){page++;$.get('/nb/more',{page:page},function(h){$('#list').append(h)})})</script>"
    parts = {"/nb/more?page=2": rows([2022]).encode(), "/nb/more?page=3": rows([2021]).encode()}
    empty = []

    def more(hit):
        empty.extend([1] * (hit.path not in parts))
        return Says(b"" if busy and empty else parts.get(hit.path, b""), headers=HTML)

    first = page(MENU + rows([2023, 2024]) + "<a id='more'>加载更多</a>" + script)
    found = crawled(tmp_path, healthy() | {"/nb/": first, "/nb/more?": more})
    assert (found.status, found.reports) == (status, 4)


def test_a_list_whose_last_page_comes_again_ends_though_a_script_opens_its_rows(tmp_path):
    script = Says(
        b"function go(y){ open('/art/' + y + '.html') }",
        headers=(("Content-Type", "text/javascript"),),
    )

    def listed(hit):
        number = int(hit.path.partition("page=")[2] or 1)
        year = 2020 + min(number, 3)
        row = f"<li><a href='###' onclick=\"go('{year}')\">{AGENCY}{year}年政府信息公开工作年度报告</a></li>"
        more = f"<a href='/nb/?page={number + 1}'>下一页</a><script src='/js/go.js'></script>"
        return page(f"{MENU}<ul>{row}</ul>{more}")

    routes = {"/nb/": listed, "/nb/?": listed, "/js/go.js": script}
    found = crawled(tmp_path, healthy(range(2021, 2024)) | routes)
    assert (found.status, found.reports) == ("ok", 3)
    assert found.requests < 15


def _at_first(times, answer):
    """So many bad answers, then the right one."""
    asked = count()
    return lambda hit: answer if next(asked) < times else healthy()[hit.path]


@pytest.mark.parametrize("routes", [
    {"/nb/": _at_first(1, Says(headers=HTML))},
    {"/nb/": _at_first(1, Says(reset=True))},
    {"/nb/": _at_first(2, Says(b"bad gateway", 502))},
    {"/art/2023.html": Says(GOOD.decode().replace("utf-8", "gbk").encode("gb18030"), headers=report(2023).headers)},
    {"/art/2023.html": Says(GOOD.replace(b'<meta charset="utf-8">', b""), headers=HTML)},
    {"/art/2023.html": Says(gzip.compress(GOOD), headers=PACKED)},
    {"/home/": page(MENU), "/": page("<script>window.location.replace('/home/')</script>")},
    {"/home/": page(MENU), "/": page("<meta http-equiv='refresh' content='0;url=/home/'>")},
], ids=["no bytes once", "a reset", "a 502 twice", "a charset that is not so", "no charset", "gzip", "a script", "a refresh"])  # fmt: skip
def test_what_a_browser_would_get_over_costs_no_report(routes, tmp_path):
    found = crawled(tmp_path, healthy() | routes)
    assert (found.status, found.reports, found.problems) == ("ok", 4, ())


def test_the_home_page_in_the_place_of_the_column_is_no_column(tmp_path):
    found = crawled(tmp_path, healthy() | {"/nb/": page(MENU + "<p>首页</p>")})
    assert (found.status, found.reason) == ("gone", "soft-404")


def test_a_body_without_a_length_is_believed_at_its_end_or_at_a_second_try(tmp_path):
    whole = Says(report(2021).body, length=None, headers=HTML)
    endless = Says(report(2022).body.removesuffix(b"</html>"), length=None, headers=HTML)
    count = iter(range(100))

    def growing(_hit):
        return Says(b"<html>" + b"x" * next(count), length=None, headers=HTML)

    routes = {"/art/2021.html": whole, "/art/2022.html": endless, "/art/2023.html": growing}
    with site(healthy() | routes) as running:
        found = one(tmp_path, running, attempts="2")
    assert running.paths().count("/art/2021.html") == 1
    assert running.paths().count("/art/2022.html") == 2
    assert missed(found) == ["cut-body 2023.html"]


def test_an_error_page_in_the_place_of_an_attachment_is_no_attachment(tmp_path):
    more = '<a href="/files/a.pdf">附件1.pdf</a><a href="/files/b.pdf">附件2.pdf</a>'
    pdf = Says(b"%PDF-1.7 ...", headers=(("Content-Type", "application/pdf"),))
    routes = {"/art/2023.html": report(2023, more), "/files/a.pdf": pdf}
    found = crawled(tmp_path, healthy() | routes | {"/files/b.pdf": page("出错了")})
    assert missed(found) == ["not-a-document b.pdf"]


def test_a_dead_port_is_failed_and_not_retried_without_end(tmp_path):
    with site() as running:
        pass
    found = one(tmp_path, running)
    assert (found.status, found.reason, found.requests) == ("failed", "no-connection", 3)


def test_a_name_that_does_not_resolve_is_gone(tmp_path):
    found = one(tmp_path, Site({}, 80, "yjj.example.invalid"))
    assert (found.status, found.reason) == ("gone", "name-unknown")


@pytest.mark.parametrize(
    "alert", [40, 112, 70], ids=["handshake failure", "unrecognised name", "protocol version"]
)
def test_a_handshake_that_fails_is_reported_and_nothing_else_is_tried(alert, tmp_path):
    with site({}) as running:
        running.greets = b"\x15\x03\x03\x00\x02\x02" + bytes([alert])
        secure = type("Secure", (), {"url": running.url.replace("http:", "https:")})()
        found = one(tmp_path, secure)
    assert (found.status, found.reason) == ("failed", "tls-failed")
    assert running.log == []


def test_where_none_of_several_portals_answers_the_network_is_named(tmp_path):
    with site() as here, site() as there:
        portals = portals_toml({"one": here, "two": there})
        assert typed(tmp_path, portals).returncode == 0
    told = typed(tmp_path, portals)
    wanted = "none of the 2 portals could be reached: look at this machine's network first\n"
    assert (told.returncode, told.stderr.endswith(wanted)) == (4, True)
    one_host = typed(tmp_path, portals_toml({"one": here, "two": here}))
    assert (one_host.returncode, wanted in one_host.stderr) == (4, False)


def test_the_budget_goes_to_reports_before_the_next_listing_page(tmp_path):
    routes = healthy()
    routes["/nb/"] = page(MENU + rows([2021, 2022, 2023]) + '<a href="/nb/index_2.html">下一页</a>')
    with site(routes) as running:
        found = one(tmp_path, running, max_requests="6")
    assert (found.status, found.reason, found.requests) == ("incomplete", "budget-spent", 6)
    assert found.reports == 3
    assert len(running.log) == 6


def _turns(years, pages, after, more=""):
    """A page of a list whose pager calls a script that nobody has."""
    numbers = "".join(f'<a href="javascript:turn({n})">{n}</a>' for n in range(1, pages + 1))
    listed = rows(years).replace("</ul>", f"{more}</ul>")
    return page(f"{MENU}{listed}<a href='javascript:turn({after})'>下一页</a>{numbers}")


SECOND, THIRD, OTHER = "/nb/index_1.html", "/nb/index_2.html", "http://b.gov.cn/nb/"


def test_parts_that_lead_to_themselves_under_ever_new_addresses_end(tmp_path):
    def anew(hit):
        return page(f"{MENU}{rows([2023])}<a href='?year=2023&t={len(running.log)}'>2023年</a>")

    with site(healthy() | {"/nb/": anew, "/nb/?": anew}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports, found.requests < 30) == ("ok", 1, True)


@pytest.mark.parametrize(
    ("listing", "status", "reports"),
    [
        ({"/nb/": _turns([2024], 2, 2), SECOND: _turns([2023], 2, 2)}, "ok", 2),
        ({"/nb/": _turns([2024], 3, 2), SECOND: _turns([2023], 3, 3), THIRD: _turns([2022], 3, 3)}, "ok", 3),
        ({"/nb/": _turns([2024], 3, 2), SECOND: _turns([2023], 3, 3)}, "incomplete", 2),
        ({"/nb/": _turns([2024], 2, 2), SECOND: Says(status=403), THIRD: _turns([2023], 2, 2)}, "ok", 2),
        ({"/nb/": _turns([2024], 2, 2), SECOND: Says(status=403), THIRD: Says(status=403)}, "incomplete", 1),
        ({"/nb/": _turns([2024], 2, 2), SECOND: page(NEWS), THIRD: page(NEWS)}, "incomplete", 1),
        ({"/nb/": _turns([2024], 2, 2, ITEM), SECOND: _turns([], 2, 2, ITEM.replace("1.", "2."))}, "ok", 1),
        ({"/nb/": _turns([2024], 2, 2, "<p>共1条</p>")}, "ok", 1),
        ({"/nb/": page(rows([2024]) + f"<a href='{SECOND}'>下一页</a>"), SECOND: page("<script>location.href='/in'</script>"), "/in": Says(status=403)}, "ok", 1),
        ({"/nb/": page(f"{MENU}{rows([2024])}<h3>政府信息公开年报</h3><a href='{OTHER}'>更多</a>")}, "incomplete", 1),
    ],
    ids=["two pages", "three pages", "one page lost", "a guess that is forbidden", "guesses that are forbidden",
         "guesses that show news", "news among the reports", "all that is declared", "a login behind the last page", "another host"],
)  # fmt: skip
def test_what_a_list_offers_beside_its_first_page_is_had_or_missed(
    listing, status, reports, tmp_path
):
    found = crawled(tmp_path, healthy() | listing)
    assert (found.status, found.reports) == (status, reports)


OPEN = '<div class="menu"><a href="/zwgk/">政务公开</a></div>'


def _pages(reports_on, count):
    """A list of everything, in pages of one piece of news, or of one report."""
    for n in range(1, count + 1):
        more = f"<a href='/zwgk/{n + 1}'>下一页</a>" if n < count else ""
        shown = rows([2020 + n]) if n in reports_on else NEWS.replace("/1.", f"/{n}.")
        yield f"/zwgk/{'' if n == 1 else n}", page(OPEN + shown + more)


def test_a_list_of_everything_is_walked_where_no_menu_names_the_column_but_not_for_ever(tmp_path):
    reports = {f"/art/{year}.html": report(year) for year in (2022, 2024)}
    routes = {"/": page(OPEN + "<p>首页</p>")} | reports
    with site(routes | dict(_pages({2, 4}, 5))) as running:
        found = one(tmp_path / "a", running)
        assert (found.status, found.reports) == ("ok", 2)
    with site(routes | dict(_pages({2}, 99))) as running:
        found = one(tmp_path / "b", running)
        assert (found.reason, found.reports, found.requests) == ("list-short", 1, 26)


def test_a_bodys_own_column_below_its_start_page_comes_before_that_of_the_whole_site(tmp_path):
    routes = healthy() | {"/bm/slj/": page(MENU + "<a href='/bm/slj/nb/'>政府信息公开年报</a>")}
    routes |= {"/bm/slj/nb/": page(rows([2023])), "/art/2023.html": report(2023)}
    with site(routes) as running:
        found = one(tmp_path, running, start="/bm/slj/")
    assert (found.status, found.reports, "/nb/" in running.paths()) == ("ok", 1, False)
    routes["/bm/slj/"] = page(MENU + "<a href='/bm/slj/gk/'>信息公开</a>")
    routes["/bm/slj/gk/"] = page(MENU + "<a href='/bm/slj/nb/'>年报</a>")
    with site(routes) as running:
        found = one(tmp_path / "by its own platform", running, start="/bm/slj/")
    assert (found.status, found.reports, "/nb/" in running.paths()) == ("ok", 1, False)


def test_a_dead_and_an_empty_column_do_not_hide_the_one_that_lives(tmp_path):
    menu = MENU + "<a href='/b/'>信息公开年报</a><a href='/c/'>法定主动公开内容</a>"
    routes = {"/": page(menu), "/b/": page(menu + "<p>暂无数据</p>"), "/d/": page(rows([2023]))}
    routes |= {"/c/": page(menu + "<a href='/d/'>年度报告</a>"), "/art/2023.html": report(2023)}
    with site(routes) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports, running.paths().count("/nb/")) == ("ok", 1, 1)


def test_a_column_of_other_yearly_reports_does_not_hide_that_of_disclosure(tmp_path):
    schools = "<li><a href='/s/1.html'>第一中学2023年度报告</a> 2024-03-01</li>"
    routes = {"/": page("<a href='/xx/'>年度报告</a><a href='/gk/'>政务公开</a>")}
    routes |= {
        "/xx/": page(f"<ul>{schools}</ul>"),
        "/gk/": page(MENU),
        "/s/1.html": page("<h1>第一中学</h1>"),
    }
    with site(healthy() | routes) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports, "/s/1.html" in running.paths()) == ("ok", 4, False)
    with site(healthy() | routes | {"/gk/": page("<p>依申请公开</p>")}) as running:
        found = one(tmp_path / "no other", running)
    assert (found.status, "/s/1.html" in running.paths()) == ("incomplete", True)


def test_a_list_of_everything_does_not_hide_a_column_of_yearly_reports(tmp_path):
    listed = rows(range(2021, 2025)).replace("政府信息公开工作", "").replace(AGENCY, "")
    everything = rows([2024]) + "<a href='/gk/2.html'>下一页</a>"
    routes = {"/": page("<a href='/nb/'>年度报告</a><a href='/gk/'>政务公开</a>")}
    routes |= {"/nb/": page(listed), "/gk/": page(everything), "/gk/2.html": page(rows([2024]))}
    found = crawled(tmp_path, healthy() | routes)
    assert (found.status, found.reports) == ("ok", 4)


@pytest.mark.parametrize(
    ("status", "reason", "reports"),
    [(404, "list-short", 2), (500, "list-short", 2), (403, "forbidden", 1)],
)
def test_a_bodys_column_that_cannot_be_had_hides_no_other_unless_all_of_the_portal_is_refused(
    status, reason, reports, tmp_path
):
    bodies = "".join(
        f"<li><a href='/zw/{name}/'>县{name}局</a></li>" for name in ("财政", "水利", "民政")
    )
    routes = healthy() | {"/": page("<a href='/zw/'>政府信息公开</a>"), "/zw/": page(bodies)}
    for year, name in enumerate(("财政", "水利", "民政"), 2021):
        routes[f"/zw/{name}/"] = page(NEWS + f"<a href='/zw/{name}/nb/'>政府信息公开年报</a>")
        routes[f"/zw/{name}/nb/"] = page(rows([year]))
    routes["/zw/水利/nb/"] = Says(status=status)
    portal = crawled(
        tmp_path, {quote(path): said for path, said in routes.items()}, agency="甲县人民政府"
    )
    assert (portal.reason, portal.reports) == (reason, reports)


def test_titles_of_the_portals_own_pattern_are_rows_beside_reports(tmp_path):
    own = "<ul><li><a href='/art/2022.html'>2022年政务公开白皮书</a> 2023-01-20</li></ul>"
    assert (
        crawled(
            tmp_path, healthy() | {"/nb/": page(rows([2021]) + own)}, title="'年度报告|白皮书'"
        ).reports
        == 2
    )


def test_many_bodies_whose_pages_show_news_do_not_hide_the_columns_of_the_others(tmp_path):
    names = [f"县{one}{two}局" for one in "水财民林农" for two in "务政业商事"]
    bodies = "".join(f"<li><a href='/zw/{n}/'>{name}</a></li>" for n, name in enumerate(names))
    routes = healthy() | {"/": page("<a href='/zw/'>政府信息公开</a>"), "/zw/": page(bodies)}
    for n in range(len(names)):
        news = f"<ul><li><a href='/n/{n}.html'>关于某事的通知</a> 2025-01-20</li></ul>"
        routes[f"/zw/{n}/"] = page(news)
    routes["/zw/24/"] = page(news + "<a href='/zw/24/nb/'>政府信息公开年报</a>")
    routes["/zw/24/nb/"] = page(rows([2021]))
    portal = crawled(tmp_path, routes, agency="甲县人民政府")
    assert (portal.status, portal.reports) == ("ok", 1)


@pytest.mark.parametrize(
    "link", ["<a href='/1.pdf'>年报.pdf</a>", "<a href='/down?id=1'>点击下载</a>"]
)
def test_a_page_in_the_place_of_a_document_is_told_whatever_documents_it_links_to(link, tmp_path):
    gone = page("<h1>您访问的页面不存在</h1><a href='/other.pdf'>办事指南.pdf</a>")
    routes = healthy([2021]) | {
        "/art/2021.html": report(2021, link),
        "/1.pdf": gone,
        "/down?id=1": gone,
    }
    with site(routes) as running:
        found = one(tmp_path, running)
        assert "/other.pdf" not in running.paths()
    assert [problem.reason for problem in found.problems] == ["not-a-document"]


def test_a_column_beside_the_column_is_asked_once_and_what_a_script_draws_in_it_is_told(tmp_path):
    beside = "<a href='/nb/bm/'>部门信息公开年报</a>"
    routes = healthy() | {"/": page(MENU + beside), "/art/2019.html": report(2019)}
    routes |= {"/nb/": page(rows([2021]) + beside), "/nb/bm/": page(rows([2019]))}
    with site(routes) as running:
        assert one(tmp_path / "a", running).status == "ok"
        assert running.paths().count("/nb/bm/") == 1
    routes |= {
        "/nb/": page(rows([2021])),
        "/nb/bm/": page("<div id='app'></div><script src='/a.js'></script>"),
    }
    with site(routes) as running:
        assert one(tmp_path / "b", running).reason == "list-short"


@pytest.mark.parametrize(
    ("start", "column"),
    [
        ("<a href='/zw/'>政府信息公开</a>", "<ul></ul><p>暂无信息</p>"),
        ("", rows([2021]) + "<div><h3>各部门</h3><a href='http://b.example/'>更多</a></div>"),
    ],
    ids=["a dead platform beside an empty column", "more of other bodies elsewhere"],
)
def test_what_stands_beside_the_column_takes_nothing_from_it(start, column, tmp_path):
    assert (
        crawled(
            tmp_path, healthy() | {"/": page(MENU + start), "/nb/": page(column)}, empty_ok='"new"'
        ).status
        == "ok"
    )


@pytest.mark.parametrize("years", ["2020年以前", "2008-2020年"])
@pytest.mark.parametrize("there", [True, False])
def test_columns_of_other_bodies_and_years_beside_the_column_are_walked_too(there, years, tmp_path):
    menu = (
        f"{MENU}<a href='/bm/'>部门信息公开年报</a><a href='/old/'>政府信息公开年报（{years}）</a>"
    )
    routes = healthy() | {
        "/": page(menu),
        "/bm/": page(rows([2019])),
        "/art/2019.html": report(2019),
    }
    routes |= {"/old/": page(rows([2018])), "/art/2018.html": report(2018)} if there else {}
    found = crawled(tmp_path, routes)
    assert (found.reason, found.reports) == ((None, 6) if there else ("list-short", 5))


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_later_page_that_asks_for_a_password_makes_the_listing_short(everywhere, tmp_path):
    login = "<form><input type='password' name='p'></form>"
    routes = healthy() | {"/2": page(login)}
    routes["/nb/"] = page(login * everywhere + rows([2021, 2022]) + "<a href='/2'>下一页</a>")
    assert crawled(tmp_path, routes).reason == (None if everywhere else "list-short")


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_column_that_leads_to_a_login_is_told(everywhere, tmp_path):
    login = "<form><input type='password' name='p'></form>"
    routes = healthy() | {"/nb/": page(login), "/": page(MENU + login * everywhere)}
    detail = crawled(tmp_path, routes).detail
    assert ("asks for a password" in detail) is not everywhere


@pytest.mark.parametrize("start", ["/", "/nb/"])
def test_a_login_over_rows_that_a_script_fetches_hides_nothing(start, tmp_path):
    login = "<form action='/enter'><input type='password' name='p'></form><ul id='rows'></ul>"
    script = "<script>$.getJSON('/api/list.json', {page: 1}, draw)</script>"
    named = [{"title": f"{year}年政府信息公开工作年度报告", "url": f"/art/{year}.html"} for year in (2021, 2022)]  # fmt: skip
    routes = healthy([2021, 2022]) | {"/nb/": page(login + script), "/api/list.json?": Says(json.dumps(named).encode())}  # fmt: skip
    found = crawled(tmp_path, routes, start)
    assert (found.status, found.reports) == ("ok", 2)


def test_a_select_that_is_sent_with_an_application_hides_no_body(tmp_path):
    offered = "".join(f"<option value='{n}'>县{n}局</option>" for n in "教民水")
    form = f"<form method='post' action='/apply/save'>受理单位<select name='to'>{offered}</select><textarea name='text'></textarea></form>"
    with site(healthy() | {"/nb/": page(rows([2021, 2022]) + form)}) as running:
        found = one(tmp_path, running, agency="甲县人民政府")
    assert (found.status, found.reports, "/apply/save" in running.paths()) == ("ok", 2, False)


def test_a_page_about_annual_reports_hides_no_column_that_is_forbidden(tmp_path):
    routes = healthy() | {"/": page(OPEN + "<a href='/n/1.html'>一图读懂政府信息公开年报</a>"), "/nb/": Says(status=403),
                          "/zwgk/": page(MENU), "/n/1.html": page(NEWS)}  # fmt: skip
    with site(routes) as running:
        found = one(tmp_path, running)
    assert (found.status, "/n/1.html" in running.paths()) == ("blocked", False)


def test_an_answer_to_a_form_that_keeps_the_pages_state_offers_no_body_again(tmp_path):
    names = ("县人民政府", "县教育局", "县民政局", "县水利局")

    def listed(hit: Hit) -> Says:
        chosen = parse_qs(hit.body.decode()).get("organ", ["0"])[0]
        options = "".join(
            f"<option value='{n}'{' selected' * (str(n) == chosen)}>{name}</option>"
            for n, name in enumerate(names)
        )
        select = f"<select name='organ' onchange=\"__doPostBack('organ','')\">{options}</select>"
        state = f"<input type='hidden' name='__VIEWSTATE' value='s{chosen}'>"
        return page(f"<form method='post'>{state}{select}{rows([2018 + int(chosen)])}</form>")  # fmt: skip

    routes = healthy([2018, 2019, 2020, 2021]) | {"/nb/": listed}
    with site(routes) as running:
        found = one(tmp_path, running, agency="甲县人民政府")
    assert (found.status, found.reports, running.paths().count("/nb/")) == ("ok", 4, 4)


@pytest.mark.parametrize(
    "way",
    ["<a href='/in/'><img src='enter.jpg'></a>", "<a href='/zw/'>政府信息公开</a>"],
    ids=["a picture to enter by", "years in the platform's menu"],
)
def test_a_way_to_the_column_without_its_name_is_taken(way, tmp_path):
    years = "".join(f"<a href='/zw/{y}/'>{y}年年报</a>" for y in (2022, 2023))
    routes = healthy([2022, 2023]) | {"/": page(way), "/in/": page(MENU), "/zw/": page(years)}
    routes |= {f"/zw/{year}/": page(rows([year])) for year in (2022, 2023)}
    found = crawled(tmp_path, routes)
    assert (found.status, found.reports) == ("ok", 2)


def test_a_notice_that_publishes_a_report_is_read_where_no_row_has_the_report(tmp_path):
    told = (
        "<li><a href='/n/{0}.html'>关于公布{0}年政府信息公开工作年度报告的公告</a> 2025-01-20</li>"
    )
    listed = rows([2022, 2023]) + f"<ul>{''.join(told.format(year) for year in (2023, 2024))}</ul>"
    routes = healthy() | {"/nb/": page(MENU + listed), "/n/2024.html": report(2024)}
    with site(routes) as running:
        for _ in range(2):  # in a later run too
            found = one(tmp_path, running)
            assert (found.status, found.reports) == ("ok", 3)
    assert [running.paths().count(f"/n/{year}.html") for year in (2023, 2024)] == [0, 2]


def test_a_governments_bodies_are_visited_where_no_column_has_their_reports(tmp_path):
    bodies = "<ul><li><a href='slj/'>县水利局</a></li><li><a href='czj/'>县财政局</a></li></ul>"
    routes = {"/": page(OPEN), "/zwgk/": page(OPEN + bodies), "/art/2022.html": report(2022)}
    for body in ("slj", "czj"):
        routes[f"/zwgk/{body}/"] = page("<a href='nb/'>政府信息公开年报</a>" + NEWS)
        routes[f"/zwgk/{body}/nb/"] = page(rows([2022] if body == "slj" else []))
    with site(routes) as running:
        found = one(tmp_path / "a", running, agency="甲县人民政府")
        assert (found.status, found.reports) == ("ok", 1)
        assert one(tmp_path / "b", running).reports == 0


def test_rows_that_an_included_script_opens_are_had_from_every_page_and_the_script_once(tmp_path):
    title = "甲县水利局{}年政府信息公开工作年度报告"
    routes = healthy() | {"/v.js": Says(b"function view(n){ window.open('/art/' + n + '.html') }")}
    for place, year in enumerate((2018, 2019, 2020, 2021, 2022), 1):
        row = f"<p><a onclick=\"view('{year}')\">{title.format(year)}</a></p>"
        after = f"<a href='/nb/?p={place + 1}'>下一页</a>" if place < 5 else ""
        routes["/nb/" if place == 1 else f"/nb/?p={place}"] = page(
            f"{row}{after}<script src='/v.js'></script>"
        )
        routes[f"/art/{year}.html"] = report(year)
    with site(routes) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports, running.paths().count("/v.js")) == ("ok", 5, 1)


@pytest.mark.parametrize("beside", ["", "<a href='/l/0.jsp'>政府信息公开年报</a>"])
@pytest.mark.parametrize("have", [True, False])
def test_the_columns_of_bodies_that_the_platform_lists_are_a_governments_too(
    have, beside, tmp_path
):
    names = ("县人民政府", "县教育局", "县民政局", "县水利局")
    bodies = "".join(f"<li><a href='/d{n}.jsp'>{name}</a></li>" for n, name in enumerate(names))
    routes = {"/": page(OPEN + beside), "/zwgk/": page(f"<ul>{bodies}</ul>")}
    for n, year in enumerate((2018, 2019, 2020, 2021)):
        routes[f"/d{n}.jsp"] = page(f"<a href='/l/{n}.jsp'>信息公开年报</a>{NEWS}")
        routes[f"/l/{n}.jsp"] = page(rows([year]) if have or not n else "<p>暂无</p>")
        routes[f"/art/{year}.html"] = report(year)
    with site(routes) as running:
        found = one(tmp_path / "a", running, agency="甲县人民政府")
        asked = [path for path in running.paths() if path.startswith("/l/")]
        assert (found.status, found.reports, len(asked)) == (
            "ok", 4 if have else 1, 4 if have else 2 + (not beside)
        )  # fmt: skip
        assert one(tmp_path / "b", running).reports <= 1


WAYS = {
    "links under a heading of its own": ("<h3>工作部门</h3>{}", "", 3),
    "links of a page for their disclosure": ("<a href='/bm/'>部门信息公开</a>", "{}", 3),
    "codes of which a script makes addresses": (
        "<a href='/bm/'>乡镇（街道）信息公开</a>",
        "{}<script>$('.b').click(function(){{ var n = $(this).data('n'); $('#f').attr('src', '/d' + n + '.jsp'); }})</script>", 3,
    ),
    "codes beside the rows of the column": ("", "", 0),
    "a select over the rows of the column": ("", "", 0),
    "links of a page for bodies of two kinds": ("<a href='/bm/'>部门及乡镇信息公开</a>", "{}", 3),
    "codes that only a script knows": ("{}", "", 0),
    "links beside the rows of the column": ("", "", 3),
    "links in a frame beside the rows": ("", "", 3),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_the_bodies_that_a_page_on_the_way_to_the_column_lists_are_asked_for_or_told(way, tmp_path):
    platform, directory, had = WAYS[way]
    link = (
        "<a class='b' data-n='{0}' href='javascript:;'>{1}</a>"
        if "codes" in way
        else "<a href='/d{0}.jsp'>{1}</a>"
    )
    bodies = "".join(f"<li>{link.format(n, f'县{name}局')}</li>" for n, name in enumerate("教民水"))
    column = "<a href='/nb/'>政府信息公开年报</a>"
    routes = healthy() | {
        "/": page(OPEN), "/nb/": page(rows([2022])), "/bm/": page(directory.format(f"<ul>{bodies}</ul>")),
        "/zwgk/": page(column + platform.format(f"<ul>{bodies}</ul>")),
    }  # fmt: skip
    if "the rows of" in way:
        offered = "".join(f"<option value='{n}'>县{n}局</option>" for n in "教民水")
        select = f"<select onchange='go(this.value)'>{offered}</select>" if "select" in way else ""
        routes["/nb/"] = page(select + rows([2022]) + ("" if select else f"<ul>{bodies}</ul>"))
    if "in a frame" in way:
        framed = f"<ul>{bodies.replace('<a ', '<a target=_parent ')}</ul>"
        routes |= {
            "/nb/": page(f"{rows([2022])}<iframe src='/t.jsp'></iframe>"),
            "/t.jsp": page(framed),
        }
    for n, year in enumerate((2018, 2019, 2020)):
        routes |= {f"/d{n}.jsp": page(f"<a href='/l/{n}.jsp'>信息公开年报</a>{NEWS}"),
                   f"/l/{n}.jsp": page(rows([year])), f"/art/{year}.html": report(year)}  # fmt: skip
    found = crawled(tmp_path, routes, agency="甲县人民政府")
    assert (found.reports, found.status) == (1 + had, "ok" if had else "incomplete")


@pytest.mark.parametrize("refused", [403, 404])
def test_bodies_whose_pages_are_refused_leave_a_governments_own_column_whole(refused, tmp_path):
    bodies = "".join(f"<li><a href='/d{n}/'>县{n}局</a></li>" for n in "教民水")
    routes = {
        "/zwgk/": page(f"<a href='/nb/'>政府信息公开年报</a><ul>{bodies}</ul>"),
        "/": page(OPEN),
    }
    for name in "教民水":
        routes[f"/d{quote(name)}/"] = Says(status=refused)
    assert crawled(tmp_path, healthy() | routes, agency="甲县人民政府").status == "ok"


def test_bodies_that_an_answer_names_on_another_host_are_not_asked_for(tmp_path):
    asks = "<div id='list'></div><script>$.getJSON('/api/list.json', draw)</script>"
    with site({}) as other, site(healthy()) as running:
        urls = ("/nb/1/", *(f"{other.url}/nb/{n}/" for n in range(2, 5)))
        named = [{"title": f"市{n}局", "url": url} for n, url in zip("教民水财", urls, strict=True)]
        running.routes |= {
            "/nb/": page(MENU + asks), "/nb/1/": page(rows([2024])),
            "/api/list.json": Says(json.dumps(named).encode(), headers=(("Content-Type", "application/json"),)),
        }  # fmt: skip
        found = one(tmp_path, running, agency="衢州市人民政府")
        assert (found.reports, other.paths()) == (1, [])


def test_columns_of_bodies_on_other_hosts_are_had_if_these_are_the_portals_and_told_otherwise(
    tmp_path,
):
    with site({}) as other, site(healthy()) as running:
        links = "".join(f"<a href='{other.url}/{n}/'>县{n}局</a>" for n in "教民水")
        running.routes["/nb/"] = page(f"{rows([2022])}<div><h3>部门年报</h3>{links}</div>")
        other.routes |= {f"/{quote(n)}/": page(rows([2023])) for n in "教民水"}
        other.routes["/art/2023.html"] = report(2023)
        host, agency = other.url.partition("//")[2], "甲县人民政府"
        away = run(tmp_path / "a", {"one": running}, agency=agency)
        assert (away.portals[0].status, away.portals[0].reports, other.paths()) == ("ok", 1, [])
        assert [one.host for one in away.document_hosts] == [host]
        own = run(tmp_path / "b", {"one": running}, agency=agency, hosts=json.dumps([host]))
        assert (own.portals[0].status, own.portals[0].reports) == ("ok", 2)
        assert other.paths().count("/art/2023.html") == 1


def test_a_column_that_only_redirects_is_followed_from_the_last_step(tmp_path):
    def leads(to):
        return page(f"<script>location.replace('{to}')</script>")

    routes = {"/": leads("/a/"), "/a/": leads("/b/"), "/b/": page(OPEN), "/nb/": leads("/nb/all/"),
              "/zwgk/": page("<a href='/nb/'>政府信息公开年报</a>"), "/nb/all/": page(rows([2021, 2022]))}  # fmt: skip
    with site(healthy() | routes) as running:
        assert one(tmp_path, running).reports == 2
        assert running.paths().count("/nb/") == 1


def test_bodies_that_a_column_offers_are_a_governments_alone_and_a_dead_one_is_told(tmp_path):
    bodies = "<a href='/nb/?d=1'>县水利局</a><a href='/nb/?d=2'>县财政局</a><a href='/nb/dead/'>县民政局</a>"
    routes = healthy() | {
        "/nb/": page(rows([2021]) + bodies),
        "/nb/?d=1": page(rows([2019]) + bodies),
    }
    routes |= {"/nb/?d=2": page(rows([2021]) + bodies), "/art/2019.html": report(2019)}
    with site(routes) as running:
        found = one(tmp_path / "a", running, agency="甲县人民政府")
        told = (found.status, found.reason, found.reports)
        assert told == ("incomplete", "list-short", 2)
        assert one(tmp_path / "b", running).reports == 1


@pytest.mark.parametrize("have", [True, False, None], ids=["reports", "news", "none yet"])
def test_bodies_that_a_governments_column_lists_are_asked_for_if_the_first_has_reports(
    have, tmp_path
):
    bodies = "".join(
        f"<li><a href='/bm/{n}.html'>县{name}局</a></li>" for n, name in enumerate("教民水")
    )
    routes = healthy() | {"/nb/": page(rows([2021, 2022]) + f"<ul>{bodies}</ul>")}
    for n, year in enumerate((2018, 2019, 2020)):
        shown = NEWS if have is False else rows([year]) if have or n else "<p>暂无</p>"
        routes[f"/bm/{n}.html"] = page(shown)
        routes[f"/art/{year}.html"] = report(year)
    with site(routes) as running:
        found = one(tmp_path, running, agency="甲县人民政府")
    asked = [path for path in running.paths() if path.startswith("/bm/")]
    assert (found.status, found.reports, len(asked)) == {
        True: ("ok", 5, 3), False: ("ok", 2, 2), None: ("ok", 4, 3)
    }[have]  # fmt: skip


@pytest.mark.parametrize("first", [NEWS, "<p>暂无</p>"])
@pytest.mark.parametrize("last", [Says(status=403), Says(status=404)])
def test_the_last_body_that_may_have_reports_is_no_more_promised_than_the_first(
    last, first, tmp_path
):
    """Two columns list the same bodies: of those that the first column's trial leaves, the second tries two, or the one left."""
    names = enumerate("教民水")
    bodies = "".join(f"<li><a href='/bm/{n}.html'>县{name}局</a></li>" for n, name in names)
    menu = "<div class='menu'><a href='/nb/'>政府信息公开年报</a><a href='/xz/'>乡镇政府信息公开年报</a></div>"
    routes = healthy() | {
        "/": page(menu), "/nb/": page(f"{rows([2021])}<ul>{bodies}</ul>"),
        "/xz/": page(f"{rows([2022])}<ul>{bodies}</ul>"),
        "/bm/0.html": page(first), "/bm/1.html": page("<p>暂无</p>"), "/bm/2.html": last,
    }  # fmt: skip
    with site(routes) as running:
        found = one(tmp_path, running, agency="甲县人民政府")
    assert (found.status, found.reports, "/bm/2.html" in running.paths()) == ("ok", 2, True)


@pytest.mark.parametrize(("ignored", "asked"), [(True, 24), (False, 31)])
def test_kinds_whose_codes_a_site_ignores_are_asked_for_no_further_than_twenty(
    ignored, asked, tmp_path
):
    """The kind that the page shows is asked for first: where it has rows, an empty one is no doubt."""
    names = (f"县{first}{second}局" for first in "教民水财农" for second in "育政利务业卫")
    bodies = "".join(f"<li data-kind='k{n}'>{name}</li>" for n, name in enumerate(names))
    asks = "<script>$.get('/l', {kind: 'k0', pageNo: 1}, draw)</script>"
    listed = [{"title": "甲县2022年政府信息公开工作年度报告", "url": "/art/2022.html"}]

    def answer(hit):
        shown = listed if ignored or "k0" in hit.path else []
        return Says(
            json.dumps({"data": shown}).encode(), headers=(("Content-Type", "application/json"),)
        )

    routes = healthy() | {"/nb/": page(f"<ul>{bodies}</ul>{asks}"), "/l?": answer}
    with site(routes) as running:
        found = one(tmp_path, running, agency="甲县人民政府")
    assert (found.status, found.reports) == ("ok", 1)
    assert len([path for path in running.paths() if path.startswith("/l")]) == asked


def test_of_many_empty_lists_of_bodies_three_are_asked_for_often_and_the_others_twice(tmp_path):
    bodies = "".join(
        f"<li><a href='/nb/{n}/'>县{name}局</a></li>" for n, name in enumerate("教民水财农林")
    )
    empty = page("<h2>信息公开年报</h2><p>暂无信息</p>")
    late = iter([empty, page(rows([2023]))])  # a site that answers in a hurry, empty once
    routes = healthy([2023]) | {"/nb/": page(f"<ul>{bodies}</ul>")}
    routes |= {f"/nb/{n}/": empty for n in range(6)}
    asked = {}
    for name in ("empty", "late"):
        with site(routes) as running:
            found = run(tmp_path / name, {"one": running}, agency="甲县人民政府").portals[0]
        asked[name] = [running.paths().count(f"/nb/{n}/") for n in range(6)]
        assert found.reports == (name == "late")
        routes["/nb/4/"] = lambda _: next(late)
    assert asked == {"empty": [4, 4, 4, 2, 2, 2], "late": [4, 4, 4, 2, 2, 1]}


@pytest.mark.parametrize(
    "column",
    [
        "<p>县{0}局 <a href='/{1}/nb/'>信息公开年报</a></p>",
        "<p><a href='/{1}/nb/'>县{0}局政府信息公开年报</a></p>",
    ],
)
def test_the_columns_of_bodies_on_a_governments_platform_are_walked_too(column, tmp_path):
    names = ("教育", "财政", "统计")
    columns = "".join(column.format(name, n) for n, name in enumerate(names))
    routes = {"/": page(columns)} | {
        f"/art/{year}.html": report(year) for year in (2019, 2020, 2021)
    }
    routes |= {f"/{n}/nb/": page(rows([year])) for n, year in enumerate((2019, 2020, 2021))}
    with site(routes) as running:
        assert one(tmp_path / "a", running, agency="甲县人民政府").reports == 3
        assert one(tmp_path / "b", running).reports == 1


@pytest.mark.parametrize("shell", [True, False], ids=["a page that leads to it", "its page"])
def test_a_year_in_the_column_may_be_the_report_and_is_fetched_once(shell, tmp_path):
    years = "".join(f"<li><a href='/nb/{year}/'>{year}年</a></li>" for year in (2021, 2022))
    routes = healthy() | {"/nb/": page(f"<ul>{years}</ul>")}
    for year in (2021, 2022):
        led = page(f"<script>location.href='/art/{year}.html'</script>")
        routes |= {
            f"/nb/{year}/": led if shell else report(year),
            f"/art/{year}.html": report(year),
        }
    with site(routes) as running:
        nights = [one(tmp_path, running) for _ in range(2)]
    asked = [path for path in running.paths() if "202" in path]
    assert [(found.status, found.reports) for found in nights] == [("ok", 2)] * 2
    assert len(asked) == 2 * (4 if shell else 2)


def test_no_report_at_all_is_wrong_unless_a_reason_is_given(tmp_path):
    routes = healthy() | {"/nb/": page(MENU + "<p>暂无</p>")}
    with site(routes) as running:
        found = one(tmp_path / "a", running)
        assert (found.status, found.reason) == ("incomplete", "no-reports")
        assert one(tmp_path / "b", running, empty_ok='"newly founded"').status == "ok"


@pytest.mark.parametrize(
    ("expect", "reason"),
    [("{ years = [2021, 2025] }", "years-missing"), ("{ reports = 5 }", "reports-missing"),
     ("{ years = [2021, 2024], reports = 4 }", None)],
)  # fmt: skip
def test_what_a_portal_expects_must_be_there(expect, reason, tmp_path):
    assert crawled(tmp_path, healthy(), expect=expect).reason == reason


def test_a_host_that_is_not_the_portals_is_moved_and_not_asked(tmp_path):
    with site() as other, site() as running:
        away = redirect(f"{other.url}/", 301)
        running.routes["/"] = away
        found = one(tmp_path, running)
    assert (found.status, found.reason) == ("moved", "moved-host")
    assert other.log == []


def test_rows_on_other_hosts_are_counted_and_not_fetched(tmp_path):
    with site() as other, site() as running:
        running.routes["/nb/"] = page(MENU + rows([2021, 2022]) + rows([2020], other.url))
        found = one(tmp_path, running)
    assert (found.status, found.reports, found.elsewhere) == ("ok", 2, 1)
    assert other.log == []
