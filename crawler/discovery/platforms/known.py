"""Every content system that discovery knows: article addresses, listing rows, page numbers."""

from __future__ import annotations

from types import MappingProxyType

from crawler.discovery.platforms.local import LOCAL
from crawler.discovery.platforms.periods import GENERAL_PERIODS
from crawler.discovery.platforms.rules import Platform
from crawler.discovery.platforms.shared import SHARED

__all__ = ["GENERAL_PERIODS", "PLATFORMS", "Platform"]

PLATFORMS = MappingProxyType(
    {platform.name: platform for platform in sorted((*LOCAL, *SHARED), key=lambda platform: platform.name)}
)
"""Every known platform by name."""
