"""This package finds the pages to read: saved pages, folders, zip files, archives.

A path becomes pages, each with what is to be read together with it:

    sources           everything below some paths, each page with what belongs to it
    folders           the files below a folder that may be pages
    companions        what lies beside a saved page: `document_links` of the page, `documents` by their first bytes
    saved             a page by its path, opened where it is read; in which folder one lies that could not be
    zips              pages in packed files, which `packed` opens
    captures          pages in archives, from those `warc_records` that may hold one: whole
                      `gzip_members` behind damage
    attached          articles with their documents
    office            documents that LibreOffice must convert, many at once
"""
