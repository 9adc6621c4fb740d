"""The tutorial for authors of plugins: every block is run, from top to bottom, in one folder."""

from __future__ import annotations

import doctest
import inspect
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agreementkit import hookspecs
from interpreters import install_editable, make_interpreter

TUTORIAL = (Path(__file__).parents[1] / "plugins" / "README.md").read_text("utf-8")
BLOCK_RE = re.compile(r"^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Workplace:
    """Where the tutorial's reader works: a folder, and an interpreter that they install into."""

    folder: Path
    python: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, command: list[str], **more: str) -> tuple[str, str]:
        environment = {**self.environment, **more}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        return done.stdout, done.stderr

    def shell(self, line: str) -> tuple[str, str]:
        """Run one line as a reader would, and return what it prints on either stream."""
        words = shlex.split(line)
        more = {}
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            more[name] = value
        program, *arguments = words
        if program == "cd":
            self.folder = self.folder / arguments[0]
            return "", ""
        if program == "pip":
            assert arguments == ["install", "-e", "."]
            install_editable(self.python, self.folder)
            return "", ""
        assert program in {"agreementkit", "pytest"}
        return self.run([str(self.python), "-m", program, *arguments], **more)


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    python = make_interpreter(tmp_path / "venv")
    # a script «agreementkit» as pip would have put it there
    script = python.parent / ("agreementkit.cmd" if os.name == "nt" else "agreementkit")
    call = (
        f'@"{python}" -m agreementkit %*\n' if os.name == "nt" else f'#!/bin/sh\nexec "{python}" -m agreementkit "$@"\n'
    )
    script.write_text(call)
    script.chmod(0o755)
    path = f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    work = tmp_path / "work"
    work.mkdir()
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "AGREEMENTKIT_FIELDS": ""}
    return Workplace(work, python, environment)


def commands(content: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what it is said to print."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        yield line, output


def prints(expected: str, actual: str) -> bool:
    """Whether a program printed what the tutorial shows; «...» stands for anything."""
    wanted = ".*?".join(re.escape(piece.strip()) for piece in expected.split("..."))
    return re.fullmatch(rf"\s*{wanted}\s*", actual, re.DOTALL) is not None


def test_every_block_does_what_the_tutorial_says(workplace: Workplace) -> None:
    prompt: dict[str, object] = {}
    ran = []
    for block in BLOCK_RE.finditer(TUTORIAL):
        language, name, content = block["language"], block["file"], block["content"]
        if name:
            path = workplace.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
        elif language == "console":
            for line, expected in commands(content):
                data, messages = workplace.shell(line)
                shown = (data if prints(expected, data) else data + messages).replace(os.sep, "/")
                assert not expected.strip() or prints(expected, shown), f"$ {line}\n{shown}"
        elif language == "pycon":
            test = doctest.DocTestParser().get_doctest(content, prompt, "tutorial", "README.md", 0)
            runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
            assert runner.run(test, clear_globs=False).failed == 0
            prompt = test.globs
        elif language == "python":
            script = workplace.folder / "block.py"
            script.write_text(content, "utf-8")
            assert workplace.run([str(workplace.python), script.name]) == ("", "")
        else:
            pytest.fail(f"a block of {language} is not run")
        ran.append(language)
    assert ran.count("console") >= 3
    assert len(ran) == TUTORIAL.count("\n```") // 2


def test_every_hook_is_explained_with_its_signature() -> None:
    for name, hook in inspect.getmembers(hookspecs, inspect.isfunction):
        if name.startswith("agreementkit_"):
            signature = str(inspect.signature(hook)).replace("'", "")
            assert f"### `{name}{signature}`" in TUTORIAL


def test_every_key_of_a_field_file_is_explained() -> None:
    from dataclasses import fields

    from agreementkit.fields.schema import Find, Value, Where

    for table, record in (("find", Find), ("where", Where), ("value", Value)):
        for key in fields(record):
            assert f"`{table}.{key.name}`" in TUTORIAL
