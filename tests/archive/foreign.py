"""WARC and WACZ files as other tools write them: warcio's, old ones by hand, several records in a member."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = "<html><head><title>Sueiga kaime</title></head><body><p>Bendruomenė rinkosi į seną klėtį.</p></body></html>"


def warcio_file(
    path: Path, urls: Sequence[str], *, at: str = "2019-05-06T07:08:09Z", version: str = "WARC/1.0"
) -> Path:
    """A gzipped WARC of warcio's, a page and its request a URL; the pages differ."""
    with path.open("wb") as file, _TidyWriter(file, gzip=True, warc_version=version) as writer:
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "warcio", "isPartOf": "x"}))
        for number, url in enumerate(urls):
            body = f"{PAGE}<!-- {number} -->".encode()
            head = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
            response = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders("200 OK", head, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": at},
            )
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "vvg.lt")], is_http_request=True)
            request = writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict={"WARC-Date": at})
            writer.write_request_response_pair(request, response)
    return path


class _TidyWriter(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio's, with its temporary files closed."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        self._opened: list[IO[bytes]] = []
        super().__init__(*args, **settings)

    def _create_temp_file(self) -> IO[bytes]:
        file: IO[bytes] = super()._create_temp_file()
        self._opened.append(file)
        return file

    def __enter__(self) -> _TidyWriter:
        return self

    def __exit__(self, *_ended: object) -> None:
        for file in self._opened:
            file.close()


def old_record(url: str, block: bytes, *, number: int = 1, kind: str = "response", fields: str = "") -> bytes:
    """An uncompressed WARC/1.0 record with the URI in angle brackets and a folded line, as wget 1.14 wrote them."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
        f"WARC-Date: 2012-01-02T03:04:05Z\r\nWARC-Target-URI: <{url}>\r\n{fields}"
        f"Content-Type: application/http;msgtype={kind}\r\nX-Note: one\r\n two\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def old_page(text: str) -> bytes:
    """An HTTP/1.0 answer."""
    return b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n<html><body><p>" + text.encode() + b"</p></body></html>"


def plain_file(path: Path, urls: Sequence[str]) -> Path:
    """An uncompressed WARC file."""
    path.write_bytes(b"".join(old_record(url, old_page(url), number=n) for n, url in enumerate(urls)))
    return path


def one_member_file(path: Path, urls: Sequence[str]) -> Path:
    """All records in one gzip member."""
    path.write_bytes(gzip.compress(b"".join(old_record(url, old_page(url), number=n) for n, url in enumerate(urls))))
    return path


def wacz_file(path: Path, *warcs: Path, compression: int = zipfile.ZIP_STORED, digest: str | None = None) -> Path:
    """A WACZ with these WARC files, an index and pages."""
    resources = []
    with zipfile.ZipFile(path, "w", compression=compression) as archive:
        for warc in warcs:
            name = f"archive/{warc.name}"
            archive.write(warc, name)
            found = "sha256:" + hashlib.sha256(warc.read_bytes()).hexdigest()
            resources.append({"name": warc.name, "path": name, "hash": digest or found, "bytes": warc.stat().st_size})
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"not read"))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return path
