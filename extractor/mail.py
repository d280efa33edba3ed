"""Floor 7: letters by SMTP. Imports `extractor.core` alone; the one door to smtplib.

One letter is one transaction with the server. What breaks off costs the letter it breaks, the connection is made anew
for the next one; a server that cannot be reached any more ends the run with MailError.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from types import TracebackType
from typing import Literal

import msgspec

from extractor.core.errors import LetterRefused, MailError
from extractor.core.reminders import Letter
from extractor.core.system_errors import reason_of

Security = Literal["starttls", "ssl", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "ssl": 465, "none": 25}
SECONDS = 30.0
"""How long to wait for an answer of the server."""

_HERE = ("localhost", "127.0.0.1", "::1")


class Server(msgspec.Struct, frozen=True):
    """Where letters are handed in. `authority` is a file of certificates to trust besides the system's."""

    host: str
    port: int
    security: Security = "starttls"
    user: str | None = None
    password: str | None = None
    authority: str | None = None

    @property
    def told(self) -> str:
        return f"{self.host}:{self.port}"


class Post:
    """A connection to a server; use as a context manager. Raises MailError where the server cannot be used at all."""

    def __init__(self, server: Server, sender: str) -> None:
        if server.user and server.security == "none" and server.host not in _HERE:
            raise MailError(
                f"Không gửi mật khẩu không mã hóa tới “{server.told}”: dùng --smtp-security starttls hoặc ssl."
            )
        self.server = server
        self.sender = sender
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Post:
        self._connected()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._open.quit()
            self._open = None

    def send(self, letter: Letter, at: str) -> tuple[tuple[str, str], ...]:
        """Hand a letter in at the moment `at` (ISO 8601); gives the addresses refused while others were taken.

        Raises LetterRefused where nobody gets it, MailError where the server cannot be reached any more.
        """
        connection = self._connected()
        try:
            refused = connection.send_message(_composed(letter, self.sender, at), self.sender, list(letter.to))
        except smtplib.SMTPRecipientsRefused as error:
            raise LetterRefused(
                "; ".join(f"{to}: {_said(answer)}" for to, answer in error.recipients.items())
            ) from None
        except smtplib.SMTPResponseException as error:
            self._drop()  # a server that said no may have closed the door as well
            raise LetterRefused(_said((error.smtp_code, error.smtp_error))) from None
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise LetterRefused(f"mất kết nối với máy chủ khi đang gửi ({_why(error)})") from None
        return tuple((to, _said(answer)) for to, answer in refused.items())

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            self._open = _connect(self.server)
        return self._open

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _connect(server: Server) -> smtplib.SMTP:
    connection: smtplib.SMTP | None = None
    try:
        if server.security == "ssl":
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=_context(server))
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        if server.security == "starttls":
            connection.starttls(context=_context(server))
        if server.user:
            connection.login(server.user, server.password or "")
    except smtplib.SMTPAuthenticationError:
        _closed(connection)
        raise MailError(f"Máy chủ thư “{server.told}” không nhận tên hoặc mật khẩu của “{server.user}”.") from None
    except smtplib.SMTPNotSupportedError:
        _closed(connection)
        raise MailError(
            f"Máy chủ thư “{server.told}” không có kiểu bảo mật, đăng nhập này: đổi --smtp-security hoặc --smtp-user."
        ) from None
    except ssl.SSLError as error:
        _closed(connection)
        raise MailError(
            f"Máy chủ thư “{server.told}” không có chứng thư tin được ({error.reason or error}): "
            "kiểm tra tên máy chủ, hoặc nêu tệp chứng thư của cơ quan bằng --smtp-ca."
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        _closed(connection)
        raise MailError(
            f"Không nối được máy chủ thư “{server.told}” ({_why(error)}): kiểm tra tên, cổng và đường mạng."
        ) from None
    return connection


def _why(error: OSError | smtplib.SMTPException) -> str:
    """What the system or the server says."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said((error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "máy chủ ngắt kết nối"
    return reason_of(error)


def _closed(connection: smtplib.SMTP | None) -> None:
    if connection is not None:
        connection.close()


def _context(server: Server) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if server.authority is not None:
        context.load_verify_locations(server.authority)
    return context


def _composed(letter: Letter, sender: str, at: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ", ".join(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(datetime.fromisoformat(at))
    message["Message-ID"] = f"<{letter.name}@chidao>"
    message["Auto-Submitted"] = "auto-generated"  # no answers of absence come back
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message.add_attachment(letter.calendar, maintype="text", subtype="calendar", filename="nhac-viec.ics")
    return message


def _said(answer: tuple[int, bytes | str]) -> str:
    code, words = answer
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
