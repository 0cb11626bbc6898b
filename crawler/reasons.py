"""Why a page did not come, in words that a user understands."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from archive.errors import ArchiveError

REASONS: dict[type[BaseException], str] = {
    DownloadTimeoutError: "took longer than the source's timeout_s",
    DownloadCancelledError: "larger than the limit (max_page_bytes)",
    ResponseDataLossError: "cut short: the connection ended before the answer did",
    DownloadConnectionRefusedError: "nothing answers at this address and port",
    CannotResolveHostError: "the host name has no address",
    DownloadFailedError: "the server closed the connection, or sent what is no HTTP",
}
"""What a user reads for Scrapy's exceptions."""


def describe(error: BaseException) -> str:
    """Why a page did not come, in a few words."""
    if isinstance(error, (ArchiveError, IgnoreRequest)):
        return str(error)
    if "certificate verify failed" in str(error):
        return "certificate verify failed: who answers cannot prove to be this host (see verify_tls in docs/sources.md)"
    for kind, reason in REASONS.items():
        if isinstance(error, kind):
            return reason
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 300 else text[:297] + "..."
