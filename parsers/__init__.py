r"""This package turns documents into records; it does no input or output, and reads no clock.

From bytes to a report:

    extract           the stages in order, from a capture to a `Report`
    attachments       an article and its documents to one: `own_documents` tells which are its own,
                      `article_pages` finds and joins its further pages, `article_pictures` its
                      pictures
    documents         a capture to a `page`: `decode` and `depth` for HTML, then a reader of `readers`;
                      `letter_shapes` and `script_tables` mend the page, `misread` one read by OCR
    parsed_document   a page to its metadata, sections and tables: `own_report` leaves out what is another report's
                      (`report_starts`), `flat` finds tables in text, `recognise` all tables by the `form_words` and `group_words`
    metadata          agency, year, title and the other fields
    sections          the prose under each of the `headings`, without the `site_lines`
    tables            a table twice, and both readings compared
    records           the readings to records: `figures` by place
    proof             the `equations` over the figures, and so a table's status; `repairs` proposes figures
    prose             the figures of the prose compared with the tables; `statements` has how each is said
    instruments       what is cited as the rule for the report, though another had replaced it
    refusal           whether it is a report at all; `walls` stand before pages; `errors` has the one exception

Statistics of older reports are in `before_2019`, listings in `listings`. Around a report: `corrections` by a person,
the `evidence` for a figure, and the label `nearest` to an unknown one. Text is compared by `text`, `normalize`,
`traditional` and `dates`, and figures are read by `numbers`; `repeated_cells`, `patterns` and `javascript` serve
several packages.

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
