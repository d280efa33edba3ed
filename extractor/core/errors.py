"""The error tree. Every message says what is wrong and what to do next, in Vietnamese.

ChidaoError
├── SourceError            a file or text that cannot be read
│   ├── SourceMissing      no such file, or a folder without documents
│   ├── SourceEmpty        nothing to read in it
│   ├── SourceBroken       damaged, truncated, or not what its name says
│   ├── SourceEncrypted    needs a password
│   ├── SourceUnsupported  a format that is not read
│   ├── SourceChanged      it changed while it was being read
│   └── SourceTooLarge     over the limits
├── MailError              the mail server cannot be used
│   └── LetterRefused      it did not take a letter
├── SecretDocument         stamped MẬT, TỐI MẬT or TUYỆT MẬT: refused, nothing kept
└── StoreError             the register cannot be opened, read or written
    ├── ChangeRefused      a change of the register that cannot be: a day that is none, an unknown field
    └── NotARegister       the file is no chidao register: left untouched
"""

from __future__ import annotations


class ChidaoError(Exception):
    """Root of all errors that are shown to a person. `str(error)` is one Vietnamese line."""

    code = "error"


class SourceError(ChidaoError):
    """A source that cannot be turned into a document."""

    code = "source"


class SourceMissing(SourceError):
    code = "missing"


class SourceEmpty(SourceError):
    code = "empty"


class SourceBroken(SourceError):
    code = "broken"


class SourceEncrypted(SourceError):
    code = "encrypted"


class SourceUnsupported(SourceError):
    code = "unsupported"


class SourceChanged(SourceError):
    code = "changed"


class SourceTooLarge(SourceError):
    code = "too_large"


class SecretDocument(ChidaoError):
    """Law forbids keeping state secrets here (Luật Bảo vệ bí mật nhà nước 2018)."""

    code = "secret"


class MailError(ChidaoError):
    code = "mail"


class LetterRefused(MailError):
    """A letter that reached nobody; `str(error)` is what the server said."""

    code = "letter_refused"


class StoreError(ChidaoError):
    code = "store"


class NotARegister(StoreError):
    code = "not_a_register"


class ChangeRefused(StoreError):
    """What a person asked to change cannot be so; nothing was changed."""

    code = "change_refused"
