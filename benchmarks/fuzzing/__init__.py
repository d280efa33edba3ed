"""What `benchmarks/fuzz.py` is made of: small files of every format, ways to damage them, processes that read them."""
