"""This package has pages read by many: processes of this machine, or the machines of a cluster."""
