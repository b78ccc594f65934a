"""docs/文书样张/ shows every kind of document and every form that is registered, and nothing else."""

import re
from pathlib import Path

from addin.forms import FORMS
from bench.gallery import GALLERY, LIMIT
from docgen.documents import DOCUMENTS


def pictures() -> dict[str, Path]:
    return {path.stem: path for path in GALLERY.glob("*.png")}


def test_there_is_a_picture_of_every_kind_and_every_form() -> None:
    assert set(pictures()) == {*DOCUMENTS, *FORMS}, "run make gallery"


def test_the_list_names_every_picture_once_on_a_line_of_its_own() -> None:
    lines = (GALLERY / "README.md").read_text(encoding="utf-8").splitlines()
    listed = [found for line in lines for found in re.findall(r"^- \[(.+?)\]\(\1\.png\)：.+", line)]
    assert listed == [*DOCUMENTS, *FORMS]


def test_no_picture_is_too_large() -> None:
    large = {name: path.stat().st_size for name, path in pictures().items() if path.stat().st_size >= LIMIT}
    assert large == {}
