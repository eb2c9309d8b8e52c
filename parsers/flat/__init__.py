"""This package recovers tables that a copy has flattened to text, and paragraphs that it ran together.

A paragraph that holds a whole report is cut first, then the lines of a page are looked through for tables:

    run_on              a paragraph to its headings, its prose and the lines of its tables; `run_together` puts
                        blanks between words and figures that have none
    text_tables         the lines of a page to grids: where tables begin and end
    broken_lines        words that narrow columns broke, side by side, joined before all else
    rows                the lines of a table to rows, by one of two ways, whichever fits the form better

Before that, `broken_rows` joins rows that were broken where a cell ends, and
`scattered_headers` restores table 四's. Then either each line is a row:

    pieces              a line to cells: at pipes, at spaces, or by `glued` where nothing parts words or figures
    row_padding         whether blank cells were left out, and pipes put at the ends of rows instead
    void_columns        cells that hold nothing: blank columns, row numbers

or each cell is a line:

    line_noise          lone pipes given to their cells, or left out
    stream              the cells to rows: each label with the figures up to the next
    broken_labels       labels that were broken over several lines

Of either, `torn_labels` keeps the figures of rows whose labels are torn from them from other labels, and `disorder`
makes figures unreadable that may be another row's. `wordless` reports a table 四 all of whose words are lost.
"""
