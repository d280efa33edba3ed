"""LibreOffice as a converter of what only office programs read: started for one file, bounded, nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from extractor.core.errors import SourceBroken, SourceTooLarge, SourceUnsupported

SECONDS = 90
"""What one file may take, the start of the program included."""

_USUAL = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# no macros, no linked files, nothing asked
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@cache
def find_libreoffice() -> str | None:
    """The path of the program, or None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _USUAL if Path(path).is_file()), None)


def to_docx(data: bytes, suffix: str, seconds: float = SECONDS) -> bytes:
    """The DOCX that LibreOffice makes of a file; `suffix` (`.doc`) is the kind of the file.

    Raises SourceUnsupported where LibreOffice is not installed, SourceTooLarge where it takes longer than `seconds`,
    SourceBroken where it makes nothing of the file.
    """
    program = find_libreoffice()
    if program is None:
        raise SourceUnsupported(
            f"Tệp {suffix} đời cũ cần LibreOffice mới đọc được mà máy này chưa cài: cài LibreOffice, hoặc mở bằng Word "
            "rồi lưu lại dạng .docx."
        )
    # LibreOffice lets go of its profile a moment after it ends on some systems
    with tempfile.TemporaryDirectory(prefix="chidao-", ignore_cleanup_errors=True) as folder:
        made = _convert(program, Path(folder), data, suffix, seconds)
        if made is None:
            raise SourceBroken(f"Tệp {suffix} bị hỏng, LibreOffice không mở được: tải lại hoặc xin lại tệp gốc.")
        return made


def _convert(program: str, folder: Path, data: bytes, suffix: str, seconds: float) -> bytes | None:
    source, profile, out = folder / f"in{suffix}", folder / "profile", folder / "out"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    # the program ends on time even where this one is ended first
    watched = [found, "--kill-after=5", str(int(seconds) + 1)] if (found := shutil.which("timeout")) else []
    command = [
        *watched, program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=folder, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise SourceTooLarge(
            f"Tệp {suffix} mất quá {seconds:.0f} giây mà LibreOffice chưa mở xong: mở bằng Word rồi lưu lại dạng .docx."
        ) from None
    finally:
        _end(process)
    return next((path.read_bytes() for path in _made(out)), None)


def _made(out: Path) -> Iterator[Path]:
    return out.glob("*.docx") if out.is_dir() else iter(())


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: `soffice` is a script that starts others."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):  # all of them have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
