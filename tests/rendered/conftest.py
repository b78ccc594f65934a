"""排好的页：rendered once for all tests of a worker."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from support.layout_pages import DOCUMENTS, READINGS, UNSEALED, Measured
from support.pages import Sheet, measure

from docgen.layout import libreoffice_page_count, save_documents
from docgen.layout.page_count import render


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """`rendered("order")` or `rendered("order@实测")`: the measured pages; one LibreOffice renders them all."""
    folder = tmp_path_factory.mktemp("layouts")
    paths = {}
    for reading, (documents, seal) in itertools.product(READINGS, ((DOCUMENTS, True), (UNSEALED, False))):
        named = {f"{name}@{reading}": folder / f"{name}_{reading}.docx" for name in documents}
        save_documents(
            [(documents[name.partition("@")[0]], path) for name, path in named.items()],
            type_area=reading,
            page_counter=libreoffice_page_count,
            seal=seal,
        )
        paths.update(named)
    pdfs = dict(zip(paths, render(list(paths.values()), folder, timeout=300), strict=True))

    @cache
    def measured(name: str) -> tuple[Sheet, ...]:
        return measure(pdfs[name if "@" in name else f"{name}@页面设置"])

    return measured
