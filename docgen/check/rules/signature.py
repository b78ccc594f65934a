"""署名与成文日期：their places with a seal, without one, or with a name's stamp (7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docgen.check.findings import Finding
from docgen.check.geometry import Span, spans
from docgen.check.mending import properties, put, set_indents
from docgen.check.recognition import Look
from docgen.check.roles import Role
from docgen.check.view import Line, View, fault
from docgen.layout.page import CHARACTER, SEALED_DATE_RIGHT, SIGNED_DATE_RIGHT

_NEAR = 0.7
"""字 by which a place may be off: half-width figures and white are counted, not measured."""
_MIDDLE = 1.6
_FOLLOWS = 0.5


def signature(view: View) -> Iterator[Finding]:
    """署名 and 日期 stand as one of the arrangements of 7.3.5 asks."""
    date = view.first(Role.DATE)
    if date is None or date.paragraph.tabled:
        return
    names = view.of(Role.SIGNATURE)
    dated = spans(date.paragraph, view.section(date))[0]
    if not names:
        if view.official and view.look is not Look.MINUTES:
            yield fault(date, "7.3.5", "成文日期上面没有署名", "应在成文日期之上署发文机关名称")
        return
    lines = [span for name in names for span in spans(name.paragraph, view.section(name))]
    # Under an order the name stands for a stamp, its 职务 left of it: only the date's place is sure.
    stamped = view.look is Look.ORDER and abs(dated.white - SEALED_DATE_RIGHT) <= _NEAR
    if stamped or _arranged(lines, dated, len(names)):
        return
    yield _misplaced(view, names, lines, date, dated)


def _arranged(names: list[Span], dated: Span, count: int) -> bool:
    return _sealed(names, dated, count) or _unsealed(names, dated) or _stamped(dated, names)


def _sealed(names: list[Span], dated: Span, count: int) -> bool:
    """日期右空四字, the name's middle over its own; a name too long for that ends at the margin (7.3.5.1)."""
    widest = max(names, key=lambda span: span.end - span.start)
    long_name = -_NEAR <= widest.white <= 1.5 and abs(widest.middle - dated.middle) <= _MIDDLE
    if abs(dated.white - SEALED_DATE_RIGHT) > _NEAR:
        return long_name and dated.white > SEALED_DATE_RIGHT
    if min(abs(one.middle - dated.middle) for one in (widest, names[-1])) <= _MIDDLE:
        return True
    # Of several issuers only the last stands over the date; the others keep inside the type area.
    return count > 1 and len(names) == count and _right(names)


def _right(names: list[Span]) -> bool:
    return all(span.white >= -_NEAR and span.middle > span.white for span in names)


def _unsealed(names: list[Span], dated: Span) -> bool:
    """署名右空二字, the date's first 字 two further right; or a longer date 右空二字 (7.3.5.2)."""
    last = names[-1]
    follows = abs(dated.start - last.start - 2) <= _FOLLOWS
    longer = dated.end - dated.start > last.end - last.start
    inset = dated.white if longer else last.white
    return follows and abs(inset - SIGNED_DATE_RIGHT) <= _NEAR


def _stamped(dated: Span, names: list[Span]) -> bool:
    """签名章右空四字, 职务 two 字 left of it, the date 右空四字 (7.3.5.3)."""
    return abs(dated.white - SEALED_DATE_RIGHT) <= _NEAR and abs(names[-1].white - SEALED_DATE_RIGHT) <= _NEAR


def _misplaced(view: View, names: tuple[Line, ...], lines: list[Span], date: Line, dated: Span) -> Finding:
    """The one that is further from its place is named."""
    mend = partial(_set_sealed, view, names, date)
    if abs(dated.white - SEALED_DATE_RIGHT) > _NEAR:
        asked = "加盖印章的应右空四字（不加盖印章的，署名右空二字，日期首字比署名首字右移二字）"
        return fault(date, "7.3.5", f"成文日期{_where(dated)}", asked, mend=mend)
    asked = "应在成文日期之上，以成文日期为准居中"
    return fault(names[-1], "7.3.5", f"署名{_where(lines[-1])}", asked, mend=mend)


def _where(span: Span) -> str:
    if span.start < 3:
        return "居左顶格" if span.start < 0.5 else f"居左空{span.start:.1f}字"
    return f"右空{max(0.0, span.white):.1f}字"


def _set_sealed(view: View, names: tuple[Line, ...], date: Line) -> None:
    """日期右空四字, the name centred over it, as far as it goes."""
    section = view.section(date)
    width = round((section.width - section.left - section.right) / CHARACTER)
    dated = spans(date.paragraph, section)[0]
    extent = dated.end - dated.start
    lines = [span for name in names for span in spans(name.paragraph, view.section(name))]
    widest = max(span.end - span.start for span in lines)
    middle = width - SEALED_DATE_RIGHT - extent / 2
    reachable = min(middle, width - (widest + 1) / 2)
    for name in names:
        _centre(name, reachable, width)
    if reachable < middle:
        _centre(date, reachable, width)
    else:
        set_indents(date.paragraph, right=SEALED_DATE_RIGHT * CHARACTER)
        put(properties(date.paragraph.element, "pPr"), "jc", val="right")


def _centre(line: Line, middle: float, width: float) -> None:
    set_indents(line.paragraph, left=max(0, round((2 * middle - width) * CHARACTER)))
    put(properties(line.paragraph.element, "pPr"), "jc", val="center")
