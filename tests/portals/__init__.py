"""Simulated portals: what a report column holds, how each engine serves it, what can go wrong."""
