"""Feeds, sitemaps, APIs, and the ways into a site that its own pages advertise."""
