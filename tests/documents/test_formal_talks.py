"""约谈通知、约谈记录。"""

from __future__ import annotations

from support.composition_text import composition_text
from support.facts import project
from support.issue_documents import talk_notice, talk_record

from docgen.blocks import Composition, FormGrid, Heading, Layout
from docgen.documents import compose


def notice(**changes: object) -> Composition:
    return compose("约谈通知", talk_notice(**changes))


def record(**changes: object) -> FormGrid:
    (form,) = compose("约谈记录", talk_record(**changes)).body
    assert isinstance(form, FormGrid)
    return form


def test_a_notice_is_a_document_that_is_not_made_public() -> None:
    written = notice()
    assert (written.layout, written.title) == (Layout.DOCUMENT, "关于约谈区住建局的通知")
    assert (written.note, written.missing) == ("（此件不公开）", ())


def test_a_notice_tells_the_occasion_the_talk_and_what_to_bring() -> None:
    headings = [block.text for block in notice().body if isinstance(block, Heading)]
    assert headings == [
        "一、约谈事由", "二、约谈时间和地点", "三、约谈人和约谈对象", "四、约谈程序", "五、有关要求",
    ]  # fmt: skip


def test_the_occasion_is_told_by_figures_and_letters_that_went_before() -> None:
    text = composition_text(notice())
    assert "    区体育中心项目连续红灯且督办事项未按期落实。\n" in text
    assert (
        "区体育中心项目2022年度计划投资12000万元，截至2022年9月30日完成投资7400万元，投资完成率61.67%，"
        "低于时序进度13.33个百分点。7月、8月、9月连续3个月低于进度要求，2022年9月亮红灯。"
        "此前已印发提醒函（甬重办函〔2022〕3号）、督办函（甬重办函〔2022〕9号）。"
    ) in text
    assert "此前已印发" not in composition_text(notice(letters_sent=("",)))


def test_several_projects_are_numbered() -> None:
    both = (project(), project("城北污水处理厂", year_plan=0.0, rate=None))
    text = composition_text(notice(projects=both, letters_sent=("", "")))
    assert "1.区体育中心。2022年度计划投资12000万元" in text
    assert "2.城北污水处理厂。2022年没有安排计划投资。" in text


def test_a_notice_asks_for_a_written_account_by_a_day() -> None:
    text = composition_text(notice())
    assert (
        "1.约谈对象要准备书面材料，写明原因、整改措施、责任人和完成时限，加盖单位公章，一式3份，"
        "于2022年10月13日前报送我办。"
    ) in text
    assert "时间：2022年10月14日（星期五）9时30分。" in text


def test_the_wording_of_a_notice_is_dry() -> None:
    text = composition_text(notice())
    assert not any(word in text for word in ("责令", "务必", "严肃", "！", "警告"))


def test_units_present_are_told_only_where_there_are_any() -> None:
    assert "参加单位：区督考办、区资规分局。" in composition_text(notice())
    assert "参加单位" not in composition_text(notice(units_present=()))


def test_what_a_notice_does_not_know_it_asks_for() -> None:
    written = notice(
        unit=None, matter=None, held_on=None, held_at=None, place=None, speaker=None, spoken_to=None,
        projects=(), letters_sent=(), reply_by=None,
    )  # fmt: skip
    assert written.missing == (
        "约谈单位", "主送机关", "约谈事由", "约谈日期", "约谈时间", "约谈地点", "约谈人", "约谈对象及职务",
        "书面材料报送时限",
    )  # fmt: skip


# --- 约谈记录 -----------------------------------------------------------------------------------


def test_a_record_has_every_part_and_room_to_sign() -> None:
    labels = [cell.text for row in record().rows for cell in row if cell.label]
    assert labels == [
        "约谈编号", "约谈单位", "约谈时间", "约谈地点", "约 谈 人", "约谈对象", "参加单位", "涉及项目",
        "约谈事由", "约谈情况", "整改要求", "整改时限", "约 谈 人\n（签字）", "约谈对象\n（签字）",
        "记 录 人\n（签字）", "签字日期",
    ]  # fmt: skip


def test_a_record_tells_when_in_one_cell() -> None:
    texts = {cell.text for row in record().rows for cell in row}
    assert {"2022年10月14日9时30分", "10月底前完成剩余征迁，全面复工", "2022年10月31日"} <= texts
    assert "2022年10月14日" in {cell.text for row in record(held_at=None).rows for cell in row}


def test_a_record_of_a_talk_to_come_asks_for_what_will_be_said() -> None:
    written = compose("约谈记录", talk_record(record=None, requirements=None, due_on=None))
    assert written.missing == ("约谈情况", "整改要求", "整改时限")
