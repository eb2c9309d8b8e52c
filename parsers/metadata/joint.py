"""This module tells the bodies that report together from one body whose name has 和 in it."""

import re
from functools import lru_cache

from parsers.metadata.titles import is_agency
from parsers.traditional import simplified

_ENDS = "(?<=[局委厅府会办署院社部])"
_BETWEEN = re.compile(rf"[、,]|{_ENDS}[和与及](?=.)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?[省市县区旗州盟]")


@lru_cache(maxsize=256)
def joint_bodies(name: str) -> tuple[str, ...]:
    """The bodies that an agency's name lists, if there are several; else none.

    >>> joint_bodies("甲县教育局和甲县体育局"), joint_bodies("甲县教育局甲县体育局")
    (('甲县教育局', '甲县体育局'), ('甲县教育局', '甲县体育局'))
    >>> joint_bodies("甲县文化和旅游局"), joint_bodies("甲县住房和城乡建设局"), joint_bodies("甲县发展改革委")
    ((), (), ())
    """
    plain = simplified(name)
    place = _PLACE.match(plain)
    again = rf"|{_ENDS}(?={re.escape(place[0])})" if place and plain.count(place[0]) > 1 else ""
    cuts = [found.span() for found in re.finditer(_BETWEEN.pattern + again, plain)]
    if not cuts:
        return ()
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(name)]
    bodies = tuple(name[begin:end] for begin, end in zip(begins, ends, strict=True))
    return bodies if all(map(is_agency, bodies)) else ()
