"""系统错误：what the operating system reports, in words a clerk knows."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "找不到文件",
    errno.EACCES: "没有权限，或文件被占用",
    errno.EPERM: "没有权限",
    errno.EBUSY: "文件被占用",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENOSPC: "磁盘空间不够",
    errno.EEXIST: "已有同名文件",
    errno.EXDEV: "不能跨磁盘移动",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
}


def in_words(error: OSError) -> str:
    """The reason in Chinese; an unknown one keeps its number for whoever is asked for help."""
    return _WORDS.get(error.errno or 0, f"系统错误 {error.errno}")
