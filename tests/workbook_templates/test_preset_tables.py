"""预置方案：the figures of the presets stand here to be compared with the sheets, cell by cell."""

import pytest
from master_file import built, empty_book, header, opened

from addin.errors import ProgramError, UsageError
from addin.ledger.keys import OPTIONAL_KEYS
from addin.schema import Indicators, Ladder, LightLabels, LightRules, Parameters, Tiers
from workbook_templates.preset_tables import FILES, preset_rows, preset_settings, read_rows

NINGBO = "宁波市发展改革委专项行动纪实（003_6c0fd3b747236786.txt）"
XINXIANG = "新乡市2024年重要项目集中攻坚机制（004_13560f82d7fc831b.txt）"
BEILUN = "仑政办〔2022〕26号（000_0ffa0603c0514cb9.txt）"
LONGTING = "龙项目办〔2022〕3号（002_9b81cb693bf45856.txt）"
OWN = "默认值，非文件规定"
YINCHUAN, WUHAN, SANYA, OUHAI = (
    "银川市公开报道，2025年",
    "武汉市公开报道",
    "三亚市公开报道，2022年",
    "温州市瓯海区公开报道，2020年",
)

# 方案, 指标, 级别 (1 黄, 3 红), 比较, 阈值, 视情, 依据
RULES = [
    ("宁波", "连续滞后月数", 1, "≥", 2, "否", NINGBO),
    ("宁波", "连续滞后月数", 3, "≥", 3, "否", NINGBO),
    ("新乡", "预判", 1, "≥", 1, "否", XINXIANG),
    ("新乡", "预判", 3, "≥", 2, "否", XINXIANG),
    ("新乡", "未预判偏差", 1, "<", 0, "否", OWN),
    ("新乡", "未预判偏差", 3, "≤", -20, "否", OWN),
    ("北仑", "交办逾期天数", 1, "≥", 1, "是", BEILUN),
    ("北仑", "交办逾期天数", 3, "≥", 30, "是", OWN),
    ("北仑", "节点逾期天数", 1, "≥", 1, "是", BEILUN),
    ("北仑", "节点逾期天数", 3, "≥", 30, "是", OWN),
    ("北仑", "问题逾期天数", 1, "≥", 1, "是", BEILUN),
    ("北仑", "问题逾期天数", 3, "≥", 30, "是", OWN),
    ("银川", "进度偏差", 1, "≤", -10, "否", YINCHUAN),
    ("银川", "进度偏差", 3, "<", -30, "否", YINCHUAN),
    ("银川", "开工逾期月数", 1, "≥", 1, "否", YINCHUAN),
    ("银川", "开工逾期月数", 3, "≥", 3, "否", YINCHUAN),
    ("银川", "入库逾期月数", 1, "≥", 1, "否", YINCHUAN),
    ("银川", "入库逾期月数", 3, ">", 2, "否", YINCHUAN),
    ("银川", "支付率差", 3, "<", 0, "否", YINCHUAN),
    ("武汉", "完成比", 1, "<", 0.8, "否", WUHAN),
    ("武汉", "完成比", 3, "<", 0.6, "否", WUHAN),
    ("三亚", "完成比", 1, "<", 1, "否", SANYA),
    ("三亚", "完成比", 3, "<", 0.5, "否", SANYA),
    ("三亚", "单位任务未完成月数", 1, "≥", 1, "否", SANYA),
    ("三亚", "单位任务未完成月数", 3, "≥", 2, "否", SANYA),
    ("瓯海", "月度任务完成", 3, "<", 1, "否", OUHAI),
]
# 方案, 指标, 权重, 目标值, 计分方式, 封顶, 保底
SCORES = [
    ("默认", "投资完成率", 60, "序时进度", "比例", 1.2, 0),
    ("默认", "开工率（截至本月）", 15, 1, "比例", 1, 0),
    ("默认", "节点按期率", 15, 1, "比例", 1, 0),
    ("默认", "报送及时率", 10, 1, "比例", 1, 0),
]
# 级次, 触发条件, 阈值下限, 阈值上限, 文种, 机关简称
STEPS = [
    (1, "灯级", 1, 2, "提醒函", "大项目统筹办"),
    (1, "逾期天数", 1, 7, "提醒函", "大项目统筹办"),
    (2, "灯级", 3, None, "督办函", "大综合督查办"),
    (2, "逾期天数", 8, 15, "督办函", "大综合督查办"),
    (2, "提醒函未反馈", 1, None, "督办函", "大综合督查办"),
    (3, "逾期天数", 16, None, "约谈通知", "大项目统筹办"),
    (3, "督办函未反馈", 1, None, "约谈通知", "大项目统筹办"),
    (4, "连续红灯月数", 2, None, "督查通报", "大综合督查办"),
    (4, "连续红灯月数", 2, None, "挂牌督办通知", "大综合督查办"),
    (5, "年内亮灯次数", None, None, "专项督查通知", "大综合督查办"),
    (5, "年内亮灯次数", None, None, "复盘报告", "大综合督查办"),
]
TIERS = {
    "北仑": ["一周例会", "半月协调", "月度会商", "双月会商", "市级项目例会"],
    "宁波三级协调": ["项目责任单位", "市重点办及成员单位", "市领导"],
    "新乡": ["县级", "领导小组办公室", "分管副市长", "市政府", "省综合专班"],
    "龙亭": ["周调度会", "四大班子联席会议"],
}
# 会商层级: 召集人, 周期, 周期单位 of the document
RHYTHM = {
    "一周例会": ("大项目统筹办", 7, "天"),
    "半月协调": ("项目牵头区领导", 15, "天"),
    "月度会商": ("常务副区长", 1, "月"),
    "双月会商": ("管委会主任或区长", 2, "月"),
}


def shown(sheet, *names):
    """The rows of a rules sheet of the empty master, these columns."""
    book = empty_book()
    places = [header(book, sheet)[sheet.column(name).title] for name in names]
    rows = book[sheet.title].iter_rows(min_row=4, values_only=True)
    return [tuple(row[place - 1] for place in places) for row in rows]


def key_names(sheet):
    keys = sheet.keys()
    return [column.name for column in keys]


def test_the_light_rules_are_the_figures_of_the_documents():
    names = ("scheme", "measure", "level", "comparison", "threshold", "discretionary", "source")
    assert shown(LightRules, *names) == RULES


def test_every_light_rule_is_in_force_for_one_month_and_the_usual_stages():
    assert set(shown(LightRules, "enabled", "periods", "stages")) == {("是", 1, None)}


def test_every_scheme_has_green_yellow_red_and_grey():
    names = ("level", "label", "colour", "symbol")
    three = [
        (0, "绿", "2E8B57", "●"),
        (1, "黄", "F5C431", "▲"),
        (3, "红", "C62828", "■"),
        (None, "灰", "D5D9DE", "○"),
    ]
    assert shown(LightLabels, *names) == three * 7
    assert [scheme for (scheme,) in shown(LightLabels, "scheme")[::4]] == list(FILES[LightRules])


def test_the_default_assessment_scores_a_hundred():
    names = ("scheme", "indicator", "weight", "target", "scoring", "ceiling", "floor")
    assert [row for row in shown(Indicators, *names) if row[0] == "默认"] == SCORES


def test_every_assessment_scores_each_of_its_groups_a_hundred_and_names_its_source():
    totals = {}
    for scheme, group, weight, source in shown(Indicators, "scheme", "ranking_group", "weight", "source"):
        totals[scheme, group] = totals.get((scheme, group), 0) + weight
        assert OWN in source or scheme == "综合奖"
    assert totals == dict.fromkeys(
        [("默认", None), ("综合奖", None), ("绵阳", "县区"), ("绵阳", "部门"), ("湛河", None)], 100
    )


def test_the_ladder_goes_from_reminder_to_special_inspection():
    assert shown(Ladder, "step", "trigger", "lower", "upper", "kind", "issuer") == STEPS


def test_no_key_of_a_rules_sheet_stands_twice():
    for sheet in FILES:
        keys = shown(sheet, *key_names(sheet))
        assert len(set(keys)) == len(keys), sheet.title


def test_the_tiers_of_meetings_are_those_of_the_documents():
    found = shown(Tiers, "scheme", "number", "tier")
    assert found == [
        (scheme, number, tier) for scheme, tiers in TIERS.items() for number, tier in enumerate(tiers, 1)
    ]


@pytest.mark.parametrize("tier", RHYTHM)
def test_the_tiers_of_beilun_meet_in_the_rhythm_of_the_document(tier):
    (found,) = [row[1:] for row in shown(Tiers, "tier", "convenor", "cycle", "cycle_unit") if row[0] == tier]
    assert found == RHYTHM[tier]


@pytest.mark.parametrize(
    ("scheme", "source"), [("北仑", BEILUN), ("宁波三级协调", NINGBO), ("新乡", XINXIANG), ("龙亭", LONGTING)]
)
def test_every_tier_names_its_document(scheme, source):
    assert all(
        text.startswith(source)
        for text_scheme, text in shown(Tiers, "scheme", "source")
        if text_scheme == scheme
    )


@pytest.mark.parametrize(
    ("preset", "tiers"),
    [
        ("宁波", "宁波三级协调"),
        ("新乡", "新乡"),
        ("北仑", "北仑"),
        ("银川", "北仑"),
        ("武汉", "北仑"),
        ("三亚", "北仑"),
        ("瓯海", "北仑"),
    ],
)
def test_a_preset_sets_the_light_scheme_and_the_matching_tiers(preset, tiers):
    assert preset_settings(preset) == {"light_scheme": preset, "tier_scheme": tiers}


def test_the_preset_stands_on_the_settings_sheet():
    book = opened(built(preset="新乡"))
    values = {row[1]: row[2] for row in book[Parameters.title].iter_rows(min_row=4, values_only=True)}
    assert (values["亮灯方案"], values["会商方案"], values["考核方案"]) == ("新乡", "新乡", "默认")


def test_an_unknown_preset_is_refused_with_the_list_of_those_there_are():
    with pytest.raises(UsageError) as refused:
        built(preset="北京")
    assert (
        str(refused.value) == "北京：没有这个预置方案。可以用的有：宁波、新乡、北仑、银川、武汉、三亚、瓯海。"
    )


def test_an_unknown_setting_is_refused():
    with pytest.raises(UsageError, match="颜色：没有这个参数"):
        built(settings={"颜色": 1})


def test_rows_given_for_a_rules_sheet_stand_instead_of_the_presets():
    book = opened(
        built(tables={LightRules: [{"scheme": "本区", "enabled": "是", "measure": "完成比", "level": 3}]})
    )
    assert [row[1] for row in book[LightRules.title].iter_rows(min_row=4, values_only=True)] == ["本区"]
    assert book[LightLabels.title].max_row > 4


def test_a_row_with_an_unknown_column_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="亮灯规则 has no columns"):
        built(tables={LightRules: [{"colour": "红"}]})


@pytest.mark.parametrize("sheet", FILES, ids=lambda sheet: sheet.title)
def test_every_preset_row_has_its_keys(sheet):
    for row in preset_rows(sheet):
        blank = {name for name in key_names(sheet) if row[name] is None}
        assert blank <= {column.name for column in OPTIONAL_KEYS}


HEAD = "方案,级别,标签,颜色,符号\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "方案,级别,标签,颜色\n",
            "坏.csv 第 1 行：列名与工作表不一致。应依次为：方案、级别、标签、颜色、符号。",
        ),
        (HEAD + "甲,高,绿,00FF00,●\n", "坏.csv 第 2 行“级别”：“高”不是数值。请改为数值。"),
        (HEAD + "甲,0,绿\n", "坏.csv 第 2 行：应有 5 格。请补齐或删去多余的逗号。"),
        ("", "坏.csv：预置方案文件读不出来。请重新安装程序。"),
    ],
    ids=["header", "figure", "short", "empty"],
)
def test_a_broken_preset_file_is_named_with_its_line(tmp_path, text, message):
    path = tmp_path / "坏.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProgramError) as refused:
        read_rows(path, LightLabels)
    assert str(refused.value) == message


def test_a_choice_that_does_not_exist_is_named(tmp_path):
    path = tmp_path / "坏.csv"
    path.write_text(
        "方案,启用,指标,适用阶段,级别,比较,阈值,连续期数,视情,依据\n甲,是,完成比,,1,=,1,1,否,\n",
        encoding="utf-8",
    )
    with pytest.raises(ProgramError) as refused:
        read_rows(path, LightRules)
    assert str(refused.value) == "坏.csv 第 2 行“比较”：“=”不在选项中。请用：≥、>、≤、<。"


def test_blank_lines_and_blank_cells_are_left_out(tmp_path):
    path = tmp_path / "好.csv"
    path.write_text(HEAD + "\n甲,,灰,D5D9DE,○\n", encoding="utf-8")
    assert read_rows(path, LightLabels) == [
        {"scheme": "甲", "level": None, "label": "灰", "colour": "D5D9DE", "symbol": "○"}
    ]
