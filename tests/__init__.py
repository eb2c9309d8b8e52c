"""The tests: each a sentence, driven by data; and the modules that they are made with.

What is printed:

    figures           figures of table 三 whose every equation is true
    printing          the form with given figures, in the layouts that portals serve
    render            a whole report in any of them; `documents` in those of offices, `scanned` as pictures
    printed_metadata  lines that print metadata, with what must be read of each
    pressed           thousands of pages in all layouts, read back; `scan_matrix` scans,
                      whole and with each kind of `damage`
    province          counties with known faults; `yearbook` many agencies, `replay` thirty monthly crawls
    reports           reports by hand, for a database alone

What it is compared with:

    golden            the truths of `fixtures/`; `samples` those of real documents, beside the project; what functions
                      give, beyond the examples in their docstrings, is in texts of `examples/`
    oracle            the status that a table is due; `cellwise` what a derived table holds
    dumped            a database as text; `digested` and `identical` by other Pythons, `rebuilt` from the log alone

How the program is run:

    reading           the report of a page that a test writes
    commands          a command in the test's own process; `processes` in another, forked from one that is `warmed` up,
                      `dying` in the middle, `memory` measured
    site              a site on loopback; `portal` and `portals` one of each engine, `answers` written by hand
    crawling          a crawl of such sites; `archives` of others
    in_memory         documents saved in memory, and zip files
    spoilt            a database that cannot be used; `stretching` texts on which a pattern may backtrack,
                      within limits by the `yardstick`
    serving           a database in `browsers`
    shared            what is made once for all processes of a run

Programs of their own: `bench`, `fuzz`, `kills`.
"""
