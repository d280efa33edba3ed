"""Mailing reminders: one letter a unit and day, written down before it goes; who got none is told with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from extractor.core.errors import LetterRefused, MailError
from extractor.core.reminders import Reminder, UnitList
from extractor.exchange.addresses import Addresses, addresses_of
from extractor.mail import Post, Server
from extractor.store import Register, claim_reminder, register_id, settle_reminder
from extractor.views.reminders import letter_to


class Mailing(msgspec.Struct, frozen=True):
    """How reminders go out: on which ISO day, for how many days ahead, by whom; `again`: even if one went out today."""

    server: Server
    sender: str
    day: str
    days: int
    by: str
    again: bool = False


_UNSURE = "lần gửi trước bị ngắt giữa chừng, không rõ thư đã đi chưa: hỏi đơn vị, hoặc gửi lại bằng --again"


def send_reminders(
    register: Register, units: Sequence[UnitList], table: Addresses, mailing: Mailing, now: Callable[[], str]
) -> Iterator[Reminder]:
    """Mail each unit its list and give what became of it, in the order of the units.

    Once the server cannot be reached any more the units that are left are `not_tried`, with the reason. Raises
    MailError where it cannot be used from the start, StoreError.
    """
    name = register_id(register)
    lost: str | None = None
    with Post(mailing.server, mailing.sender) as post:
        for unit in units:
            addresses = addresses_of(unit, table)
            tell = partial(Reminder, unit.unit, tasks=len(unit.tasks), addresses=addresses)
            if not addresses:
                yield tell("no_address", reason="thêm đơn vị vào bảng địa chỉ")
            elif lost is not None:
                yield tell("not_tried", reason=lost)
            else:
                outcome = _remind(register, post, unit, addresses, mailing, now(), name)
                lost = outcome.reason if outcome.state == "not_tried" else None
                yield outcome


def _remind(
    register: Register, post: Post, unit: UnitList, addresses: tuple[str, ...], mailing: Mailing, at: str, name: str
) -> Reminder:
    tell = partial(Reminder, unit.unit, tasks=len(unit.tasks), addresses=addresses)
    claim = claim_reminder(
        register,
        unit_key=unit.key,
        unit=unit.unit,
        day=mailing.day,
        addresses=addresses,
        tasks=tuple(task.id for task in unit.tasks),
        by=mailing.by,
        at=at,
        again=mailing.again,
    )
    if claim == "sent":
        return tell("already", reason="gửi nữa thì thêm --again")
    if claim == "sending":
        return tell("unsure", reason=_UNSURE)
    number = int(claim)
    letter = letter_to(unit, addresses, today=mailing.day, days=mailing.days, register=name, stamp=at)
    try:
        refused = post.send(letter, at)
    except LetterRefused as error:
        settle_reminder(register, number, "failed", str(error))
        return tell("failed", reason=str(error))
    except MailError as error:
        settle_reminder(register, number, "failed", str(error))
        return tell("not_tried", reason=str(error))
    told = "; ".join(f"{to}: {said}" for to, said in refused) or None
    settle_reminder(register, number, "sent", told)
    return tell("sent", refused=refused)
