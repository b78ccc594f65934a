"""假 Excel：the part of Excel's object model that ExcelProgram touches, recording what is called and refusing as Excel does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from addin.live.protection import PERMISSIONS

REJECTED = -2147418111


class ComError(Exception):
    """As pywin32 raises it."""

    def __init__(self, hresult: int, words: str = "", scode: int = 0) -> None:
        super().__init__(hresult, words)
        self.hresult = hresult
        self.excepinfo = (0, "Microsoft Excel", words, None, 0, scode)


class Area:
    """Rows first…last of a sheet, with what is asked of a range."""

    def __init__(self, sheet: FakeSheet, first: int, last: int) -> None:
        self._sheet = sheet
        self.Row, self.last = first, last
        self.Rows = SimpleNamespace(Count=last - first + 1)
        self.Areas = Collection([self])

    @property
    def HasFormula(self) -> bool | None:  # noqa: N802
        """None where some cells hold one and some do not."""
        with_formulas = sum(self.Row <= row <= self.last for row in self._sheet.formula_rows)
        return None if 0 < with_formulas < self.Rows.Count else bool(with_formulas)

    @property
    def Hidden(self) -> bool:  # noqa: N802 - Excel's name
        return self.Row in self._sheet.hidden

    def SpecialCells(self, kind: int) -> Any:  # noqa: N802
        self._sheet.calls.append(("SpecialCells", kind))
        shown = [row for row in range(self.Row, self.last + 1) if row not in self._sheet.hidden]
        if not shown:
            raise ComError(-2147352567, "未找到单元格。")
        return SimpleNamespace(Areas=Collection([Area(self._sheet, row, row) for row in shown]))

    def Copy(self) -> None:  # noqa: N802
        self._sheet.calls.append(("Copy", self.Row, self.last))

    def PasteSpecial(self, kind: int) -> None:  # noqa: N802
        self._sheet.calls.append(("PasteSpecial", kind, self.Row, self.last))

    def Select(self) -> None:  # noqa: N802
        self._sheet.calls.append(("Select", self.Row))


class Collection:
    """An Excel collection: Count, and an item by number from 1."""

    def __init__(self, items: list[Any]) -> None:
        self._items = items
        self.Count = len(items)

    def __call__(self, number: int) -> Any:
        return self._items[number - 1]


class FakeSheet:
    def __init__(self, name: str = "项目清单", last_row: int = 40, password: str = "") -> None:
        self.Name = name
        self.calls: list[Any] = []
        self.hidden: set[int] = set()
        self.formula_rows: set[int] = set()
        self.password = password
        self.FilterMode = False
        self.ListObjects = Collection([SimpleNamespace(HeaderRowRange=SimpleNamespace(Row=3))])
        self.ProtectContents, self.ProtectDrawingObjects, self.ProtectScenarios = False, False, True
        self.ProtectionMode, self.EnableSelection = False, 1
        self.Protection = SimpleNamespace(**{name: name == "AllowSorting" for name in PERMISSIONS})
        self.UsedRange = Area(self, 1, last_row)

    @property
    def Rows(self) -> Collection:  # noqa: N802
        return Collection([Area(self, number, number) for number in range(1, 1001)])

    def Cells(self, row: int, column: int) -> Area:  # noqa: N802
        return Area(self, row, row)

    def Range(self, first: Any, last: Any = None) -> Area:  # noqa: N802
        if isinstance(first, str):
            return Area(self, int("".join(filter(str.isdigit, first))), 0)
        return Area(self, first.Row, last.last)

    def Activate(self) -> None:  # noqa: N802
        self.calls.append(("Activate",))

    def Unprotect(self, Password: str) -> None:  # noqa: N802, N803
        if Password != self.password:
            raise ComError(-2147352567, "您输入的密码不正确。")
        self.ProtectContents = False

    def Protect(self, **arguments: Any) -> None:  # noqa: N802
        self.calls.append(("Protect", arguments))
        self.ProtectContents, self.EnableSelection = True, 0

    def ExportAsFixedFormat(self, kind: int, name: str) -> None:  # noqa: N802
        self.calls.append(("ExportAsFixedFormat", kind, name))


class FakeApplication:
    """`editing`: a cell is being typed into, so that Excel rejects calls."""

    def __init__(self, sheet: FakeSheet, book_name: str = "台账.xlsx") -> None:
        self.editing = False
        self.ScreenUpdating, self.EnableEvents, self.DisplayAlerts = True, True, False
        self.Calculation = 2
        self.AutoCorrect = SimpleNamespace(AutoExpandListRange=True, AutoFillFormulasInLists=False)
        self.CutCopyMode: Any = 1
        self.StatusBar: Any = False
        self.Hwnd = 99
        self.answers: list[Any] = []
        self.asked: list[Any] = []
        self.ActiveSheet: Any = sheet
        self.ActiveWorkbook = SimpleNamespace(Name=book_name)
        self.Selection: Any = Area(sheet, 5, 5)

    @property
    def Interactive(self) -> bool:  # noqa: N802
        return True

    @Interactive.setter
    def Interactive(self, value: bool) -> None:  # noqa: N802
        if self.editing:
            raise ComError(REJECTED, "被呼叫方拒绝接收呼叫。")

    def GetOpenFilename(self, *arguments: Any) -> Any:  # noqa: N802
        self.asked.append(arguments)
        return self.answers.pop(0)


class FakeBook:
    """What xlwings' Book offers, with the COM object behind it."""

    def __init__(self, fullname: str, sheets: dict[str, FakeSheet] | None = None) -> None:
        self.fullname = fullname
        self.name = fullname.replace("\\", "/").rpartition("/")[2]
        self.tabs = sheets or {"项目清单": FakeSheet()}
        self.sheets = {name: SimpleNamespace(api=sheet) for name, sheet in self.tabs.items()}
        application = FakeApplication(next(iter(self.tabs.values())), self.name)
        self.app = SimpleNamespace(api=application, books=[self])
        self.saved_as: list[str] = []
        self.refusing: ComError | None = None
        self.api = SimpleNamespace(
            ReadOnly=False, Saved=True, SaveCopyAs=self._save, Activate=lambda: self.saved_as.append("front")
        )

    def _save(self, name: str) -> None:
        if self.refusing:
            raise self.refusing
        self.saved_as.append(name)
