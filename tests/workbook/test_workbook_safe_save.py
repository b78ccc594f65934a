"""A save replaces the workbook whole or not at all, and says plainly why it could not."""

import datetime as dt
import errno
import json
import os
import socket
import subprocess
import sys
import textwrap

import pytest
from workbook_samples import members, project_book

from addin.errors import ProgramError
from addin.schema import Projects
from addin.workbook import safe_save
from addin.workbook.closed_file import ClosedBook
from addin.workbook.locks import lock_path, locked, refuse_if_open_elsewhere
from addin.workbook.port import Edits
from addin.workbook.version_store import KEPT, latest, versions, versions_folder


def reds(value="红"):
    edits = Edits()
    edits.sheet(Projects.title).cells = [(4, 7, value)]
    return edits


def refused(action):
    with pytest.raises(ProgramError) as caught:
        action()
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.fixture
def path(tmp_path):
    return project_book(tmp_path / "台账.xlsx")


def test_a_save_keeps_the_earlier_file_and_leaves_nothing_else(path):
    before = path.read_bytes()
    saved = ClosedBook.open(path).save(reds(), "recalc")
    assert saved.version.read_bytes() == before
    assert saved.version.parent.name == "台账.版本"
    assert saved.version.name.startswith("0001_") and saved.version.name.endswith("_recalc.xlsx")
    assert {p.name for p in path.parent.iterdir()} == {"台账.版本", "台账.xlsx"}


def test_the_file_keeps_its_permissions(path):
    path.chmod(0o640)
    ClosedBook.open(path).save(reds(), "recalc")
    assert path.stat().st_mode & 0o777 == 0o640


def test_one_book_can_be_saved_again_and_again(path):
    book = ClosedBook.open(path)
    for light in ("红", "黄", "绿灯"):
        book.save(reds(light), "recalc")
        assert book.read(Projects).values["rule_light"][0] == light
    assert book.fingerprint() == ClosedBook.open(path).fingerprint()


def test_the_last_thirty_versions_stay(path):
    book = ClosedBook.open(path)
    for number in range(KEPT + 3):
        book.save(reds(str(number)), "recalc")
    assert [version.number for version in versions(path)] == list(range(4, KEPT + 4))
    assert latest(path).number == KEPT + 3


def test_versions_go_by_number_when_the_clock_goes_back(path, monkeypatch):
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2000, 1, 1)

    ClosedBook.open(path).save(reds("甲"), "recalc")
    monkeypatch.setattr(safe_save, "datetime", Clock)
    saved = ClosedBook.open(path).save(reds("乙"), "recalc")
    assert saved.version.name == "0002_20000101-000000_recalc.xlsx" and latest(path).path == saved.version


def test_a_file_changed_since_it_was_opened_is_not_written_over(path):
    book = ClosedBook.open(path)
    ClosedBook.open(path).save(reds("别人"), "recalc")
    changed = path.read_bytes()
    moment = dt.datetime.fromtimestamp(path.stat().st_mtime)
    assert refused(lambda: book.save(reds(), "recalc")) == (
        f"台账.xlsx：文件在读取之后被改动过（{moment:%Y-%m-%d %H:%M:%S}），没有写入。请重新执行一次。"
    )
    assert path.read_bytes() == changed


def test_a_change_that_keeps_time_and_size_is_seen(path):
    book, state = ClosedBook.open(path), path.stat()
    content = bytearray(path.read_bytes())
    content[10] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert "文件在读取之后被改动过" in refused(lambda: book.save(reds(), "recalc"))


def test_a_file_only_touched_is_written(path):
    book = ClosedBook.open(path)
    os.utime(path)
    assert book.save(reds(), "recalc").cells_written == 1


def test_a_file_that_vanished_is_named(path):
    book = ClosedBook.open(path)
    path.rename(path.with_name("别处.xlsx"))
    assert refused(lambda: book.save(reds(), "recalc")) == (
        "台账.xlsx：没有写成（找不到文件），原文件没有改动。请检查文件是否被占用、磁盘是否可写。"
    )


def holder(pid, host=None):
    return json.dumps(
        {
            "操作人": "王五",
            "时间": "2022-10-08 09:00:00",
            "机器": host or socket.gethostname(),
            "进程": pid,
            "操作": "recalc",
        }
    )


def ended_pid():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize("host", [None, "别的机器"])
def test_a_lock_in_use_says_who_since_when(path, host):
    lock_path(path).write_text(holder(os.getpid(), host), encoding="utf-8")
    before = path.read_bytes()
    assert refused(lambda: ClosedBook.open(path).save(reds(), "recalc")) == (
        f"台账.锁：王五（{host or socket.gethostname()}）自 2022-10-08 09:00:00 起正在写这本台账。"
        "请等对方写完；确认没有人在写时，删去文件 台账.锁 后再试。"
    )
    assert path.read_bytes() == before and lock_path(path).exists()


def test_a_lock_of_an_ended_process_is_taken_over(path):
    lock_path(path).write_text(holder(ended_pid()), encoding="utf-8")
    assert ClosedBook.open(path).save(reds(), "recalc").cells_written == 1
    assert not lock_path(path).exists()


def test_a_half_written_lock_is_stale_after_a_minute(path):
    lock_path(path).write_text("{", encoding="utf-8")
    assert "正在写这本台账" in refused(lambda: ClosedBook.open(path).save(reds(), "recalc"))
    os.utime(lock_path(path), (0, 0))
    assert ClosedBook.open(path).save(reds(), "recalc").cells_written == 1


def test_the_lock_names_its_holder_and_goes_in_the_end(path):
    with locked(path, "recalc"):
        content = json.loads(lock_path(path).read_text(encoding="utf-8"))
        assert content["进程"] == os.getpid() and content["操作"] == "recalc"
        assert "正在写这本台账" in refused(lambda: ClosedBook.open(path).save(reds(), "recalc"))
    assert not lock_path(path).exists()


def test_a_workbook_open_in_excel_is_refused_with_the_users_name(path):
    name = "李四"
    owner = bytes([len(name.encode("gb18030"))]) + name.encode("gb18030").ljust(53, b" ")
    path.with_name("~$台账.xlsx").write_bytes(
        owner + bytes([len(name), 0]) + name.encode("utf-16-le").ljust(109, b"\0")
    )
    assert refused(lambda: ClosedBook.open(path).save(reds(), "recalc")) == (
        "台账.xlsx：正在 Excel 或 WPS 中打开着，打开的人：李四。请保存并关闭后再试。"
    )


def test_a_workbook_open_in_libreoffice_is_refused_with_user_host_and_date(path):
    path.with_name(".~lock.台账.xlsx#").write_text(",zhao,pc-7,08.10.2022 09:00,file:///x;", encoding="utf-8")
    assert refused(lambda: refuse_if_open_elsewhere(path)) == (
        "台账.xlsx：正在 LibreOffice 或 WPS 中打开着，打开的人：zhao（pc-7，08.10.2022 09:00）。请保存并关闭后再试。"
    )


def test_an_owner_file_that_says_nothing_still_refuses(path):
    path.with_name("~$台账.xlsx").write_bytes(b"")
    assert (
        refused(lambda: refuse_if_open_elsewhere(path))
        == "台账.xlsx：正在 Excel 或 WPS 中打开着。请保存并关闭后再试。"
    )


def test_a_read_only_file_is_refused(path):
    path.chmod(0o444)
    assert refused(lambda: ClosedBook.open(path).save(reds(), "recalc")) == (
        "台账.xlsx：文件是只读的，不能写入。请在文件属性里去掉只读，或另存一份再算。"
    )


def test_a_read_only_folder_is_refused(tmp_path):
    folder = tmp_path / "共享"
    folder.mkdir()
    path = project_book(folder / "台账.xlsx")
    folder.chmod(0o555)
    try:
        assert refused(lambda: ClosedBook.open(path).save(reds(), "recalc")) == (
            "共享：这个文件夹写不进去（没有权限）。请检查文件夹权限，或把台账复制到能写的文件夹。"
        )
    finally:
        folder.chmod(0o755)


def test_a_folder_that_is_not_there_is_named(path, tmp_path):
    out = tmp_path / "无" / "台账.xlsx"
    assert refused(lambda: ClosedBook.open(path).save(reds(), "recalc", out)) == (
        f"{out.parent}：这个文件夹不存在。请先建立文件夹，或换一个位置。"
    )


def run(code, path):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("limit", [0, 500, 3_000, 6_000])
def test_a_full_disk_leaves_the_file_as_it_was(path, limit):
    before = path.read_bytes()
    done = run(
        f"""
        import resource, sys
        from pathlib import Path
        from addin.errors import ProgramError
        from addin.workbook.closed_file import ClosedBook
        from addin.workbook.port import Edits
        book, edits = ClosedBook.open(Path(sys.argv[1])), Edits()
        edits.sheet("项目清单").cells = [(4, 7, "红")]
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        try:
            book.save(edits, "recalc")
        except ProgramError as error:
            sys.stdout.buffer.write(str(error).encode())
        """,
        path,
    )
    where = "台账.xlsx" if limit else path.parent.name  # with no room at all the lock already fails
    assert done.stdout == f"{where}：磁盘空间不够，没有写成，原文件没有改动。请腾出空间后再试。", done.stderr
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.rglob("*") if p.is_file()] == ["台账.xlsx"]


FAULTS = [("write", errno.EIO), ("fsync", errno.EIO), ("replace", errno.EIO), ("fsync", errno.ENOSPC)]


@pytest.mark.parametrize(("operation", "number"), FAULTS)
@pytest.mark.parametrize("nth", range(1, 5))
def test_a_fault_at_any_step_leaves_before_or_after(path, monkeypatch, operation, number, nth):
    before, calls = path.read_bytes(), []
    target = {"write": (safe_save, "_keep_old"), "fsync": (os, "fsync"), "replace": (os, "replace")}[
        operation
    ]
    if operation == "replace":
        from pathlib import Path

        target = (Path, "replace")
    real = getattr(*target)

    def faulty(*arguments, **named):
        calls.append(1)
        if len(calls) == nth:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    monkeypatch.setattr(*target, faulty)
    failed = False
    try:
        ClosedBook.open(path).save(reds(), "recalc")
    except ProgramError as error:
        failed = True
        assert "原文件没有改动" in str(error)
    monkeypatch.undo()
    assert (path.read_bytes() == before) is failed
    assert ClosedBook.open(path).save(reds("再"), "recalc").cells_written == 1
    assert not [p for p in path.parent.rglob("*") if p.name.endswith((".tmp", ".锁"))]


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(path, monkeypatch):
    from pathlib import Path

    real, calls = Path.replace, []

    def busy(self, target):
        if Path(target).name == "台账.xlsx":
            calls.append(1)
            if len(calls) < 4:
                raise PermissionError(errno.EACCES, "正被使用")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    assert ClosedBook.open(path).save(reds(), "recalc").cells_written == 1
    assert len(calls) == 4


def test_a_file_held_for_good_is_left_as_it_was(path, monkeypatch):
    from pathlib import Path

    before, real = path.read_bytes(), Path.replace

    def held(self, target):
        if Path(target).name == "台账.xlsx":
            raise PermissionError(errno.EACCES, "正被使用")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(safe_save, "_PATIENCE", 0.1)
    assert refused(lambda: ClosedBook.open(path).save(reds(), "recalc")) == (
        "台账.xlsx：没有写成（没有权限，或文件被占用），原文件没有改动。请检查文件是否被占用、磁盘是否可写。"
    )
    assert path.read_bytes() == before


def test_what_was_written_is_read_again_before_it_counts(path, monkeypatch):
    from addin.workbook import closed_file

    before = path.read_bytes()
    real = closed_file.write_package

    def damaging(package, result, file):
        real(package, result, file)
        file.seek(200)
        file.write(b"\xff\xff\xff")

    monkeypatch.setattr(closed_file, "write_package", damaging)
    message = refused(lambda: ClosedBook.open(path).save(reds(), "recalc"))
    assert message.startswith("台账.xlsx：写好后核对不符（") and message.endswith(
        "），原文件没有改动。请检查磁盘后再试一次。"
    )
    assert path.read_bytes() == before and not versions(path)


def test_left_overs_of_ended_processes_are_cleared_and_others_stay(path):
    folder = versions_folder(path)
    folder.mkdir()
    gone = [path.with_name(f".{ended_pid()}-台账.xlsx.tmp"), folder / f".{ended_pid()}-3.tmp"]
    stay = [path.with_name(f".{os.getpid()}-别的.xlsx.tmp"), path.with_name("我的.tmp")]
    for file in gone + stay:
        file.write_bytes(b"x")
    ClosedBook.open(path).save(reds(), "recalc")
    assert not any(file.exists() for file in gone) and all(file.exists() for file in stay)


def test_every_member_but_the_sheet_is_the_same_after_all(path):
    before = members(path)
    ClosedBook.open(path).save(reds(), "recalc")
    after = members(path)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml"}
