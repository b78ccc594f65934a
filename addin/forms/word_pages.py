"""表页成文：a page of a form as a composition that docgen sets, cell for cell as the .xlsx has it."""

from __future__ import annotations

from typing import Final

from addin.forms.form import DEMONSTRATION
from addin.forms.pages import CardPage, Chain, Field, HeaderCell, ListPage, Page
from addin.forms.shown import shown
from docgen.blocks import Block, Composition, FormCell, FormGrid, Layout, Paragraph
from docgen.documents.common import with_missing
from docgen.facts import Header

CHARACTERS: Final = 2.7
"""Characters of a column of the .xlsx for which it asks a 汉字 here: the type is larger, the lines are more."""
MM: Final = 25.4 / 72
"""Millimetres of a point."""
NARROWEST: Final = 2.2
"""汉字 that a column asks for at least: 序号 on one line."""
CARD: Final = (7.03, 4.88, 5.03, 6.03, 6.03, 4.88)
"""汉字 of a card's columns: long labels on one line (in front) or two, in the type that just fits 156 mm."""
LINE: Final = 30.0
"""Points of a card's line of short values."""
BLANK: Final = 25.0
"""Points of a list's line that is to be filled in by hand."""
TALL: Final = 0.7
"""How much of its height in the .xlsx, which shrinks a page to its paper, a line of long text keeps."""
CHART: Final = 54.0
"""汉字 that every chain of a chart asks for, so that all are set in one type."""
ARROW: Final = 1.6
"""汉字 of an arrow's column."""


def composition(page: Page, kind: str, header: Header) -> Composition:
    """The page of the form `kind`. A form has no 署名 of its own: its cells are all there is."""
    whole = Composition(
        layout=Layout.FORM,
        kind=kind,
        header=header,
        mark="",
        number="",
        title=page.title,
        addressee="",
        body=_body(page),
        landscape=not isinstance(page, CardPage),
    )
    return with_missing(whole)


def _body(page: Page) -> tuple[Block, ...]:
    if isinstance(page, ListPage):
        return (_list(page),)
    return _card(page) if isinstance(page, CardPage) else tuple(map(_chain, page.chains))


def _remark(page: ListPage | CardPage) -> str:
    """What stands above the grid; 演示数据 stands at the top of every page already."""
    return page.remark.removeprefix(DEMONSTRATION).lstrip("　")


def _list(page: ListPage) -> FormGrid:
    """一览表: the header, the lines, the note under them over the whole width."""
    rows = _header(page)
    rows += [
        tuple(
            FormCell(shown(value, leaf.kind), align=leaf.align)
            for value, leaf in zip(line, page.leaves, strict=True)
        )
        for line in page.shown_lines()
    ]
    heights = () if page.lines else (*[0.0] * page.header_rows, *[BLANK * MM] * len(page.shown_lines()))
    if page.note:
        rows.append((FormCell(page.note, span=len(page.leaves), align="left"),))
    widths = tuple(max(NARROWEST, leaf.width / CHARACTERS) for leaf in page.leaves)
    return FormGrid(widths, tuple(rows), page.header_rows, heights, _remark(page))


def _header(page: ListPage) -> list[tuple[FormCell, ...]]:
    rows: list[list[HeaderCell]] = [[] for _ in range(page.header_rows)]
    for cell in page.header():
        rows[cell.row].append(cell)
    return [
        tuple(FormCell(cell.text, label=True, span=cell.across, down=cell.down) for cell in row)
        for row in rows
    ]


def _card(page: CardPage) -> tuple[Block, ...]:
    """卡片: what stands above the grid, then lines of labels and values."""
    above = [
        Paragraph(f"{label}：{value if isinstance(value, str) else ''}", indent=False)
        for label, value in page.above
    ]
    grid = FormGrid(
        widths=CARD[: page.columns],
        rows=tuple(tuple(cell for field in line for cell in _cells(field)) for line in page.lines),
        heights=tuple(_least(line, page.tall) * MM for line in page.lines),
        remark=_remark(page),
    )
    return (*above, grid)


def _cells(field: Field) -> tuple[FormCell, FormCell]:
    value = FormCell(shown(field.value, field.kind), span=field.span, align=field.align)
    return FormCell(field.label, label=True), value


def _least(line: tuple[Field, ...], tall: float) -> float:
    """Points that a line takes at least: room to write by hand where a long text belongs."""
    return tall * TALL if any(field.align == "left" for field in line) else LINE


def _chain(chain: Chain) -> FormGrid:
    """流程段: its heading, titles over texts with an arrow between two boxes; below them what leads back."""
    columns = 2 * len(chain.boxes) - 1 if chain.arrows else len(chain.boxes)
    rows: list[tuple[FormCell, ...]] = [(FormCell(chain.heading, label=True, span=columns),)]
    texts = tuple(FormCell(text) for _, text in chain.boxes)
    if chain.arrows:
        rows.append(_with_arrows([FormCell(title, label=True) for title, _ in chain.boxes]))
    rows.append(texts)
    if chain.back:
        rows.append(_back(chain, columns))
    return FormGrid(_chain_widths(chain), tuple(rows))


def _chain_widths(chain: Chain) -> tuple[float, ...]:
    boxes, arrows = len(chain.boxes), len(chain.boxes) - 1 if chain.arrows else 0
    box = (CHART - arrows * ARROW) / boxes
    return tuple(ARROW if arrows and place % 2 else box for place in range(boxes + arrows))


def _with_arrows(titles: list[FormCell]) -> tuple[FormCell, ...]:
    """An arrow stands before every box but the first, beside its title and its text."""
    arrow = FormCell("→", down=2)
    return tuple(cell for title in titles for cell in (arrow, title))[1:]


def _back(chain: Chain, columns: int) -> tuple[FormCell, ...]:
    """The way back under the boxes that it joins."""
    first, last = 2 * chain.back_to, 2 * chain.back_from
    spans = ((first, ""), (last - first + 1, chain.back), (columns - last - 1, ""))
    return tuple(FormCell(text, span=span) for span, text in spans if span)
