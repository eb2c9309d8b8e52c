"""This package keeps reports in SQLite: what is filed by one writer, what follows from it, and what it means."""
