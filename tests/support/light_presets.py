"""亮灯规则 and 颜色标签 of the presets, as rows for `ledger_of`: the figures stand here to be read."""

from __future__ import annotations

from typing import Any

NINGBO = "003_6c0fd3b747236786.txt"
XINXIANG = "004_13560f82d7fc831b.txt"
OWN_DEFAULT = "默认值，非文件规定"

# (measure, level, comparison, threshold, source); level 1 = 黄, 3 = 红
RULES: dict[str, list[tuple[str, int, str, float, str]]] = {
    "宁波": [
        ("连续滞后月数", 1, "≥", 2, NINGBO),
        ("连续滞后月数", 3, "≥", 3, NINGBO),
    ],
    "新乡": [
        ("预判", 1, "≥", 1, XINXIANG),
        ("预判", 3, "≥", 2, XINXIANG),
        ("未预判偏差", 1, "<", 0, OWN_DEFAULT),
        ("未预判偏差", 3, "≤", -20, OWN_DEFAULT),
    ],
    "银川": [
        ("进度偏差", 1, "≤", -10, "银川2025"),
        ("进度偏差", 3, "<", -30, "银川2025"),
        ("开工逾期月数", 1, "≥", 1, "银川2025"),
        ("开工逾期月数", 3, "≥", 3, "银川2025"),
        ("入库逾期月数", 1, "≥", 1, "银川2025"),
        ("入库逾期月数", 3, ">", 2, "银川2025"),
        ("支付率差", 3, "<", 0, "银川2025"),
    ],
    "武汉": [
        ("完成比", 1, "<", 0.8, "武汉"),
        ("完成比", 3, "<", 0.6, "武汉"),
    ],
    "瓯海": [
        ("月度任务完成", 3, "<", 1, "瓯海2020"),
    ],
    "北仑": [
        ("节点逾期天数", 1, "≥", 1, OWN_DEFAULT),
        ("节点逾期天数", 3, "≥", 30, OWN_DEFAULT),
    ],
}
LABELS = {"": "灰", 0: "绿", 1: "黄", 3: "红"}


def rule_rows(scheme: str, **changes: Any) -> list[dict[str, Any]]:
    """The rows of a preset; `changes` go into every row, e.g. discretionary="是"."""
    return [
        {
            "scheme": scheme, "enabled": "是", "measure": measure, "level": level,
            "comparison": comparison, "threshold": threshold, "source": source, **changes,
        }
        for measure, level, comparison, threshold, source in RULES[scheme]
    ]  # fmt: skip


def label_rows(scheme: str, labels: dict[Any, str] = LABELS) -> list[dict[str, Any]]:
    """颜色标签: {level: label}; "" is the blank level."""
    return [
        {"scheme": scheme, "level": None if level == "" else level, "label": label}
        for level, label in labels.items()
    ]


def preset(scheme: str, **changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Both tables of a preset, to be spread into `ledger_of`."""
    return {"light_rules": rule_rows(scheme, **changes), "light_labels": label_rows(scheme)}
