"""体检：the rules in the order in which a person would look, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from docgen.check.findings import Finding, gathered
from docgen.check.model import Document
from docgen.check.reading import read_document
from docgen.check.rules import (
    attachments,
    dates,
    faces,
    headings,
    imprint,
    leftovers,
    masthead,
    numbers,
    page_numbers,
    paper,
    paragraphs,
    punctuation,
    signature,
    title,
)
from docgen.check.view import View, view_of

Check = Callable[[View], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    paper.paper, paper.margins, paper.lines_on_page, paper.characters_in_line, paper.line_spacing,
    paper.white_between, paper.grid,
    masthead.number_present, masthead.number_form, masthead.quoted_numbers, masthead.number_place,
    masthead.red_rule, masthead.letter_rules,
    faces.faces, faces.sizes, faces.latin_faces, faces.boldness, faces.colours, faces.mark_colour,
    title.centred, title.shape, title.end_mark, title.ruled,
    paragraphs.first_lines, paragraphs.right_edges, paragraphs.flush_left, paragraphs.addressee_colon,
    paragraphs.note_in_brackets,
    headings.marks, headings.order, headings.jumps, headings.end_marks,
    dates.days, dates.date_of_signature,
    numbers.ranges, numbers.range_marks, numbers.figures, numbers.units,
    punctuation.half_width, punctuation.brackets, punctuation.quotes, punctuation.ellipses,
    punctuation.between_titles, punctuation.doubled,
    attachments.note_form, attachments.note_ends, attachments.note_numbers, attachments.note_against_pages, attachments.label_form,
    attachments.new_page,
    signature.signature,
    page_numbers.present, page_numbers.letter_first_page, page_numbers.form, page_numbers.side,
    page_numbers.distance, page_numbers.turned,
    imprint.copied_to_end, imprint.printed, imprint.insets, imprint.rules, imprint.last,
    leftovers.no_text_on_page, leftovers.holes,
)  # fmt: skip
"""Every rule; a new one is a function and its name here."""


def check(document: Document) -> list[Finding]:
    """Everything found in a document that was read, by page."""
    view = view_of(document)
    return gathered(finding for rule in CHECKS for finding in rule(view))


def check_file(path: Path) -> list[Finding]:
    """Read and check. Raises UnreadableError, OSError."""
    return check(read_document(path))
