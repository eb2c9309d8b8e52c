"""Simulated portals: what a report column holds, how each engine serves it, what can go wrong.

`content` is the column; `common` has what all engines share, `hanweb`, `static` and `interfaces` the engines by where
their lists come from, `faults` what goes wrong.
"""
