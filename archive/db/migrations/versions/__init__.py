"""One step of the schema a file; released steps never change."""
