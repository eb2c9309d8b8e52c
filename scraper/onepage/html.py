"""This module renders a page as one HTML file that loads nothing else."""

import base64
import json
from functools import cache
from hashlib import sha256
from typing import Any

from schemas.data_files import read_text
from scraper.errors import requires
from scraper.onepage.section import Page
from scraper.onepage.words import words

_DRAW = """
const charts = JSON.parse(document.getElementById("charts").textContent);
for (const [name, spec] of Object.entries(charts)) {
  vegaEmbed("#chart-" + name, spec, {actions: false, renderer: "svg", ast: true, logLevel: 1, tooltip: {theme: "custom"}});
}
"""


def html(page: Page, version: str) -> str:
    """The HTML file, with style, charts and the charting library inside.

    Raises ToolMissing if the extra `export` is not installed.
    """
    with requires("altair", "export"):
        from jinja2 import Environment
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(read_text("scraper.onepage", "page.html.jinja"))
    script = _script() if any(part.chart for part in page.sections) else ""
    charts = {part.name: part.chart for part in page.sections if part.chart}
    return template.render(
        page=page,
        style=read_text("scraper.onepage", "page.css"),
        script=script,
        draws=_digest(script),
        charts=_inert(charts),
        method=words()["method"],
        methods=words()["methods"],
        version=version,
    )


def _inert(value: Any) -> str:
    """JSON that is safe within a script element, whatever texts it contains."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def _script() -> str:
    import vl_convert

    bundled: str = vl_convert.javascript_bundle(_DRAW)
    return bundled.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _digest(script: str) -> str:
    """The source for the page's Content-Security-Policy, which allows only this script."""
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'" if script else "'none'"
