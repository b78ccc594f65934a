"""写文书要的行：the selected rows as --rows, or, where the sheet in front has none for the kind, the command's own choice."""

from __future__ import annotations

from addin.commands.documents.builder import Builder
from addin.commands.documents.builders import BUILDERS
from addin.errors import ProgramError
from addin.ribbon.click import Click
from addin.ribbon.meetings import SHEETS as OF_MEETINGS
from addin.ribbon.meetings import meeting_options, picked_meeting
from addin.ribbon.selection import NotHereError, Picked, picked, references
from addin.schema import Cockpit, Sheet
from addin.workbook.headers import normal_title


def options_of(click: Click, kind: str, *, chosen_from_all: bool = False) -> list[str] | None:
    """What `write KIND` is told besides: rows or a meeting; None where the person gave up.

    `chosen_from_all`: the kind was chosen from the list of all, whatever sheet is in front.
    """
    builder = BUILDERS[kind]
    if "meeting" in builder.reads:
        return _meeting(click, builder)
    if not builder.sheets:
        return []
    return _rows(click, builder, chosen_from_all)


def fits(builder: Builder, sheet: type[Sheet] | None) -> bool:
    """Whether rows of this sheet can make a document of the kind."""
    return sheet in builder.sheets or ("meeting" in builder.reads and sheet in OF_MEETINGS)


def _meeting(click: Click, builder: Builder) -> list[str] | None:
    """会议通知 and 会议纪要 are of one meeting; 汇报材料 has its own choice where none of 会商会议 is selected."""
    if builder.of_event:
        return meeting_options(click, builder.kind)
    return [] if picked_meeting(click) is None else meeting_options(click, builder.kind)


def _rows(click: Click, builder: Builder, chosen_from_all: bool) -> list[str] | None:
    chosen = picked(click.desk)
    if chosen.sheet in builder.sheets:
        if not chosen.places:
            raise ProgramError(
                f"工作表“{chosen.tab}”",
                "选中的不是数据行（是表头、空行或合计行）",
                f"请选中要写{builder.kind}的行，选一格就算一行",
            )
        return ["--rows", *references(chosen)]
    if chosen_from_all or _on_cockpit(chosen):
        return _left_to_the_command(click, builder)
    raise NotHereError(
        f"工作表“{chosen.tab}”",
        f"{builder.kind}不从这张表选行",
        f"请到{_named(builder)}选中要写的行，再点“{click.button.label}”",
        builder.sheets[0],
    )


def _on_cockpit(chosen: Picked) -> bool:
    return normal_title(chosen.tab) == normal_title(Cockpit.title)


def _left_to_the_command(click: Click, builder: Builder) -> list[str] | None:
    text = f"没有在{_named(builder)}选中行。要把台账里现在该写{builder.kind}的行都写成拟稿吗？"
    return [] if click.desk.window.confirm(text, click.title) else None


def _named(builder: Builder) -> str:
    return "、".join(f"“{sheet.title}”" for sheet in builder.sheets)
