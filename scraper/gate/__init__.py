"""This package judges a database before readers see it, and puts it in the place of the last good one.

`pairs` and `measures` ask SQLite what changed, `chance` says how much of it is ordinary, `judge` what
fails, `swap` changes one file for the other.
"""
