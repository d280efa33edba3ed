"""The door to lxml for the XML inside of packages: no entities, no network, bounded depth and size."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from extractor.core.errors import SourceBroken

XmlError = etree.LxmlError
"""What a damaged part raises."""

# web pages may hold such signs; a tree takes them when it is parsed and refuses them when a text is put into it
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def refuse_declarations(head: bytes) -> None:
    """Raises SourceBroken where a part declares entities: no office program writes them, and they can blow up."""
    plain = head.replace(b"\x00", b"")
    if any(declaration in plain for declaration in _DECLARATIONS):
        raise SourceBroken("Tệp chứa khai báo XML lạ (có thể là tệp độc hại): không đọc.")


def parse_xml(data: bytes) -> Any:
    """The root element of a part.

    Raises XmlError where it is damaged or nested deeper than libxml2 allows (256).
    """
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def allowed_text(text: str) -> str:
    """`text` without the signs that XML does not know: control characters, halves of surrogates."""
    return _NO_XML.sub("", text)
