"""四大办, 缺人与超限, 要素分工, the ranks of 带班领导 and 联络员."""

from __future__ import annotations

from typing import Any

from support.ledgers import ledger_of, lines
from support.small_ledgers import judged

from addin.ledger.check import run_checks
from addin.ledger.checks.people import one_person_each, people_in_several, ranks_of_task_forces
from addin.people import kept_informed, owner_of, owner_of_unit, todos
from addin.people.factors import overdue, proper_units
from addin.todos import Todo

OFFICES = [
    dict(body="大综合督查办", role="联系领导", person="甲"),
    dict(body="大综合督查办", role="主任", person="乙", unit="区督考办"),
    dict(body="大综合督查办", role="主任", person="丙", unit="区政府办"),
    dict(body="大综合督查办", role="成员", person="丁", unit="区督考办"),
]
ALIASED = [
    dict(unit="大综合督查办", other_names="大综合协调办"),
    dict(unit="区督考办"),
    dict(unit="区政府办"),
]


def test_a_body_is_found_by_its_name_and_by_its_alias() -> None:
    ledger = ledger_of(organisation=OFFICES, units=ALIASED)
    owner = owner_of(ledger, "大综合协调办")
    assert owner is not None and owner == owner_of(ledger, "大综合督查办")
    assert (owner.body, owner.leaders, owner.heads) == ("大综合督查办", ("甲",), ("乙", "丙"))
    assert owner_of(ledger, "大统筹办") is None


def test_a_unit_answers_by_its_own_heads() -> None:
    ledger = ledger_of(organisation=OFFICES)
    owner = owner_of_unit(ledger, "区政府办")
    assert owner is not None and (owner.body, owner.leaders, owner.heads) == (
        "大综合督查办",
        ("甲",),
        ("丙",),
    )
    assert owner_of_unit(ledger, "区审计局") is None


def informed(**tables: Any) -> tuple[str, ...]:
    ladder = [
        dict(step=1, trigger="灯级", lower=1, kind="提醒函", issuer="大项目统筹办"),
        dict(step=2, trigger="灯级", lower=3, kind="督办函", issuer="大综合协调办"),
    ]
    tables = {"ladder": ladder, "projects": [dict(code="A", task_force="甲专班")]} | tables
    return kept_informed(ledger_of(**tables), ("A",), "提醒函", "督办函")


def test_a_copy_goes_to_the_supervising_body_only_where_the_workbook_knows_it() -> None:
    assert informed() == ()
    assert informed(organisation=OFFICES) == ()  # 大综合协调办 is not tied to it without 别名
    assert informed(organisation=OFFICES, units=ALIASED) == ("大综合督查办",)
    assert informed(issuers=[dict(short_name="大综合协调办")]) == ("大综合协调办",)
    assert informed(organisation=OFFICES, units=ALIASED, ladder=[]) == ()
    forces = [dict(task_force="甲专班", lead_unit="区住建局")]
    assert informed(task_forces=forces) == ("区住建局",)


def matters(**tables: Any) -> list[Todo]:
    ledger, panel, _, register = judged(**tables)
    return list(todos(ledger, panel, register))


def plain(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "project_name": f"{code}项目", "stage": "在建", "responsible_units": "甲局", **more}


def test_a_package_is_not_asked_for_people_its_parts_are() -> None:
    rows = [plain("包"), plain("子", parent_code="包"), plain("有", service_officer="张")]
    found = [one for one in matters(projects=rows) if one.type == "缺首席服务员"]
    assert found == [Todo("缺首席服务员", "子项目没有首席服务员", "项目清单!AJ5", project="子", unit="甲局")]


def test_an_office_that_names_no_officers_at_all_is_told_once() -> None:
    many = [plain(f"P{number}") for number in range(21)]
    assert [one.matter for one in matters(projects=many)] == ["21个项目都没有首席服务员"]
    assert len(matters(projects=many[:20])) == 20
    assert len(matters(projects=[*many, plain("有", service_officer="张")])) == 21


def test_the_limit_itself_is_not_too_many() -> None:
    rows = [plain(f"P{number}", service_officer="张 三" if number else "张三") for number in range(3)]
    settings = {"officer_limit": 3}
    assert matters(projects=rows, settings=settings) == []
    (one,) = matters(projects=rows, settings={"officer_limit": 2})
    assert (one.type, one.person) == ("服务员超限", "张三")
    assert one.matter == "张三服务3个项目，超过上限2个：P0项目、P1项目、P2项目"


OFFICE_ROWS = [
    dict(factor="资金", funding_level="市本级", handling_unit="住建局"),
    dict(factor="资金", handling_unit="财政局"),
]


def test_the_exact_level_wins_over_the_row_for_every_level() -> None:
    needs = [
        dict(code="A", factor="资金", funding_level="市本级"),
        dict(code="B", factor="资金", funding_level="省级"),
        dict(code="C", factor="资金"),
        dict(code="D", factor="能耗"),
    ]
    ledger = ledger_of(factor_offices=OFFICE_ROWS, needs=needs)
    assert proper_units(ledger).tolist() == ["住建局", "财政局", "财政局", None]


def test_working_days_are_counted_where_the_settings_ask_for_them() -> None:
    """Due on Friday 2022-09-23, done on Monday the 26th."""
    needs = [dict(code="A", factor="土地", due_on="2022-09-23", resolved_on="2022-09-26")]
    assert overdue(ledger_of(needs=needs)).tolist() == [3]
    assert overdue(ledger_of(needs=needs, settings={"overdue_days": "工作日"})).tolist() == [1]


FORCE = [dict(task_force="甲专班", lead_unit="甲局", member_units="甲局、乙局")]


def test_the_ranks_that_do_are_settings() -> None:
    people = [
        dict(body="甲专班", role="带班领导", person="一", unit="甲局", rank="正科级"),
        dict(body="乙局", role="联络员", person="二", rank="股级"),
    ]
    at = [
        "疑点 组织架构!G4 带班领导的级别应为县级、处级；核对人选和级别；本地口径不同的改参数",
        "疑点 组织架构!G5 联络员的级别应为科级、业务骨干；核对人选和级别；本地口径不同的改参数",
    ]
    assert lines(ranks_of_task_forces(ledger_of(task_forces=FORCE, organisation=people))) == at
    own = {"leader_ranks": "科级", "liaison_ranks": "股级"}
    assert ranks_of_task_forces(ledger_of(task_forces=FORCE, organisation=people, settings=own)) == []
    assert ranks_of_task_forces(ledger_of(organisation=people)) == []


def test_one_person_in_two_task_forces_is_counted_not_blamed() -> None:
    forces = [dict(task_force=name, lead_unit="甲局") for name in ("甲专班", "乙专班")]
    alone = [dict(body="甲专班", role="成员", person="二", unit="甲局")]
    assert people_in_several(ledger_of(task_forces=forces, organisation=alone)) == []
    people = [dict(body=force["task_force"], role="带班领导", person="一", unit="甲局") for force in forces]
    ledger = ledger_of(task_forces=forces, organisation=people)
    assert lines(people_in_several(ledger)) == ["提示 组织架构!D4 同时在2个专班，由其统筹兼顾；无需处理"]


def test_two_names_where_one_is_meant() -> None:
    ledger = ledger_of(
        projects=[plain("A", sponsor="甲、乙", service_officer="丙"), plain("B", sponsor="甲")]
    )
    assert lines(one_person_each(ledger)) == [
        "疑点 项目清单!AI4 分包区领导填了2人，一个项目应为一名；只留一名，其余移到配合人员"
    ]


def test_another_word_for_a_stage_is_read_and_said() -> None:
    ledger = ledger_of(projects=[plain("A", stage="续建"), plain("B", stage="已停")])
    assert [line for line in lines(run_checks(ledger)) if "项目阶段" in line] == [
        "错误 项目清单!J5 项目阶段“已停”不在可选值中，按空白处理；从下拉列表中选择：谋划、储备、前期、新开工、在建、竣工、投产",
        "提示 项目清单!J4 项目阶段“续建”认作“在建”；需要时统一为下拉列表中的写法",
    ]
