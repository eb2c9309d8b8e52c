"""This package stores reports in SQLite: the filed tables, the tables and views derived from them, and their descriptions."""
