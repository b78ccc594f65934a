"""写表样（Word）：pages as one .docx: every page of a form begins on a page of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from addin.forms.pages import ListPage, Page
from addin.forms.word_pages import composition
from docgen.facts import Header, Issuer
from docgen.layout.package import package_bytes
from docgen.layout.page import A3_FORM
from docgen.layout.page import type_area as find_type_area
from docgen.layout.story import story


def document_bytes(
    pages: Sequence[Page], title: str, made_on: dt.datetime, *, demonstration: bool, type_area: str
) -> bytes:
    """The file. Same pages and day, same bytes. `type_area` is 参数!版心口径; ValueError for an unknown one."""
    # A form has no 发文字号, and is no draft of a document that will have one.
    header = Header(Issuer(""), "", number="", dated=made_on.date(), demonstration=demonstration)
    wide = any(isinstance(page, ListPage) and page.paper == "A3" for page in pages)
    area = A3_FORM if wide else find_type_area(type_area)
    compositions = [composition(page, title, header) for page in pages]
    sections = [section for one in compositions for section in story(one, area)]
    return package_bytes(compositions[0], tuple(sections), area)
