"""Pages of every kind, form and layout hold every number of the standard: one in fifty every day, all in make torture."""

from __future__ import annotations

import random

import pytest
from measured.batch import measured
from measured.cases import READINGS, all_cases
from measured.exported import exported_cases
from measured.report import Report, told

pytestmark = pytest.mark.rendered

SEED = 9704


def test_one_document_in_fifty_measures_right(counted) -> None:
    cases = all_cases()
    drawn = random.Random(SEED).sample(cases, len(cases) // 50)
    counted(f"版面 {len(drawn)} 篇（全量 {len(cases)} 篇）")
    report = Report(measured(drawn), "")
    assert told(report.failures()) == []


def test_the_forms_of_the_sample_measure_right_as_word_files() -> None:
    cases = exported_cases(READINGS[:1], filled=(True,))
    report = Report(measured(random.Random(SEED).sample(cases, 3)), "")
    assert told(report.failures()) == []


@pytest.mark.torture
def test_every_document_measures_right_and_every_element_is_measured(counted) -> None:
    cases = (*all_cases(), *exported_cases(READINGS))
    report = Report(measured(cases), "")
    counted(f"版面 {len(cases)} 篇，{sum(len(one.found) for one in report.results)} 处量过")
    assert told(report.problems()) == []
