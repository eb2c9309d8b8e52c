"""This package holds the verbs that read, show and serve; `scraper.cli` registers them."""

from scraper.verbs.audit import audit_verb
from scraper.verbs.check import check_verb
from scraper.verbs.export import export_verb
from scraper.verbs.extract import extract_verb
from scraper.verbs.forms import forms_verb
from scraper.verbs.portals import portals_verb
from scraper.verbs.report import report_verb
from scraper.verbs.schema import schema_verb
from scraper.verbs.serve import serve_verb
from scraper.verbs.show import show_verb

VERBS = (
    extract_verb, show_verb, audit_verb, check_verb, serve_verb, export_verb, report_verb,
    forms_verb, portals_verb, schema_verb,
)  # fmt: skip
