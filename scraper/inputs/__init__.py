"""This package finds the pages to read: saved pages, folders, zip files, archives.

A path becomes pages, each with what is to be read together with it:

    sources           everything below some paths, each page with what belongs to it
    folders           the files of a `tree` that may be pages
    companions        what lies beside a saved page: `document_links` of the page, `documents` by their first bytes
    saved             a page by its path, opened where it is read; in which folder one lies that could not be
    zips              pages in packed files, which `packed` opens, some by `unpackers`
    captures          pages in archives, from those `warc_records` that may hold one: `responses` decoded,
                      whole `gzip_members` behind damage, other crawlers' pages past a `sieve`
    attached          articles with their documents, by `page_addresses`; what waits for the other is `deferred`
    ahead             documents that LibreOffice must convert, many at once, by `office`
"""
