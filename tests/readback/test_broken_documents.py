"""Documents cut, stirred and flipped at random: each is read or refused in a sentence; nothing unsure is written."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from addin.commands.base import ClosedFiles
from addin.exchange.desk import MergeDesk
from addin.exchange.fields import ROW_KINDS
from addin.exchange.readback.documents import read_documents
from addin.exchange.readback.taking import MinutesTaker
from addin.ledger import Ledger
from addin.schema import Resolutions

SEEDS = range(200)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Up to thirty bytes of the file changed."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def stirred(path: Path, chance: random.Random, target: Path) -> Path:
    """Elements of the text taken out, doubled and moved: what a strange program might write, still well packed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    pieces = parts["word/document.xml"].decode().replace("><", ">\0<").split("\0")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(3, len(pieces) - 3)
        kind = chance.choice(("out", "double", "swap"))
        if kind == "out":
            del pieces[at]
        elif kind == "double":
            pieces.insert(at, pieces[at])
        else:
            pieces[at], pieces[at + 1] = pieces[at + 1], pieces[at]
    parts["word/document.xml"] = "".join(pieces).encode()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target


@pytest.fixture
def taker(written_once: Path, tmp_path: Path) -> MinutesTaker:
    shutil.copytree(written_once, tmp_path / "台", dirs_exist_ok=True)
    book = ClosedFiles().open(tmp_path / "台" / "台账.xlsx")
    desk = MergeDesk(book, Ledger.load(book, None, dt.date(2022, 10, 8)))
    master = desk.master(Resolutions)
    assert master is not None
    return MinutesTaker(desk, master)


def test_a_broken_document_is_read_or_refused_in_a_sentence(
    taker: MinutesTaker, written_once: Path, tmp_path: Path
) -> None:
    source = written_once / "纪要.docx"
    states = set()
    for seed in SEEDS:
        chance = random.Random(seed)
        path = tmp_path / f"{seed}.docx"
        if seed % 2:
            stirred(source, chance, path)
        else:
            path.write_bytes(flipped(source.read_bytes(), chance))
        (document,) = read_documents([path])
        result = taker.take(document)
        states.add(str(result.state))
        assert (result.refused is not None) == (result.state == "已拒收")
        cells = sum(count for kind, count in result.counts.items() if kind not in (*ROW_KINDS, "未动"))
        assert result.changed == cells, f"seed {seed}: a changed cell has no kind"
    assert {"待应用", "已拒收"} <= states
