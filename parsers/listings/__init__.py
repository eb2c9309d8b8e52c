"""This package reads listings of reports; `engines` has what a crawl asks of it, and nothing here sends a request.

A crawl follows a portal's start page to the report column, reads the column page by page, and looks at each report:

    engines             a response to a `Listing`, by the engine that it shows; what a crawl asks of a page is all here
    listing, notes      the values: `Request` with its notes, `Response`, `Row`, `Listing`, `ColumnLink`
    column_links        from a start page to the report column: `menus` has the names and addresses, `column_names`
                        says which of them it is
    attachments         the documents of a report's page
    further_pages       the other pages of an article that is cut into several, and those that it shows or names

An engine has a module of its own where it needs more than links: `epoint`, `gkmlpt`, `jcms` (with `jcms_lists`),
`jpaas`, `trs` (with `trs_pagers`) and `ucap`; those with a mere pager are in `paged`, and every other site is
`generic`. All of them read a page of HTML by `pages`, which asks of an `html_page`, in this order:

    script_links        the page with an address in the place of each call of a function, and
                        of what selects and elements keep (`kept_addresses`); how a script makes a row's address
    shown_rows          its rows, printed or held by a script, or that a script draws them; `rows` finds links that
                        are rows, `links` the title of each and the item that it is in, `row_titles`, `body_rows`
                        and `crossed_titles` its title where that stands elsewhere, `report_titles` whether it may be a report,
                        `addresses` where it leads, `markup` what a page shows at all, and what is a menu
    next_pages          how the list goes on: by a link or a number (`pagers`), else by `form_pagers` (with `forms`)
                        or `script_pagers`; `page_counts` has how many pages are told, `unread_pages` says
                        that there is one without an address
    subcolumns          columns below this one, by their names (`part_names`) and what is around them
                        (`surroundings`)
    page_choices        years and bodies to choose: `other_bodies` by links, among them the `listed_bodies` of
                        any page, `choices` in forms and by a year, `coded_choices` those of the `offered_choices` that a
                        script knows by a code; `year_lists` are those of other years that it leads to

Rows that a script fetches are asked for as it would ask:

    interface_calls     the calls of scripts, which `call_requests` makes requests of: `script_values` reads their
                        arguments, `named_values` what it gives to names and its functions, `page_values` and
                        `joined_addresses` put in what the page gives and count parts, `askable` says what
                        may be asked
    included_functions  the scripts that a page includes
    fetched_choices     the request for the list of one choice, and the choices that a script fetches
    pagination          the request for the next part of a list, by one of a request's fields or by what is noted
    json_values         the answers: their objects, `json_fields` and `json_rows`
"""
