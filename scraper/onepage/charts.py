"""This module makes Vega-Lite charts, as wide as their container and in the page's colours."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from scraper.errors import requires

_INK, _FAINT, _GRID = "#22303f", "#66727e", "#e4e0d8"
_ACCENT, _SECOND = "#b23a2e", "#2f6f73"
LINES = (_ACCENT, _SECOND)
OUTCOMES = ("#2f6f73", "#b23a2e", "#d19a3c", "#7d6b91", "#a9b1ba")
APPLICANTS = ("#2f6f73", "#d19a3c", "#7d6b91", "#b23a2e", "#5d8aa8", "#a9b1ba")
STATUSES = ("#2f6f73", "#83b5aa", "#e0b35a", "#d9704f", "#a8322a", "#c9ccd1")
_FONT = ("'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',"
         "system-ui,sans-serif")  # fmt: skip
_CONFIG = {
    "font": _FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {"labelColor": _FAINT, "titleColor": _FAINT, "labelFontSize": 12, "titleFontSize": 12,
             "titleFontWeight": "normal", "domainColor": _GRID, "tickColor": _GRID, "gridColor": _GRID,
             "labelLimit": 150},
    "legend": {"labelColor": _INK, "titleColor": _FAINT, "labelFontSize": 12,
               "titleFontSize": 12, "titleFontWeight": "normal"},
}  # fmt: skip
_FIELDS = 130  # a heat map's years, times the size in which figures fit its fields
Rows = Sequence[dict[str, Any]]


class Shades(NamedTuple):
    """The colours of a heat map from zero to the maximum; an exponent below 1 separates small values.

    From the share `dark` of the scale on, the figure in a field is white, below it black: either has a contrast of 4.5.
    On a dark screen it turns at `dim`: what lies between is `TURNED`, which page.css makes white there.
    """

    colours: tuple[str, ...]
    exponent: float
    dark: float
    dim: float


HEAT = Shades(("#f6f0e4", "#ecd0a8", "#dd9a68", "#b23a2e", "#6d1f1c"), 0.5, 0.68, 0.56)
COVER = Shades(("#f4d9cc", "#f0e3c4", "#a9cbb9", "#2f6f73"), 2, 0.94, 0.855)
TURNED = "#010101"


def altair() -> Any:
    """The charting library; raises ToolMissing if the extra `export` is not installed."""
    with requires("altair", "export"):
        import altair as library
        import vl_convert  # noqa: F401  (draws the charts)
    return library


def _finished(chart: Any, height: int) -> dict[str, Any]:
    sized = chart.properties(width="container", height=height)
    # Validation would take longer than everything else.
    spec: dict[str, Any] = sized.to_dict(validate=False)
    spec.pop("$schema", None)
    return spec | {"config": _CONFIG, "autosize": {"type": "fit-x", "contains": "padding"}}


def trend(rows: Rows, title: str, kinds: Sequence[str]) -> dict[str, Any]:
    """Lines over the years, one per kind; the first solid, the second dashed."""
    alt = altair()
    colours = alt.Scale(domain=list(kinds), range=list(LINES))
    dashes = alt.Scale(domain=list(kinds), range=[[1, 0], [6, 4]])
    line = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=title, axis=alt.Axis(tickCount=5, format=",~f")),
        color=alt.Color("kind:N", scale=colours, legend=None),
        strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=None),
        tooltip=["year:O", "kind:N", alt.Tooltip("value:Q", format=",~f")],
    )
    return _finished(line.mark_line(strokeWidth=2.5) + line.mark_circle(size=60, opacity=1), 260)


def stacked(rows: Rows, kinds: Sequence[str], colours: Sequence[str], *, of: str) -> dict[str, Any]:
    """Stacked bars of 100%, one per year, in the order of the kinds."""
    alt = altair()
    scale = alt.Scale(domain=list(kinds), range=list(colours))
    percents = alt.Axis(format="%", tickCount=5)
    bars = alt.Chart(alt.Data(values=list(rows))).mark_bar(stroke="#fffdf9", strokeWidth=1)
    chart = bars.encode(
        y=alt.Y("year:O", title=None),
        x=alt.X("count:Q", stack="normalize", title=None, axis=percents),
        color=alt.Color("kind:N", scale=scale, legend=None),
        order=alt.Order("order:Q"),
        tooltip=["year:O", "kind:N", alt.Tooltip("count:Q", format=",", title=of),
                 alt.Tooltip("share:Q", format=".1%")],
    )  # fmt: skip
    return _finished(chart, 34 * len({row["year"] for row in rows}))


def heat(rows: Rows, title: str, form: str, shades: Shades) -> dict[str, Any]:
    """A heat map with a field for each place and year; fields without a value are empty."""
    alt = altair()
    most = max((row["value"] for row in rows), default=0) or 1
    scale = alt.Scale(
        range=list(shades.colours), domain=[0, most], type="pow", exponent=shades.exponent
    )
    bare = {"domain": False, "ticks": False, "labelColor": _INK}
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(
            "year:O",
            title=None,
            axis=alt.Axis(labelAngle=0, labelOverlap=True, orient="top", **bare),
        ),
        y=alt.Y("place:N", title=None, sort=None, axis=alt.Axis(**bare)),
        tooltip=[
            "place:N",
            "year:O",
            alt.Tooltip("value:Q", format=form, title=title),
            "reports:Q",
        ],
    )
    field = base.mark_rect(cornerRadius=3, stroke="#fffdf9", strokeWidth=2).encode(
        color=alt.Color("value:Q", scale=scale, legend=None)
    )
    colours = [
        {"test": f"datum.value > {most * share ** (1 / shades.exponent)}", "value": colour}
        for share, colour in ((shades.dark, "#fff"), (shades.dim, TURNED))
    ]
    years = len({row["year"] for row in rows})
    text = base.mark_text(fontSize=min(11, _FIELDS // max(years, 1))).encode(
        text=alt.Text("value:Q", format=form), color=alt.ColorValue("#000", condition=colours)
    )
    return _finished(field + text, 26 * len({row["place"] for row in rows}))
