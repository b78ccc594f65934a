"""种错：every sown fault is named with its clause and place, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from seeded_faults import FAULTS, Fault
from support.checked_documents import BASES, found_in, written


@pytest.mark.parametrize("base", BASES)
def test_the_documents_they_are_sown_in_are_clean(tmp_path: Path, base: str) -> None:
    assert found_in(written(tmp_path / "文.docx", base)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_a_sown_fault_is_named_with_clause_and_place_and_nothing_else_is(
    tmp_path: Path, fault: Fault
) -> None:
    findings = found_in(written(tmp_path / "文.docx", fault.base, fault.spoil))
    assert len(findings) == 1, findings
    clause, place, found = findings[0]
    assert clause == fault.clause
    assert fault.place in place
    assert fault.found in found


def test_at_least_forty_faults_are_sown() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40
