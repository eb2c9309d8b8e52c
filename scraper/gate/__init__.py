"""This package compares a new database with the published one, and replaces that unless too much was lost.

`comparison` pairs the reports of both, `measures` and `news` count and list what changed,
`chance` computes how much of it is ordinary, `expectations` says what must be there at least, `history` keeps the
figures of earlier runs, `judge` decides by these what fails, `swap` replaces the file; `publication` combines them.
"""
