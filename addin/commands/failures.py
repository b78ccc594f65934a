"""没有做成：what else than a ProgramError may stop a command, in the same plain words."""

from __future__ import annotations

from addin.errors import ProgramError


def in_plain_words(error: BaseException, program: str) -> ProgramError | None:
    """The sentence for an interruption, a lack of memory or a failure of the system; None for anything else."""
    if isinstance(error, ProgramError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return ProgramError(program, "已按要求中止", "台账保持原样，可以重新运行")
    if isinstance(error, MemoryError):
        return ProgramError(program, "内存不够", "请关闭其他程序后重试；台账保持原样")
    if isinstance(error, OSError):
        from addin.workbook.system_errors import in_words

        reason = f"读写文件时出错（{in_words(error)}）"
        return ProgramError(str(error.filename or program), reason, "请检查路径、权限和磁盘空间后重试")
    return None
