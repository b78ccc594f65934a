"""文稿文本：a composition as readable indented text, one block a line."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.blocks import Block, Composition, FormCell, FormGrid, Heading, Picture, Table


def composition_text(composition: Composition) -> str:
    c = composition
    lines = [
        f"版式：{c.layout}",
        f"标志：{c.mark}",
        f"字号：{c.number}",
        f"标题：{c.title}",
        f"主送：{c.addressee}",
    ]
    lines += [f"签发人：{c.signatory}"] if c.upward else []
    lines += [f"联合：{one.mark} {one.signature} {one.signatory}" for one in c.joint] + [""]
    lines += _blocks(c.body, "")
    for number, attachment in enumerate(c.attachments, 1):
        lines += ["", f"附件{number}{'（横排）' if attachment.landscape else ''}：{attachment.name}"]
        lines += [*_blocks(attachment.blocks, "  "), f"  注：{attachment.note}"]
    lines += ["", *(f"{group.label}：{'、'.join(group.people)}" for group in c.attendance)]
    lines += [f"署名：{c.signature}", f"日期：{c.dated}", f"附注：{c.note}"]
    lines += [f"抄送：{c.copied_to}", f"印发：{c.printed_by} {c.printed_on}", f"待填：{'；'.join(c.missing)}"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _blocks(blocks: Iterable[Block], indent: str) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [indent + line for line in _table(block)]
        elif isinstance(block, FormGrid):
            lines += [indent + line for line in _form(block)]
        elif isinstance(block, Picture):
            lines.append(f"{indent}图（{block.width:g}毫米）：{block.caption}｜{block.alternative}")
        elif isinstance(block, Heading):
            lines.append(f"{indent}{'#' * block.level} {block.text}")
        else:
            lines.append(f"{indent}    {block.text}")
    return lines


def _table(table: Table) -> list[str]:
    rows = [
        " | ".join(column.title.replace("\n", "／") for column in table.columns),
        *map(" | ".join, table.rows),
    ]
    return [f"表（{table.unit}）", *(f"  {row}" for row in rows)]


def _form(form: FormGrid) -> list[str]:
    """Labels in 【】, a cell over several columns or rows with its size."""
    rows = (" | ".join(_form_cell(cell) for cell in row) for row in form.rows)
    return [f"表样（{form.remark}）表头{form.heading}行", *(f"  {row}" for row in rows)]


def _form_cell(cell: FormCell) -> str:
    size = f"〈{cell.span}×{cell.down}〉" if (cell.span, cell.down) != (1, 1) else ""
    return (f"【{cell.text}】" if cell.label else cell.text) + size
