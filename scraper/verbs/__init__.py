"""This package holds the verbs of the command line, and lists their modules, so that only the one that runs is imported."""

from typing import NamedTuple


class Listed(NamedTuple):
    """A verb in the list: its module, and the first sentence of its help."""

    module: str
    sentence: str


VERBS = {
    "crawl": Listed(
        "scraper.verbs.crawl",
        "Fetch annual reports from portals into ARCHIVE: from each PORTAL, or from all enabled ones.",
    ),
    "extract": Listed(
        "scraper.verbs.extract",
        "Read the reports in PATH... into the database DB: pages, folders, zip, MHTML, WARC, WACZ.",
    ),
    "show": Listed(
        "scraper.verbs.show",
        "Print the report in PAGE as JSON; a page that is not a report is an error.",
    ),
    "audit": Listed(
        "scraper.verbs.audit",
        "Audit the agencies under SUPERIOR: who published when, which sums fail, what was copied.",
    ),
    "check": Listed(
        "scraper.verbs.check",
        "Check that DB is intact and its references resolve, and list the equations that fail.",
    ),
    "publish": Listed(
        "scraper.verbs.publish",
        "Replace SERVED, the database that readers open, with DB, unless DB has lost something.",
    ),
    "serve": Listed(
        "scraper.verbs.serve",
        "Browse DB in Datasette, read-only, with descriptions in Chinese and English.",
    ),
    "export": Listed(
        "scraper.verbs.export",
        "Export DB to DIR as Parquet, CSV and XLSX, with a data package and a codebook.",
    ),
    "report": Listed(
        "scraper.verbs.report",
        "Write DB as a single page, OUT.html: trends, shares, regions, coverage, quality, method.",
    ),
    "portals": Listed("scraper.verbs.portals", "List the portals in the registry."),
    "forms": Listed(
        "scraper.verbs.forms",
        "Print the forms, or only form VERSION: rows, columns, labels, units and equations.",
    ),
    "schema": Listed("scraper.verbs.schema", "Print the JSON Schema of a report."),
    "verify": Listed(
        "scraper.verbs.verify",
        "Read ARCHIVE... again and report every value that differs from DB.",
    ),
    "evidence": Listed(
        "scraper.verbs.evidence",
        "Show where the figure at PLACE of REPORT is printed, in the bytes kept in ARCHIVE...",
    ),
}  # the command NAME is the function NAME_verb in its module
