"""This package reads pages in parallel: with processes of this machine, or the machines of a cluster."""
