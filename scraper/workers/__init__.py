"""This package reads pages in parallel: with processes of this machine, or the machines of a cluster.

`pool` shares pages out to processes, each a `process`. `cluster` gives each file of
an archive to a machine, takes the readings from `shards`, and reads `split_articles` itself.
"""
