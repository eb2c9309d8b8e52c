"""This package lets many read pages: processes of this machine, or the machines of a cluster."""
