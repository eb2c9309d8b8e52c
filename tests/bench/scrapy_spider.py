"""This module is the peer's side of the race, run by Scrapy in an environment of its own.

The same way through the same portals: robots.txt, home, listing pages, reports; each body saved.
"""

import hashlib
import json
import sys
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess


class Reports(scrapy.Spider):
    """From a portal's home to its reports."""

    name = "reports"

    def __init__(self, hosts: list[str], folder: str) -> None:
        super().__init__()
        self.start_urls = [f"http://{host}/" for host in hosts]
        self.folder = Path(folder)

    def parse(self, response):
        """Home: the report column by its name."""
        self._save(response)
        for link in response.css("a"):
            if link.css("::text").get() == "政府信息公开年报":
                yield response.follow(link, self.listing)

    def listing(self, response):
        """A listing page: its reports, and the next page."""
        self._save(response)
        for link in response.css("li a"):
            if "年度报告" in link.attrib["title"]:
                yield response.follow(link, self.report)
        for link in response.css("a"):
            if link.css("::text").get() == "下一页":
                yield response.follow(link, self.listing)

    def report(self, response):
        """A report: its title, as a row of the result."""
        self._save(response)
        yield {"url": response.url, "title": response.css("title::text").get()}

    def _save(self, response) -> None:
        name = hashlib.sha256(response.url.encode()).hexdigest()
        (self.folder / name).write_bytes(response.body)


if __name__ == "__main__":
    hosts, folder = json.loads(sys.argv[1]), sys.argv[2]
    crawler = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": 64,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "FEEDS": {str(Path(folder) / "reports.jsonl"): {"format": "jsonlines"}},
        }
    )
    crawler.crawl(Reports, hosts=hosts, folder=folder)
    crawler.start()
