"""Floor 0: frozen types, errors, characters. Imports nothing of the project above it."""
