"""Composed notices as the files an office gets: Word, PDF, scans, old fonts. Used by `benchmarks/renderings.py`."""
