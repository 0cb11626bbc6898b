"""Content codings of HTTP bodies undone one at a time, with a limit on what comes out."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import brotli

from archive.errors import PayloadError

_STEP = 1 << 18


class _Output:
    """Collects decoded pieces. Raises PayloadError past `max_bytes`."""

    def __init__(self, coding: str, max_bytes: int) -> None:
        self.coding = coding
        self.max_bytes = max_bytes
        self.size = 0
        self.pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self.max_bytes:
            raise PayloadError(
                f"the {self.coding} body is larger than {self.max_bytes} bytes when decoded: "
                "raise the limit if such pages are wanted."
            )
        self.pieces.append(piece)

    def joined(self) -> bytes:
        return b"".join(self.pieces)


def decode_coding(payload: bytes, coding: str, *, max_bytes: int) -> bytes | None:
    """The payload with one coding removed; None when the coding is not known. Cut data gives what is there.

    Raises PayloadError, naming the coding, when the data is corrupt or decodes to more than `max_bytes`.
    """
    decoder = _DECODERS.get(coding)
    if decoder is None:
        return None
    output = _Output(coding, max_bytes)
    if payload:
        decoder(payload, output)
    return output.joined()


def _decode_gzip(payload: bytes, output: _Output) -> None:
    rest = payload
    while rest:
        rest = _inflate(rest, 31, output)
        if not rest.startswith(b"\x1f\x8b"):
            return  # what follows the last member is padding: browsers ignore it, so do we


def _decode_deflate(payload: bytes, output: _Output) -> None:
    # Quirk: "deflate" means zlib (RFC 9110), but many servers send the raw stream: the first two bytes tell.
    has_zlib_head = len(payload) > 1 and payload[0] & 0x0F == 8 and int.from_bytes(payload[:2], "big") % 31 == 0
    _inflate(payload, 15 if has_zlib_head else -15, output)


def _inflate(data: bytes, wbits: int, output: _Output) -> bytes:
    """Decode one zlib stream into `output`; the bytes behind its end, empty when it is cut."""
    inflater = zlib.decompressobj(wbits)
    pending = data
    try:
        while True:
            piece = inflater.decompress(pending, _STEP)
            output.add(piece)
            pending = inflater.unconsumed_tail
            if inflater.eof:
                return inflater.unused_data
            if not pending and not piece:
                return b""
    except zlib.error as error:
        raise _corrupt(output.coding, error) from None


def _decode_brotli(payload: bytes, output: _Output) -> None:
    decoder = brotli.Decompressor()
    pending = payload
    try:
        while True:
            piece = decoder.process(pending, output_buffer_limit=_STEP)
            output.add(piece)
            pending = b""
            if decoder.is_finished() or (not piece and decoder.can_accept_more_data()):
                return
    except brotli.error as error:
        raise _corrupt(output.coding, error) from None


def _decode_zstd(payload: bytes, output: _Output) -> None:
    zstd: Any = _find_zstd()
    if zstd is None:
        raise PayloadError("a zstd body cannot be read here: install backports.zstd, or use Python 3.14.")
    rest = payload
    try:
        while rest:
            decoder = zstd.ZstdDecompressor()
            output.add(decoder.decompress(rest, max_length=_STEP))
            while not decoder.eof and not decoder.needs_input:
                output.add(decoder.decompress(b"", max_length=_STEP))
            rest = decoder.unused_data if decoder.eof else b""
    except zstd.ZstdError as error:
        raise _corrupt(output.coding, error) from None


def _find_zstd() -> ModuleType | None:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


def _corrupt(coding: str, error: Exception) -> PayloadError:
    return PayloadError(f"the body is not the {coding} data that its head announces ({error}).")


_DECODERS: dict[str, Callable[[bytes, _Output], None]] = {
    "gzip": _decode_gzip,
    "x-gzip": _decode_gzip,
    "deflate": _decode_deflate,
    "br": _decode_brotli,
    "zstd": _decode_zstd,
}
