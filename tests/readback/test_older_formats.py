"""Older formats: converted by a LibreOffice that reaches nothing, waits for nobody and leaves nothing behind."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.returns import libreoffice_saves

from addin.errors import ProgramError
from addin.exchange.readback import conversion
from addin.exchange.readback.conversion import converted
from addin.exchange.readback.documents import read_documents
from addin.exchange.returns import Refused
from addin.workbook.document_gate import Form
from docgen.layout import find_libreoffice

URN = "urn:oasis:names:tc:opendocument:xmlns"
LINKED = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document xmlns:office="{URN}:office:1.0" xmlns:text="{URN}:text:1.0" '
    f'xmlns:draw="{URN}:drawing:1.0" xmlns:svg="{URN}:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>'
    '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">'
    '<draw:image xlink:href="http://127.0.0.1:{port}/x.png"/></draw:frame>文字</text:p>'
    "</office:text></office:body></office:document>"
)


class Listener:
    """A server on this machine that counts who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            with caller:
                caller.recv(500)
                caller.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")


@pytest.fixture
def listener() -> Iterator[Listener]:
    one = Listener()
    yield one
    one.socket.close()


@pytest.mark.rendered
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not on this machine")
def test_a_linked_picture_is_fetched_by_an_ordinary_libreoffice_and_not_by_ours(
    tmp_path: Path, listener: Listener
) -> None:
    source = tmp_path / "源.fodt"
    source.write_text(LINKED.replace("{port}", str(listener.port)), encoding="utf-8")
    files = [libreoffice_saves([source], ending, tmp_path / "出")[0] for ending in ("doc", "odt")]
    assert listener.calls > 0
    listener.calls = 0
    out = tmp_path / "转"
    out.mkdir()
    results = converted({files[0]: Form.DOC, files[1]: Form.ODT}, out)
    assert all(isinstance(one, Path) and one.is_file() for one in results.values())
    assert listener.calls == 0


def sleeping(folder: Path) -> Path:
    """A program that starts another one and never ends."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {folder}/pid\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the program")
def test_a_program_that_never_ends_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "find_libreoffice", lambda: str(sleeping(tmp_path)))
    source = tmp_path / "纪要.doc"
    source.write_bytes(b"x")
    started = time.monotonic()
    results = converted({source: Form.DOC}, tmp_path, seconds=(1.0, 0.0))
    assert time.monotonic() - started < 10
    assert str(results[source]).startswith("纪要.doc：LibreOffice 打不开这个文件。")
    child = int((tmp_path / "pid").read_text())
    for _ in range(50):
        if not _runs(child):
            return
        time.sleep(0.1)
    raise AssertionError("the program's own child goes on")


def _runs(process: int) -> bool:
    """Ended ones that nobody has asked for yet stand in the table as Z."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_without_libreoffice_an_older_format_is_one_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "find_libreoffice", lambda: None)
    source = tmp_path / "纪要.rtf"
    source.write_text("{\\rtf1 x}")
    (refused,) = read_documents([source])
    assert isinstance(refused, Refused) and isinstance(refused.error, ProgramError)
    assert str(refused.error) == (
        "纪要.rtf：读 .rtf 要用 LibreOffice，这台电脑上没有找到。请用 Word 或 WPS 打开，另存为 .docx 后再试。"
    )
