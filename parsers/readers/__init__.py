"""One reader a format: bytes or text to the same `Page`."""
