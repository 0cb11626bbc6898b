"""The local site of the tests: one resource per misbehaviour."""
