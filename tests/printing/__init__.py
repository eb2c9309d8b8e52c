"""Prints the form with given figures, in the layouts that portals serve: the tests' own press.

A report is set in tables, these may be changed, and the whole is printed in one of many ways:

    tables            the form's tables in cells, as prescribed; `statistics` the lists before 2019
    damage            changed as portals do, nothing lost; `wounds` where something is
    markup            as HTML; `flat` as text
    skins             the page around an article, in the `prose` of a report
    paper             on pages: `pdf`, `leaf` for a page by its commands, `ofd`; `word` in a document
    carriers          pages whose report is in documents; `packed` ones, and `picture_documents`
"""
