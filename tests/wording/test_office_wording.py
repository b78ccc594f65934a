"""单位自己的措辞：overrides in 模板/ and their errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.facts import circular, minutes, project, reminder

from docgen.blocks import Paragraph
from docgen.documents import compose
from docgen.wording import WordingError, builtin


def office(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    folder = tmp_path / "模板"
    folder.mkdir()
    (folder / "提醒函.md").write_bytes(text.encode(encoding))
    return folder


def error_of(folder: Path) -> WordingError:
    with pytest.raises(WordingError) as caught:
        compose("提醒函", reminder(), folder)
    return caught.value


def test_an_offices_file_of_the_same_name_replaces_the_built_in_wording(tmp_path: Path) -> None:
    folder = office(tmp_path, "标题：关于{{ 标题对象 }}的函\n主送：{{ 主送 }}\n\n请{{ 单位 }}抓紧推进。\n")
    letter = compose("提醒函", reminder(), folder)
    assert letter.title == "关于区体育中心项目建设的函"
    assert letter.body == (Paragraph("请区住建局抓紧推进。"),)


def test_another_kind_keeps_its_built_in_wording(tmp_path: Path) -> None:
    folder = office(tmp_path, "正文\n")
    assert compose("通报", circular(), folder) == compose("通报", circular())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_saved_by_notepad_is_read(tmp_path: Path, encoding: str) -> None:
    folder = office(tmp_path, "标题：甲\r\n\r\n请{{ 单位 }}抓紧。\r\n", encoding)
    assert compose("提醒函", reminder(), folder).body == (Paragraph("请区住建局抓紧。"),)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [("推进通报", circular()), ("提醒函", reminder(project(), project("北区中学"))), ("会议纪要", minutes())],
)
def test_the_built_in_wording_put_into_the_folder_changes_nothing(
    tmp_path: Path, kind: str, facts: object
) -> None:
    (tmp_path / f"{kind}.md").write_text(builtin(kind), encoding="utf-8")
    assert compose(kind, facts, tmp_path) == compose(kind, facts)


def test_a_misspelt_field_is_named_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    error = error_of(office(tmp_path, "标题：甲\n\n截至{{ 截至日 }}，\n"))
    assert str(error).startswith(
        "模板/提醒函.md 第3行：没有“截至日”这个字段，是不是“截至日期”；可用的字段：月份、年度、累计月份、截至日期、"
    )


def test_a_misspelt_field_of_a_project_is_named_too(tmp_path: Path) -> None:
    error = error_of(office(tmp_path, "标题：甲\n\n{% for 项 in 各项目 %}\n{{ 项.完成律 }}\n{% endfor %}\n"))
    assert error.line == 4
    assert error.what.startswith("没有“完成律”这个字段，是不是“完成”或“完成率”；可用的字段：序号、名称、")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("正文\n{% if 项目数 %}\n没有收尾\n", 2, "{% if %} 没有配对的 {% endif %}"),
        ("正文\n{{ 单位 | 大写 }}\n", 2, "没有大写这个过滤器"),
        ("正文\n{% 如果 单位 %}\n", 2, "不认识的控制语句“如果”"),
        ("{{ 单位\n", 1, "花括号没有成对"),
        ("甲\n{{ 项目数 + 单位 }}\n", 2, "这一行算不出来"),
        ("甲\n[[表：排名表]]\n", 2, "没有“排名表”这张表；可用的表：（本文种没有表）"),
        ("甲\n\n见[[附件：乙]]。\n", 3, "没有“乙”这个附件"),
        ("{{ 单位.__class__.__mro__ }}\n", 1, "__class__"),
        ("{% for 次 in [1] * 3 %}{{ 次.真 }}{% endfor %}\n", 1, "没有“真”这个字段"),
        ("{% include '/etc/passwd' %}\n", 1, "算不出来"),
    ],
)
def test_a_mistake_in_an_override_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    error = error_of(office(tmp_path, text))
    assert error.file == "模板/提醒函.md"
    assert what in error.what
    assert error.line == line


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    folder.mkdir()
    (folder / "提醒函.md").write_bytes(b"PK\x03\x04\xff\xff\x00\x80")
    assert error_of(folder).what == "不是文本文件，请用记事本另存为 UTF-8 编码"


def test_a_missing_fact_is_false_so_that_an_office_can_ask_for_it(tmp_path: Path) -> None:
    folder = office(tmp_path, "标题：甲\n\n{% if 整改时限 %}有{% else %}没有{% endif %}{{ 整改时限 }}\n")
    letter = compose("提醒函", reminder(rectify_by=None), folder)
    assert letter.body == (Paragraph("没有【待填：整改时限】"),)


def test_a_missing_figure_compares_with_nothing(tmp_path: Path) -> None:
    folder = office(
        tmp_path, "{% for 项 in 各项目 %}{% if 项.偏差 < 0 %}滞后{% else %}不知{% endif %}{% endfor %}\n"
    )
    assert compose("提醒函", reminder(project(deviation=None)), folder).body == (Paragraph("不知"),)
    assert compose("提醒函", reminder(), folder).body == (Paragraph("滞后"),)
