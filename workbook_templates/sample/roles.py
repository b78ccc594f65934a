"""角色：which line of the catalogue plays which part. Months are written 「2209」 = 2022年9月.

What stands here is exact: the curves are drawn so that these projects are behind in these months
and in no others.
"""

from __future__ import annotations

from datetime import date

PACKAGE = 60
CHILDREN = (61, 62, 63)
EARLY_STAGES = {30: "前期", 31: "谋划", 38: "前期", 59: "前期", 70: "前期", 71: "储备"}
DUE_LATER = 50
NOT_STARTED = 19
FINISHED = {
    36: (date(2022, 6, 28), "竣工"),
    51: (date(2022, 8, 20), "竣工"),
    65: (date(2022, 3, 25), "投产"),
}
EXEMPT = 67
REFUSED_EXEMPTION = 68
ADJUSTED = 44
NEW_YEAR_STREAK = 40
MISSED_REPORT = 76
BLANK_REPORT = 29
CORRECTION = 39
REVISED_PLANS = {41: "2207", 48: "2206"}
TIED_UNITS = ("映湖街道", "松屏街道")
NOTHING_DUE_UNIT = "芦汀乡"

RED = (17, 42, 49, 66, 74)
YELLOW = (3, 19, 22, 27, 35, 53, 58)
ATTENTION = (4, 33, 68, 76)

# serial: (months behind in one run or several, percentage points behind at the end of the last)
BEHIND: dict[int, tuple[tuple[str, ...], float]] = {
    17: (("2206", "2207", "2208", "2209"), 17.0),
    42: (("2207", "2208", "2209"), 12.5),
    49: (("2205", "2206", "2207", "2208", "2209"), 31.5),
    66: (("2207", "2208", "2209"), 9.2),
    74: (("2206", "2207", "2208", "2209"), 22.4),
    3: (("2208", "2209"), 5.6),
    22: (("2208", "2209"), 7.9),
    27: (("2203", "2208", "2209"), 4.2),
    35: (("2208", "2209"), 10.8),
    53: (("2204", "2208", "2209"), 3.4),
    58: (("2208", "2209"), 6.7),
    68: (("2209",), 8.3),
    44: (("2208", "2209"), 3.8),
    4: (("2209",), 2.1),
    33: (("2209",), 1.6),
    40: (("2111", "2112", "2201", "2202", "2203"), 3.0),
    67: (("2206", "2207"), 5.2),
    16: (("2203", "2204"), 3.6),
    64: (("2205", "2206", "2207"), 7.8),
    47: (("2107", "2108", "2109"), 6.4),
    52: (("2206", "2207"), 3.0),
    2: (("2110", "2206"), 2.2),
    10: (("2109",), 1.8),
    15: (("2204",), 1.5),
    23: (("2108", "2109", "2202"), 2.6),
    32: (("2107", "2205"), 1.4),
    34: (("2205",), 1.7),
    43: (("2204",), 2.4),
    56: (("2202", "2203"), 2.8),
    61: (("2110",), 1.2),
    72: (("2106", "2107", "2206"), 1.9),
    73: (("2204",), 1.3),
}

# Months without a usable report: no row at all, or (BLANK_REPORT) a row without an amount.
MISSED = {76: ("2209",), 29: ("2206",), 55: ("2108",)}

# ── deliberate errors ──
TEXT_MONEY = (24, "2205", "约300万")
UNKNOWN_UNIT = (21, "区旅投公司")
REPEATED_CODE = (2, "云澜街道商贸综合体项目")
IMPOSSIBLE_DATE = (25, "2022.06.31")
NOT_IN_LIST = (26, "民间投资")
TOTAL_TOO_SMALL = (14, 2400.0)
STARTED_BEFORE_LAND = (46, date(2020, 6, 18))
