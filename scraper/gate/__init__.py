"""This package judges a database before readers see it, and lets it replace the last good one.

`compared` has SQLite count what changed (`pairs`, `measures`), `chance` says how much of it is ordinary,
`judge` what fails, `history` remembers, `swap` changes one file for the other; `publication` is all of it.
"""
