"""Records of any number, recombined from the training part of the corpora: real-looking words, no two alike."""
