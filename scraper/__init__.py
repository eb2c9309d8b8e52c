"""This package holds everything that touches the network, the disk, the clock or the database.

The commands, in the order in which a user comes to them, each with the modules that it is made of:

    cli               the command line: `verbs`, `help`, `language`; `termination` by a signal
    crawl             portals to an archive, by `crawling`: `client` sends at a `pace` and takes a `body` with its `codings`;
                      `frontier` knows what is left and `archive` has what came; `reasons` why something did not
    extract           pages to a database, by `inputs`, `workers` and `database`: `read` gives a `reading` of each, with
                      the `decisions` of people in `corrections` and their `rosters`; `store` files it as `fetched`; `summary` tells of the run
    check, verify     what is wrong in a database, and where it differs from its archive
    evidence          where a figure is printed, in the page that `provenance` finds
    audit             the agencies under one: `audit_workbook`, and `letters` in `letter_files`
    gate              whether a database may take the place of the one that readers open
    publish           what Datasette shows and says, by `browse`: `questions` and `dashboards`, `row_counts`,
                      the name under which it is `served`
    report, export    a page by `onepage`; files by `exports`, with a `codebook`

What they share: `errors` and their `translation`, `words` for codes, the `log`, `toml` that people write, `charset` and
`escaping` of what is printed, `atomic_output`.
"""
