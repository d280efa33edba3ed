"""Floor 7: pure renderers of records and rows. Imports `extractor.core` alone; knows no terminal and no clock."""
