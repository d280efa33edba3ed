"""The door to pyHanko: digital signatures in a PDF, who made them, when, and whether what they cover is still the same.

Nothing is asked of a network: whether a certificate is trusted or was withdrawn is not looked up, so `intact` says only
that the signed bytes are unchanged and that the signature belongs to the certificate it carries.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from extractor.core.record import DigitalSignature

_MARK = b"/ByteRange"
_MOST = 20  # signatures of one file; official papers carry up to half a dozen
_VIETNAM = dt.timezone(dt.timedelta(hours=7))


def read_signatures(data: bytes) -> tuple[DigitalSignature, ...]:
    """The signatures of a PDF in the order they were made; none where the file or its signatures cannot be read."""
    if _MARK not in data:
        return ()
    # pyHanko takes half a second to import: only those who read signed files pay for it
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures[:_MOST]
    except (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError):
        return ()  # a form that cannot be read has no witness to give
    signatures = [signature for one in found if (signature := _read(one))]
    return tuple(sorted(signatures, key=lambda signature: signature.signed_at or ""))


def _read(one: Any) -> DigitalSignature | None:
    try:
        subject = one.signer_cert.subject.native
        signed = one.self_reported_timestamp
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    return DigitalSignature(
        signed_at=_moment(signed) if isinstance(signed, dt.datetime) else None,
        name=_text(subject.get("common_name")),
        body=_text(subject.get("organization_name")),
        intact=_is_intact(one),
    )


def _moment(signed: dt.datetime) -> str:
    """ISO 8601 in Vietnam's time. Some programs write Vietnam's clock as if it were UTC: that is taken as told."""
    return signed.astimezone(_VIETNAM).isoformat(timespec="seconds")


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str)), None)
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else None


def _is_intact(one: Any) -> bool | None:
    """None where the signature is of a kind that cannot be checked here."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    doubts = (PdfError, CMSStructuralError, SignatureValidationError, ValueError, TypeError, KeyError)
    try:
        one.compute_integrity_info()
        intact, valid = validate_sig_integrity(one.signer_info, one.signer_cert, "data", one.compute_digest())
    except (*doubts, NotImplementedError):
        return None
    return bool(intact and valid)
