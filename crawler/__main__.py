"""`python -m crawler`: the `kronika` command."""

from crawler.cli import main

if __name__ == "__main__":
    main()
