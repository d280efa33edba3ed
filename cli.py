"""`python cli.py …` is `chidao …` from a checkout."""

from extractor.cli import main

if __name__ == "__main__":
    main()
