"""对话框：LibreOffice's own message boxes, a list to choose from, and its file dialog.

Each call returns when the person has answered; LibreOffice goes on drawing meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from addin.libreoffice.connection import Office, uno

# com.sun.star.awt.MessageBoxButtons, MessageBoxResults, PushButtonType; ui.dialogs.TemplateDescription, PosSize.POS.
_OK_BUTTON, _YES_NO = 1, 3 + 0x40000  # 是 is what Enter presses, as in Excel
_YES = 2
_PUSH_OK, _PUSH_CANCEL = 1, 2
_OPEN_FILES = 0
_POSITION = 3

# The list's dialog, in units of the dialog's font: 4 to a character, 8 to a line.
_WIDTH, _MARGIN, _LINE, _BUTTON = 180, 6, 12, (50, 14)
_MOST_LINES = 14


class Dialogs:
    """对话框 above one window."""

    def __init__(self, office: Office, window: Any) -> None:
        self._office = office
        self._window = window

    def say(self, text: str, title: str) -> None:
        """A message box with one button."""
        self._message("INFOBOX", _OK_BUTTON, text, title)

    def confirm(self, text: str, title: str) -> bool:
        """A message box with 是 and 否."""
        return self._message("QUERYBOX", _YES_NO, text, title) == _YES

    def _message(self, kind: str, buttons: int, text: str, title: str) -> int:
        toolkit = self._office.service("com.sun.star.awt.Toolkit")
        box_type = uno().Enum("com.sun.star.awt.MessageBoxType", kind)
        box = toolkit.createMessageBox(self._window, box_type, buttons, title, text)
        try:
            return int(box.execute())
        finally:
            box.dispose()

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        """One of `options`, the first where the person only presses 确定; None where they give up."""
        dialog = self._office.service("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(self._list_model(text, options, title))
        dialog.createPeer(self._office.service("com.sun.star.awt.Toolkit"), self._window)
        self._centre(dialog)
        try:
            chosen = dialog.getControl("options")
            chosen.selectItemPos(0, True)
            chosen.setFocus()
            return options[chosen.getSelectedItemPos()] if dialog.execute() else None
        finally:
            dialog.dispose()

    def _centre(self, dialog: Any) -> None:
        """Calc puts a dialog that is not its own into the corner."""
        own, around = dialog.getPosSize(), self._window.getPosSize()
        left, top = (around.Width - own.Width) // 2, (around.Height - own.Height) // 2
        dialog.setPosSize(left, top, 0, 0, _POSITION)

    def _list_model(self, text: str, options: Sequence[str], title: str) -> Any:
        model = self._office.service("com.sun.star.awt.UnoControlDialogModel")
        lines = _LINE * sum(1 + len(line) * 8 // (_WIDTH - 2 * _MARGIN) for line in text.splitlines())
        tall = _LINE * min(max(len(options), 3), _MOST_LINES)
        bottom = 3 * _MARGIN + lines + tall
        model.Width, model.Height, model.Title = _WIDTH, bottom + _BUTTON[1] + _MARGIN, title
        wide = _WIDTH - 2 * _MARGIN
        label = _put(model, "FixedText", "text", (_MARGIN, _MARGIN, wide, lines))
        label.Label, label.MultiLine, label.NoLabel = text, True, True  # no letter to jump by
        chooser = _put(model, "ListBox", "options", (_MARGIN, 2 * _MARGIN + lines, wide, tall))
        chooser.StringItemList = tuple(options)
        right = _WIDTH - _MARGIN - _BUTTON[0]
        for name, label_text, kind, left in (
            ("ok", "确定", _PUSH_OK, right - _MARGIN - _BUTTON[0]),
            ("cancel", "取消", _PUSH_CANCEL, right),
        ):
            button = _put(model, "Button", name, (left, bottom, *_BUTTON))
            button.Label, button.PushButtonType, button.DefaultButton = label_text, kind, name == "ok"
        return model

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        """Files that stand on the disk; none where the person gave up. `suffixes` as ".xlsx"."""
        picker = self._office.service("com.sun.star.ui.dialogs.FilePicker")
        picker.initialize((_OPEN_FILES,))
        picker.setTitle(title)
        picker.setMultiSelectionMode(True)
        pattern = ";".join(f"*{suffix}" for suffix in suffixes)
        picker.appendFilter(f"可以读的文件（{pattern}）", pattern)
        try:
            if not picker.execute():
                return []
            found = [Path(uno().fileUrlToSystemPath(url)) for url in picker.getSelectedFiles()]
        finally:
            picker.dispose()
        return [path for path in found if path.is_file()]


def _put(model: Any, kind: str, name: str, box: tuple[int, int, int, int]) -> Any:
    """A new control in the dialog at (left, top, width, height)."""
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.PositionX, control.PositionY, control.Width, control.Height = box
    model.insertByName(name, control)
    return control
