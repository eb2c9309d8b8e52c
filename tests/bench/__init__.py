"""Benchmarks: ratios in one run, interleaved, never asserted by a test."""
