r"""This package turns documents into records; it does no input or output, and reads no clock.

>>> from schemas.capture import Capture
>>> from parsers import extract
>>> page = "某县2024年政府信息公开工作年度报告\n第二十条第(一)项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 0 | 0 | 0"
>>> report = extract(Capture(body=page.encode(), name="page.txt"))
>>> report.disclosures[0].in_force
0
"""

from parsers.errors import NotAReport
from parsers.extract import extract

__all__ = ["NotAReport", "extract"]
