"""The fuzz target: mutated pages, documents and scans; `python -m tests.fuzz --help` says how.

`reports`, `answers` and `files` make each `case`, `mutations` damage it, `target` reads it and tells a broken promise.
"""
