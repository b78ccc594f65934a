"""正在输入：whether a cell is being typed into, which Calc tells nobody but the reader of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# com.sun.star.accessibility.AccessibleRole, AccessibleStateType.
_TOOLBAR, _DROP_DOWN = 63, 68
_VISIBLE = 30

_EDITOR = "ScAccessibleEditObject"
"""What stands beside the cells while one is typed into; only for those who were looking before."""


def is_editing(frame: Any) -> bool:
    """The formula bar has 取消 and 接受 in place of 选择函数 then; where the person has put the bar away,
    the editor beside the cells has to do."""
    parts = list(_children(frame.ComponentWindow.AccessibleContext))
    for bar in parts:
        if bar.AccessibleRole == _TOOLBAR:
            choices = [part for part in _children(bar) if part.AccessibleRole == _DROP_DOWN]
            if choices:
                return not any(_VISIBLE in part.AccessibleStateSet.getStates() for part in choices)
    return any(_has_editor(pane) for part in parts for pane in _children(part))


def _children(context: Any) -> Iterator[Any]:
    for index in range(context.AccessibleChildCount):
        child = context.getAccessibleChild(index)
        if child is not None:
            yield child.AccessibleContext


def _has_editor(pane: Any) -> bool:
    """The editor comes after the cells and the pictures of a pane."""
    if pane.ImplementationName != "ScAccessibleDocument":
        return False
    last = pane.getAccessibleChild(pane.AccessibleChildCount - 1)
    return last is not None and last.AccessibleContext.ImplementationName == _EDITOR
