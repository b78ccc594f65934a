"""措辞：small Markdown with Jinja2 fields → blocks; numerals, missing facts, title lines."""

from docgen.wording.errors import WordingError
from docgen.wording.templates import builtin_wording as builtin

__all__ = ["WordingError", "builtin"]
