"""版式：a composition set on pages as GB/T 9704-2012 asks."""

from docgen.layout.fonts import missing_fonts
from docgen.layout.page_count import RenderError, find_libreoffice, libreoffice_page_count
from docgen.layout.save import PageCounter, Pages, save_document, save_documents, set_document

__all__ = [
    "PageCounter",
    "Pages",
    "RenderError",
    "find_libreoffice",
    "libreoffice_page_count",
    "missing_fonts",
    "save_document",
    "save_documents",
    "set_document",
]
