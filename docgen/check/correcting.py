"""校正：what is sure is put right in a copy; words never change, and what is not sure stays a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.check.checking import check
from docgen.check.findings import Finding, TextEdit
from docgen.check.model import Paragraph
from docgen.check.ooxml import w
from docgen.check.package import Package, packed, read_package
from docgen.check.reading import read, rewritten
from docgen.whole_file import replace_whole

SUFFIX = "（已校正）"
_MOST_ROUNDS = 8
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Correction:
    """校正结果：the copy (None: nothing to change), what was put right, what a person must still do."""

    path: Path | None
    changes: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


def correct_file(path: Path, folder: Path | None = None) -> Correction:
    """Write a corrected copy to `folder` (default: beside the original), which is never touched.

    Raises UnreadableError, OSError.
    """
    package = read_package(path)
    corrected, changes, remaining = corrected_package(package)
    if not changes:
        return Correction(None, (), remaining)
    target = free_name(folder or path.parent, path)
    replace_whole(target, packed(package, _differences(package.parts, corrected.parts)))
    return Correction(target, changes, remaining)


def corrected_package(package: Package) -> tuple[Package, tuple[Finding, ...], tuple[Finding, ...]]:
    """The package put right, what was changed, what is left."""
    changed: dict[tuple[str, str, str], Finding] = {}
    for _ in range(_MOST_ROUNDS):
        document = read(package)
        findings = check(document)
        mendable = [one for one in findings if one.mendable]
        new = [one for one in mendable if (one.clause, one.place, one.found) not in changed]
        if not new:
            break
        for one in new:
            changed[one.clause, one.place, one.found] = one
            for mend in one.mends:
                mend()
        apply_edits(edit for one in new for edit in one.edits)
        package = Package({**package.parts, **rewritten(document)}, package.main)
    remaining = check(read(package))
    left = {(one.clause, one.place, one.found) for one in remaining}
    done = tuple(one for key, one in changed.items() if key not in left)
    return package, done, tuple(remaining)


def apply_edits(edits: Iterable[TextEdit]) -> None:
    """Change marks in place, from a paragraph's end to its beginning, so that offsets hold; overlaps wait."""
    by_paragraph: dict[int, list[TextEdit]] = {}
    for edit in edits:
        by_paragraph.setdefault(id(edit.paragraph.element), []).append(edit)
    for group in by_paragraph.values():
        reached = len(group[0].paragraph.text) + 1
        for edit in sorted(group, key=lambda one: (one.start, one.end), reverse=True):
            if edit.end <= reached:
                _replace(edit.paragraph, edit)
                reached = edit.start


def _replace(paragraph: Paragraph, edit: TextEdit) -> None:
    """The new marks go where the first old one stood; each `w:t` keeps the rest of its own text."""
    at, given = 0, False
    for order, piece in enumerate(paragraph.pieces):
        start, end = at, at + len(piece.text)
        at = end
        touched = start < edit.end and edit.start < end
        ends_here = edit.start == edit.end == end and order == len(paragraph.pieces) - 1
        if not (touched or ends_here) or piece.node.tag != w("t"):
            continue
        # Later edits of the same paragraph were done before: what stands beyond is taken as it is now.
        text = piece.node.text or ""
        first, last = max(edit.start - start, 0), min(edit.end, end) - start
        piece.node.text = text[:first] + ("" if given else edit.new) + text[last:]
        piece.node.set(_SPACE, "preserve")
        given = True


def free_name(folder: Path, original: Path) -> Path:
    """「名（已校正）.docx」, or with a number where that is there already: no file is written over."""
    stem = original.stem.removesuffix(SUFFIX)
    target = folder / f"{stem}{SUFFIX}.docx"
    number = 2
    while target.exists():
        target = folder / f"{stem}（已校正{number}）.docx"
        number += 1
    return target


def _differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in after.items() if before.get(name) != content}
