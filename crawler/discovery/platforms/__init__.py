"""Content systems as data: addresses, rows, marks, spellings; and how a page gives its system away."""
