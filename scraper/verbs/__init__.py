"""This package holds the verbs: where each one lives, so that only the one that is run is loaded."""

from typing import NamedTuple


class Listed(NamedTuple):
    """A verb as the list of verbs has it: the module that it lives in, and its first sentence."""

    module: str
    sentence: str


VERBS = {
    "crawl": Listed(
        "scraper.verbs.crawl",
        "Fetch the annual reports of portals into ARCHIVE; without PORTAL, of every enabled one.",
    ),
    "extract": Listed(
        "scraper.verbs.extract",
        "Read reports from PATH... into the database DB: pages, folders, zip, MHTML, WARC, WACZ.",
    ),
    "show": Listed(
        "scraper.verbs.show",
        "Print the report that PAGE holds as JSON; a page that is none is an error.",
    ),
    "audit": Listed(
        "scraper.verbs.audit",
        "Audit the agencies under SUPERIOR: published when, what fails, what is copied.",
    ),
    "check": Listed(
        "scraper.verbs.check",
        "Check that DB is whole, that its links hold, and list the equations that fail.",
    ),
    "publish": Listed(
        "scraper.verbs.publish",
        "Put DB in the place of SERVED, which readers open, unless it has lost what SERVED has.",
    ),
    "serve": Listed(
        "scraper.verbs.serve",
        "Browse DB with Datasette, read-only, described in Chinese and English.",
    ),
    "export": Listed(
        "scraper.verbs.export",
        "Write DB to DIR as Parquet, CSV and XLSX with a data package and a codebook.",
    ),
    "report": Listed(
        "scraper.verbs.report",
        "Write DB as one page OUT.html: series, shares, regions, coverage, quality, method.",
    ),
    "portals": Listed("scraper.verbs.portals", "List the portals of the registry."),
    "forms": Listed(
        "scraper.verbs.forms",
        "Print the forms, or the one of VERSION: rows, columns, labels, units and equations.",
    ),
    "schema": Listed("scraper.verbs.schema", "Print the JSON Schema of a report."),
    "verify": Listed(
        "scraper.verbs.verify",
        "Read ARCHIVE... again, pages or archives, and report every value that DB has otherwise.",
    ),
    "evidence": Listed(
        "scraper.verbs.evidence",
        "Show where the figure at PLACE of REPORT is printed, in the very bytes that ARCHIVE... keeps.",
    ),
}  # a verb NAME is NAME_verb in its module
