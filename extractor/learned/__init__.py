"""What was learnt from the corpora: the one door to spaCy, and what models say of stretches of text."""
