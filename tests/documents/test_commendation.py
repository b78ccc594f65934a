"""表扬通报。"""

from __future__ import annotations

from support.bulletins import PERSON, commendation, ranked

from docgen.blocks import Composition, Heading, Layout
from docgen.documents import compose
from docgen.documents.commendation import HonouredFacts, HonouredPerson


def write(*honoured: HonouredFacts, **changes: object) -> Composition:
    return compose("表扬通报", commendation(*honoured, **changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body)  # type: ignore[union-attr]


def headings(composition: Composition) -> list[str]:
    return [block.text for block in composition.body if isinstance(block, Heading)]


def test_each_kind_of_honour_has_its_part_in_order() -> None:
    written = write(persons=(PERSON,))
    assert (written.layout, written.title) == (
        Layout.DOCUMENT,
        "关于表扬2022年第三季度重大项目推进工作先进典型的通报",
    )
    assert headings(written) == ["一、先进单位", "二、最佳破难团队", "三、最赞破难案例", "四、最勇破难功臣"]
    assert "对东街道、城建专班、区体育中心、陈某某同志予以通报表扬" in body(written)
    assert written.missing == ()


def test_a_unit_is_praised_with_the_facts_that_earned_it() -> None:
    assert (
        "1.东街道。街道组排名第1名，总分99.00分（投资完成率60.00分、节点按期率39.00分）。"
        "截至2022年9月30日，年度计划投资12000万元，年内完成投资9600万元，投资完成率80.00%，高于时序进度5.00个百分点。"
        "加分事项：承办现场观摩（甬重办〔2022〕8号）。"
    ) in body(write())


def test_a_person_is_praised_for_projects_and_issues_solved_in_time() -> None:
    assert (
        "1.陈某某（区住建局副局长）。负责区体育中心、滨海大道改造工程的推进，2022年按期办结问题3个。"
        in body(write(persons=(PERSON,)))
    )


def test_of_many_projects_of_a_person_three_are_named() -> None:
    busy = HonouredPerson("陈某某", projects=("甲", "乙", "丙", "丁"))
    assert "负责甲、乙、丙等4个项目的推进。" in body(write(persons=(busy,)))


def test_a_person_of_whom_nothing_is_known_needs_a_reason() -> None:
    assert write(persons=(HonouredPerson("陈某某"),)).missing == ("陈某某的先进事迹",)


def test_a_unit_without_a_place_needs_a_reason() -> None:
    assert write(HonouredFacts("单位", "街道组", ranked("北乡", None, rate=None))).missing == (
        "北乡的表扬理由",
    )


def test_the_condition_is_told_only_where_the_honour_list_was_followed() -> None:
    assert "（红榜条件：完成且前3名）" in body(write())
    assert "红榜" not in body(write(condition=None))


def test_resources_are_tilted_only_where_the_ledger_says_so() -> None:
    assert "倾斜" not in body(write())
    told = write(tilts=("下年度土地指标、能源容量、环境容量等方面予以倾斜。",))
    assert headings(told)[-1] == "四、结果运用"
    assert "下年度土地指标、能源容量、环境容量等方面予以倾斜。" in body(told)


def test_nobody_to_praise_is_asked_for() -> None:
    written = compose("表扬通报", commendation(honoured=()))
    assert "对【待填：表扬名单】予以通报表扬" in body(written)
    assert written.missing == ("表扬名单",)


def test_persons_are_spoken_of_only_where_there_are_any() -> None:
    assert "希望受到表扬的单位珍惜荣誉" in body(write())
    assert "希望受到表扬的单位和个人珍惜荣誉" in body(write(persons=(PERSON,)))
