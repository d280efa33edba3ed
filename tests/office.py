"""LibreOffice for tests: a file saved anew, or as another kind of file."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file; `to` is an ending, or an ending with a filter (`csv:…`)."""
    assert SOFFICE is not None
    source, out = folder / f"in{suffix}", folder / "out"
    source.write_bytes(data)
    command = [
        SOFFICE,
        f"-env:UserInstallation={_profile()}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        out,
        source,
    ]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=120)
    return (out / f"in.{to.split(':')[0]}").read_bytes()


@cache
def _profile() -> str:
    """One for all conversions of a process: making it takes longer than a conversion."""
    folder = tempfile.mkdtemp(prefix="chidao-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder).as_uri()
