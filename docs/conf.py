"""This module configures the documentation's site: `make docs` builds it without a warning."""

from importlib.metadata import version as _version

project = "gongkai 公开"
author = copyright = "the gongkai contributors"  # noqa: A001  (Sphinx's name)
version = release = _version("gongkai")
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"gongkai 公开 {version}"
html_copy_source = False
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # excerpts of JSON with `...` in them
