"""版式：a composition set on pages as GB/T 9704-2012 asks."""

from docgen.layout.fonts import missing_fonts
from docgen.layout.page_count import RenderError, find_libreoffice, libreoffice_page_count
from docgen.layout.pdf import embedded_fonts, make_pdfs
from docgen.layout.save import PageCounter, Pages, save_document, save_documents, set_document
from docgen.layout.story import needs_even_page

__all__ = [
    "PageCounter",
    "Pages",
    "RenderError",
    "embedded_fonts",
    "find_libreoffice",
    "libreoffice_page_count",
    "make_pdfs",
    "missing_fonts",
    "needs_even_page",
    "save_document",
    "save_documents",
    "set_document",
]
