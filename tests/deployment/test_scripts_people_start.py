"""安装.cmd and 卸载.cmd in the bytes cmd reads; 安装.sh run with pythons that do not suit."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from addin.deployment.platforms import Target, target_of
from addin.deployment.scripts import INSTALL, REMOVE, read_me, script

WINDOWS = target_of("win_amd64", "3.11")
HERE = target_of("current", "3.11")
BOTH = pytest.mark.parametrize("name", [INSTALL, REMOVE])


def lines(name: str) -> list[str]:
    return script(name, WINDOWS)[1].decode("gbk").split("\r\n")


@BOTH
def test_cmd_gets_gbk_with_crlf_and_says_so_first(name: str) -> None:
    file, content = script(name, WINDOWS)
    assert file == f"{name}.cmd"
    assert b"\n" not in content.replace(b"\r\n", b"") and content.endswith(b"\r\n")
    assert content.startswith(b"@echo off\r\n"), "no mark of byte order: cmd would print it"
    before, _, _ = content.partition(b"chcp 936 >nul\r\n")
    shown = [line for line in before.split(b"\r\n") if not line.startswith(b"rem ")]
    assert b"".join(shown).isascii(), "nothing Chinese is shown before the code page is set"


@BOTH
def test_no_chinese_character_holds_a_byte_that_cmd_takes_for_a_sign(name: str) -> None:
    """A machine on another code page reads the bytes one by one: | ^ & \\ would then act."""
    for character in script(name, WINDOWS)[1].decode("gbk"):
        if not character.isascii():
            assert not set(character.encode("gbk")) & set(b'|^&\\<>%"'), character


@BOTH
def test_every_path_stands_in_quotes(name: str) -> None:
    for line in lines(name):
        for path in re.finditer(r"%HERE%|%PY%|%BROUGHT%|%~dp0|%LocalAppData%|%ProgramFiles%", line):
            assert line[: path.start()].count('"') % 2 == 1, line


@BOTH
def test_every_jump_has_its_label_and_no_block_can_fall_into_the_next(name: str) -> None:
    text = lines(name)
    labels = {line[1:].strip() for line in text if line.startswith(":")}
    jumps = {match for line in text for match in re.findall(r"(?:goto|call :?)\s?:?(\w+)", line)}
    assert jumps == labels
    code = [line for line in text if line and not line.startswith("rem")]
    for number, line in enumerate(code):
        if line.startswith(":") and number:
            assert re.search(r"(exit /b( \d)?|goto \w+)$", code[number - 1]), code[number - 1]
    assert code[-1] == "exit /b 0"


@BOTH
def test_nothing_is_left_to_fill_in(name: str) -> None:
    for target in (WINDOWS, HERE, target_of("win_amd64", "3.12")):
        text = script(name, target)[1].decode("gbk" if target.is_windows else "utf-8")
        assert not re.search(r"\{(python|digits|tuple|build|find_python)\}", text)
    assert any(
        "Python312" in line for line in script(name, target_of("win_amd64", "3.12"))[1].decode("gbk").split()
    )


def test_python_is_looked_for_in_the_usual_places_and_checked(name: str = INSTALL) -> None:
    text = "\n".join(lines(name))
    for place in (
        r"%LocalAppData%\Programs\Python\Python311\python.exe",
        r"\Software\Python\PythonCore\3.11\InstallPath",
        "py -3.11",
        "where python",
    ):
        assert place in text
    assert "sysconfig.get_platform()!='win-amd64'" in text and "'WindowsApps' in sys.base_prefix" in text


def test_the_check_of_a_python_accepts_the_right_one_and_no_other(tmp_path: Path) -> None:
    """The expression that cmd hands to each Python it finds, run by this one."""
    import sys

    here = Target("这台", f"{sys.version_info[0]}.{sys.version_info[1]}", "win32", "AMD64", ())
    for target, accepted in ((here, False), (WINDOWS, False), (HERE, True)):
        content = script(INSTALL, target)[1].decode("gbk" if target.is_windows else "utf-8")
        checks = re.findall(r'-I -c "(import sys,sysconfig.+?)"', content)
        assert len(checks) == 1
        run = subprocess.run([sys.executable, "-I", "-c", checks[0]], capture_output=True)
        assert (run.returncode == 0) is accepted, run.stderr


def test_after_removing_itself_the_script_reads_no_further_line() -> None:
    line = next(line for line in lines(REMOVE) if line.startswith('"%PY%"'))
    assert line.endswith("else exit /b") and "pause & exit /b" in line


def test_the_note_opens_right_in_notepad() -> None:
    content = read_me(WINDOWS)
    assert content.startswith(b"\xef\xbb\xbf") and "双击“安装.cmd”" in content.decode("utf-8-sig")
    assert "sh “安装.sh”" in read_me(HERE).decode("utf-8-sig")


def test_the_linux_script_says_what_to_install_where_no_python_suits(tmp_path: Path) -> None:
    """Every Python of this machine is of another build than that of the package."""
    name, content = script(INSTALL, Target("别处", "3.11", "linux", "sparc64", ()))
    (tmp_path / "包 一" / "setup").mkdir(parents=True)
    (tmp_path / "包 一" / "setup" / "__main__.py").touch()
    (tmp_path / "包 一" / name).write_bytes(content)
    run = subprocess.run(
        ["sh", str(tmp_path / "包 一" / name)], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 1
    assert "没有找到能用的 Python 3.11（linux-sparc64，带 venv）" in run.stdout


def test_a_script_without_its_folder_says_so(tmp_path: Path) -> None:
    name, content = script(INSTALL, HERE)
    (tmp_path / name).write_bytes(content)
    run = subprocess.run(
        ["sh", str(tmp_path / name)], capture_output=True, text=True, env={**os.environ, "LANG": "C.UTF-8"}
    )
    assert run.returncode == 1 and "重新解压" in run.stdout
