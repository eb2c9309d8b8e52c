"""Simulated portals: what a report column holds, and how each engine serves it.

`content` is the column; `common` has what all engines share, `hanweb`, `static` and `interfaces` the engines by where
their lists come from.
"""
