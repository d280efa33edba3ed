"""What an operating system says when it refuses something, in Vietnamese."""

from __future__ import annotations

import errno
import socket

_NAMED = {
    "EACCES": "không có quyền",
    "EPERM": "không có quyền",
    "ENOENT": "không có ở đó",
    "ENOTDIR": "không phải thư mục",
    "EISDIR": "là thư mục",
    "EEXIST": "đã có",
    "ENOSPC": "hết chỗ trên đĩa",
    "EDQUOT": "hết hạn mức đĩa",
    "EFBIG": "tệp quá lớn",
    "EROFS": "ổ đĩa chỉ cho đọc",
    "EIO": "ổ đĩa lỗi",
    "EBUSY": "đang được dùng",
    "ETXTBSY": "đang được dùng",
    "ENAMETOOLONG": "tên quá dài",
    "ELOOP": "liên kết vòng",
    "EMFILE": "mở quá nhiều tệp",
    "ENFILE": "mở quá nhiều tệp",
    "EXDEV": "ở ổ đĩa khác",
    "ESTALE": "ổ mạng đã ngắt",
    "ECONNREFUSED": "máy chủ từ chối kết nối",
    "ECONNRESET": "máy chủ ngắt kết nối",
    "EPIPE": "kết nối đã đứt",
    "ETIMEDOUT": "chờ quá lâu không thấy trả lời",
    "EHOSTUNREACH": "không có đường mạng tới máy chủ",
    "ENETUNREACH": "không có đường mạng",
}
# a system need not have all of them
_WORDS = {getattr(errno, name): words for name, words in _NAMED.items() if hasattr(errno, name)}


def reason_of(error: OSError) -> str:
    """`không có quyền`, `hết chỗ trên đĩa`; what is rare keeps its number, by which it can be looked up."""
    if isinstance(error, socket.gaierror):
        return "không tìm thấy máy chủ tên này"
    if isinstance(error, TimeoutError):
        return _NAMED["ETIMEDOUT"]
    if error.errno in _WORDS:
        return _WORDS[error.errno]
    return f"lỗi hệ thống số {error.errno}" if error.errno is not None else type(error).__name__
