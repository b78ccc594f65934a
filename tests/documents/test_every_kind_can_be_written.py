"""文种齐全：every kind can be written from a workbook, and none is missing."""

from __future__ import annotations

from addin.commands.documents.builders import BUILDERS
from docgen.documents import DOCUMENTS, find_kind
from docgen.wording.templates import builtin_wording

KINDS = [
    *(
        "会议纪要",
        "会议通知",
        "提醒函",
        "督办函",
        "督办通知",
        "交办单",
        "销号单",
        "亮灯告知单",
        "约谈通知",
        "约谈记录",
    ),
    *(
        "推进通报",
        "排名通报",
        "督查通报",
        "集中开工通报",
        "表扬通报",
        "挂牌督办通知",
        "专项督查通知",
        "复盘报告",
    ),
    *("提请协调函", "名单印发通知", "项目月报", "汇报材料", "督查记录", "攻坚方案"),
]


def test_every_kind_has_a_form_and_a_way_to_its_rows() -> None:
    assert set(DOCUMENTS) == set(BUILDERS) == set(KINDS)


def test_every_kind_is_registered_under_its_own_name() -> None:
    assert all(name == kind.name for name, kind in DOCUMENTS.items())
    assert all(name == builder.kind for name, builder in BUILDERS.items())


def test_every_kind_has_a_wording_that_an_office_can_change() -> None:
    for kind in DOCUMENTS.values():
        assert "字段：" in builtin_wording(kind.template), kind.name


def test_a_circular_and_a_handing_over_slip_have_their_other_names() -> None:
    assert find_kind("通报").name == "推进通报"
    assert find_kind("转交单").name == "交办单"
