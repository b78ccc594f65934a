"""Names and codes that stand on another sheet."""

from support.ledgers import ledger_of, lines

from addin.schema import Issues, MonthlyProgress, Organisation, Projects, Units

UNITS = [
    dict(unit="发展改革局", full_name="某区发展和改革局", other_names="发改局、区发改局"),
    dict(unit="住建局"),
    dict(unit="交通局"),
]


def responsible(typed):
    ledger = ledger_of(units=UNITS, projects=[dict(code="A", responsible_units=typed)])
    return ledger[Projects]["responsible_units"][0], lines(ledger.findings)


def test_a_unit_by_its_own_name_needs_no_word():
    assert responsible("住建局、 交 通局") == (("住建局", "交通局"), [])


def test_a_unit_by_another_name_is_put_right_and_said_once():
    ledger = ledger_of(
        units=UNITS,
        projects=[
            dict(code="A", responsible_units="发改局"),
            dict(code="B", responsible_units="住建局、发改局"),
        ],
    )
    assert ledger[Projects]["responsible_units"].tolist() == [("发展改革局",), ("住建局", "发展改革局")]
    assert lines(ledger.findings) == [
        "提示 项目清单!AK4 责任单位“发改局”认作“发展改革局”，共 2 处；需要时统一为单位名录中的名称"
    ]


def test_the_full_name_stays_whole_though_it_holds_an_and():
    assert responsible("某区发展和改革局")[0] == ("发展改革局",)


def test_and_splits_only_between_known_units():
    assert responsible("住建局和交通局") == (("住建局", "交通局"), [])
    assert responsible("卫生和健康局")[0] == ("卫生和健康局",)


def test_lead_words_and_bracketed_remarks_are_put_aside():
    assert responsible("牵头：住建局；交通局（配合）")[0] == ("住建局", "交通局")


def test_an_unknown_unit_is_kept_and_doubted():
    assert responsible("火星局、住建局") == (
        ("火星局", "住建局"),
        ["疑点 项目清单!AK4 责任单位“火星局”不在单位名录中；改正责任单位，或在单位名录中补上"],
    )


def test_a_name_that_two_units_share_belongs_to_neither():
    ledger = ledger_of(
        units=[dict(unit="甲局", other_names="新局"), dict(unit="乙局", other_names="新局")],
        projects=[dict(code="A", responsible_units="新局")],
    )
    assert ledger[Projects]["responsible_units"][0] == ("新局",)


def test_without_any_unit_nothing_is_compared():
    ledger = ledger_of(projects=[dict(code="A", responsible_units="火星局")])
    assert ledger[Projects]["responsible_units"][0] == ("火星局",)
    assert ledger.findings == []


def test_a_code_is_spelt_as_on_the_project_list():
    ledger = ledger_of(
        projects=[dict(code="A-1")], monthly_progress=[dict(code="ａ－1", month="2022-01", month_done=1)]
    )
    assert ledger[MonthlyProgress]["code"].tolist() == ["A-1"]
    assert ledger.findings == []


def test_an_unknown_code_is_an_error():
    ledger = ledger_of(
        projects=[dict(code="A", parent_code="C")],
        monthly_progress=[dict(code="B", month="2022-01", month_done=1)],
        issues=[dict(number="W1", code="B")],
    )
    assert ledger[MonthlyProgress]["code"].tolist() == ["B"]
    ledger[Issues]
    assert lines(ledger.findings) == [
        "错误 项目清单!I4 上级项目代码“C”不在项目清单中；改正上级项目代码，或在项目清单中补上",
        "错误 月度进度!B4 项目代码“B”不在项目清单中，本行不参与计算；改正项目代码，或在项目清单中补上",
        "错误 问题清单!C4 项目代码“B”不在项目清单中；改正项目代码，或在项目清单中补上",
    ]


def test_people_of_other_offices_are_only_noted():
    ledger = ledger_of(units=UNITS, organisation=[dict(body="专班", person="张某", unit="区政府")])
    ledger[Organisation]
    assert lines(ledger.findings) == [
        "提示 组织架构!E4 单位“区政府”不在单位名录中；改正单位，或在单位名录中补上"
    ]


def test_the_units_themselves_are_read_as_they_stand():
    assert ledger_of(units=UNITS)[Units]["other_names"].tolist() == [("发改局", "区发改局"), (), ()]
