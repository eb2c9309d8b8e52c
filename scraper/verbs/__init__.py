"""This package holds the verbs: where each one lives, so that only the one that is run is loaded."""

VERBS = {
    "crawl": "scraper.crawl_cli",
    "extract": "scraper.verbs.extract",
    "show": "scraper.verbs.show",
    "audit": "scraper.verbs.audit",
    "check": "scraper.verbs.check",
    "publish": "scraper.verbs.publish",
    "serve": "scraper.verbs.serve",
    "export": "scraper.verbs.export",
    "report": "scraper.verbs.report",
    "portals": "scraper.verbs.portals",
    "forms": "scraper.verbs.forms",
    "schema": "scraper.verbs.schema",
    "verify": "scraper.verbs.verify",
    "evidence": "scraper.verbs.evidence",
}  # a verb NAME is NAME_verb in its module
