"""This package reads whose report a page is, of which year, and what else its title, box and head say."""
