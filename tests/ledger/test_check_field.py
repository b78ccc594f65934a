"""五查、照片：blank checks and pictures that are not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.ledgers import ledger_of, lines

from addin.commands.pictures import missing_pictures
from addin.ledger.checks.field import unfinished_five_checks

FILLED = {
    "phase": "前期", "plan_check": "有", "record_check": "有", "progress_check": "有", "duty_check": "有",
    "result_check": "有",
}  # fmt: skip


def inspections(*rows: dict[str, Any]) -> list[str]:
    numbered = [{"number": f"D{place}", **row} for place, row in enumerate(rows)]
    return lines(unfinished_five_checks(ledger_of(inspections=numbered)))


def test_a_five_check_record_is_filled_in_whole() -> None:
    assert inspections({"type": "五查", **FILLED}, {"type": "专项督查"}) == []
    assert inspections({"type": "五查", **FILLED, "record_check": None, "result_check": "　"}) == [
        "疑点 督查记录!I4 五查记录没有填查记录；补填查记录",
        "疑点 督查记录!L4 五查记录没有填查实效；补填查实效",
    ]


def test_pictures_are_looked_for_beside_the_workbook_and_in_their_folder(tmp_path: Path) -> None:
    (tmp_path / "照片").mkdir()
    for name in ("甲.jpg", "照片/乙.JPG"):
        (tmp_path / name).write_bytes(b"")
    patrols = [
        {"code": "A", "patrolled_on": f"2022-09-0{place}", "picture": picture}
        for place, picture in enumerate((None, "甲.jpg", "乙.jpg、丙.jpg", "../照片", "\\\\host\\x.jpg"), 1)
    ]
    ledger = ledger_of(projects=[{"code": "A"}], patrols=patrols)
    advice = "把照片放进台账旁边的“照片”文件夹，或改正文件名"
    assert lines(missing_pictures(ledger, tmp_path)) == [
        f"提示 现场巡查!G6 没有找到照片“丙.jpg”；{advice}",
        f"提示 现场巡查!G7 没有找到照片“..”；{advice}",
        f"提示 现场巡查!G8 没有找到照片“\\\\host\\x.jpg”；{advice}",
    ]
