"""What the operating system refuses is told in Vietnamese."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli.root import root
from extractor.core.system_errors import reason_of


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "không có quyền"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "hết chỗ trên đĩa"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "máy chủ từ chối kết nối"),
        (TimeoutError("timed out"), "chờ quá lâu không thấy trả lời"),
        (socket.gaierror(-2, "Name or service not known"), "không tìm thấy máy chủ tên này"),
        (OSError(9999, "Unknown error"), "lỗi hệ thống số 9999"),
        (OSError(), "OSError"),
    ],
)
def test_reasons(error: OSError, words: str):
    assert reason_of(error) == words


def test_a_folder_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Giao Sở Y tế báo cáo trước ngày 30/6/2026.", encoding="utf-8")
    (tmp_path / "ra").write_text("x", encoding="utf-8")
    told = CliRunner().invoke(root, ["extract", str(tmp_path / "a.txt"), "--out", str(tmp_path / "ra" / "trong")])
    assert told.exit_code != 0
    assert "(không phải thư mục)" in told.stderr, told.stderr
