"""What the READMEs tell people to type: every command and option is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from extractor.cli.root import COMMANDS, root

HOME = Path(__file__).parent.parent
_TYPED = re.compile(r"`chidao ([^`]+)`|^\$ chidao ([^#\n]+)", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def typed(name: str) -> list[str]:
    return [first or second for first, second in _TYPED.findall((HOME / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_every_example_names_a_command_and_its_options(name: str):
    examples = typed(name)
    assert len(examples) > 40
    for example in examples:
        word = example.split()[0]
        if word == "COMMAND":
            continue
        command = root.get_command(click.Context(root), word)
        assert command is not None, example
        known = {"--help", *(option for parameter in command.params for option in parameter.opts)}
        known |= {option for parameter in command.params for option in parameter.secondary_opts}
        assert set(_OPTION.findall(example)) <= known, example


def test_every_command_is_told():
    told = {example.split()[0] for example in typed("README.md")}
    assert set(COMMANDS) <= told
