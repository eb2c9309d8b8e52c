"""This package crawls portals: from a portals file to records in an archive, politely, and without loss when killed.

`scraper.crawl` visits many portals at once; what one visit asks and keeps goes one way:

    plan              which of the `portals`, or which addresses; `forecast` says what that takes, `probe` tries a new site
    runs              begins a run or resumes it
    visit             one portal, from its start page to the end
    column_search     the way to the report `column`, by the names of links
    walk              the pages of its listing, whose `steps` are queued, which a `listing_reader`
                      fetches and which `listed` counts;
                      `body_columns` has those of the bodies that a page on the way to a government's column lists
    harvest           the reports in it: `report_pages` whose `identity` is told, `page_documents`
    session           each `page` of these: fetched with its `redirects`, unchanged, or in the archive already
    permission        whether `robots` allow it
    asking            a request, repeated where that may help: `challenges` tells what an answer is, `outcome` why it is none
    hosts             one `connection` to each, at `addresses` that may be asked: `message`
    page_writer       the page as `records`, by the `journal` that writes archive and frontier
    changes           what is different since the run before; `progress` on the screen, `run_report` at the end
"""
