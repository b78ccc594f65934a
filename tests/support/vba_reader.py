"""读宏：what oletools, which knows nothing of our writer, reads in a VBA project."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of its own parser library
    from oletools.olevba import VBA_Parser, decompress_stream


def modules(project: bytes) -> dict[str, str]:
    """File name (Ribbon.bas, ThisWorkbook.cls) → text with its hidden attribute lines."""
    parser = VBA_Parser("vbaProject.bin", data=project)
    return {name: code.replace("\r\n", "\n") for _, _, name, code in parser.extract_macros()}


def decompressed(container: bytes) -> bytes:
    """What a CompressedContainer holds."""
    return bytes(decompress_stream(bytearray(container)))
