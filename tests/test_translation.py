"""An error line is in the language at hand, and whoever adds one is told where its Chinese belongs."""

import ast
import re
import sqlite3
import tomllib
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest

from parsers.errors import NotAReport
from schemas.finding import codes, sentence
from scraper import errors
from scraper.words import in_chinese
from tests.commands import gongkai
from tests.yearbook import yearbook

ROOT = Path(__file__).parents[1]
RAISED = {
    *(name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)),
    NotAReport.__name__, "UsageError", "BadParameter", "suggested",
}  # fmt: skip
DETAILS = {
    "Unfetched": 2,
    "note_short": 0,
    "_because": 1,
    "unread": 1,
    "mistake": 2,
    "_mistake": 1,
}  # the place of what is said in particular
WORDS = re.compile(r"[A-Za-z]{2}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def template(node: ast.expr) -> str | None:
    """The sentence of a string, what is put into it as a word; None for what is no string."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(template(one) or "x1" for one in node.values)
    if isinstance(node, ast.BinOp):
        return (template(node.left) or "x1") + (template(node.right) or "x1")
    return None


NEVER = {"years run backwards", "x1 is not a key of this form"}  # told to whoever changes a form


def raised(folder: str, more: Collection[str] = ()) -> Iterator[str]:
    """Every sentence that an error of ours is made with, or one of those further classes."""
    for file in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = DETAILS.get(called, 0 if called in {*RAISED, *more} else len(node.args))
                text = template(node.args[place]) if len(node.args) > place else None
                if text and WORDS.search(text.replace("x1", "")):
                    yield text


def sentences() -> list[str]:
    """All that a person may be told."""
    return sorted(
        {*raised("scraper", {"ValueError"}), *raised("parsers"), *raised("schemas", {"ValueError"})}
        - NEVER
    )


SPEAKING = ("exceptions", "parser", "types")  # modules of click that say what is wrong
FRAGMENTS = re.compile(  # of a sentence, or told by nobody: programs of ours, prompts, our own line
    r"(?:Error: |Try '|Missing (?:argument|option|parameter|x1)$|Cho|File x1 is a file|file$|path$|directory$)"
    r"|.*(?:boolean|UUID|the formats? x1|executable)"
)


def said_by_click() -> list[str]:
    """Every sentence that the installed click has for what is typed wrong, as its own catalogue takes it."""
    found = []
    for name in SPEAKING:
        file = Path(click.__file__).with_name(f"{name}.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                texts = (one.value for one in node.args[:2] if isinstance(one, ast.Constant))
                found += [re.sub(r"^{name} |{\w+(?:!r)?}", _filled, str(text)) for text in texts]
    return sorted({text for text in found if not FRAGMENTS.match(text)})


def _filled(name: re.Match[str]) -> str:
    return "File " if name[0] == "{name} " else "x1"


def said_by_tomllib() -> list[str]:
    """Every sentence that Python has for a mistake in TOML."""
    file = Path(tomllib.__file__).with_name("_parser.py")
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    calls = (node for node in nodes if isinstance(node, ast.Call) and len(node.args) == 3)
    told = (template(one.args[2]) for one in calls if getattr(one.func, "id", "") == "suffixed_err")
    return sorted({text for text in told if text})


def test_what_python_says_of_toml_has_its_chinese():
    assert len(said_by_tomllib()) > 10
    assert [text for text in said_by_tomllib() if not CHINESE.search(in_chinese(text) or "")] == []


@pytest.mark.parametrize("english", said_by_click())
def test_what_click_says_has_its_chinese(english):
    assert CHINESE.search(in_chinese(english) or ""), "add it to scraper/failures.toml"


@pytest.mark.parametrize(("english", "chinese"), [
    ("a/frontier.db: file is not a database", "a/frontier.db：不是 SQLite 数据库"),
    ("a.csv: line 3: line contains NUL", "a.csv：第 3 行：含有空字符"),
    ("a.csv: line 3: field larger than field limit (131072)", "a.csv：第 3 行：单元格超过 131072 个字符"),
    ("a.csv: line 3: ',' expected after '\"'", "a.csv：第 3 行：引号之后应为“,”；单元格中的引号须写作两个"),
    ("[Errno 11] Resource temporarily unavailable", "系统资源暂时不足"),
])  # fmt: skip
def test_what_sqlite_csv_and_the_system_say_has_its_chinese(english, chinese):
    assert in_chinese(english) == chinese


def test_every_error_has_its_chinese():
    told = {english: in_chinese(english) or "" for english in sentences()}
    assert len(told) > 50
    wanting = [english for english, chinese in told.items() if not CHINESE.search(chinese)]
    assert wanting == [], "add them to scraper/failures.toml"
    unlike = [
        english for english, chinese in told.items() if english.count("x1") != chinese.count("x1")
    ]
    assert unlike == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[portals.a", "错误：p.toml:1：表头末尾应有“]”"),
        ('[portals.a]\nstart = "x', "错误：p.toml:2：start：有不允许的字符 '\\n'"),
        ('[portals.a]\nagency = "甲县水利局"', "错误：p.toml:1：portals.a.start：不可缺少"),
        ('[portals.a]\nagency = 1\nstart = "http://a.cn/"', "错误：p.toml:2：portals.a.agency：应为加引号的文字"),
        ('[portals.a]\nagency = "甲县水利局"\nstart = "ftp://a"', "错误：p.toml:3：portals.a.start：须以 http:// 或 https:// 开头"),
        ('[portals.a]\nagency = "甲县水利局"\nstart = "http://a.cn/"\ndelay = -1', "错误：p.toml:4：portals.a.delay：应"),
        ('[portals.a]\nagency = "甲县水利局"\nstart = "http://a.cn/"\nengine = "trz"',
         "错误：p.toml:4：portals.a.engine：没有这个引擎；是否指 trs；现有 auto"),
        ('[portals.a]\nagency = "甲县水利局"\nstart = "http://a.cn/"\ndealy = 1', "错误：p.toml:4：portals.a.dealy：未知的键；是否指 delay"),
        ('[portals.a]\nagency = "甲县水利局"\nstart = "http://a.cn/"\ntls = "x"', "错误：p.toml:4：portals.a.tls：应为 'verify'、'legacy' 或 'insecure'"),
        ("[portals.a]\nagency = “甲县水利局”", '错误：p.toml:2：agency：值无效；此处的 “ 应为 "（'),
        ("[portals.a]\nagency ＝ '甲县水利局'", "错误：p.toml:2：键之后应有“=”；此处的 ＝ 应为 =（"),
        ("［portals.a]", "错误：p.toml:1：语句无效；此处的 ［ 应为 [（"),
        ("[portals.a]\nhosts = ['a.cn'，'b.cn']", "错误：p.toml:2：hosts：数组没有结束；此处的 ， 应为 ,（"),
        ("[portal.a]", "错误：p.toml:1：portal：未知的表；是否指 portals；现有 [defaults] 和 [portals.ID]"),
        ("", "错误：p.toml："),
    ],
)  # fmt: skip
def test_a_mistake_in_a_portals_file_is_told_in_chinese(written, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("p.toml").write_text(written + "\n", encoding="utf-8")
    answer = gongkai("--lang", "zh", "crawl", "archive", "--portals", "p.toml", "--dry-run")
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert answer.stderr.startswith(told), answer.stderr


def test_no_sentence_is_taken_for_another():
    known = tomllib.loads((ROOT / "scraper" / "failures.toml").read_text(encoding="utf-8"))
    for english, chinese in known["sentences"].items():
        filled = (re.sub(r"{\w+}", "x1", text) for text in (english, chinese))
        assert in_chinese(next(filled)) == next(filled)


def test_the_sentences_of_findings_are_known_with_their_details():
    for code in codes():
        told = in_chinese(f"a.html: {sentence(code)[:-1]}; detail")
        assert told == f"a.html：{sentence(code, 'zh')[:-1]}；detail"


def test_what_no_table_has_stays_english():
    assert in_chinese("something new happened") is None
    assert in_chinese("a: b; c" * 1000) is None
    assert in_chinese(": " * 900) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("check", "none.db"), "错误：none.db：数据库不存在；可用以下命令建立：gongkai extract none.db PAGES"),
        (("show", "{page}"), "错误：{page}：非报告：页面没有内容"),
        (("show", "{broken}"), "错误：{broken}：" + sentence("document-damaged", "zh")[:-1] + "；内容不是 pdf"),
        (("show", "none.html"), "错误：'PAGE' 的值无效：路径 'none.html' 不存在。（用法见 gongkai show --help）"),
        (("show", "{page}", "--out", "a.html"),
         "错误：--out 需与 --evidence 同用；报告输出到标准输出（用法见 gongkai show --help）"),
        (("show",), "错误：缺少参数 'PAGE'。（用法见 gongkai show --help）"),
        (("show", "{page}", "--evidenc", "x"), "错误：没有选项 '--evidenc'。"),
        (("--lang", "zh", "--nonsense"), "错误：没有选项 '--nonsense'。（用法见 gongkai --help）"),
        (("serve", "a.db", "--port", "x"), "错误：'--port' 的值无效：'x' 不是有效的整数。（用法见 gongkai serve --help）"),
        (("report", "a.db", "a.html", "--years", "1"), "错误：选项 '--years' 需要 2 个值。"),
        (("forms", "1999"), "错误：1999：没有这个表式；可选 "),
        (("extract", "{folder}", "{page}"), "错误：{folder}：是文件夹"),
    ],
)  # fmt: skip
def test_a_command_says_in_chinese_what_went_wrong(typed, told, tmp_path):
    page, broken = tmp_path / "page.html", tmp_path / "broken.pdf"
    page.touch()
    broken.write_bytes(b"x")
    files = {"page": page, "broken": broken, "folder": tmp_path}
    answer = gongkai("--lang", "zh", *(word.format(**files) for word in typed))
    assert answer.stderr.startswith(told.format(**files))
    assert answer.stderr.count("\n") == 1
    assert answer.returncode in (1, 2)


def test_extract_gives_its_reasons_in_chinese(tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"x")
    (tmp_path / "none.html").write_text("<p>x</p>")
    answer = gongkai("extract", tmp_path / "a.db", tmp_path, "--lang", "zh")
    assert f"broken.pdf：{sentence('document-damaged', 'zh')[:-1]}；" in answer.stderr
    assert "标题与元数据均未表明是年度报告" in "".join(answer.stdout.split())


@pytest.mark.parametrize(("named", "spoken"), [
    ("agencies", "已损坏：reports：第 1 行所引用的 agencies 行不存在；"),
    ("reports", "已损坏：disclosures：有一行所引用的 reports 行不存在；"),  # its rows have no numbers
])  # fmt: skip
@pytest.mark.parametrize("verb", ["check", "publish"])
def test_a_row_that_refers_to_none_is_told_in_chinese_to_the_last_word(
    verb, named, spoken, tmp_path
):
    database = yearbook(tmp_path / "a.db", 1, range(2023, 2024))
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute(f"DELETE FROM {named}")
        for table, *_ in db.execute("PRAGMA foreign_key_check").fetchall():
            if table not in spoken:
                db.execute(f'DELETE FROM "{table}"')
    served = [tmp_path / "served.db"] if verb == "publish" else []
    told = gongkai("--lang", "zh", verb, database, *served)
    assert told.stderr == f"错误：{database}：{spoken}请删除该文件后重新读取\n"
