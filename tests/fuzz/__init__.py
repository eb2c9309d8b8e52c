"""The fuzz target: mutated pages, documents and scans; `python -m tests.fuzz --help` says how."""
