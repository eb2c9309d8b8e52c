"""Columns of a government with a tree of bodies: what each has, what all have together, and what cannot be asked for."""

import json
from urllib.parse import parse_qs

import pytest

from tests.crawling import crawled, one
from tests.site import NO_ROBOTS, Hit, Route, Says, page, report, site

GOVERNMENT = "甲县人民政府"
NODES = [{"id": "0", "name": "县直部门"}, *({"id": f"d{n}", "name": f"县{name}局"} for n, name in enumerate("教民水"))]  # fmt: skip
OPEN = "callback: {onClick: function(e, t, node){ load(node.id, 1) }}"
TREES = {
    "items": ("".join(f"<li><a href='javascript:;' onclick=\"load('{one['id']}', 1)\">{one['name']}</a></li>" for one in NODES[1:]), ""),
    "held": ("", f"var nodes = {json.dumps(NODES, ensure_ascii=False)}; $.fn.zTree.init(box, {{{OPEN}}}, nodes);"),
    "fetched": ("", f"$.getJSON('/tree', d => $.fn.zTree.init(box, {{{OPEN}}}, d));"),
}  # fmt: skip
LOAD = "function load(dept, n){ $.ajax({url: '/query', type: 'POST', data: {dept: dept, pageNo: n%s}, success: draw}) }"
DRAW = "function draw(r){ r.list.forEach(o => box.append('<li><a href=\"/art/' + o.id + '.html\">' + o.title + '</a></li>')) }"
YEARS = range(2010, 2022)


def column(text: str) -> Says:
    """A page that calls itself the report column."""
    return Says(f"<html><title>政府信息公开年报</title><body>{text}</body></html>".encode())


def routes_of(tree: str, begun: str, *, has_all: bool = False, signed: bool = False) -> dict[str, Route]:  # fmt: skip
    """A portal whose column asks for its list as `begun` says: the government's own reports, or all of them."""
    shown, held = TREES[tree]
    own = f"<ul><li><a href='/art/{YEARS[0]}.html'>{GOVERNMENT}{YEARS[0]}年政府信息公开工作年度报告</a></li></ul>"
    load = LOAD % (", sign: md5(dept + now)" if signed else "")
    script = f"<script>{held}{load}{DRAW}{begun}</script>"
    listing = f"<div>{shown}</div>{own if signed else '<ul></ul>'}{script}"
    routes: dict[str, Route] = {"/robots.txt": NO_ROBOTS, "/": page("<a href='/nb.html'>政府信息公开年报</a>")}  # fmt: skip
    routes |= {"/nb.html": page(listing), "/tree": Says(json.dumps(NODES).encode())}
    routes |= {f"/art/{year}.html": report(year) for year in YEARS}

    def answer(hit: Hit) -> Says:
        asked = {key: said[0] for key, said in parse_qs(hit.body.decode()).items()}
        dept, at = asked.get("dept"), (int(asked["pageNo"]) - 1) * 8
        own, others = list(YEARS[:9]), {f"d{n}": [year] for n, year in enumerate(YEARS[9:])}
        whole = own + [year for each in others.values() for year in each] if has_all else own
        years = others.get(dept, []) if dept else whole
        items = [
            {"id": year, "title": f"甲县{dept or ''}局{year}年政府信息公开工作年度报告"}
            for year in years
        ]
        return Says(json.dumps({"total": len(items), "list": items[at : at + 8]}).encode())

    return routes | {"/query": answer}


@pytest.mark.parametrize("has_all", [False, True])
@pytest.mark.parametrize("begun", ["load('', 1);", "$(function(){ load(); })", "var all = ''; load(all, 1);", "load(null, 1)"])  # fmt: skip
@pytest.mark.parametrize("tree", TREES)
def test_the_list_that_a_tree_of_bodies_shows_before_a_click_is_read_too(
    tree, begun, has_all, tmp_path
):
    found = crawled(tmp_path, routes_of(tree, begun, has_all=has_all), agency=GOVERNMENT)
    assert (found.status, found.reports) == ("ok", len(YEARS))


@pytest.mark.parametrize("tree", TREES)
def test_a_tree_of_bodies_whose_lists_only_a_signature_opens_is_told_on_a_governments_portal(
    tree, tmp_path
):
    with site(routes_of(tree, "", signed=True)) as running:
        told = one(tmp_path / "a", running, agency=GOVERNMENT)
        own = one(tmp_path / "b", running)
    assert (told.reason, told.reports) == ("list-short", 1)
    assert (own.status, own.reports) == ("ok", 1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ([{"id": "1", "name": "机构职能"}, {"id": "2", "name": "人事信息"}], None),
        ([], None),
        ({"code": 401, "msg": "签名错误"}, "list-short"),
    ],
    ids=["a catalogue", "nothing", "a refusal"],
)
def test_a_tree_that_is_fetched_and_has_no_body_hides_none_but_one_that_is_refused_may(
    answer, reason, tmp_path
):
    routes = routes_of("fetched", "", signed=True)
    told = crawled(
        tmp_path, routes | {"/tree": Says(json.dumps(answer).encode())}, agency=GOVERNMENT
    )
    assert told.reason == reason


def test_the_columns_of_bodies_whose_lists_a_script_fetches_are_walked_too(tmp_path):
    names = ("县政府办公室", "县教育局", "县民政局", "县水利局")
    tree = "".join(f"<li><a href='/c/{n}?type=4'>{name}</a></li>" for n, name in enumerate(names))
    routes: dict[str, Route] = {"/robots.txt": NO_ROBOTS, "/": page("<a href='/p'>政府信息公开</a>")}  # fmt: skip
    routes["/p"] = page(f"{tree}<a href='/c/0?type=4'>政府信息公开年报</a>")
    for n in range(len(names)):
        script = f"<ul></ul><script>$.get('/site/label/8888?labelName=publicInfoList&organId={n}', draw)</script>"
        routes[f"/c/{n}?type=4"] = column(tree + script)
        title = f"甲{names[n]}2021年政府信息公开工作年度报告"
        row = f"<li><a href='/art/{YEARS[n]}.html'>{title}</a></li>"
        label = f"/site/label/8888?labelName=publicInfoList&organId={n}&pageIndex=1"
        routes[label] = Says(
            f"<ul>{row}</ul><script>Ls.pagination('#p', go, {{pageCount: 1}})</script>".encode()
        )
        routes[f"/art/{YEARS[n]}.html"] = report(YEARS[n])
    found = crawled(tmp_path, routes, agency=GOVERNMENT)
    assert (found.status, found.reports) == ("ok", len(names))


HELD = "var nodes = %s; $.fn.zTree.init(box, {callback: {%s}}, nodes);"
NAMED = json.dumps(NODES[1:], ensure_ascii=False)
SIGNED = (
    "function go(id){ $.getJSON('/key', k => $.post('/query', {dept: id, sign: md5(k)}, draw)) }"
)
ANSWERED = "function go(id){ $.ajax({url: '/query', data: {dept: id, sign: md5(id)}, success: function(r){ box.innerHTML = r.html }}) }"
DRAWN = """$.ajax({url: '/tree', headers: {sign: md5(t)}, success: function(d){
    $.fn.zTree.init(box, {callback: {onClick: function(e, t, n){ %s }}}, d) }});"""
MADE = r"""<li onclick=\"go(\'' + o.id + '\')\">' + o.name + '</li>"""
BUILT = f"$.getJSON('/tree', d => d.forEach(o => box.append('{MADE}')));"
MENU = "".join(
    f"<a href='javascript:;' data-id='{one['id']}'>{one['name']}</a>" for one in NODES[1:]
)
BESIDE: dict[str, tuple[str, str, str | None]] = {
    "a tree": ("", HELD % (NAMED, "onClick: function(e, t, n){ go(n.id) }") + SIGNED, "list-short"),
    "a tree of another make": ("", HELD % (NAMED, "onclick: go") + SIGNED, "list-short"),
    "a tree and a function without a name": ("", HELD % (NAMED, "onClick: function(e, t, n){ go(n.id) }") + ANSWERED, "list-short"),
    "a tree that is fetched with a signature": ("", DRAWN % "go(n.id)" + SIGNED, "list-short"),
    "a tree of sites that is fetched with a signature": ("", DRAWN % "window.open(n.url)" + SIGNED, None),
    "items that a script makes": ("", BUILT + SIGNED, "list-short"),
    "a tree of sites": ("", HELD % (NAMED, "onClick: function(e, t, n){ window.open(n.url) }"), None),
    "a tree that opens": ("", HELD % (NAMED, "onClick: function(e, t, n){ tree.expandNode(n) }"), None),
    "a tree of sites that is fetched": ("", BUILT.replace("click", "Click") + "function go(id){ window.open('http://' + id + '.gov.example/') }", None),
    "a tree of other columns and a chart of bodies": ("", HELD % ("[]", "onClick: function(e, t, n){ go(n.id) }") + f"draw({{series: [{{type: 'pie', data: {NAMED}}}]}});" + SIGNED, None),
    "a letter box and a button": ("<a href='#' onClick='window.print()'>打印</a>", f"var to = {NAMED};", None),
    "a menu and a button": (f"<div class='nav'>{MENU}</div><a href='#' onClick='window.print()'>打印</a>", "", None),
}  # fmt: skip


@pytest.mark.parametrize("beside", BESIDE)
def test_bodies_beside_a_governments_own_reports_are_told_where_a_click_shows_a_list(
    beside, tmp_path
):
    shown, script, reason = BESIDE[beside]
    routes = routes_of("items", "", signed=True)
    row = f"<li><a href='/art/{YEARS[0]}.html'>{GOVERNMENT}{YEARS[0]}年政府信息公开工作年度报告</a></li>"
    routes["/nb.html"] = column(f"{shown}<ul>{row}</ul><script>{script}</script>")
    told = crawled(tmp_path, routes, agency=GOVERNMENT)
    assert (told.reason, told.reports) == (reason, 1)


@pytest.mark.parametrize(("status", "told"), [(404, None), (500, "list-short")])
def test_the_list_of_another_year_that_is_tried_is_missed_where_the_site_fails(
    status, told, tmp_path
):
    links = "".join(f"<a href='nb_{year}.html'>{year}年</a>" for year in (2023, 2022))
    rows = "<ul><li><a href='/art/{0}.html'>甲县水利局{0}年政府信息公开工作年度报告</a></li></ul>"
    routes: dict[str, Route] = {"/robots.txt": NO_ROBOTS, "/": page("<a href='/nb/'>政府信息公开年报</a>")}  # fmt: skip
    routes |= {"/nb/": page(links + rows.format(2024)), "/nb/nb_2023.html": page(rows.format(2023))}
    routes |= {"/nb/nb_2022.html": Says(b"none", status)}
    found = crawled(tmp_path, routes | {f"/art/{year}.html": report(year) for year in (2024, 2023)})
    assert (found.reports, found.reason) == (2, told)
