"""A saved page that stands before another is called what it is: a challenge or a login."""

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture
from schemas.finding import sentence
from tests.commands import extracted

FIELDS = "<input name=u><input name=p type='password'><a>忘记密码</a>"
# A page as saved, and the code of what it is called; none where it is merely no report.
PAGES = {
    "a cookie that a script sets": (
        "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>",
        "challenge-page"),
    "the script of a shield": ("<html><script>window['$_ts']=1</script><body></body>", "challenge-page"),
    "a slider": ("<title>验证</title><p>请拖动滑块完成验证</p>", "challenge-page"),
    "a firewall's refusal": ("<h1>您的请求可能存在威胁，已被拦截！</h1>", "challenge-page"),
    "a form": (f"<title>某县政务平台</title><h1>用户登录</h1><form>{FIELDS}</form>", "login-page"),
    "a form in a table": (f"<table><tr><td>登录</td><td>{FIELDS}</td></tr><tr><td>1</td></tr></table>", "login-page"),
    "a login that a script draws": ("<title>统一身份认证平台</title><div id=app></div>", "login-page"),
    "a page with a link to a login": ("<title>某县</title><p>首页 登录 注册</p>", None),
    "news with a login beside": (f"<h1>某县召开会议</h1><p>{'会议强调。' * 90}</p><form>登录{FIELDS}</form>", None),
    "a page with the script of a shield": (
        f"<script src=/__jsl_clearance.js></script><h1>某县召开会议</h1><p>{'会议强调。' * 20}</p>", None),
}  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("case", PAGES)
def test_a_page_before_another_is_called_what_it_is(case, charset):
    html, code = PAGES[case]
    with pytest.raises(NotAReport) as refusal:
        extract(Capture(body=f"<!DOCTYPE html><meta charset={charset}>{html}".encode(charset)))
    assert refusal.value.unread == (code is not None)
    if code:
        assert refusal.value.reason == sentence(code)


def test_such_a_page_in_a_folder_is_counted_as_unreadable(tmp_path):
    (tmp_path / "1.html").write_text(f"<title>用户登录</title>{FIELDS}", encoding="utf-8")
    assert extracted(tmp_path / "a.db", tmp_path)["outcomes"] == {"unreadable": 1}
