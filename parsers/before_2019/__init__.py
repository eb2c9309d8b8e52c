"""This package reads the lists of statistics that reports had before the tables of 2019.

    statistics     a page to its list, the verdict on it and the findings: what the other packages call
    indicators     the words of such lists: indicators, units, headers
    halves         a list that is set in two halves, side by side, as one
    lines          a line to its label, its unit and its figures
    reading        the lines to rows
    flattened      a list that was flattened to text, as a grid: `cell_lines` restores the rows of one with a cell on each line

国办发〔2014〕32号 prescribes the list for the reports on 2014 to 2018; provinces and cities had their own before.
Neither has equations: those in `schemas/forms` are inferred.
"""
