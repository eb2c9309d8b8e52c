"""This package makes the one-page report: its figures, charts, texts and HTML.

`figures` queries the database. From them come a page of everything (`overview`, and its `regions`), of one agency
(`card`), or of two years (`compare`): each a list of what `section` defines and renders, with `charts`.
"""
