"""This module writes the words around the tables: our own, with the form's headings."""

from collections.abc import Sequence
from typing import TypeVar

Table = TypeVar("Table")
HEADINGS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip
_WORK = (
    "本年度我单位把信息公开列入日常安排，专人负责更新栏目，逐条登记来件，按时答复。",
    "全年更新办事指南，整理历年文件目录，方便群众查阅。",
    "对收到的意见逐项研究，能改的当月改，暂不能改的说明理由。",
)
_PROBLEMS = "有的栏目更新不够及时，个别文件的解读还不够通俗。下一步将按月自查，组织一次培训。"


def period(year: int) -> str:
    """The sentence that says which year the figures cover."""
    return f"本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"


def overview(year: int, paragraphs: int = 3) -> list[str]:
    """The paragraphs of part 一, as many as are asked for."""
    return [f"（{i + 1}）{year}年，{_WORK[i % len(_WORK)]}" for i in range(paragraphs)]


def others(fee: int = 0) -> str:
    """The paragraph of part 六."""
    return f"本年度收取政府信息公开信息处理费{fee}元。"


def around(
    year: int, tables: Sequence[Table], opening: Sequence[str] = (), closing: str = _PROBLEMS
) -> list[str | Table]:
    """A report in the order of print: its headings, the words of parts 一 and 五, and what is printed of each table."""
    one, two, three, four, five, six = HEADINGS
    second, third, fourth = tables
    first = opening or overview(year)
    return [
        period(year), one, *first, two, second, three, third, four, fourth, five, closing, six, others(),
    ]  # fmt: skip
