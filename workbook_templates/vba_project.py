"""VBA 工程：builds vbaProject.bin from module texts ([MS-OVBA]), without compiled code.

A program that opens it finds no performance cache of its own version (2.3.4.1) and compiles the
text anew. Texts are in code page 936; names are ASCII.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from workbook_templates.compound_file import compound_file
from workbook_templates.vba_compression import compressed

CODE_PAGE: Final = 936
PROJECT_NAME: Final = "Liangdeng"
_ENCODING: Final = f"cp{CODE_PAGE}"
_PROJECT_ID: Final = "{7C2E1B64-3D0A-4E57-9A2F-51C7D6E8B903}"
"""Any GUID; a fixed one keeps the bytes the same (2.3.1.2)."""
_NO_CACHE: Final = bytes.fromhex("CC61 FFFF 00 0000")
"""The _VBA_PROJECT stream (2.3.4.1): version 0xFFFF, no performance cache."""
_US_ENGLISH: Final = 0x0409


class Kind(Enum):
    """模块种类：what a module is. Document modules stand behind the workbook and each of its sheets."""

    STANDARD = "Module"
    WORKBOOK = "{00020819-0000-0000-C000-000000000046}"
    SHEET = "{00020820-0000-0000-C000-000000000046}"

    @property
    def is_document(self) -> bool:
        return self is not Kind.STANDARD


@dataclass(frozen=True, slots=True)
class Module:
    """一个模块：its name (ASCII, at most 31 letters), kind, and text without the hidden attribute lines."""

    name: str
    kind: Kind
    text: str

    def source(self) -> bytes:
        """The text as a project holds it: attributes first (2.3.4.3), lines ended by CR LF.

        Raises UnicodeEncodeError for a character that code page 936 lacks.
        """
        text = self._attributes() + self.text
        return "\r\n".join([*text.splitlines(), ""]).encode(_ENCODING)

    def _attributes(self) -> str:
        name = f'Attribute VB_Name = "{self.name}"\n'
        if not self.kind.is_document:
            return name
        return name + (
            f'Attribute VB_Base = "0{self.kind.value}"\n'
            "Attribute VB_GlobalNameSpace = False\n"
            "Attribute VB_Creatable = False\n"
            "Attribute VB_PredeclaredId = True\n"
            "Attribute VB_Exposed = True\n"
            "Attribute VB_TemplateDerived = False\n"
            "Attribute VB_Customizable = True\n"
        )


def vba_project(modules: Sequence[Module]) -> bytes:
    """The bytes of vbaProject.bin. Same modules, same bytes."""
    streams = {f"VBA/{module.name}": compressed(module.source()) for module in modules}
    return compound_file(
        {
            **streams,
            "VBA/dir": compressed(_dir(modules)),
            "VBA/_VBA_PROJECT": _NO_CACHE,
            "PROJECT": _project(modules).encode(_ENCODING),
            "PROJECTwm": _names(modules),
        }
    )


# The dir stream (2.3.4.2).


def _dir(modules: Sequence[Module]) -> bytes:
    """Information, no references (the code asks for none beyond the host's own), modules, end."""
    return _information() + b"".join([_modules(modules), _record(0x0010, b"")])


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _long(value: int) -> bytes:
    return struct.pack("<I", value)


def _short(value: int) -> bytes:
    return struct.pack("<H", value)


def _text_twice(number: int, unicode_number: int, text: str) -> bytes:
    """A record that tells a text in the code page, then again in UTF-16."""
    return _record(number, text.encode(_ENCODING)) + _record(unicode_number, text.encode("utf-16-le"))


def _information() -> bytes:
    """PROJECTINFORMATION (2.3.4.2.1)."""
    return b"".join(
        [
            _record(0x0001, _long(1)),  # SysKind: 32-bit Windows; 64-bit programs read it too
            _record(0x0002, _long(_US_ENGLISH)),  # 2.3.4.2.1.3: must be
            _record(0x0014, _long(_US_ENGLISH)),  # 2.3.4.2.1.4: must be
            _record(0x0003, _short(CODE_PAGE)),
            _record(0x0004, PROJECT_NAME.encode(_ENCODING)),
            _text_twice(0x0005, 0x0040, ""),  # description
            _record(0x0006, b"") + _record(0x003D, b""),  # help file, twice
            _record(0x0007, _long(0)),  # help context
            _record(0x0008, _long(0)),  # library flags
            _short(0x0009) + _long(4) + _long(1) + _short(1),  # version 1.1 (2.3.4.2.1.11)
            _text_twice(0x000C, 0x003C, ""),  # conditional compilation constants
        ]
    )


def _modules(modules: Sequence[Module]) -> bytes:
    """PROJECTMODULES (2.3.4.2.3)."""
    cookie = _record(0x0013, _short(0xFFFF))
    return _record(0x000F, _short(len(modules))) + cookie + b"".join(map(_module, modules))


def _module(module: Module) -> bytes:
    """MODULE (2.3.4.2.3.2)."""
    return b"".join(
        [
            _text_twice(0x0019, 0x0047, module.name),
            _text_twice(0x001A, 0x0032, module.name),  # its stream
            _text_twice(0x001C, 0x0048, ""),  # description
            _record(0x0031, _long(0)),  # no performance cache before the text
            _record(0x001E, _long(0)),  # help context
            _record(0x002C, _short(0xFFFF)),  # cookie
            _record(0x0022 if module.kind.is_document else 0x0021, b""),
            _record(0x002B, b""),
        ]
    )


# The PROJECT and PROJECTwm streams (2.3.1, 2.3.3).


def _project(modules: Sequence[Module]) -> str:
    lines = [
        f'ID="{_PROJECT_ID}"',
        *map(_project_module, modules),
        f'Name="{PROJECT_NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_scrambled(_long(0), 0x22)}"',  # no protection (2.3.1.15)
        f'DPB="{_scrambled(bytes(1), 0x25)}"',  # no password (2.3.1.16)
        f'GC="{_scrambled(bytes([0xFF]), 0x29)}"',  # visible (2.3.1.17)
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "\r\n".join([*lines, ""])


def _project_module(module: Module) -> str:
    return f"Document={module.name}/&H00000000" if module.kind.is_document else f"Module={module.name}"


def _names(modules: Sequence[Module]) -> bytes:
    """PROJECTwm: every module name in the code page and in UTF-16 (2.3.3)."""
    pairs = (m.name.encode(_ENCODING) + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules)
    return b"".join(pairs) + b"\0\0"


def _scrambled(content: bytes, seed: int) -> str:
    """Data Encryption (2.4.3.2), as hexadecimal digits. `seed` is any byte."""
    version, key = 2, sum(_PROJECT_ID.encode()) & 0xFF
    result = [seed, seed ^ version, seed ^ key]
    before = key
    ignored = bytes([7]) * ((seed & 6) // 2)
    for byte in ignored + _long(len(content)) + content:
        result.append(byte ^ (result[-2] + before) & 0xFF)
        before = byte
    return bytes(result).hex().upper()
