"""Whole news sites on loopback, one make for each content system, and the measure of a crawl over them."""
