"""Pages of every make of site with what they say, written by us: what the reader is measured on."""
