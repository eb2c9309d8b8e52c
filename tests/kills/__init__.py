"""Kills what runs at random moments: `python -m tests.kills 1000`."""
