"""假的 Office：runs the modules of macros/ in pyOpenVBA's interpreter, with an Excel or WPS that only takes notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pyopenvba.interpreter import EMPTY, NOTHING, HostBridge, Interpreter, VBAObject, member, method
from pyopenvba.interpreter._runtime import UNRESOLVED
from pyopenvba.interpreter._values import error

MACROS = Path(__file__).parents[2] / "macros"
OF_THE_MACHINE = ("environ", "dir", "getsetting", "shell")
"""Functions of VBA that the interpreter leaves to its host."""


@dataclass
class Desk:
    """One machine: what stands on it, and in `done` what the macros did to it, in order."""

    program: str = r"C:\Program Files\Microsoft Office\root\Office16 Microsoft Excel"
    python: str = r"C:\亮灯 台账\python.exe"
    environment: dict[str, str] = field(default_factory=dict)
    on_disk: tuple[str, ...] = (r"C:\亮灯 台账\python.exe",)
    folder: str = r"D:\项目 办"
    book: str = "台账.xlsm"
    is_open: bool = True
    read_only: bool = False
    exit_codes: dict[str, int] = field(default_factory=dict)
    refuses: bool = False
    is_libreoffice: bool = False
    done: list[tuple[str, ...]] = field(default_factory=list)


class Workbook(VBAObject):
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @member
    def Path(self) -> str:  # noqa: N802
        return self.desk.folder

    @member
    def FullName(self) -> str:  # noqa: N802
        return f"{self.desk.folder}\\{self.desk.book}"

    @member
    def ReadOnly(self) -> bool:  # noqa: N802
        return self.desk.read_only

    @method
    def Save(self) -> None:  # noqa: N802
        self.desk.done.append(("save",))

    @method
    def Close(self, SaveChanges: object = None) -> None:  # noqa: N802, N803
        self.desk.done.append(("close", str(SaveChanges)))


class Application(VBAObject):
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @member
    def Path(self) -> str:  # noqa: N802
        return self.desk.program.rpartition(" ")[0]

    @member
    def Name(self) -> str:  # noqa: N802
        return self.desk.program.rpartition(" ")[2]


class WindowsShell(VBAObject):
    """WScript.Shell."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @method
    def Run(self, command: object, style: object, wait: object) -> int:  # noqa: N802
        assert (int(style), bool(wait)) == (0, True)  # type: ignore[call-overload]
        self.desk.done.append(("run", str(command)))
        return next((code for part, code in self.desk.exit_codes.items() if part in str(command)), 0)


class ModuleName(VBAObject):
    """`RunPython.` before a procedure's name."""

    def __init__(self, machine: Interpreter, name: str) -> None:
        self.machine, self.name = machine, name

    def vba_get(self, name: str, args: list[object], named: dict[str, object] | None = None) -> object:
        return self.machine.run(f"{self.name}.{name}", args)


class Host(HostBridge):
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        # Undeclared variables outside LibreOffice, which VBA takes as empty.
        empty = dict.fromkeys(("stardesktop", "thiscomponent"), VBAObject() if desk.is_libreoffice else EMPTY)
        self.objects: dict[str, object] = {"application": Application(desk), **empty}

    def global_object(self, name: str) -> object:
        if name == "activeworkbook":
            return Workbook(self.desk) if self.desk.is_open else NOTHING
        return self.objects.get(name, UNRESOLVED)

    def has_global_member(self, name: str) -> bool:
        return name in OF_THE_MACHINE

    def call_global(self, name: str, args: list[object], named: dict[str, object]) -> object:
        texts = [str(arg) for arg in args]
        if name == "environ":
            return self.desk.environment.get(texts[0], "")
        if name == "dir":
            return texts[0] if texts[0] in self.desk.on_disk else ""
        if name == "getsetting":
            assert texts == ["liangdeng", "settings", "python", ""]
            return self.desk.python
        assert texts[1] == "0", "shown"
        self.desk.done.append(("start", texts[0]))
        return 1

    def create(self, type_name_: str) -> object:
        assert type_name_ == "WScript.Shell"
        if self.desk.refuses:
            raise error(429, "ActiveX 部件不能创建对象")
        return WindowsShell(self.desk)


def machine(desk: Desk) -> Interpreter:
    """An interpreter with all standard modules, on that desk."""
    host = Host(desk)
    vba = Interpreter(host)
    vba._intrinsics = {name: each for name, each in vba._intrinsics.items() if name not in OF_THE_MACHINE}
    for path in sorted(MACROS.glob("*.bas")):
        vba.add_module(path.read_text(encoding="utf-8"), name=path.stem)
        host.objects[path.stem.lower()] = ModuleName(vba, path.stem)
    return vba


def click(desk: Desk, tag: str = "recalc") -> list[str]:
    """Click the button on 首页; the texts of the message boxes."""
    vba = machine(desk)
    vba.run(f"Click_{tag}")
    return [text for _, text, *_ in vba.dialogs]
