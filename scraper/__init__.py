"""This package holds everything that touches the network, the disk, the clock or the database.

The commands, in the order in which a user comes to them, each with the modules that it is made of:

    cli               the command line: `verbs`, `help`, `language`
    crawl             portals to an archive, by `crawling`: `client` sends at a `pace`, with `cookies`, and takes a `body`;
                      `frontier` knows what is left and `archive` has what came; `reasons` why something did not
    extract           pages to a database, by `inputs`, `workers` and `database`: `read` gives a `reading` of each, with
                      the `corrections` of people and their `rosters`; `store` files it; `summary` tells of the run
    check, verify     what is wrong in a database, and where it differs from its archive
    evidence          where a figure is printed, in the page that `provenance` finds
    audit             the agencies under one: `audit_workbook`, and `letters` in `letter_files`
    gate              whether a database may take the place of the one that readers open
    publish           what Datasette shows and says, by `browse`: `questions`, `row_counts`
    report, export    a page by `onepage`; files by `exports`

What they share: `errors`, the `words` for codes and for these, the `log`, `toml` that people write, `escaping` of what is
printed, `atomic_output`.
"""
