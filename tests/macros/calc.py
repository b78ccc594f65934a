"""真的 LibreOffice：one soffice on a screen of its own, whose macros start a Python that only writes down."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from addin.errors import ProgramError
from addin.libreoffice.connection import Office, connect, property_values, uno
from docgen.layout import find_libreoffice
from workbook_templates.vba_project import PROJECT_NAME

STARTING, WAITING = 90.0, 20.0
MACROS_ALLOWED = 4
XLSM = "Calc MS Excel 2007 VBA XML"


def what_is_missing() -> str:
    """Why these tests cannot run on this machine; "" where they can."""
    try:
        uno()
    except ProgramError as error:
        return str(error)
    missing = [name for name in ("Xvfb",) if shutil.which(name) is None]
    if find_libreoffice() is None:
        missing.append("LibreOffice")
    return f"没有找到 {'、'.join(missing)}" if missing else ""


class Document:
    """An open workbook. pytest shows the arguments of what failed, and showing a remote object whose
    program is gone ends Python; so the object is kept out of sight."""

    def __init__(self, remote: Any) -> None:
        self.remote = remote

    @property
    def url(self) -> str:
        return str(self.remote.URL)


class Calc:
    """`python` is the script that the macros start; it writes its arguments, a line each, to `written`."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.written = folder / "参数.txt"
        self.python = folder / "空 格" / "假的 python"
        self.python.parent.mkdir()
        draft = self.written.with_suffix(".draft")
        self.python.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{draft}"\nmv "{draft}" "{self.written}"\n')
        self.python.chmod(0o755)

    def open(self, path: Path, **options: object) -> Document:
        how = property_values(MacroExecutionMode=MACROS_ALLOWED, **options)
        remote = self.office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
        assert remote is not None, path
        return Document(remote)

    def close(self, document: Document) -> None:
        document.remote.setModified(False)
        document.remote.close(True)

    def save_as(self, document: Document, path: Path) -> None:
        document.remote.storeToURL(path.as_uri(), property_values(FilterName=XLSM))

    def call(self, document: Document, procedure: str, *arguments: object) -> tuple[Any, tuple[Any, ...]]:
        """Runs a procedure of the document; its result, and what it put into arguments by reference."""
        address = f"vnd.sun.star.script:{PROJECT_NAME}.{procedure}?language=Basic&location=document"
        script = document.remote.getScriptProvider().getScript(address)
        given = tuple(each.remote if isinstance(each, Document) else each for each in arguments)
        done: list[Any] = []
        runner = threading.Thread(target=lambda: done.append(script.invoke(given, (), ())), daemon=True)
        runner.start()
        runner.join(WAITING)
        assert done, f"{procedure}: no answer, a message box may be open"
        result, _, out = done[0]
        return result, out

    def started(self) -> list[str]:
        """The arguments of the Python that was started; it is then forgotten."""
        until = time.monotonic() + WAITING
        while not self.written.exists():
            assert time.monotonic() < until, "no Python was started"
            time.sleep(0.05)
        lines = self.written.read_text(encoding="utf-8").splitlines()
        self.written.unlink()
        return lines

    def message(self) -> str:
        """The text of the message box that is open, which is then answered with its one button."""
        until = time.monotonic() + WAITING
        while time.monotonic() < until:
            with suppress(uno().getClass("com.sun.star.uno.Exception")):
                for box in self._boxes():
                    parts = list(_parts(box))
                    said = "".join(part.getAccessibleName() for part in parts if _is(part, "STATIC", "LABEL"))
                    (button,) = (part for part in parts if _is(part, "PUSH_BUTTON"))
                    button.doAccessibleAction(0)
                    return said
            time.sleep(0.1)
        raise AssertionError("no message box")

    def _boxes(self) -> list[Any]:
        """Message boxes, by their role: below a ledger's own window stand a billion cells."""
        toolkit = self.office.service("com.sun.star.awt.Toolkit")
        windows = [toolkit.getTopWindow(number) for number in range(toolkit.getTopWindowCount())]
        return [each for each in (w.getAccessibleContext() for w in windows) if _is(each, "ALERT", "DIALOG")]


def _is(context: Any, *roles: str) -> bool:
    names = (f"com.sun.star.accessibility.AccessibleRole.{role}" for role in roles)
    return context.getAccessibleRole() in [uno().getConstantByName(name) for name in names]


def _parts(context: Any) -> Iterator[Any]:
    yield context
    for number in range(context.getAccessibleChildCount()):
        yield from _parts(context.getAccessibleChild(number).getAccessibleContext())


@contextmanager
def running(folder: Path) -> Iterator[Calc]:
    """A LibreOffice with a fresh profile, ended with all that it started."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        with _office(folder, number) as calc:
            yield calc
    finally:
        screen.terminate()
        screen.wait(10)


@contextmanager
def _office(folder: Path, screen: str) -> Iterator[Calc]:
    address = f"pipe,name=macros-{uuid.uuid4().hex}"
    python = folder / "空 格" / "假的 python"
    program = subprocess.Popen(
        [
            find_libreoffice() or "soffice", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"--accept={address};urp;",
        ],
        env={
            **os.environ, "DISPLAY": f":{screen}", "LIANGDENG_PYTHON": str(python), "LIANGDENG_UNO": address,
        },
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield Calc(connect(address, STARTING), folder)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait(10)
