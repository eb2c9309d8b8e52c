"""This module knows the short names that bodies of one kind have everywhere: 甲县残联 is 甲县残疾人联合会.

Only what can mean one body is among them: 文旅局 may be a 文化和旅游局 or a 文化广电旅游局.
"""

import re
from collections.abc import Iterator
from functools import cache

# A kind's name, how else it begins, and in what the names of its bodies end.
_KINDS = (
    ("卫生健康", "卫健", "局委"),
    ("发展和改革", "发展改革 发改", "局委"),
    ("住房和城乡建设", "住房城乡建设 住建", "局厅委"),
    ("人力资源和社会保障", "人力资源社会保障 人力社保 人社", "局厅"),
    ("市场监督管理", "市场监管 市监", "局"),
    ("应急管理", "应急", "局厅"),
    ("退役军人事务", "退役军人", "局厅"),
    ("医疗保障", "医保", "局"),
    ("自然资源和规划", "自然资源规划 自规", "局"),
    ("科学技术", "科技", "局厅"),
    ("工业和信息化", "工业信息化 工信", "局厅委"),
    ("经济和信息化", "经济信息化 经信", "局厅委"),
    ("民族宗教事务", "民族和宗教事务 民族与宗教事务 民宗", "局委"),
    ("政务服务和数据管理", "政务服务数据管理 政数", "局"),
    ("文化广电和旅游", "文化广电旅游 文广旅", "局厅"),
    ("粮食和物资储备", "粮食物资储备 粮储", "局"),
    ("机关事务管理", "机关事务", "局"),
)
_OTHERS = {
    "国有资产监督管理委员会": "国资委 人民政府国有资产监督管理委员会 政府国有资产监督管理委员会 政府国资委",
    "科学技术委员会": "科委",
    "管理委员会": "管委会",
    "人民政府办公室": "政府办公室 政府办",
    "人民政府办公厅": "政府办公厅",
    "人民防空办公室": "人民防空办 人防办",
    "国防动员办公室": "国动办",
    "外事办公室": "外办 人民政府外事办公室 政府外事办公室",
    "残疾人联合会": "残联",
    "妇女联合会": "妇联",
    "工商业联合会": "工商联",
    "归国华侨联合会": "侨联",
    "文学艺术界联合会": "文联",
    "科学技术协会": "科协",
    "住房公积金管理中心": "公积金中心",
}
_ENDS = {"委": ("委员会", "委")}


def body_spellings(name: str) -> tuple[str, ...]:
    """What the body of a name is called, in full first; the name alone if there is no other.

    >>> body_spellings("甲县残联"), body_spellings("甲市卫生健康委")
    (('甲县残疾人联合会', '甲县残联'), ('甲市卫生健康委员会', '甲市卫生健康委', '甲市卫健委员会', '甲市卫健委'))
    >>> body_spellings("甲市监委"), body_spellings("甲县教育局"), body_spellings("残联")
    (('甲市监委',), ('甲县教育局',), ('残联',))
    """
    known, pattern = _known()
    found = pattern.fullmatch(name)
    return tuple(f"{found[1]}{one}" for one in known[found[2]]) if found else (name,)


@cache
def _known() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """All the names of its body for each, and a pattern for a place with one of them."""
    known = {one: names for names in endings() for one in names}
    longest = sorted(known, key=len, reverse=True)
    return known, re.compile(rf"(.*?(?:[省市县区旗州盟]|国家|国务院|中国))({'|'.join(longest)})")


def endings() -> Iterator[tuple[str, ...]]:
    """What names of one body end in, kind by kind."""
    for full, others in _OTHERS.items():
        yield full, *others.split()
    for full, others, ends in _KINDS:
        for end in ends:
            begins = (full, *others.split())
            yield tuple(f"{one}{more}" for one in begins for more in _ENDS.get(end, end))
