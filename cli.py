"""The console script `chidao` from a checkout: `python cli.py tasks`."""

from extractor.cli import main

if __name__ == "__main__":
    main()
