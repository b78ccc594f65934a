"""Edits of minutes, one a case: how each is classified, and what of it is written. Expected values are by hand."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from support.minutes_desk import CONTENT, FOUR, ONE, THREE, TWO, Minutes, element, run
from support.office import Office

from addin.schema import Resolutions

Edit = Callable[[Minutes], None]
AUTHOR = 'w:id="900" w:author="领导" w:date="2022-10-09T09:00:00Z"'


@dataclass(frozen=True)
class Case:
    """`kinds` without 未动; `written` (number, column) → value; `prose` how many lines differ outside the items."""

    name: str
    edit: Edit
    kinds: Mapping[str, int] = field(default_factory=dict)
    written: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    prose: int = 0


def typed(number: str, column: str, text: str) -> Edit:
    return lambda minutes: minutes.type(number, column, text)


def inserted(accepted: bool | None) -> Edit:
    """「并做好安置」 inserted as a tracked change: waiting (None), accepted, rejected."""

    def edit(minutes: Minutes) -> None:
        paragraph = minutes.all("p", minutes.cell(ONE, "content"))[-1]
        if accepted is None:
            change = element(f"<w:ins {AUTHOR}></w:ins>")
            change.append(run("并做好安置"))
            paragraph.append(change)
        elif accepted:
            paragraph.append(run("并做好安置"))

    return edit


def deleted_words(minutes: Minutes) -> None:
    """「落实」 of the second item deleted as a tracked change that waits."""
    one = minutes.all("r", minutes.cell(TWO, "content"))[0]
    change = element(f"<w:del {AUTHOR}><w:r><w:delText>落实</w:delText></w:r></w:del>")
    minutes.all("t", one)[0].text = "管线迁改费用"
    one.addprevious(change)


def deleted_row_waiting(minutes: Minutes) -> None:
    row = minutes.row(THREE)
    row[0].append(element(f"<w:del {AUTHOR}/>"))


def removed_row(minutes: Minutes) -> None:
    row = minutes.row(THREE)
    row.getparent().remove(row)


def reordered(minutes: Minutes) -> None:
    minutes.row(FOUR).addnext(minutes.row(ONE))


def split_paragraph(minutes: Minutes) -> None:
    paragraph = minutes.all("p", minutes.cell(ONE, "content"))[0]
    twin = copy.deepcopy(paragraph)
    minutes.all("t", paragraph)[0].text = "完成剩余3户征迁，"
    minutes.all("t", twin)[0].text = "于10月底前交地。"
    for end in minutes.all("bookmarkEnd", paragraph):
        paragraph.remove(end)
    for start in minutes.all("bookmarkStart", twin):
        twin.remove(start)
    paragraph.addnext(twin)


def copied(minutes: Minutes) -> None:
    minutes.copy_row(ONE)


def copied_as_new(minutes: Minutes) -> None:
    minutes.fill(minutes.copy_row(ONE), "HY-06-05", "甲大道", "完成绿化", "甲镇", "—", "2022年12月1日")


def copied_with_bookmarks(minutes: Minutes) -> None:
    twin = minutes.copy_row(ONE, marks=True)
    texts = minutes.all("t", twin)
    texts[0].text, texts[2].text = "HY-06-05", "完成绿化"


def added_without_number(minutes: Minutes) -> None:
    minutes.fill(minutes.copy_row(FOUR), "", "乙大桥", "尽快复工", "乙局", "", "2022年12月1日")


def swapped_numbers(minutes: Minutes) -> None:
    one, two = minutes.cell(ONE, "number"), minutes.cell(TWO, "number")
    minutes.all("t", one)[0].text, minutes.all("t", two)[0].text = TWO, ONE


def wrong_number_and_content(minutes: Minutes) -> None:
    minutes.type(ONE, "content", "另一件事")
    minutes.type(ONE, "number", "HY-06-11")


def unmarked_and_typed(minutes: Minutes) -> None:
    minutes.type(ONE, "content", "完成全部征迁")
    minutes.unmark(minutes.root)


def unmarked_row_without_number(minutes: Minutes) -> None:
    row = minutes.row(ONE)
    minutes.unmark(row)
    minutes.all("t", row)[0].text = ""


def heading_renamed(minutes: Minutes) -> None:
    texts = minutes.all("t", minutes.all("tr", minutes.table)[0])
    texts[0].text, texts[3].text = "序号", "牵头单位"
    minutes.type(ONE, "responsible", "乙局")


def page_header_edited(minutes: Minutes) -> None:
    minutes.replace("word/header1.xml", lambda text: text.replace("拟稿", "送审稿"))


def commented(minutes: Minutes) -> None:
    minutes.all("p", minutes.cell(ONE, "content"))[0].append(
        element('<w:r><w:commentReference w:id="1"/></w:r>')
    )
    comment = '<w:comment w:id="1" w:author="李某"><w:p><w:r><w:t>改到年底</w:t></w:r></w:p></w:comment>'
    namespace = minutes.root.nsmap["w"]
    minutes.parts["word/comments.xml"] = f'<w:comments xmlns:w="{namespace}">{comment}</w:comments>'.encode()


def prose_changed(minutes: Minutes) -> None:
    minutes.all("t", minutes.paragraph("加强协同"))[0].text = "2.加强协同配合。"


def pasted(minutes: Minutes) -> None:
    """From a web page: several runs, a link, a blank of another kind, and what looks like a formula."""
    minutes.type(TWO, "content", "=HYPERLINK(")
    paragraph = minutes.all("p", minutes.cell(TWO, "content"))[0]
    link = element("<w:hyperlink><w:r><w:rPr><w:b/></w:rPr><w:t>“点这里”</w:t></w:r></w:hyperlink>")
    paragraph.append(link)
    paragraph.append(run(")\u00a0"))


def foreign_row(minutes: Minutes) -> None:
    twin = minutes.copy_row(ONE, marks=True)
    for mark in minutes.all("bookmarkStart", twin):
        name = mark.get(f"{{{minutes.root.nsmap['w']}}}name")
        mark.set(f"{{{minutes.root.nsmap['w']}}}name", f"cp_0000000000_{name.rpartition('_')[2]}")
    minutes.all("t", twin)[0].text = "HY-05-09"


def boldened(minutes: Minutes) -> None:
    for properties in minutes.all("rPr", minutes.row(ONE)):
        properties.append(element("<w:b/>"))


def column_removed(minutes: Minutes) -> None:
    for row in minutes.all("tr", minutes.table):
        row.remove(minutes.all("tc", row)[4])


def table_to_text(minutes: Minutes) -> None:
    """Word's 转换为文本: the cells' paragraphs, bookmarks and all. The heading becomes six lines, a second line of a
    cell one of its own."""
    minutes.type(ONE, "responsible", "乙局")
    table = minutes.table
    for row in minutes.all("tr", table):
        for paragraph in minutes.all("p", row):
            table.addprevious(paragraph)
    table.getparent().remove(table)


def cells_merged(minutes: Minutes) -> None:
    """配合单位 taken into 责任单位: Word puts both texts into the first cell."""
    row = minutes.row(ONE)
    cells = minutes.all("tc", row)
    cells[3].append(minutes.all("p", cells[4])[0])
    cells[3][0].append(element('<w:gridSpan w:val="2"/>'))
    row.remove(cells[4])


def controlled(minutes: Minutes) -> None:
    """The cell's runs put into a content control, which python-docx would not read."""
    paragraph = minutes.all("p", minutes.cell(ONE, "content"))[0]
    one = minutes.all("r", paragraph)[0]
    box = element("<w:sdt><w:sdtPr/><w:sdtContent></w:sdtContent></w:sdt>")
    one.addprevious(box)
    box[1].append(one)


def doubled(minutes: Minutes) -> None:
    controlled(minutes)
    minutes.all("t", minutes.cell(ONE, "content"))[0].text = CONTENT * 3


def split_table(minutes: Minutes) -> None:
    table = minutes.table
    second = copy.deepcopy(table)
    for row in minutes.all("tr", second)[:3]:
        second.remove(row)
    for row in minutes.all("tr", table)[3:]:
        table.remove(row)
    table.addnext(second)
    table.addnext(element("<w:p/>"))
    minutes.all("t", minutes.all("tc", minutes.all("tr", second)[0])[3])[0].text = "甲镇"


def moved_cell_text(minutes: Minutes) -> None:
    """责任单位 of two items cut and pasted over each other, bookmarks along with the text."""
    one, two = minutes.cell(ONE, "responsible"), minutes.cell(TWO, "responsible")
    first, second = minutes.all("p", one)[0], minutes.all("p", two)[0]
    one.append(second)
    two.append(first)


D = dt.datetime
CASES = [
    Case("nothing", lambda minutes: None),
    Case("content typed over", typed(ONE, "content", "完成全部征迁"), {"应用": 1}, {(ONE, "resolution"): "完成全部征迁"}),
    Case("words typed behind the bookmark", lambda m: m.type_behind(TWO, "content", "，报区政府"),
         {"应用": 1}, {(TWO, "resolution"): "落实管线迁改费用，报区政府"}),
    Case("the same day spelt otherwise", typed(ONE, "due", "2022.10.31")),
    Case("the same day in full-width digits", typed(ONE, "due", "２０２２年１０月３１日")),
    Case("the same day with 前", typed(ONE, "due", "2022年10月31日前")),
    Case("another day spelt otherwise", typed(ONE, "due", "2022-11-5"), {"应用": 1}, {(ONE, "due_on"): D(2022, 11, 5)}),
    Case("a day that is none", typed(ONE, "due", "11月底前"), {"待更正": 1}),
    Case("a deadline filled in at last", typed(TWO, "due", "2022年12月31日"), {"应用": 1}, {(TWO, "due_on"): D(2022, 12, 31)}),
    Case("the marker of a missing deadline deleted", typed(TWO, "due", "")),
    Case("full-width digits in a number", typed(ONE, "number", "ＨＹ－０６－０１")),
    Case("full-width digits in the content", typed(ONE, "content", "完成剩余３户征迁，于10月底前交地。"),
         {"应用": 1}, {(ONE, "resolution"): "完成剩余３户征迁，于10月底前交地。"}),
    Case("a unit by its full name", typed(ONE, "support", "乙局，甬东区财政局")),
    Case("another unit", typed(ONE, "responsible", "乙局"), {"应用": 1}, {(ONE, "responsible_units"): "乙局"}),
    Case("another unit leads", typed(TWO, "responsible", "乙局、区财政局"),
         {"应用": 1}, {(TWO, "responsible_units"): "乙局、区财政局"}),
    Case("a unit renamed to one nobody knows", typed(ONE, "responsible", "甲城管局"), {"待更正": 1}),
    Case("the content cleared", typed(ONE, "content", ""), {"清空待确认": 1}),
    Case("the supporting units cleared", typed(ONE, "support", "—"), {"清空待确认": 1}),
    Case("supporting units where there were none", typed(TWO, "support", "甲镇"),
         {"应用": 1}, {(TWO, "supporting_units"): "甲镇"}),
    Case("a row deleted", removed_row, {"未返回行": 1}),
    Case("rows reordered", reordered),
    Case("a row copied as it is", copied, {"重复行": 2}),
    Case("a row copied and made another", copied_as_new, {"新增待确认": 1}),
    Case("a row copied with its bookmarks and made another", copied_with_bookmarks, {"新增待确认": 1}),
    Case("a row added without a number", added_without_number, {"新增待确认": 1}),
    Case("a number retyped wrongly", typed(ONE, "number", "HY-06-11"), {"越权修改": 1}),
    Case("a row used for another matter", wrong_number_and_content, {"越权修改": 1, "冲突": 1}),
    Case("two numbers swapped", swapped_numbers, {"越权修改": 2}),
    Case("the number of another row typed", typed(ONE, "number", TWO), {"重复行": 2, "未返回行": 1}),
    Case("the project's name changed", typed(ONE, "project", "乙大桥"), {"越权修改": 1}),
    Case("an insertion nobody accepted", inserted(None), {"冲突": 1}),
    Case("the insertion accepted", inserted(True), {"应用": 1}, {(ONE, "resolution"): f"{CONTENT}并做好安置"}),
    Case("the insertion rejected", inserted(False)),
    Case("a deletion nobody accepted", deleted_words, {"冲突": 1}),
    Case("a row's deletion nobody accepted", deleted_row_waiting, {"未返回行": 1}),
    Case("a paragraph split", split_paragraph, {"应用": 1}, {(ONE, "resolution"): "完成剩余3户征迁，\n于10月底前交地。"}),
    Case("all bookmarks lost", unmarked_and_typed, {"应用": 1}, {(ONE, "resolution"): "完成全部征迁"}),
    Case("a row without bookmarks and number", unmarked_row_without_number, {"越权修改": 1}),
    Case("the table's heading edited", heading_renamed, {"应用": 1}, {(ONE, "responsible_units"): "乙局"}, prose=1),
    Case("the page header edited", page_header_edited, prose=2),
    Case("a comment added", commented),
    Case("the prose changed", prose_changed, prose=1),
    Case("text pasted from a web page", pasted, {"应用": 1}, {(TWO, "resolution"): "=HYPERLINK(“点这里”)"}),
    Case("a row pasted from other minutes", foreign_row, {"外来行": 1}),
    Case("words made bold", boldened),
    Case("a column removed", column_removed, prose=1),
    Case("the table made into text", table_to_text, {"冲突": 1}, prose=7),
    Case("two cells merged", cells_merged, {"冲突": 1}),
    Case("a content control put in", controlled),
    Case("text doubled by a program", doubled, {"待更正": 1}),
    Case("the table split in two", split_table, {"应用": 1}, {(THREE, "responsible_units"): "甲镇"}),
    Case("cells cut and pasted over each other", moved_cell_text, {"冲突": 2}),
    Case("a text changed in which a telephone number was masked", typed(FOUR, "content", "请联系139****1111办理移交手续"),
         {"待更正": 1}),
]  # fmt: skip


def resolutions(office: Office) -> dict[tuple[str, str], Any]:
    names = [column.name for column in Resolutions.columns if not column.computed]
    return {(row["number"], name): row[name] for row in office.rows(Resolutions) for name in names}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_is_classified_and_nothing_else_is_written(office: Office, case: Case) -> None:
    minutes = Minutes(office.path.parent / "纪要.docx")
    case.edit(minutes)
    before = resolutions(office)
    data = office.run("readback", minutes.save(office.path.parent / "改过.docx"), "--apply").data
    kinds = {kind: count for kind, count in data["counts"].items() if count and kind != "未动"}
    after = resolutions(office)
    written = {place: value for place, value in after.items() if before.get(place) != value}
    assert (kinds, written, len(data["documents"][0]["prose"])) == (case.kinds, case.written, case.prose)
    assert set(after) == set(before)
    assert data["written"] == len(case.written)


def test_there_are_more_than_thirty_edits() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 30
