"""What is built or lies there (`Kè sông Tiền`, `Cảng Cái Cui`): a heading or a topic, and nobody who does anything."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex

_WORKS = re.compile(
    r"(?:kè|đê|cảng|bến|chợ|cầu|cống|đường|tuyến|hồ|đập|kênh|kinh|rạch|sông|bãi|chốt|lộ|quốc lộ|tỉnh lộ|trạm bơm"
    r"|cồn|vàm"
    r"|phà|đảo)\s"
)


def is_built(index: ActorIndex, at: int) -> bool:
    """Whether a dyke, a port or a market begins at `at`, and no body, office or person by name."""
    named = at in index.bodies or at in index.offices or at in index.persons
    return not named and _WORKS.match(index.lower, at) is not None
