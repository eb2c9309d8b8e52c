"""A listing that offers a second page in a way that no engine can request is not taken for whole."""

import pytest

from parsers.listings.listing import Listing, Request, Row
from tests.answers import SITE, A, page, read

ROWS = f'<ul><li><a href="a1.html">{A}</a> 2025-01-20</li></ul>'
OFFERED = {
    "a count of pages": "<span>共3页</span>",
    "a count of two pages": "<span>共2页</span>",
    "a variable": "<script>var nPageCount=3;</script><script src='/js/fenye.js'></script>",
    "variables of TRS": '<script>var m_nRecordCount = "45";\nvar m_nCurrPage = 0; var m_nPageSize = 20;</script>',
    "a place among pages": "<span>第1页/共<b>3</b>页</span>",
    "numbers of a script": '<ul class="el-pager"><li class="active">1</li><li>2</li><li>3</li></ul>',
    "the last page, over those before it": '<a href="index_2.html">尾页</a>',
    "numbers in a place that is called a pager for short": '<ul class="pg"><li>1</li><li>2</li></ul>',
    "numbers with an attribute": '<p id="pages"><b>1</b><a href="javascript:;" data-page="2">2</a></p>',
    "kkpager of two pages": "<script>kkpager.generPageHtml({pno:1,total:2,click:function(n){load(n)}})</script>",
    "kkpager": "<script>kkpager.generPageHtml({pno:1,total:3,mode:'click',click:function(n){load(n)}})</script>",
    "a plugin's pager": "<script>$('#p').pagination({pageCount:3,callback:function(a){load(a)}})</script>",
    "a pager that is told its rows first": "<script>$('#p').pagination(23, {items_per_page:10, callback:turn})</script>",
    "a pager that begins at a number": "<script>Page({num:3, startnum:1, callback:function(n){load(n)}})</script>",
    "layui": "<script>laypage.render({elem:'p',count:23,limit:10,jump:function(o){load(o.curr)}})</script>",
    "a pager of its own": "<script>new Pager({el:'#p', total:23, pageSize:10, current:1})</script>",
    "attributes of a pager": '<div class="pages" data-total="3" data-current="1"></div>',
    "hidden fields": '<input type="hidden" id="totalpage" value="3"><input type="hidden" id="currpage" value="1">',
    "a function without a number": """<a href="javascript:nextPage()">下一页</a>
        <script>var total = 3; function nextPage(){ turn(cur + 1); }</script>""",
    "a button": '<button onclick="load()">下一页</button>',
    "a button of a form": '<input type="button" value="下一页 &gt;" onclick="load()">',
    "a link that keeps its number": '<a class="pn" data-p="2">下一页</a>',
    "more to load from an address that its script completes": '<a href="javascript:;" data-url="more.jsp" data-page="1">加载更多</a>',
    "more to load": '<a href="javascript:;">加载更多</a>',
}  # fmt: skip
WHOLE = {
    "words without a link": "<p>首页 <span>上一页</span> <a>下一页</a> 尾页</p>",
    "one page": "<span>共1页</span> <span>1/1页</span>",
    "one page of layui": "<script>laypage.render({elem:'p',count:9,jump:function(o){load(o.curr)}})</script>",
    "one page of rows told first": "<script>$('#p').pagination(9, {items_per_page:10, callback:turn})</script>",
    "one page of kkpager": "<script>kkpager.generPageHtml({pno:1,total:1,totalRecords:9,click:function(n){load(n)}})</script>",
    "a count of the rows that are shown": "<script>new Pager({el:'#p', total:1, current:1})</script>",
    "rows of one page in attributes": '<div class="pages" data-total="9" data-page-size="10"></div>',
    "hidden fields of one page": '<input type="hidden" name="total" value="9"><input type="hidden" name="pageSize" value="10">',
    "a function of one page": """<a href="javascript:nextPage()">下一页</a>
        <script>var total = 1; function nextPage(){ turn(cur + 1); }</script>""",
    "a button that is disabled": "<button disabled>下一页</button>",
    "more that is hidden": '<div style="display:none">加载更多</div>',
    "more that has the attribute hidden": "<div hidden>加载更多</div>",
    "a button of a menu": '<div class="nav"><button>更多</button></div>',
    "numbers of a show of pictures": '<div class="swiper-pagination"><span>1</span><span>2</span><span>3</span></div>',
    "numbers of pictures": '<ol class="focus"><li>1</li><li>2</li><li>3</li></ol>',
    "a wrapper that is called a page": f'<div class="page"><span>1</span><span>2</span>{"一" * 200}</div>',
}  # fmt: skip


@pytest.mark.parametrize("offer", OFFERED)
def test_a_second_page_that_cannot_be_requested_is_told(offer):
    assert read(page(ROWS + OFFERED[offer])).unread == 2


@pytest.mark.parametrize("end", WHOLE)
def test_a_listing_of_one_page_offers_none(end):
    assert read(page(ROWS + WHOLE[end])).unread is None


def test_a_page_that_is_offered_without_an_address_is_sought_where_sites_have_it():
    def sought(here, previous=None, request=None):
        found = read(page(ROWS + "共3页"), f"{SITE}{here}", request, previous=previous)
        return [each.url.removeprefix(SITE) for each in found.guesses]

    assert sought("/nb/") == ["/nb/index_1.html", "/nb/index_2.html"]
    assert sought("/nb/list.shtml") == ["/nb/list_1.shtml", "/nb/list_2.shtml"]
    assert (sought("/nb/1.html"), sought("/l?pNo=1")) == (["/nb/2.html"], ["/l?pNo=2"])
    assert (sought("/l?id=12"), sought("/nb/list_3421.html")) == (
        [],
        ["/nb/list_3421_1.html", "/nb/list_3421_2.html"],
    )
    second = Request(f"{SITE}/nb/index_1.html")
    before = Listing("generic", (Row(f"{SITE}/nb/b1.html", A),), guesses=(second,))
    assert sought("/nb/index_1.html", before, second) == ["/nb/index_2.html"]


def test_a_page_that_a_function_elsewhere_asks_for_is_sought_by_the_one_field_of_its_form():
    form = "<form action='/l.do' method='post'><input type='hidden' name='cid' value='7'>{}</form>"
    field, turns = (
        "<input type='hidden' name='pageNum' value='1'>",
        "<a onclick='turn(2)'>下一页</a>",
    )
    found = read(page(ROWS + form.format(field) + turns))
    assert (found.next, found.unread) == ((), 2)
    assert found.guesses == (Request(f"{SITE}/l.do", (("cid", "7"), ("pageNum", "2"))),)
    for fields in ("", field + "<input name='page'>"):
        assert not any(one.posts for one in read(page(ROWS + form.format(fields) + turns)).guesses)


@pytest.mark.parametrize(
    "form",
    ["<form action='/center.do' method='post'><input name='user'><input type='password' name='p'></form>",
     "<form action='/center.do' method='post'><input type='password' name='p'></form>",
     "<form action='/tijiao.do' method='post'><input name='idcard'><textarea name='text'></textarea><input name='pages' value='1'></form>",
     "<form action='/list.do' method='post'><input type='hidden' name='csrf_token' value='a1'><input type='hidden' name='page' value='1'></form>",
     "<form action='http://b.example/list.do' method='post'><input type='hidden' name='page' value='1'></form>"],
)  # fmt: skip
def test_no_login_application_or_form_of_another_site_is_sent_to_seek_a_page(form):
    found = read(page(ROWS + form + "<a onclick='turn(2)'>下一页</a>"))
    assert (found.unread, any(one.posts for one in found.guesses)) == (2, False)


def test_a_count_of_pages_is_no_promise_on_a_later_page():
    before = Listing("generic", (Row("http://yjj.example.gov.cn/nb/b1.html", A),))
    assert read(page(ROWS + "共3页"), previous=before).unread is None


def test_a_total_beside_the_number_of_a_page_in_hidden_fields_is_none_of_pages():
    fields = '<input type="hidden" id="total" value="50"><input type="hidden" id="page" value="1">'
    assert read(page(ROWS + fields)).unread is None
