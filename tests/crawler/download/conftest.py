"""The crawl of the misbehaving site, made once in a test process."""

from __future__ import annotations

import pytest

from tests.crawler.download.crawled import Crawled, crawl_misbehaviour


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_misbehaviour(tmp_path_factory.mktemp("misbehaving"))
