"""Listing pages of any template: article rows, what they say, the next page, years and months."""
