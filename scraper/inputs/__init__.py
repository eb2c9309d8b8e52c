"""This package finds what is to be read, page by page: saved pages, folders, zips, archives."""
