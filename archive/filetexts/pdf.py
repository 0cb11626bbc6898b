"""The text of PDF files."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError

from archive.filetexts.values import UnreadableTextError

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def read_pdf(body: bytes) -> Iterator[str]:
    """The text of each page; a page that cannot be read is left out. Raises UnreadableTextError."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd about a stranger's file is no one's news
    try:
        reader = PdfReader(io.BytesIO(body))
        # Many files may be read by anyone, and only printing or changing them is locked.
        is_locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
        pages = 0 if is_locked else len(reader.pages)
    except (DependencyError, NotImplementedError) as error:
        raise UnreadableTextError("encrypted", f"its encryption is not known here: {error}") from error
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableTextError("damaged", f"it cannot be read as a PDF file: {error}") from error
    if is_locked:
        raise UnreadableTextError("encrypted", "it needs a password")
    is_any_read = False
    for number in range(pages):
        try:
            text = reader.pages[number].extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 - as above; the other pages may be whole
            continue
        is_any_read = True
        yield _join_broken_words(text)
    if not is_any_read:
        raise UnreadableTextError("damaged", "none of its pages can be read")


def _join_broken_words(text: str) -> str:
    joined = _BROKEN_WORD.sub(lambda found: "" if text[found.end()].islower() else "-", text)
    return joined.replace("\u00ad", "")
