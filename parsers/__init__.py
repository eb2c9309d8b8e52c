"""Documents to records: no input, no output, no clock."""
