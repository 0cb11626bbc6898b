"""How the pages of each platform are laid out: CSS selectors in TOML files, one a platform, read once."""
