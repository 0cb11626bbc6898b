"""Scrapy's settings for every crawl, each with its unit and reason. What differs between sources is set per crawler
by `crawler.spiders.news`; what the operator chooses comes from `crawler.config`."""

from importlib.metadata import version

BOT_NAME = "kronika"
SPIDER_MODULES = ["crawler.spiders"]

USER_AGENT = f"kronika/{version('kronika')} (web archive of regional news)"  # the contact is added per crawl
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "kronika"

# --- politeness -------------------------------------------------------------------------------------------------
DOWNLOAD_DELAY = 2.0  # seconds between requests to one host; a source's delay_s replaces it
DOWNLOAD_DELAY_JITTER = 0  # a random pause would fall below what was promised
CONCURRENT_REQUESTS_PER_DOMAIN = 1
RETRY_TIMES = 2  # further tries after the first
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the report says it, in words
REDIRECT_MAX_TIMES = 5  # RFC 9309 asks for at least five for robots.txt
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False  # credentials and cookies are never kept unasked
REFERRER_POLICY = "no-referrer"
HTTPPROXY_ENABLED = False  # a proxy of the environment would connect past the address guard
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",  # the one content coding that every replay tool decodes
}

# --- limits -----------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 45  # seconds for one whole exchange
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes, as sent and decompressed
DOWNLOAD_WARNSIZE = 0  # the head of an answer has its own limits: crawler.download.limits
CONCURRENT_ITEMS = 16  # pages read at the same time, each held in memory
DEPTH_LIMIT = 0  # walks end by themselves: crawler.spiders.news

# --- components -------------------------------------------------------------------------------------------------
DOWNLOAD_HANDLERS = {
    "http": "crawler.download.wire.RecordingDownloadHandler",
    "https": "crawler.download.wire.RecordingDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.offsite.OffsiteMiddleware": 50,
    "crawler.middlewares.read.AlreadyReadMiddleware": 60,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.retry.PatientRetryMiddleware": 550,  # where Scrapy has its own
    # Nearer to the server than content codings (590): an archived page comes with those that it had.
    "crawler.middlewares.revalidation.RevalidationMiddleware": 595,
}
SPIDER_MIDDLEWARES = {
    # Every status reaches the spider: what an error means for a page is decided there.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
}
ITEM_PIPELINES = {
    "crawler.pipelines.ExtractPipeline": 100,
    "crawler.pipelines.SavePipeline": 200,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # it would run posted Python

# --- logging ----------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.logs.QuietLogFormatter"
STATS_DUMP = False
LOGSTATS_INTERVAL = 0
FEED_EXPORT_ENCODING = "utf-8"
