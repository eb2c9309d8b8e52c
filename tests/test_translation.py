"""An error line is in the language at hand, and whoever adds one is told where its Chinese belongs."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers.errors import NotAReport
from schemas.finding import codes, sentence
from scraper import errors
from scraper.translation import in_chinese
from tests.commands import gongkai

ROOT = Path(__file__).parents[1]
RAISED = {
    *(name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)),
    NotAReport.__name__, "UsageError", "BadParameter",
}  # fmt: skip
DETAILS = {"Unfetched": 2, "_because": 1}  # the place of what a crawl says in particular
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


def raised(folder: str) -> Iterator[str]:
    """Every sentence that an error of ours is made with."""
    for file in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = DETAILS.get(called, 0 if called in RAISED else len(node.args))
                text = template(node.args[place]) if len(node.args) > place else None
                if text and WORDS.search(text.replace("x1", "")):
                    yield text


def sentences() -> list[str]:
    """All that a person may be told; what readers refuse becomes a finding, whose sentence is told."""
    return sorted({*raised("scraper"), *raised("parsers")} - set(raised("parsers/readers")))


def test_every_error_has_its_chinese() -> None:
    told = {english: in_chinese(english) or "" for english in sentences()}
    assert len(told) > 50
    wanting = [english for english, chinese in told.items() if not CHINESE.search(chinese)]
    assert wanting == [], "add them to scraper/failures.toml"
    unlike = [
        english for english, chinese in told.items() if english.count("x1") != chinese.count("x1")
    ]
    assert unlike == []


def test_no_sentence_is_taken_for_another() -> None:
    known = tomllib.loads((ROOT / "scraper" / "failures.toml").read_text(encoding="utf-8"))
    for english, chinese in known["sentences"].items():
        filled = (re.sub(r"{\w+}", "x1", text) for text in (english, chinese))
        assert in_chinese(next(filled)) == next(filled)


def test_the_sentences_of_findings_are_known_with_their_details() -> None:
    for code in codes():
        told = in_chinese(f"a.html: {sentence(code)} detail")
        assert told == f"a.html：{sentence(code, 'zh')} detail"


def test_what_no_table_has_stays_english() -> None:
    assert in_chinese("something new happened") is None
    assert in_chinese("a: b; c" * 1000) is None
    assert in_chinese(": " * 900) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("check", "none.db"), "Error: none.db：数据库不存在；可用以下命令建立：gongkai extract none.db PAGES"),
        (("show", "{page}"), "Error: {page}：非报告：页面没有内容"),
        (("show", "{broken}"), "Error: {broken}：" + sentence("document-damaged", "zh") + " pdf"),
        (("show", "none.html"), "Error: 'PAGE' 的值无效：文件 'none.html' 不存在。（用法见 gongkai show --help）"),
        (("show", "{page}", "--out", "a.html"),
         "Error: --out 需与 --evidence 同用；报告输出到标准输出（用法见 gongkai show --help）"),
        (("show",), "Error: 缺少参数 'PAGE'。（用法见 gongkai show --help）"),
        (("show", "{page}", "--evidenc", "x"), "Error: 没有选项 '--evidenc'。"),
        (("forms", "1999"), "Error: 1999：没有这个表式；可选 "),
        (("extract", "{folder}", "{page}"), "Error: {folder}：是文件夹"),
    ],
)  # fmt: skip
def test_a_command_says_in_chinese_what_went_wrong(
    typed: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    page, broken = tmp_path / "page.html", tmp_path / "broken.pdf"
    page.touch()
    broken.write_bytes(b"x")
    files = {"page": page, "broken": broken, "folder": tmp_path}
    answer = gongkai("--lang", "zh", *(word.format(**files) for word in typed))
    assert answer.stderr.startswith(told.format(**files))
    assert answer.stderr.count("\n") == 1
    assert answer.returncode in (1, 2)


def test_extract_gives_its_reasons_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"x")
    (tmp_path / "none.html").write_text("<p>x</p>")
    answer = gongkai("extract", tmp_path / "a.db", tmp_path, "--lang", "zh")
    assert f"broken.pdf：{sentence('document-damaged', 'zh')}" in answer.stderr
    assert "标题与元数据均未表明是年度报告" in "".join(answer.stdout.split())
