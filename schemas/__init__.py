"""This package defines the data model: forms, records, findings, captures and portals. It imports nothing else of the project.

What the program takes in, what it knows of the documents, and what it gives out:

    capture        the bytes of a page or a document, with their origin
    portal         an agency's site, as a portals file describes it
    correction     what a person has decided about a place of a page
    form           the tables, rows, columns, labels and equations of each version (`schemas/forms`)
    vocabulary     the labels of metadata boxes, and what other words pages are known by (metadata.toml)
    finding        what readers of the figures should know, by codes (findings.toml)
    report         all that was read from one page, and how far it is proved

Each of these is a `record`; `data_files` reads the files beside the code, and `suggestion` says what a misspelt word
in a person's file may mean.
"""
