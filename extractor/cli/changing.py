"""What the commands that change the register by hand have in common: open it, change it, show what was done.

A view is loaded by the command that shows it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extractor.cli.options import bodies, emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register
from extractor.views.json import render_json

if TYPE_CHECKING:
    from extractor.core.links import Settled
    from extractor.core.register import TaskRow
    from extractor.store import Changed, Register

Done = TypeVar("Done")
Made = Callable[[Callable[..., Done]], click.Command]


def changing(name: str, shown: Callable[[Done], str]) -> Made[Done]:
    """Makes the command `name` of a function, with the function's docstring, arguments and options.

    The function is called with the open register, `by`, `at` and what was typed; what it returns is shown by `shown`,
    or as JSON.
    """

    def made(change: Callable[..., Done]) -> click.Command:
        @functools.wraps(change)
        def run(*, by: str, db: Path, as_json: bool, **typed: Any) -> None:
            with open_register(db, linker=bodies) as register:
                done = change(register, by=by, at=now(), **typed)
            emit(render_json(done) if as_json else shown(done))

        shared = with_by(with_db(with_json(run)))
        command = click.command(name, cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")(shared)
        command.params = [*command.params[3:], *command.params[:3]]  # its own stand before the shared three in the help
        return command

    return made


def correcting(name: str) -> Made[Sequence[Changed]]:
    """The same for a function that corrects one document or directive; it is called for each that was typed.

    It gets the register, the id, and `by`, `at`, `reason`.
    """

    def made(correct: Callable[..., Sequence[Changed]]) -> click.Command:
        from extractor.views.changes import render_changed

        @click.argument("names", nargs=-1, required=True, metavar="MÃ…")
        @click.option("--reason", metavar="LỜI", help="Vì sao; ghi vào nhật ký.")
        @functools.wraps(correct)
        def each(register: Register, names: tuple[str, ...], **said: Any) -> list[Changed]:
            return [one for name in names for one in correct(register, name, **said)]

        return changing(name, render_changed)(each)

    return made


def following(name: str) -> Made[Sequence[TaskRow]]:
    """The same for a function that writes down what became of the directives `ids`; it gives them as they stand now."""

    def made(follow: Callable[..., Sequence[TaskRow]]) -> click.Command:
        with_ids = click.argument("ids", metavar="CD12…", nargs=-1, required=True)(follow)
        return changing(name, show_tasks)(with_ids)

    return made


def show_tasks(tasks: Sequence[TaskRow]) -> str:
    """How they stand, for the terminal there is."""
    from extractor.views.tasks import render_followed

    return render_followed(tasks, screen())


def show_settled(settled: Sequence[Settled]) -> str:
    """What became of links, for the terminal there is."""
    from extractor.views.links import render_settled

    return render_settled(settled, screen())
