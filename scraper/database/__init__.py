"""This package stores reports in SQLite: the filed tables, the tables and views derived from them, and their descriptions.

A report goes one way, from a reading to what people query:

    connect           opens the file and makes its `tables`
    incremental       which captures need not be read again
    rows              a report as rows, with `fulltext` and `sketches` of its prose
    claims            which agency and year a page says it is of; `identities` decides among all pages of the name,
                      but for `shared_codes`
    fast_path         files a page that concerns no other; `filing` any other, whose captures `revisions` orders
    batch             buffers what both write, by `statements`
    roster            who must report, and whose portals are; `crawl_runs` how crawls ended
    derived           what follows from reports: `lines`, `years`, `sums`
    similarities      whose prose is alike, sought by a `concurrent_reader` meanwhile
    describe          what only readers need: `views`, indexes, the `dictionary` and its `names`

`absence` says why a report is missing.
"""
