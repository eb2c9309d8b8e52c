"""This package holds everything that touches the network, the disk, the clock or the database."""
