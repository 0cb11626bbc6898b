"""JSON of strangers: with a byte order mark, with PHP's warnings before it, or no JSON at all."""

from __future__ import annotations

import json
import re

from archive.errors import PayloadError
from crawler.discovery.seeds.charsets import decode_body

MAX_JSON_BYTES = 32 * 1024 * 1024

_BLANK = "\ufeff \t\r\n\0"
_START = re.compile(r'\[\s*(?:\{\s*"|\])|\{\s*"')
_PREFACE_CHARACTERS = 20_000
_STARTS = 8
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LOGIN = re.compile(r"<input\b[^<>]{0,500}type\s*=\s*[\"']?password|wp-login\.php", re.IGNORECASE)
_PAGE_CHARACTERS = 100_000


class CutJsonError(PayloadError):
    """JSON that begins well and is damaged or ends too early."""


def read_json_text(body: bytes | str, url: str) -> str:
    """The text of a JSON body, without what stands before it.

    Raises PayloadError when it is empty, too large, a web page or no JSON.
    """
    if len(body) > MAX_JSON_BYTES:
        raise PayloadError(f"{url}: larger than the {MAX_JSON_BYTES} bytes that are read of one answer in JSON.")
    text = (body if isinstance(body, str) else decode_body(body)).lstrip(_BLANK)
    if not text:
        raise PayloadError(f"{url}: the body is empty; JSON was expected.")
    if text.startswith(("[", "{")):
        return text
    start = _find_start(text)
    if start is not None:
        return text[start:]
    if _WEB_PAGE.search(text, 0, _PAGE_CHARACTERS):
        if _LOGIN.search(text, 0, _PAGE_CHARACTERS):
            raise PayloadError(f"{url}: a page that asks for a login came instead of JSON; use a feed or listing.")
        raise PayloadError(f"{url}: this is a web page, not JSON; name it as a listing or correct the address.")
    raise PayloadError(f"{url}: neither a list nor an object of JSON; correct the address.")


def decode_json(text: str, url: str) -> object:
    """The first value of a text; what stands behind it is left unread.

    Raises CutJsonError when it is damaged or ends early, PayloadError when it is nested too deep.
    """
    try:
        value: object = _decoder().raw_decode(text)[0]
    except RecursionError:
        raise PayloadError(f"{url}: the JSON is nested too deep to be meant.") from None
    except ValueError as error:
        raise CutJsonError(f"{url}: the JSON is damaged or cut off ({error}); fetch it again.") from None
    return value


def iter_whole_objects(text: str, start: int) -> list[dict[str, object]]:
    """The objects of a list of JSON up to where it is damaged, `start` behind its opening bracket."""
    decoder = _decoder()
    found: list[dict[str, object]] = []
    while True:
        while text[start : start + 1] in {" ", "\t", "\r", "\n", ","}:
            start += 1
        try:
            value, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return found
        if isinstance(value, dict):
            found.append(value)


def _find_start(text: str) -> int | None:
    """Where the JSON begins behind a preface; None when there is none."""
    # Quirk: "<br />\n<b>Warning</b>:  Undefined key [0] on line <b>5</b><br />\n[{..." from hosts that show errors
    for count, match in enumerate(_START.finditer(text, 0, _PREFACE_CHARACTERS)):
        if count >= _STARTS:
            break
        try:
            _decoder().raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        return match.start()
    return None


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(strict=False)
