"""This package holds the verbs of the command line, and lists them, so that only the one that runs is imported.

A module is named after its verb: `crawl`, `extract`, `show`, `audit`, `check`, `publish`, `serve`, `export`, `report`,
`portals`, `forms`, `schema`, `verify`, `evidence`. What takes more than a few lines to print stands beside it, in
`crawl_shown`, `extract_shown` and `publish_shown`. They share the log of `logged`, and `options`.
"""

VERBS = {  # with the first sentence of the help; the command NAME is NAME_verb in the module of its name
    "crawl": "Fetch annual reports from portals into ARCHIVE: from each PORTAL, or from all enabled ones.",
    "extract": "Read the reports in PATH... into the database DB: pages, folders, zip, MHTML, WARC, WACZ.",
    "show": "Print the report in PAGE as JSON; a page that is not a report is an error.",
    "audit": "Audit the agencies under SUPERIOR: who published when, which sums fail, what was copied.",
    "check": "Check that DB is intact and its references resolve, and list the equations that fail.",
    "publish": "Replace SERVED, the database that readers open, with DB, unless DB has lost something.",
    "serve": "Browse DB in Datasette, read-only, with descriptions in Chinese and English.",
    "export": "Export DB to DIR as Parquet, CSV and XLSX, with a data package and a codebook.",
    "report": "Write DB as a single page, OUT.html: trends, shares, regions, coverage, quality, method.",
    "portals": "List the portals in the registry.",
    "forms": "Print the forms, or only form VERSION: rows, columns, labels, units and equations.",
    "schema": "Print the JSON Schema of a report.",
    "verify": "Read ARCHIVE... again and report every value that differs from DB.",
    "evidence": "Show where the figure at PLACE of REPORT is printed, in the bytes kept in ARCHIVE...",
}
