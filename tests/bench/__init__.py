"""Benchmarks: ratios in one run, interleaved, never asserted by a test.

`pages` prints what is measured, `ratios` takes the time and `group` the memory, `document` keeps the result. One page:
`reading`, `kinds`; many: `pipeline`, `growth` and, for long, `long`; `archives`; `crawling` from what is `serving`. `million`
is a database, `filling` from a `country` and its `copies`. `peers` are others: `readers` by `peer_readers`, `scrapy_spider`.
"""
