"""This package reads listings of reports; `engines` has what a crawl asks of it, and nothing here sends a request."""
