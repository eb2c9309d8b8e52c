"""This package reads a table of the form twice, by printed order and by its grid, and compares the readings.

A table goes from the lines that were recognised to two readings that agree or not:

    prose_within      prose in the first and last lines of a table that holds the report is put above and below it
    titles_within     a title in the first lines of a table is lifted above it
    in_pieces         what a site prints in pieces, or twice, is put together
    own_year          what a caption gives to another year is taken off the page
    aside_columns     columns of units and remarks are taken off
    turned            what lies on its side is set upright, and `glued_heads` get their groups above them
    shapes            a grid without its figures, so that a shape is read once; `layout` which cell covers which column
    by_labels         the form and the places that the labels name
    headers           the columns that headers name; `header_lines` of a line between rows
    printed_order     the first reading: the last label of a line names its row; `entries` are its rows
    unlabelled_rows   rows whose labels are torn from them, named by the form's order
    surplus           a row with a blank cell too many, whose figures may have moved
    spanned_grid      the second: a value stands where a row and a column cross
    across            table 四, printed as one line; `across_grid` by its grid
    agreement         both compared, each a `reading`
    subtotals         what no form has is checked and never added; `other_units` and `foreign_tables` raise doubts
"""
