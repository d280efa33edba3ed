"""Floor 8: files into the register, one by one or in batches over processes, from paths or from a watched folder.

What reads a file (`examining`) may run in a process of its own (`worker`) that knows no register; what writes
(`keeping`) runs in the one process that holds the register open. Importing this package loads no language processing.
"""

from __future__ import annotations

from extractor.ingest.batch import Done, run_batch
from extractor.ingest.candidates import SUFFIXES, Candidate, find_files, passed_over
from extractor.ingest.examining import Reader
from extractor.ingest.keeping import ingest
from extractor.ingest.limits import Limits
from extractor.ingest.messages import Wanted

__all__ = [
    "SUFFIXES",
    "Candidate",
    "Done",
    "Limits",
    "Reader",
    "Wanted",
    "find_files",
    "ingest",
    "passed_over",
    "run_batch",
]
