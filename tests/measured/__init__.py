"""版面量测：every number of GB/T 9704-2012 that a page can show, measured on pages that LibreOffice rendered.

`asked` says what the standard asks, element by element; `clauses/` measure pages; `cases` are the documents;
`batch` renders them; `report` writes docs/版面量测.md. `make measure` runs it all.
"""
