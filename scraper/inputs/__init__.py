"""This package finds the pages to read: saved pages, folders, zip files, archives."""
