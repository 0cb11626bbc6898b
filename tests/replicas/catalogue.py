"""Every replica by name."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from tests.replicas.drupal import drupal_nodes, tvp
from tests.replicas.estonian import kovtp, mulgimaa
from tests.replicas.estonian_numbers import cmsms, maainfo
from tests.replicas.handmade import broken_lines, cards, tables_2005
from tests.replicas.joomla import joomla_html, joomla_plain, joomla_raw
from tests.replicas.k2 import k2
from tests.replicas.latvian import latlit, talsi
from tests.replicas.lithuanian import anyksciai, leaderlietuva, pakruojis, rokiskis
from tests.replicas.lithuanian_slugs import birzai, elektrenai, lt_slugs
from tests.replicas.sites import Replica
from tests.replicas.wordpress import wp_category, wp_dated, wp_sitemap, wp_slugs

_MAKERS: tuple[Callable[..., Replica], ...] = (
    tvp, wp_dated, wp_slugs, wp_category, wp_sitemap, joomla_html, joomla_plain, joomla_raw, k2, drupal_nodes, kovtp,
    pakruojis, anyksciai, rokiskis, leaderlietuva, lt_slugs, birzai, elektrenai, talsi, latlit, mulgimaa, maainfo,
    cmsms, tables_2005, cards, broken_lines,
)  # fmt: skip

MAKERS = MappingProxyType({maker.__name__.replace("_", "-"): maker for maker in _MAKERS})
"""Each takes `count` and `seed`."""
