"""Listings that scripts put together: addresses out of pieces, rows in objects of unknown names, pages by calls."""

import json
import time
from dataclasses import replace

import pytest

from parsers.listings.listing import Request
from parsers.listings.pagination import next_part
from tests.answers import LIST, SITE, A, B, following, page, paths, read

SHELL = '<div id="list"></div><script>{}</script>'
ASKED = {
    "a page that is added at the end": ('$.getJSON("/api/loadData?pageSize=4&pageNo=" + p, draw)', "/api/loadData?pageSize=4&pageNo=1"),
    "a page between two strings": ("""fetch('/api/list?pageNum='+n+'&size=5').then(draw)""", "/api/list?pageNum=1&size=5"),
    "a column that the page names": ('var col = "nb12"; $.get("/api/list?col=" + col + "&page=1", draw)', "/api/list?col=nb12&page=1"),
    "a file of data": ("$.ajax({url:'/xml/nb.xml',dataType:'xml',success:draw})", "/xml/nb.xml"),
    "an interface named as a file": ("$.ajax({url:'/q/list.json',data:{col:'12',page:1}})", "/q/list.json?col=12&page=1"),
    "options that nobody knows": ("fetch('/api/list?pageNum=1', options).then(draw)", "/api/list?pageNum=1"),
    "letters in another encoding": ('$.getJSON("/api/list?pageNum=1&name=%D0%C5", draw)', "/api/list?pageNum=1&name=%D0%C5"),
    "an address in an object": ("$.ajax({type:'get', url:'/q/list?pageIndex=1', dataType:'json'})", "/q/list?pageIndex=1"),
}  # fmt: skip
PATTERN = '.then(d => add(`<li><a href="/art/${d.id}.html">${d.name}</a></li>`))'
FORM = (("columnId", "12"), ("pageNo", "1"), ("title", ""))
SENT = '{"pageNo": 1, "tableName": "t_1", "customFilter": {"value": "58"}}'
POSTED = {
    "a form": ("$.post('/xxgk/getList.do', {columnId: '12', pageNo: p, title: word}, draw)", Request(f"{SITE}/xxgk/getList.do", FORM)),
    "JSON": ('$.ajax({url: "/irs/front/list", type: "POST", data: JSON.stringify({"pageNo": n, "tableName": "t_1", "customFilter": {"value": "58"}})})',
             Request(f"{SITE}/irs/front/list", json=SENT)),
    "an object that stands before": ("var data={pageNo:1,tableName:'t_1',customFilter:{value:'58'}}; axios({method:'post',url:'/q/list',data:JSON.stringify(data)})",
             Request(f"{SITE}/q/list", json=SENT)),
    "a string": ("$.ajax({type:'post',url:'/q/list',data:'columnId=12&pageNo='+n+'&title='})", Request(f"{SITE}/q/list", FORM)),
    "what a form sends": ("""</script><form id="f"><input type="hidden" name="columnId" value="12"><input type="submit" name="go" value="1">
        <input type="radio" name="kind" value="2"><select name="pageNo"><option value="1">1</option></select><input name="off" value="1" disabled><input name="title"></form><script>
        $.post('/q/list', $('#f').serialize(), draw)""", Request(f"{SITE}/q/list", FORM)),
    "what a hidden field keeps": ("""</script><input type="hidden" id="col" value="12"><script>
        $.post('/q/list', {columnId: $('#col').val(), pageNo: n, title: word}, draw)""", Request(f"{SITE}/q/list", FORM)),
    "what a hidden field keeps without quotes": ("""</script><INPUT TYPE=hidden ID=col VALUE=12><script>
        $.post('/q/list', {columnId: $('#col').val(), pageNo: n, title: word}, draw)""", Request(f"{SITE}/q/list", FORM)),
    "what an attribute keeps": ("""</script><div id="box" data-col="12"></div><script>
        $.post('/q/list', {columnId: $('#box').data('col'), pageNo: n, title: word}, draw)""", Request(f"{SITE}/q/list", FORM)),
    "JSON that an XMLHttpRequest sends": ("""var xmlHttp=new XMLHttpRequest();xmlHttp.open('POST','/q/list',true);xmlHttp.onload=draw;
        xmlHttp.send(JSON.stringify({pageNo:1,tableName:'t_1',customFilter:{value:'58'}}))""", Request(f"{SITE}/q/list", json=SENT)),
    "an object that axios sends as JSON": ("axios.post('/q/list', {pageNo: this.page, tableName: 't_1', customFilter: {value: '58'}})",
             Request(f"{SITE}/q/list", json=SENT)),
    "a list, whose parts jQuery sends one by one": ("$.ajax({url:'/queryList',type:'POST',data:{page:1,unit:['12'],'col[]':['nb','zn']}})",
             Request(f"{SITE}/queryList", (("page", "1"), ("unit[]", "12"), ("col[]", "nb"), ("col[]", "zn")))),
    "a box that nobody has filled in": ("""</script><input type="text" id="word"><script>
        $.get('/q/list?page=1&title='+encodeURIComponent($('#word').val()||'')+'&col=7', draw)""", Request(f"{SITE}/q/list?page=1&title=&col=7")),
    "the choice that a select shows": ("""</script><select id="dept"><option value="11">县水利局</option><option value="12" selected>县财政局</option></select>
        <select id=year><option value="">全部</option><option>2024</option></select><script>
        $.post('/xxgk/getList.do', {columnId: $('#dept').val(), pageNo: p, title: $("#year").val()}, draw)""", Request(f"{SITE}/xxgk/getList.do", FORM)),
    "fields in the address alone": ("$.ajax({url:'/q/list?page=1', type:'POST'})", Request(f"{SITE}/q/list?page=1", ())),
    "JSON that lies deep": ("var q={pageNo:1,filter:{any:[{is:'58'}]}}; $.ajax({url:'/q/list',type:'POST',data:JSON.stringify(q)})",
             Request(f"{SITE}/q/list", json='{"pageNo": 1, "filter": {"any": [{"is": "58"}]}}')),
    "JSON in a field": ("$.post('/q/list', {params: JSON.stringify({pageNo: n, tableName: 't_1', customFilter: {value: '58'}})})",
             Request(f"{SITE}/q/list", (("params", SENT),))),
    "parameters of axios": ("axios.get('/api/list', {params: {channelId: 12, pageNum: this.page}})", Request(f"{SITE}/api/list?channelId=12&pageNum=1")),
    "options alone, with a field that is empty": ("$.post({url:'/q/list',data:{columnId:'12',pageNo:n,title:null}})", Request(f"{SITE}/q/list", FORM)),
    "a word to search for, of which an attribute has the name": ("""</script><a title="首页" href="/">首页</a><i title='邮箱'></i><script>
        $.post('/q/list', {columnId: '12', pageNo: n, title: title}, draw)""", Request(f"{SITE}/q/list", FORM)),
    "the texts that the first call gives": ("function load(dept, n){$.post('/q/list', {columnId: dept, pageNo: n, title: word}, draw)} load('12', 1)",
             Request(f"{SITE}/q/list", FORM)),
    "JSON that is no body": ("$.ajax({url:'/q/list',data:JSON.stringify({pageNo:n,col:5,all:true})})", Request(f"{SITE}/q/list?pageNo=1&col=5&all=true")),
    "numbers in a list": ("axios.post('/q/list', {page: 1, ids: [1, 2.5,]})", Request(f"{SITE}/q/list", json='{"page": 1, "ids": [1, 2.5]}')),
    "marks in a string, and a name that is short for itself": ("var col = 12; $.get('/q/list', {page: 1, col, by: 'day,(id'})",
             Request(f"{SITE}/q/list?page=1&col=12&by=day,%28id")),
    "files that an object of options counts": ("function show(i){$.ajax({url:'list_'+i+'.json',success:draw})} show(0)",
             Request(f"{SITE}/nb/list_0.json#pattern={SITE}/nb/list_{{number}}.json")),
    "a fragment": ("$('#list').load('/xxgk/list_part.jsp?cid=12&p=1')", Request(f"{SITE}/xxgk/list_part.jsp?cid=12&p=1")),
    "an address of which a variable is the beginning": ("const B='/prod'; axios.get(B + '/list', {params: {col: 7, page: 1}})",
             Request(f"{SITE}/prod/list?col=7&page=1")),
    "a request that is opened": ("var xhr = new XMLHttpRequest(); xhr.open('GET', '/q/list.php?page=1', true)", Request(f"{SITE}/q/list.php?page=1")),
    "layui's table": ("layui.table.render({elem:'#t',url:'/q/info',where:{cat:'2c'},limit:15})", Request(f"{SITE}/q/info?cat=2c&page=1&limit=15")),
    "EasyUI's table": ("$('#t').datagrid({url:'/q/news.action?t=1'})", Request(f"{SITE}/q/news.action?t=1", (("page", "1"), ("rows", "10")))),
    "EasyUI's table by GET": ("$('#t').datagrid({url:'/q/news.action',method:'get'})", Request(f"{SITE}/q/news.action?page=1&rows=10")),
    "Bootstrap's table": ("</script><table data-url='/q/list'></table><script>init()", Request(f"{SITE}/q/list?offset=0&limit=10")),
    "rows whose addresses end with a value of the page": ("var d='9'; $.get('/api/list?col=12&page=1', o => add('<a href=\"/show?id='+o.id[0].no+'&d='+d+'\">'))",
             Request(f"{SITE}/api/list?col=12&page=1#row=/show%3Fid%3D{{no}}%26d%3D9")),
    "a template": ("fetch(`/api/list?col=12&page=${page}`)" + PATTERN, Request(f"{SITE}/api/list?col=12&page=1#row=/art/{{id}}.html")),
    "a call of AngularJS": ("$http({method:'GET',url:'/api/list',params:{col:12,page:p}})</script><a ng-href='/art/{{d.id}}.html'></a><script>",
             Request(f"{SITE}/api/list?col=12&page=1#row=/art/{{id}}.html")),
    "a row that a method opens": ("</script><a @click='open(item.id)'></a><script>fetch('/api/list?col=12&page=1'); new Vue({methods:{open(id){location.href='/art/'+id+'.html'}}})",
             Request(f"{SITE}/api/list?col=12&page=1#row=/art/{{id}}.html")),
    "a field that counts as the first call says": ("function show(lm, dqy){$.post('/q/list',{lmid:'0203',dqy:dqy,mys:10},draw)} function go(dqy){show(3,dqy)} go(1)",
             Request(f"{SITE}/q/list#by=dqy", (("lmid", "0203"), ("dqy", "1"), ("mys", "10")))),
    "a field of JSON that counts": ("function show(dqy){axios.post('/q/list',{lmid:'0203',dqy:dqy})} show(1)",
             Request(f"{SITE}/q/list#by=dqy", json='{"lmid": "0203", "dqy": 1}')),
    "a field that the script adds to": ("var ym=1; function load(){$.post('/q/nb',{lmid:'0203',ym:ym},draw)} more.onclick=()=>{ym++;load()}",
             Request(f"{SITE}/q/nb#by=ym", (("lmid", "0203"), ("ym", "1")))),
    "the time that keeps an answer from being an old one": ("$.getJSON('/api/list.json?_='+new Date().getTime(),draw)", Request(f"{SITE}/api/list.json?_=")),
    "a random number": ("$.get('/api/list?col=12&r=' + Math.random()*1000, draw)", Request(f"{SITE}/api/list?col=12&r=")),
    "a function of the site's own": ("var q={col:7,pageIndex:1,_:Math.random()}; Ls.ajax.loadHtml('#list','/q/label/8888',q)",
             Request(f"{SITE}/q/label/8888?col=7&pageIndex=1&_=")),
    "a function of the site's own that posts": ("ajaxPost('/q/label', {columnId: '12', pageNo: 1, title: word}, draw)", Request(f"{SITE}/q/label", FORM)),
    "pages that are counted from 0": ("function show(p){$.post('/q/list',{lmid:'0203',page:p,size:10},draw)} show(0)",
             Request(f"{SITE}/q/list", (("lmid", "0203"), ("page", "0"), ("size", "10")))),
    "files that are counted from 0": ("function show(i){$.getJSON('list_'+i+'.json',draw)} show(0)</script><a ng-href='/art/{{d.id}}.html'></a><script>",
             Request(f"{SITE}/nb/list_0.json#pattern={SITE}/nb/list_{{number}}.json&row=/art/{{id}}.html")),
    "a number that a page is not counted by": ("$.getJSON('/q/list',{pageIndex:0,displayStart:s,size:10,endTime:t})", Request(f"{SITE}/q/list?pageIndex=0&displayStart=0&size=10&endTime=")),
    "an object of Vue": ("const q=reactive({pageNo:1,tableName:'t_1',customFilter:{value:'58'}}); fetch('/q/list',{method:'POST',body:JSON.stringify(q)})",
             Request(f"{SITE}/q/list", json=SENT)),
    "pages that are counted from 1 and asked for from 0": ("function show(p){$.post('/q/list',{lmid:'0203',page:p - 1,size:10},draw)} show(1)",
             Request(f"{SITE}/q/list", (("lmid", "0203"), ("page", "0"), ("size", "10")))),
    "a page of a name alone, less one": ("$.get('/api/list', {col: 12, pageNum: this.pageNum - 1}, draw)", Request(f"{SITE}/api/list?col=12&pageNum=0")),
    "an address with a page less one": ("$.get('/api/list?page=' + (page - 1) + '&col=12', draw)", Request(f"{SITE}/api/list?page=0&col=12")),
    "an address that ends with a page less one": ("$.get('/api/list?col=12&page=' + (p - 1), draw)", Request(f"{SITE}/api/list?col=12&page=0")),
    "a template with a page less one": ("fetch(`/api/list?page=${pageNo - 1}&col=12`)", Request(f"{SITE}/api/list?page=0&col=12")),
    "an object to which fields are added": ("""var col = 12; var q = {}; q['filter[SITE]'] = col; q.pageNo = n;
        $.get('/q/list', q, draw)""", Request(f"{SITE}/q/list?filter%5BSITE%5D=12&pageNo=1")),
    "an object that is new": ("""var q = new Object(); q.columnId = '12'; q.pageNo = n; q.title = word; $.post('/q/list', q, draw)""", Request(f"{SITE}/q/list", FORM)),
    "fields that are appended": ("""var q = new URLSearchParams(); q.append('columnId', '12'); q.append("pageNo", n); q.set("title", word);
        fetch('/q/list', {method: 'POST', body: q})""", Request(f"{SITE}/q/list", FORM)),
    "rows that are skipped": ("function load(s){$.get('/api/list?skip='+s+'&take=10',draw)} load(0)", Request(f"{SITE}/api/list?skip=0&take=10")),
    "rows from the first on": ("$.get('/api/list.jspx?first=' + first + '&count=10'); var first = 0", Request(f"{SITE}/api/list.jspx?first=0&count=10")),
}  # fmt: skip
UNASKED = {
    "a column in a form that nobody names": "$.post('/list.do', {columnId: col, pageNo: p}, draw)",
    "JSON that nobody knows": "axios.post('/api/list', JSON.stringify(query))",
    "a signature in a list": "$.post('/list.do', {page: 1, ids: [sign]})",
    "a signature in an object": "$.post('/list.do', {page: 1, query: {sign: sign}})",
    "a signature in a field of JSON": "$.post('/list.do', {page: 1, query: JSON.stringify({sign: sign})})",
    "JSON within JSON": "axios.post('/api/list', {page: 1, query: {by: JSON.stringify({sign: 1})}})",
    "a function of the site's own that is told no part of a list": "track('/q/label', {col: 7}); track('/q/list', draw); axios.post('/q')",
    "nothing": "$.post(); xhr.open(); xhr.send(); axios.post('/api/list', JSON.stringify())",
    "nothing in a list": "$.post('/list.do', {page: 1, ids: [,1]})",
    "an address that a number chooses": "function show(i){$.getJSON('/api' + (i ? '/list' : '/info') + '.json',draw)} show(0)",
    "an amount less one that nobody knows": "$.post('/list.do', {columnId: col - 1, pageNo: p}, draw)",
    "a signature that is added to an object": "var q = {pageNo: 1}; q.sign = md5(now); $.post('/list.do', q)",
    "what contains itself": "var q = {page: 1, q: q}; $.post('/list.do', q)",
    "a part of what is computed": "var d = 'x'; $.post('/list.do', {page: 1, by: make(a).d})",
    "a file of a form": "$.post('/nb/list_' + n + '.json')",
    "a column that the first call gives, beside the page": "function show(col){$.post('/q/list',{col:col,page:1},draw)} show(1)",
    "a column that the first call gives, beside the first row": "function show(col){$.post('/q/list',{col:col,displayStart:0},draw)} show(1)",
    "two columns, or pages, that the first call gives": "function show(n){$.post('/q/list',{x:n,y:n},draw)} show(1)",
    "an address and a field that count": "function show(i){$.post('list_'+i+'.json',{i:i},draw)} show(0)",
    "a call that a page shows": "</script><code>$.get('/api/list?page=1', draw)</code><script>",
    "a signature in JSON": "axios.post('/api/list', JSON.stringify({page: 1, sign: md5(now)}))",
    "what changes something": "$.post('/article/addHits', {page: 1})",
    "what registers": "$.post('/info/register.do', {page: 1})",
    "what counts by a field": "$.post('/info.do', {method: 'updateHits', page: 1})",
    "what counts by its query": '$.get("/info.do?method=addVisit&page=1", draw)',
    "a signature that is computed": '$.get("/api/list?page=1&sign=" + md5(now), draw)',
    "another host": '$.get("http://other.example.com/list?page=1", draw)',
    "a letter that nobody has written": """</script><input id="text"><input id="tel"><script>
        $.post('/news/letters', {text: $('#text').val(), tel: $('#tel').val()})""",
    "a letter on an article": """</script><input id="text"><script>$.post('/news/feedback', {id: 5, text: $('#text').val()})""",
    "letters that others have written": "$.post('/interact/queryList.do', {page: 1}, draw)",
    "petitions": "$.post('/wsxf/query.do', {page: 1}, draw)",
    "a token in a form": """</script><form id="f"><input type="hidden" name="_csrf" value="a1"><input type="hidden" name="page" value="1"></form><script>
        $.post('/list.do', $('#f').serialize(), draw)""",
    "what a form of a letter sends": """</script><form id="f"><input name="text"><input type="hidden" name="page" value="1"></form><script>
        $.post('/message/save', $('#f').serialize(), done)""",
    "what a form sends with a text": """</script><form id="f"><input type="hidden" name="page" value="1"><textarea name="say"></textarea></form><script>
        $.post('/datainfo/list', $('#f').serialize(), done)""",
    "what a form sends with a number to ring": """</script><form id="f"><input type="hidden" name="page" value="1"><input name="lxdh"></form><script>
        $.post('/datainfo/list', $('#f').serialize(), done)""",
    "a poll": """</script><form id="f"><input type="radio" name="page" value="1" checked></form><script>
        $.post('/info/toupiao', $('#f').serialize(), done)""",
    "a token in a hidden field": """</script><input id="token" value="a1"><script>$.post('/list.do', {page: 1, token: $('#token').val()})""",
    "a signature in a head": "axios.get('/api/list', {params: {page: 1}, headers: {'X-Sign': sign(t), 'X-Ts': t}}).then(draw)",
    "a signature in the head of what is posted": "axios.post('/api/list', {page: 1}, {headers: {'x-ca-signature': s}}).then(draw)",
    "a token that the script has": "var t = 'a1'; $.getJSON('/api/list?page=1&token=' + t, draw)",
    "what removes something": '$.get("/api/list/remove?page=1", draw)',
    "a counter": '$.get("/visit/count?page=1", draw)',
    "a column that nobody names": '$.get("/api/list?col=" + col + "&page=1", draw)',
}


def test_what_a_long_form_sends_is_asked_with_unless_it_is_longer_than_a_lists():
    def asked(fields: int) -> list[Request]:
        form = "".join(f"<input name=field{n} value=value-of-{n}>" for n in range(fields))
        form += "<input name=page value=1>"
        script = "$.post('/q/list', $('#f').serialize(), draw);" * 50
        html = f"<ul id='l'></ul><form id='f'>{form}</form><script>{script}</script>"
        return list(read(page(html)).inner)

    assert len(dict(asked(20)[0].form or ())) == 21
    begun = time.process_time()
    assert asked(4000) == []
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("call", ASKED)
def test_an_interface_that_a_page_spells_out_is_asked_for_its_first_page(call):
    script, expected = ASKED[call]
    assert [request.url for request in read(page(SHELL.format(script))).inner] == [
        f"{SITE}{expected}"
    ]


@pytest.mark.parametrize("call", POSTED)
def test_a_call_is_repeated_as_the_script_would_make_it_for_the_first_page(call):
    script, expected = POSTED[call]
    (request,) = read(page(SHELL.replace("{}", script))).inner
    assert request == replace(expected, headers=(("Referer", f"{SITE}/nb/index.html"),))


def test_what_a_script_reads_from_the_pages_address_is_asked():
    for asked in (
        "getQueryString('id')",
        "getQueryString('id'),title:getQueryString('org')||''",
        "location.search.split('id=')[1]",
        'window.location.href.split("=")[1]',
    ):
        script = f"function getQueryString(n){{ return find(n) }} $.get('/q/list',{{col:{asked},page:1}},draw)"
        (request,) = read(
            page(SHELL.format("").replace("</script>", f"{script}</script>")),
            f"{SITE}/l.html?id=12",
        ).inner
        also = "&title=" if "org" in asked else ""
        assert request.url == f"{SITE}/q/list?col=12{also}&page=1"


LOAD = "function load(id){ $.getJSON('/api/list', {channel: id, page: 1}, draw) }"


@pytest.mark.parametrize(
    ("names", "own", "bodies"),
    [
        (["2024年", "2023年度"], [7, 8], []),
        (["机构职能", "政府信息公开年报", "2024年", "2023年", "人事信息", "2022年"], [9, 10], []),
        (["机构职能", "政府信息公开年报", "人事信息"], [8], []),
        (["县政府", "县财政局", "县水利局"], [], [7, 8, 9]),
        (["2024年", "人事信息"], [], []),
    ],
    ids=["years", "years of the column", "the column", "bodies", "years of anything"],
)
def test_the_lists_of_choices_that_a_script_fetches_are_asked_for_by_their_codes(
    names, own, bodies
):
    script = f"$.getJSON('/api/channels?page=1', r => load(r.data[0].id)); {LOAD}"
    (asked,) = read(page(SHELL.replace("{}", script))).inner
    data = [{"id": number, "name": name} for number, name in enumerate(names, 7)]
    found = read(json.dumps({"data": data}), asked.url, asked)
    assert [one.url for one in found.inner] == [f"{SITE}/api/list?channel={n}&page=1" for n in own]
    assert [one.url for one in found.bodies] == [
        f"{SITE}/api/list?channel={n}&page=1" for n in bodies
    ]


def test_the_bodies_of_a_tree_that_fetches_its_branches_itself_are_told():
    script = f"""var setting = {{async: {{url: "/tree"}}, callback: {{onClick: (e, t, node) => load(node.id)}}}};
        $.fn.zTree.init(box, setting); {LOAD}"""
    assert read(page(LIST + SHELL.replace("{}", script))).unshown == 1


@pytest.mark.parametrize("keeps", ["", "organ = id; "])
def test_the_bodies_that_a_script_fetches_and_draws_are_asked_for_by_their_codes(keeps):
    asks = f"function load(id, n){{ {keeps}$.post('/q/list', {{organ: {keeps[:5] or 'id'}, page: n}}, draw) }}"
    script = f"""var organ = 'k0'; $.getJSON('/api/organ/tree', draw); load(organ, 1); {asks}
        function draw(r){{ r.data.forEach(n => box.append("<a onclick=\\"load('" + n.organId + "', 1)\\">" + n.organName + "</a>")) }}"""
    (tree,) = read(page(SHELL.replace("{}", script))).bodies
    assert tree.url.partition("#")[0] == f"{SITE}/api/organ/tree"
    nodes = [{"organId": f"k{n}", "organName": f"县{name}局"} for n, name in enumerate("教民水")]
    found = read(json.dumps({"data": {"children": nodes}}), tree.url, tree)
    assert [one.form for one in found.bodies] == [
        (("organ", f"k{n}"), ("page", "1")) for n in range(3)
    ]


def test_the_bodies_that_a_component_fetches_are_asked_for_by_the_field_that_a_click_keeps():
    script = """new Vue({data: {depts: [], query: {deptId: "300", page: 1}}, created(){
        axios.get('/api/dept/list').then(r => this.depts = r.data); axios.get('/api/article/page', {params: this.query}).then(draw) },
        methods: {select(d){ this.query.deptId = d.orgCode; this.query.page = 1; this.get(); }}})"""
    found = read(page(SHELL.replace("{}", script)))
    named = [{"orgCode": n, "orgName": f"县{name}局"} for n, name in enumerate("教民水")]
    tree = next(one for one in found.inner if "/dept/" in one.url)
    asked = read(json.dumps({"data": named}), tree.url, tree).bodies
    assert [one.url for one in asked] == [
        f"{SITE}/api/article/page?deptId={n}&page=1" for n in range(3)
    ]


def test_a_file_for_each_body_of_a_file_is_asked_for_and_no_part_of_its_address():
    script = """$.getJSON('/data/dept.json', d => load(d[0].code));
        function load(code){ $.getJSON('/data/' + code + '/nb.json', draw) }"""
    (asked,) = read(page(SHELL.replace("{}", script))).inner
    named = [{"code": n, "name": f"县{name}局"} for n, name in enumerate("教民水")]
    found = read(json.dumps(named), asked.url, asked)
    urls = [one.url.partition("#")[0] for one in found.bodies]
    assert urls == [f"{SITE}/data/{n}/nb.json" for n in range(3)]


def test_the_bodies_of_which_a_script_writes_the_links_have_a_list_each():
    script = """var d = [{"n": "县教育局", "u": "jyj"}, {"n": "县民政局", "u": "mzj"}, {"n": "县水利局", "u": "slj"}];
        for (var i = 0; i < d.length; i++) box.innerHTML += '<a href="/nb/' + d[i].u + '/{}">' + d[i].n + '</a>';"""
    for end, asked in (("index.html", ["jyj", "mzj", "slj"]), ("leader.html", [])):
        found = read(page(f"{LIST}<script>{script.replace('{}', end)}</script>"))
        assert [one.url for one in found.bodies] == [f"{SITE}/nb/{each}/{end}" for each in asked]


@pytest.mark.parametrize(("size", "after"), [("10", []), ("1", ["/api/list?page=2&size=1"])])
def test_an_answer_with_all_rows_that_it_declares_and_fewer_than_asked_for_is_the_whole(
    size, after
):
    url = f"{SITE}/api/list?page=1&size={size}"
    answer = json.dumps({"total": 1, "rows": [{"title": A, "url": "/a/1.html"}]})
    assert following(read(f"({answer})", url, Request(url))) == after


@pytest.mark.parametrize(
    ("request_", "after"),
    [
        (Request("http://a/l", json=SENT), Request("http://a/l", json=SENT.replace("1,", "2,", 1))),
        (Request("http://a/l", (("p", SENT),)), Request("http://a/l", (("p", SENT.replace("1,", "2,", 1)),))),
        (Request("http://a/l", json='{"of": {"pageNo": 1}}'), Request("http://a/l", json='{"of": {"pageNo": 2}}')),
        (Request("http://a/l?pn=3"), Request("http://a/l?pn=4")),
        (Request("http://a/l?pageSize=9&currentPageNum=1"), Request("http://a/l?pageSize=9&currentPageNum=2")),
        (Request("http://a/l?dqy=1#by=dqy"), Request("http://a/l?dqy=2#by=dqy")),
        (Request("http://a/l_0.json#pattern=http://a/l_{number}.json"), Request("http://a/l_1.json#pattern=http://a/l_{number}.json")),
        (Request("http://a/l", FORM), Request("http://a/l", (*FORM[:1], ("pageNo", "2"), FORM[2]))),
        (Request("http://a/l?first=10&count=10"), Request("http://a/l?first=20&count=10")),
        (Request("http://a/l?first=10"), None),
    ],
)  # fmt: skip
def test_the_next_part_of_a_list_is_asked_for_as_the_first_was(request_, after):
    assert next_part(request_) == after


def test_a_row_without_an_address_has_that_which_the_script_joins():
    content = json.dumps({"data": {"records": [{"id": 7, "title": A}]}})
    asked = Request(
        f"{SITE}/api/list?page=1#row=/art/{{id}}.html", headers=(("Referer", f"{SITE}/nb/"),)
    )
    found = read(content, asked.url, asked)
    assert (paths(found), following(found)) == (
        ["/art/7.html"],
        ["/api/list?page=2#row=/art/{id}.html"],
    )


@pytest.mark.parametrize("call", UNASKED)
def test_an_interface_that_is_not_spelled_out_or_no_list_is_not_asked(call):
    found = read(page(SHELL.replace("{}", UNASKED[call])))
    assert (found.engine, found.inner) == ("not-crawlable", ())


def test_the_catalogue_is_asked_though_its_address_is_put_together():
    script = """$.ajax({type:"post",url:"/module/xxgk/search.jsp?texttype=0&currpage="+p+"&sortfield=,compaltedate:0",
        data:{infotypeId:'A0102',divid:'div33718',currpage:p}})"""
    (request,) = read(page(SHELL.format(script))).inner
    assert (
        request.url
        == f"{SITE}/module/xxgk/search.jsp?texttype=0&currpage=1&sortfield=,compaltedate:0"
    )
    assert request.form == (("infotypeId", "A0102"), ("divid", "div33718"))


OBJECTS = {
    "names in pinyin": json.dumps({"rows": [{"bt": A, "lj": "/a/1.html"}, {"bt": "要闻", "lj": "/a/2.html"}]}),
    "pictures, folders and deletions beside them": json.dumps([
        {"sc": "/del.do?id=1", "tp": "/upload/1.jpg", "lm": "/xxgk/nb/", "bt": A, "lj": "a/1.html"},
        {"sc": "http://[::1/", "tp": "/i.png"},
        {"sc": "/del.do?id=2", "tp": "/upload/2.jpg", "lm": "/xxgk/nb/", "bt": "要闻", "lj": "a/2.html"}]).replace('"a/', '"../a/'),
    "JSON in a string": json.dumps({"list": json.dumps([{"title": A, "url": "/a/1.html"}, {"title": "要闻", "url": "/a/2.html"}])}),
    "whole title under another name": json.dumps([{"title": A[:6], "realtitle": A, "infourl": "/a/1.html"},
                                                  {"title": "要闻", "infourl": "/a/2.html"}]),
    "objects in objects": json.dumps({"items": [{"doc": {"title": A}, "link": {"pc": "/a/1.html"}},
                                                {"doc": {"title": "要闻"}, "link": {"pc": "/a/2.html"}}]}),
    "addresses in strings of JSON": json.dumps({"results": [{"source": {"showTitle": A, "urls": '{"pc": "/a/1.html", "wap": "/m/1.html"}'}},
                                                            {"source": {"showTitle": "要闻", "urls": '{"pc": "/a/2.html"}'}}]}),
    "a list of HTML, whose links are counted": json.dumps({"total": 2, "result": [f"<div><a href='/visit/link.do?url=%2Fa%2F1.html&q='>{A}</a></div>",
                                                                                  "<div><a href='/visit/link.do?url=/a/2.html&q='>要闻</a></div>"]}),
    "lists of one object": json.dumps({"data": [{"n_id": {"aid": [{"at": "/a/1.html"}]}, "title": {"atitle": [{"t": A}]}},
                                                {"n_id": {"aid": [{"at": "/a/2.html"}]}, "title": {"atitle": [{"t": "要闻"}]}}]}),
    "a byte order mark among blanks, and a callback": "\r\n\ufeff\u3000\r\n result(" + json.dumps([{"title": A, "url": "/a/1.html"}, {"title": "要闻", "url": "/a/2.html"}]) + ");",
    "HTML": json.dumps({"list": f"<li><a href='/a/1.html'>{A}</a></li><li><a href='/a/2.html'>要闻</a></li>", "bar": "<b>1</b>"}),
}  # fmt: skip


@pytest.mark.parametrize("names", OBJECTS)
def test_rows_of_json_are_read_by_what_their_values_say(names):
    found = read(OBJECTS[names], f"{SITE}/api/list", Request(f"{SITE}/api/list"))
    assert [row.title for row in found.rows] == [A, "要闻"]
    assert paths(found) == ["/a/1.html", "/a/2.html"]


def test_a_page_of_news_alone_in_json_of_unknown_names_is_told_as_not_read():
    news = [{"path": f"/c/{n}", "head": f"我县召开第{n}次推进会"} for n in (1, 2)]
    assert read(json.dumps({"items": news}), request=Request(f"{SITE}/api/list")).problem


def test_a_file_that_was_uploaded_is_no_upload():
    data = [{"bt": A, "wj": "/file/upload/1.pdf"}, {"bt": "要闻", "wj": "/upload/2.pdf"}]
    found = read(json.dumps(data), f"{SITE}/api/list", Request(f"{SITE}/api/list"))
    assert paths(found) == ["/file/upload/1.pdf", "/upload/2.pdf"]


@pytest.mark.parametrize("told", [
    {"next": "/api/list?cursor=5"}, {"links": {"next": f"{SITE}/api/list?cursor=5"}}, {"next_page_url": "/api/list?cursor=5"},
])  # fmt: skip
def test_an_answer_that_has_the_address_of_the_next_part_goes_on_there(told):
    request = Request(f"{SITE}/api/list?limit=1", headers=(("Referer", SITE),))
    rows_ = {"total": 2, "items": [{"title": A, "path": "/a/1.html"}]}
    (after,) = read(json.dumps({**rows_, **told}), request.url, request).next
    assert after == replace(request, url=f"{SITE}/api/list?cursor=5")


@pytest.mark.parametrize("told", [
    {"next": None}, {"next": "eyJpZCI6NX0"}, {"next": "http://b.gov.cn/list"}, {"next": "//b.gov.cn/list"}, {"next": "/user/logout.do"}, {"next": "/api/list?limit=1"},
])  # fmt: skip
@pytest.mark.parametrize(("total", "unread"), [(2, 2), (1, None)])
def test_as_many_rows_as_were_asked_for_of_more_go_on_in_a_way_that_is_told(told, total, unread):
    request = Request(f"{SITE}/api/list?limit=1")
    rows_ = {"total": total, "items": [{"title": A, "path": "/a/1.html"}]}
    found = read(json.dumps({**rows_, **told}), request.url, request)
    assert (found.next, found.unread) == ((), unread)


def test_what_each_row_counts_is_no_number_of_rows():
    request = Request(f"{SITE}/api/list?limit=2")
    items = [{"title": one, "path": f"/a/{n}.html", "count": 900} for n, one in enumerate((A, B))]
    assert read(json.dumps({"items": items}), request.url, request).unread is None


def test_reports_of_an_answer_without_an_address_beside_rows_with_one_are_told():
    items = [{"title": A, "url": "/a/1.html"}, {"title": f"<b>{B}</b>", "id": 5}, {"title": "公告"}]
    for given, told in ((items, 1), ([*items, {"title": B, "url": "/a/2.html"}], 0)):
        found = read(json.dumps({"rows": given}), f"{SITE}/api/list", Request(f"{SITE}/api/list"))
        assert found.unaddressed == told


def test_json_whose_rows_nobody_understands_is_not_taken_for_an_empty_list():
    request = Request(f"{SITE}/api/list")
    assert (
        read('{"rows": [{"a": "1", "b": "要闻"}]}', request.url, request).engine == "not-crawlable"
    )
    assert read('{"rows": [], "total": 0}', request.url, request).engine == "generic"
    for nothing in ("{}", '{"success": false, "data": []}'):
        assert read(nothing, request.url, request).problem
    assert read('{"success": true, "data": []}', request.url, request).problem is None


WRITTEN = {
    "an attribute": f"""</script><i :items="[{{&quot;title&quot;:&quot;{A}&quot;,&quot;url&quot;:&quot;/a/1.html&quot;}},
        {{&quot;title&quot;:&quot;{B}&quot;,&quot;url&quot;:&quot;/a/2.html&quot;}}]"></i><script>""",
    "an attribute of Angular": f"""</script><i ng-init="l=[{{title:'{A}',url:'/a/1.html'}},{{title:'{B}',url:'/a/2.html'}}]"></i><script>""",
    "no JSON": f"var list = [{{title:'{A}',url:'/a/1.html'}}, {{title:'{B}',url:'/a/2.html'}},];",
    "titles in escapes": f"var list = [{{title:{json.dumps(A)},url:'\\/a\\/1.html'}}, {{title:{json.dumps(B)},url:'\\/a\\/2.html'}},];",
    "a string that is parsed": f"render(JSON.parse({json.dumps(json.dumps([{'title': A, 'url': '/a/1.html'}, {'title': B, 'url': '/a/2.html'}], ensure_ascii=False))}))",
    "pushed": f'a.push({{"t":"{A}","u":"/a/1.html"}}); a.push({{"t":"{B}","u":"/a/2.html"}});',
}


@pytest.mark.parametrize("shape", WRITTEN)
def test_objects_that_a_script_writes_out_are_rows(shape):
    assert paths(read(page(SHELL.format(WRITTEN[shape])))) == ["/a/1.html", "/a/2.html"]


def test_the_items_of_a_feed_or_of_a_list_in_xml_are_rows():
    item = (
        "<item><TITLE><![CDATA[{}]]></TITLE><INDEXNUM>X-{}</INDEXNUM><URL>/a/{}.html</URL></item>"
    )
    listed = "".join(item.format(title, n, n) for n, title in enumerate((A, B), 1))
    request = Request(f"{SITE}/nb/list.xml")
    found = read(
        f'\n<?xml version="1.0" encoding="utf-8"?><list>{listed}</list>', request.url, request
    )
    assert paths(found) == ["/a/1.html", "/a/2.html"]
    assert [row.title for row in found.rows] == [A, B]


CHOSEN = """<select onchange="go(this.value)"><option value="1" selected>1</option><option value='2'>2</option>
    </select><script>function go(n){{ {} }}</script>"""


def test_a_list_of_page_numbers_is_followed_and_told_where_it_cannot_be():
    found = read(page(LIST + CHOSEN.format('location = "index_" + n + ".html"')))
    assert (following(found), found.unread) == (["/nb/index_2.html"], None)
    changes = CHOSEN.format(r"location.href = location.href.replace(/pNo=\d+/, 'pNo=' + n)")
    found = read(page(LIST + changes), f"{SITE}/l?c=1&pNo=1")
    assert (found.unread, [one.url for one in found.guesses]) == (2, [f"{SITE}/l?c=1&pNo=2"])
    found = read(page(LIST + CHOSEN.format("load(n)")))
    assert (following(found), found.unread) == ([], 2)


ROWS = f'<ul><li><a href="a1.html">{A}</a> 2025-01-20</li></ul>'
LOOP = """<script>var p = {{total: {}}}; for (var i = 1; i <= p.total; i++) document.write("<a href='list_" + i + ".html'>");</script>"""


def test_pages_whose_links_a_loop_writes_are_asked_for_by_number():
    from_1 = page(ROWS + LOOP.format(3))
    assert following(read(from_1)) == ["/nb/list_2.html"]
    assert following(read(from_1, f"{SITE}/nb/list_2.html")) == ["/nb/list_3.html"]
    from_0 = from_1.replace("i = 1; i <=", "i = 0; i <")
    assert following(read(from_0)) == ["/nb/list_1.html"]
    assert following(read(from_0.replace("+ i +", "+ (i + 1) +"))) == ["/nb/list_2.html"]
    assert following(read(page(ROWS + LOOP.format(1)))) == []
    named = page(ROWS + "<script>pagination('2', '3', '.html')</script>")
    assert following(read(named, f"{SITE}/nb/2.html")) == ["/nb/3.html"]
    assert following(read(named, f"{SITE}/nb/3.html")) == []


def test_reports_that_are_named_by_years_alone_are_rows_and_filters_by_year_are_columns():
    reports = "".join(f'<li><a href="/a/{n}.html">{n}年</a></li>' for n in (2023, 2024))
    assert [row.title for row in read(page(f"<ul>{reports}</ul>")).rows] == [
        "2023年政府信息公开年度报告",
        "2024年政府信息公开年度报告",
    ]
    filters = "".join(f'<li><a href="?year={n}">{n}年</a></li>' for n in (2023, 2024))
    found = read(page(f"<ul>{filters}</ul>"))
    assert (found.rows, len(found.inner)) == ((), 2)


def test_an_interface_is_asked_for_no_more_pages_than_its_pager_counts():
    fragment, asked = f"<li><a href='/a/1.html'>{A}</a></li>", f"{SITE}/blocks/1?page={{}}#pages=3"
    head = (("Referer", f"{SITE}/nb/"),)
    turned = [
        following(read(fragment, asked.format(n), Request(asked.format(n), headers=head)))
        for n in (2, 3)
    ]
    assert turned == [["/blocks/1?page=3#pages=3"], []]


CLICKED = {
    "a question": """<a href="javascript:view('8a81')">{}</a><script>function view(id){ window.open('/info/88/9.htm?id=' + id); }</script>""",
    "a dialogue": """<li onclick="window.showModalDialog('/info/88/9.htm', window)">{}</li>""",
    "an included script's function": """<a href="javascript:openwin('/info/88/9.htm', 800)">{}</a>""",
    "a number": "<a href='javascript:view(9)'>{}</a><script>var view = function(id){ location.href='/info/88/'+id+'.htm' }</script>",
    "an argument that is of no use": """<a href="#" onclick="view('9', this)">{}</a><script>function view(id, a){ open('/info/88/'+id+'.htm') }</script>""",
    "a picture that opens it": """<table><tr><td>1</td><td>{}</td><td><a href="javascript:view('88/9')"><img src='pdf.gif'></a></td></tr></table>
        <script>function view(id){ open('/info/'+id+'.htm') }</script>""",
    "two arguments": """<a href="javascript:view('88', '9')">{}</a><script>function view(c, i){ location.href='/info/'+c+'/'+i+'.htm'; }</script>""",
    "a short number": """<li onclick="view(7)">{}</li><script>function view(id){ var u = "/info/88/9.htm?" + id; open(u); }</script>""",
    "an attribute without quotes": """<li data-id=9><a href="javascript:;">{}</a></li>
        <script>$('li').click(function(){ location.href='/info/88/'+$(this).data('id')+'.htm'; })</script>""",
    "capital letters": """<A HREF="JavaScript:void(0)" onClick="view(7)">{}</A><SCRIPT>function view(id){ open("/info/88/9.htm?" + id); }</SCRIPT>""",
    "two attributes that scripts add": """<li data-id="9">{}</li><a data-p="1">上一页</a>
        <script>$('a').click(function(){ location.href='?p='+$(this).data('p'); }); $('li').click(function(){ location.href='/info/88/'+$(this).data('id')+'.htm'; })</script>""",
    "an attribute that a script adds": """<li data-id="9"><a href="javascript:;">{}</a></li>
        <script>$('li').click(function(){ location.href='/info/88/'+$(this).data('id')+'.htm'; })</script>""",
    "a function that also counts clicks": """<a href="javascript:view('9')">{}</a>
        <script>function view(i){ $.post('/addHits.do?id=' + i); open('/info/88/' + i + '.htm'); }</script>""",
    "an attribute by which clicks are counted": """<li data-id="9"><a href="javascript:;">{}</a></li>
        <script>$('li').click(function(){ $.post('/visit/'+$(this).data('id')); location.href='/info/88/'+$(this).data('id')+'.htm'; })</script>""",
    "a folder of messages": """<a href="javascript:view('88', '9')">{}</a><script>function view(c, i){ location.href='/message/../info/'+c+'/'+i+'.htm'; }</script>""",
    "a folder of uploads": """<a href="javascript:openwin('/upload/../info/88/9.htm', 800)">{}</a>""",
    "a card": """<div onclick="window.location='/info/88/9.htm'"><h5>{}</h5><p>2025-01-20</p></div>""",
    "an index number": "<table><tr><td>{}</td><td><a href='/info/88/9.htm'>11330800/2025-00011</a></td></tr></table>",
    "a format under a heading": "<h4>{}</h4><p><a href='/info/88/9.htm'>网页版</a></p>",
    "a format under a year": "<b>{}</b><h4>2024年度</h4><p><a href='/info/88/9.htm'>在线阅读</a></p>",
    "a format under the head of a year": "<b>{}</b><table><tr><th>2024年</th></tr><tr><td><a href='/info/88/9.htm'>查看</a></td></tr></table>",
    "an address that begins with a base": """<a href="javascript:view('9')">{}</a>
        <script>var ctx = '/info'; function view(i){ window.open(ctx + '/88/' + i + '.htm'); }</script>""",
    "an attachment under a heading": "<p><b>{}</b></p><p><a href='/info/88/9.htm'>附件1.docx</a></p>",
    "an icon that is pressed twice": """<div ondblclick="location.href='/info/88/9.htm'"><p>{}</p></div>""",
    "a picture in its line": "<table><tr><td>1</td><td>{}</td><td><a href='/info/88/9.htm'><img src='pdf.gif'></a></td></tr></table>",
    "a line of a table": "<table><tr data-href='/info/88/9.htm'><td>{}</td><td>2025-01-20</td></tr></table>",
}


@pytest.mark.parametrize("row", CLICKED)
def test_a_row_that_a_script_opens_has_the_address_that_it_opens(row):
    found = read(page(f"<ul>{CLICKED[row].replace('{}', A)}</ul>"))
    assert [path.partition("?")[0] for path in paths(found)] == ["/info/88/9.htm"]
    assert found.next == ()


def test_rows_that_call_a_function_of_an_included_script_are_had_from_there():
    row = f"""<li><a onclick="openInfo('5','81')">{A}</A><span>2025-01-20</span></li><script src="/js/jquery.js"></script>"""
    (request,) = read(page(f'{row}<script src="/js/common.js"></script>')).inner
    assert request.url.partition("#")[0] == f"{SITE}/js/common.js"
    for known in (
        row.replace("openInfo('5','81')", "void(0)"),
        f"{row}<script>function openInfo(t, id){{ draw(t) }}</script>",
    ):
        assert read(page(f'{known}<script src="/js/common.js"></script>')).inner == ()
    script = (
        "function openInfo(t, id){ var url = '/info/' + t + '/' + id + '.html'; window.open(url); }"
    )
    assert [(row.url, row.title) for row in read(script, f"{SITE}/js/common.js", request).rows] == [
        (f"{SITE}/info/5/81.html", A)
    ]
    given = f"{row}<script>var ctx = '/info/';</script><script src='/js/common.js'></script>"
    (request,) = read(page(given)).inner
    script = "function openInfo(t, id){ window.open(ctx + t + '/' + id + '.html'); }"
    assert paths(read(script, f"{SITE}/js/common.js", request)) == ["/info/5/81.html"]


def test_what_an_included_script_asks_for_has_the_values_of_its_page_and_is_in_its_folder():
    boxes = '<ul></ul><input id="word"><input type="hidden" id="org" value="7">'
    given = "<script>var col = 'nb';</script><script src='/js/list.js'></script>"
    (asked,) = read(page(boxes + given)).inner
    script = "function load(n){ $.post('q/list.do', {col: col, org: $('#org').val(), title: $('#word').val(), page: n}, draw) } load(1)"
    (request,) = read(script, f"{SITE}/js/list.js", asked, previous=read(page(LIST))).inner
    assert (request.url, request.form) == (
        f"{SITE}/nb/q/list.do", (("col", "nb"), ("org", "7"), ("title", ""), ("page", "1"))
    )  # fmt: skip


OTHER_TEMPLATES = {
    "a menu": """nav.forEach(r => $("#nav").append('<a href="/channel/' + r.id + '.html">' + r.name + '</a>'))""",
    "a search": """hot.forEach(r => $("#hot").append('<a href="/so?q=' + r.title + '">' + r.title + '</a>'))""",
    "a pager": """function jump(obj){ location.href = "?p=" + obj.curr }""",
    "a counter": """li += '<a href="/addHits.do?id=' + r.id + '">' + r.title + '</a>'""",
}
ROW_TEMPLATE = """; list.forEach(r => $("#l").append('<li><a href="/art/' + r.id + '.html">' + r.title + '</a>'))"""


@pytest.mark.parametrize("template", OTHER_TEMPLATES)
def test_rows_have_no_address_by_the_template_of_something_else(template):
    rows = json.dumps([{"id": 7, "title": A}], ensure_ascii=False)
    other = f"var list = {rows}; {OTHER_TEMPLATES[template]}"
    assert paths(read(page(SHELL.format(other + ROW_TEMPLATE)))) == ["/art/7.html"]


@pytest.mark.parametrize("action", ["'/admin/delete.do?id=' + r.id", "`/user/like.do?id=${r.id}`"])
def test_no_row_has_an_address_that_does_something(action):
    rows = json.dumps([{"id": 7, "title": A}], ensure_ascii=False)
    script = f"var list = {rows}; list.forEach(r => open({action}))"
    assert not read(page(SHELL.format(script))).rows


def test_rows_have_the_address_that_the_page_makes_of_them_wherever_they_come_from():
    drawn = """<div id="app"><a v-for="one in list" :href="'/art/' + one.id + '.html'">{{one.title}}</a></div>"""
    rows = json.dumps([{"id": 7, "title": A}], ensure_ascii=False)
    held = read(page(f"{drawn}<script>new Vue({{data: {{list: {rows}}}}})</script>"))
    assert paths(held) == ["/art/7.html"]
    (asked,) = read(page(f"{drawn}<script src='/js/list.js'></script>")).inner
    script = "axios.get('/api/list', {params: {page: 1}}).then(draw)"
    (request,) = read(script, f"{SITE}/js/list.js", asked, previous=read(page(LIST))).inner
    assert paths(read(f'{{"rows": {rows}}}', f"{SITE}/api/list?page=1", request)) == ["/art/7.html"]


SHOWN = ("show(a)", "mark('on' + a)", "load('/nb/' + 'all.json')")


@pytest.mark.parametrize("body", SHOWN)
def test_a_row_that_calls_a_function_which_leads_nowhere_is_none(body):
    row = f"""<li><a href="javascript:view('8a81')">{A}</a></li>"""
    assert paths(read(page(f"<ul>{row}</ul><script>function view(a){{ {body} }}</script>"))) == []


def test_reports_whose_addresses_only_a_script_knows_are_counted():
    hidden = f"""<li><a href="#" onclick="show(this)">{A.replace("2024", "2022")}</a></li>"""
    assert read(page(LIST.replace("</ul>", f"{hidden}</ul>"))).unaddressed == 1
    assert read(page(LIST + hidden.replace("2022", "2024"))).unaddressed == 0


def test_a_page_of_one_years_reports_names_them_by_their_bodies_alone():
    bodies = "<ul><li><a href='/1.html'>县财政局</a></li><li><a href='/2.html'>城关镇</a></li><li><a href='/3/'>乡镇街道</a></li></ul>"
    found = read(page(f"<h2>2023年度政府信息公开年报</h2>{bodies}"))
    assert [(row.url[-6:], row.title[:8]) for row in found.rows] == [
        ("1.html", "县财政局2023"),
        ("2.html", "城关镇2023年"),
    ]
    assert read(page(f"<h2>机构职能</h2>{bodies}")).rows == ()
    lines = "".join(
        f"<tr><td>{n}</td><td>县{n}局</td><td><a href='/{n}.pdf'>查看</a></td></tr>" for n in "财农"
    )
    found = read(page(f"<h1>政府信息公开年报</h1><h4>2023年度</h4><table>{lines}</table>"))
    assert [row.title[:8] for row in found.rows] == ["县财局2023年", "县农局2023年"]
    town = "<li><a href='/9.html'>高岭镇_2023年</a> 2024-01-20</li></ul>"
    for body, before in ((LIST.replace("</ul>", town), None), (f"<ul>{town}", read(page(LIST)))):
        row = read(page(body), previous=before).rows[-1]
        assert row.title == "高岭镇2023年政府信息公开工作年度报告"


LATER = {
    "pictures": ("""</script><b>1</b><a href="javascript:go(2)"><img src="next.gif"></a><script>
        function go(n){ location.href='/nb/list_'+n+'.html' }""", "/nb/list_2.html"),
    "a page with its size": ("""</script><b>1</b><a href="javascript:go(2, 15)">下一页</a><script>
        function go(n, size){ location.href='/nb/list?page='+n+'&size='+size }""", "/nb/list?page=2&size=15"),
    "numbers that a script adds to an address": ("""</script><p><b>1</b><a href="javascript:;" page="1">2</a></p><script>
        $('a').click(function(){ location.href='/nb/list?col=7&currentPage='+$(this).attr('page') })""", "/nb/list?col=7&currentPage=1"),
    "numbers by way of a variable": ("""</script><ul><b>1</b><li class="i" data-page="2">2</li></ul><script>
        $('.i').click(function(){ var p = $(this).data('page'); location.href='/nb/list?c=5&page='+p; })""", "/nb/list?c=5&page=2"),
    "words": ("""</script>1/4页 <a href="javascript:goto('next')">下一页</a><script>var cur=1;function goto(w){ var p=cur;
        if(w=='next') p=cur+1; location.href='/nb/list.jsp?lm=7&pageIndex='+p; }""", "/nb/list.jsp?lm=7&pageIndex=2"),
    "an interface in a pager's callback": ("""$('#p').pagination({pageCount:3,callback:function(api){var page=api.getCurrent();
        $.get('/blocks/1af3?page='+page+'&fix=0', draw)}})""", "/blocks/1af3?page=2&fix=0#pages=3"),
    "an address in a pager's callback": ("""$('#p').pager({pagenumber:1,pagecount:3,buttonClickCallback:function(n){
        window.location.href='/nb/list.html?id=8&page='+n;}})""", "/nb/list.html?id=8&page=2"),
}  # fmt: skip


@pytest.mark.parametrize("pager", LATER)
def test_a_pager_that_a_script_draws_is_followed_by_what_its_script_asks(pager):
    script, expected = LATER[pager]
    found = read(page(f"{LIST}<div id=p></div><script>{script}</script>"))
    assert (following(found), found.unread) == ([expected], None)
