"""Settings of a crawl, on top of the archive's own."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from archive.config import ArchiveConfig


class CrawlConfig(ArchiveConfig):
    """What the operator chooses for crawls."""

    sources: Annotated[tuple[Path, ...], NoDecode] = ()
    """Files or folders of sources that add to the bundled ones; KRONIKA_SOURCES separates them as PATH does."""
    allow_networks: Annotated[tuple[str, ...], NoDecode] = ()
    """Networks that are not public and may be crawled all the same; KRONIKA_ALLOW_NETWORKS separates with commas."""
    max_run_minutes: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    """How long the crawl of one source may take; the next one carries on. None: as long as it takes."""
    contact: str = ""
    """A URL or an e-mail address for the user agent, so that site owners can reach the operator."""

    @field_validator("sources", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("allow_networks", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        return [part for part in re.split(r"[,\s]+", value) if part] if isinstance(value, str) else value

    @field_validator("contact")
    @classmethod
    def _refuse_line_breaks(cls, value: str) -> str:
        if any(not character.isprintable() for character in value):
            raise ValueError("a contact is one line of text")
        return value
