"""Kills what runs at random moments: `python -m tests.kills 1000`.

A `victim` is one of `crawls`, `extractions` and `publications`; `databases` judges what is left.
"""
