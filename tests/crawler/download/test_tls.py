"""TLS: whom a crawl believes, and what the records say of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509

from archive.indexing import read_fields
from archive.store import Archive
from archive.warc.reader import iter_records
from archive.warc.record import WarcRecord
from crawler.practice.messages import Reply, Request, format_head, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, Ran, article_page, format_source, kronika, listing
from tests.site.certificate import make_server_context

PEM_CHAIN = "application/pem-certificate-chain"


def respond(request: Request) -> Reply | bytes:
    base = f"https://{request.header('host')}"
    if request.target == "/list":
        return format_response(listing([f"{base}/a", f"{base}/old"]), headers=(HTML,))
    if request.target == "/old":
        return Reply([format_head("200 OK", [HTML], version="HTTP/1.0"), article_page("Sena pieninė")], "close")
    return format_response(article_page(f"Pieninė {request.target}"), headers=(HTML,))


@dataclass(frozen=True, slots=True)
class Secured:
    """Archives of crawls of one https server: believed by its certificate, believed unseen, not believed."""

    folder: Path
    base: str
    verified: Ran
    unverified: Ran
    again: Ran
    refused: Ran
    asked_by_refused: tuple[Request, ...]

    def records(self, archive: str) -> list[WarcRecord]:
        files = sorted((self.folder / archive / "warc").glob("*.warc.gz"))
        return [record for file in files for record in iter_records(file)]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Secured:
    folder = tmp_path_factory.mktemp("tls")
    with PracticeServer(respond, tls=make_server_context(folder)) as server:
        for name, verify_tls in {"strict": True, "lax": False}.items():
            text = format_source(
                hosts=[f"127.0.0.1:{server.port}"],
                seeds=[{"listing": server.url("/list")}],
                article="/(a|old)",
                verify_tls=verify_tls,
            )
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")

        def crawl(archive: str, sources: str) -> Ran:
            words = ("--archive", folder / archive, "--sources", folder / sources, "--allow-network", LOOPBACK)
            return kronika("crawl", "test-site", *words)

        refused = crawl("refused", "strict.toml")
        asked = server.requests
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SSL_CERT_FILE", str(folder / "certificate.pem"))
            verified = crawl("verified", "strict.toml")
        unverified = crawl("unverified", "lax.toml")
        again = crawl("unverified", "lax.toml")
        return Secured(folder, server.url(""), verified, unverified, again, refused, asked)


def test_a_certificate_that_no_one_vouches_for_is_refused(secured: Secured) -> None:
    assert secured.refused.code == 3
    assert "certificate verify failed" in secured.refused.err + secured.refused.out
    assert secured.asked_by_refused == ()


def test_a_request_that_was_never_sent_has_no_record(secured: Secured) -> None:
    assert [record.type for record in secured.records("refused") if record.type != "metadata"] in ([], ["warcinfo"])


def test_a_source_that_does_not_verify_is_crawled_all_the_same(secured: Secured) -> None:
    assert (secured.unverified.code, secured.again.code) == (0, 0)
    with Archive(secured.folder / "unverified") as archive:
        assert len(archive.list()) == 2


@pytest.mark.parametrize(("archive", "says"), [("verified", "yes"), ("unverified", "no")])
def test_the_record_says_whether_the_certificate_was_checked(secured: Secured, archive: str, says: str) -> None:
    assert secured.verified.code == 0
    about = [
        read_fields(record)
        for record in secured.records(archive)
        if record.type == "metadata" and record.get("Content-Type") == "application/warc-fields"
    ]
    told = [fields["tls-verified"] for fields in about if "hopsFromSeed" in fields]
    assert len(told) >= 4
    assert set(map(tuple, told)) == {(says,)}


def test_protocols_are_the_responses_own(secured: Secured) -> None:
    answers = [record for record in secured.records("verified") if record.type == "response"]
    found = {record.target_uri: record.get_all("WARC-Protocol") for record in answers}
    assert found[f"{secured.base}/a"] == ("http/1.1", "tls/1.3")
    assert found[f"{secured.base}/old"] == ("http/1.0", "tls/1.3")
    assert {record.get("WARC-Cipher-Suite") for record in answers} <= {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
    }


@pytest.mark.parametrize("archive", ["verified", "unverified"])
def test_the_servers_certificate_is_kept_once_a_host_and_day(secured: Secured, archive: str) -> None:
    records = secured.records(archive)
    kept = [record for record in records if record.get("Content-Type") == PEM_CHAIN]
    days = {f"{record.date:%Y-%m-%d}" for record in records if record.type == "response"}
    assert len(kept) == len(days)
    certificates = x509.load_pem_x509_certificates(kept[0].block)
    own = x509.load_pem_x509_certificate((secured.folder / "certificate.pem").read_bytes())
    assert certificates == [own]
    assert kept[0].type == "metadata"
    concurrent = kept[0].get("WARC-Concurrent-To")
    (secure,) = [record for record in records if record.record_id == concurrent]
    assert (secure.type, secure.target_uri, secure.date) == ("response", kept[0].target_uri, kept[0].date)
    assert kronika("verify", "--archive", secured.folder / archive).code == 0
