"""This package reads the lists of statistics that reports had before the tables of 2019."""
