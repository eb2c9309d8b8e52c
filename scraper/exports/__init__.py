"""This package exports a database for other programs, with one module per format.

`sheets` lists tables and columns with their types, and `redaction` takes personal data out of them; `parquet`,
`csv_files` and `workbook` write them, and `package` describes the result.
"""
