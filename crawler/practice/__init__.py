"""The practice site that `kronika demo` crawls: two small sources of our own writing, served on loopback."""
