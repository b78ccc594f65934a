"""底册：units, issuers, bodies and task forces. All names are invented."""

from __future__ import annotations

import re
from functools import cache

from workbook_templates.sample.common import Row, person, phone
from workbook_templates.sample.meeting_texts import PEOPLE

REGION = "云江区"
HOME_ISSUER = "大项目统筹办"
SUPERVISOR = "大综合督查办"
NAMED_POST = r"([^、（）{}]+)\{\}"

# 单位名称 | 规范全称 | 别名 | 类型 | 排名组别 | 主送称谓
UNITS = """
云澜街道|云江区人民政府云澜街道办事处|云澜街道办、云澜街办|乡镇街道|乡镇街道|云澜街道办事处
映湖街道|云江区人民政府映湖街道办事处|映湖街道办、映湖街办|乡镇街道|乡镇街道|映湖街道办事处
松屏街道|云江区人民政府松屏街道办事处|松屏街道办、松屏街办|乡镇街道|乡镇街道|松屏街道办事处
禾渡镇|云江区禾渡镇人民政府|禾渡镇政府|乡镇街道|乡镇街道|禾渡镇人民政府
青岙镇|云江区青岙镇人民政府|青岙镇政府|乡镇街道|乡镇街道|青岙镇人民政府
石漾镇|云江区石漾镇人民政府|石漾镇政府|乡镇街道|乡镇街道|石漾镇人民政府
芦汀乡|云江区芦汀乡人民政府|芦汀乡政府|乡镇街道|乡镇街道|芦汀乡人民政府
区住建局|云江区住房和城乡建设局|住建局、区住房城乡建设局|部门|区直部门和平台|区住建局
区交通局|云江区交通运输局|交通局、区交通运输局|部门|区直部门和平台|区交通局
区水利局|云江区水利局|水利局|部门|区直部门和平台|区水利局
区教育局|云江区教育局|教育局|部门|区直部门和平台|区教育局
区卫健局|云江区卫生健康局|卫健局、区卫生健康局|部门|区直部门和平台|区卫健局
开发区管委会|云江经济开发区管理委员会|经开区管委会、开发区|平台|区直部门和平台|云江经济开发区管委会
高铁新城管委会|云江高铁新城管理委员会|高铁新城|平台|区直部门和平台|高铁新城管委会
区发改局|云江区发展和改革局|发改局、区发展改革局|部门||区发改局
区财政局|云江区财政局|财政局|部门||区财政局
区资规分局|云江区自然资源和规划分局|资规分局、自规分局|部门||区资规分局
区生态环境分局|云江区生态环境分局|生态环境分局|部门||区生态环境分局
区农业农村局|云江区农业农村局|农业农村局|部门||区农业农村局
区督考办|云江区委区政府督查考核办公室|督考办|部门||区督考办
区营商环境局|云江区营商环境改革局|营商环境改革局|部门||区营商环境局
区公共资源交易中心|云江区公共资源交易中心|公共资源交易中心|部门||区公共资源交易中心
区供电公司|云江区供电公司|供电公司|企业||区供电公司
区城建集团|云江区城市建设集团|城建集团|企业||区城建集团
"""

TASK_FORCES = """
综合专班|牵头抓总，统筹项目调度、问题汇总、督促考核|区发改局|区督考办、区营商环境局、区公共资源交易中心
要素保障专班|统筹用地、用林、用能、环境容量等要素保障，办理规划、用地、环评手续|区资规分局|区生态环境分局、区农业农村局、区供电公司、区发改局
财政金融专班|统筹财政资金、专项债券、政策性贷款，组织政银企对接|区财政局|区发改局、区住建局、区城建集团
工业专班|推进产业项目落地开工、竣工投产，协调入企服务|开发区管委会|区发改局、区营商环境局、禾渡镇、石漾镇
交通专班|推进公路、市政道路、枢纽场站项目，协调涉铁涉路交叉事项|区交通局|区住建局、区资规分局、高铁新城管委会
水利专班|推进防洪排涝、水库、水系和供水项目|区水利局|区农业农村局、区生态环境分局、青岙镇
城建专班|推进城市更新、市政设施、保障性住房项目|区住建局|区城建集团、云澜街道、映湖街道、松屏街道
社会事业专班|推进教育、卫生、养老、文体项目|区教育局|区卫健局、区财政局、区资规分局
"""

# 机构 | 角色 | 单位 | 职务 | 级别
ORGANISATION = """
大项目统筹办|联系领导||常务副区长|副县级
大项目统筹办|主任|区发改局|局长|正科级
大项目统筹办|主任|区资规分局|局长|正科级
大项目统筹办|成员|区住建局|副局长|副科级
大项目统筹办|成员|区生态环境分局|副局长|副科级
大项目统筹办|联络员|区发改局|重大项目科科长|股级
大财政金融办|联系领导||常务副区长|副县级
大财政金融办|主任|区财政局|局长|正科级
大财政金融办|主任|区住建局|局长|正科级
大财政金融办|联络员|区财政局|经济建设科科长|股级
大监管服务办|联系领导||分管副区长|副县级
大监管服务办|主任|区公共资源交易中心|主任|正科级
大监管服务办|成员|区发改局|副局长|副科级
大监管服务办|联络员|区住建局|建筑业管理科科长|股级
大综合督查办|联系领导||区委办公室主任|副县级
大综合督查办|主任|区督考办|主任|正科级
大综合督查办|成员|区营商环境局|副局长|副科级
大综合督查办|联络员|区督考办|督查科科长|股级
重大项目推进工作领导小组|组长||区长|正县级
重大项目推进工作领导小组|副组长||常务副区长|副县级
重大项目推进工作领导小组|副组长||分管副区长|副县级
综合专班|带班领导|区发改局|局长|正科级
综合专班|联络员|区发改局|投资科科长|股级
要素保障专班|带班领导|区资规分局|局长|正科级
要素保障专班|联络员|区资规分局|用地审批科科长|股级
财政金融专班|带班领导|区财政局|局长|正科级
财政金融专班|联络员|区财政局|债务管理科科长|股级
工业专班|带班领导|开发区管委会|副主任|正科级
工业专班|联络员|开发区管委会|项目服务科科长|股级
交通专班|带班领导|区交通局|局长|正科级
交通专班|联络员|区交通局|工程科科长|股级
水利专班|带班领导|区水利局|局长|正科级
水利专班|联络员|区水利局|建设科科长|股级
城建专班|带班领导|区住建局|局长|正科级
城建专班|联络员|区住建局|城建科科长|股级
社会事业专班|带班领导|区教育局|局长|正科级
社会事业专班|联络员|区卫健局|规划财务科科长|股级
"""


def _fields(text: str) -> list[list[str | None]]:
    return [[field or None for field in line.split("|")] for line in text.strip().splitlines()]


def units() -> list[Row]:
    rows: list[Row] = []
    for number, (unit, full, others, kind, group, salutation) in enumerate(_fields(UNITS)):
        rows.append(
            {
                "unit": unit,
                "full_name": full,
                "other_names": others,
                "type": kind,
                "ranking_group": group,
                "relation": "下级" if kind == "企业" else "不相隶属",
                "salutation": salutation,
                "liaison": person(40 + number),
                "phone": phone(1100 + number),
                "email": f"danwei{number + 1:02d}@yunjiang.example",
            }
        )
    return rows


def issuers() -> list[Row]:
    """The two offices that write letters; their codes are invented."""
    return [
        {
            "short_name": HOME_ISSUER,
            "full_name": "云江区重大项目推进工作领导小组大项目统筹办公室",
            "mark": "云江区大项目统筹办公室",
            "code": "云统办",
            "letter_code": "云统办函",
            "signature": "云江区大项目统筹办公室",
            "signatory": holder("区发改局局长"),
            "printed_by": "云江区大项目统筹办公室",
            "contact": person(21),
            "phone": phone(1001),
        },
        {
            "short_name": SUPERVISOR,
            "full_name": "云江区重大项目推进工作领导小组大综合督查办公室",
            "mark": "云江区大综合督查办公室",
            "code": "云督办",
            "letter_code": "云督办函",
            "signature": "云江区大综合督查办公室",
            "signatory": holder("区督考办主任"),
            "printed_by": "云江区大综合督查办公室",
            "contact": person(26),
            "phone": phone(1002),
        },
    ]


@cache
def _holders() -> dict[str, str]:
    """Invented names by post: 组织架构 first, then whoever else sits in the meetings."""
    posts = [f"{fields[2] or ''}{fields[3]}" for fields in _fields(ORGANISATION)]
    posts += [post for lists in PEOPLE.values() for text in lists for post in re.findall(NAMED_POST, text)]
    return {post: person(number) for number, post in enumerate(dict.fromkeys(posts))}


def holder(post: str) -> str:
    """The invented name of whoever holds a post, e.g. 「区发改局局长」. The same post, the same name."""
    return _holders()[post]


def with_names(text: str) -> str:
    """A list of posts with the names behind those marked 「{}」."""
    return re.sub(NAMED_POST, lambda found: found[1] + holder(found[1]), text)


def organisation() -> list[Row]:
    names = ("body", "role", "unit", "post", "rank")
    return [
        {**dict(zip(names, fields, strict=True)), "person": holder(f"{fields[2] or ''}{fields[3]}")}
        for fields in _fields(ORGANISATION)
    ]


def task_forces() -> list[Row]:
    names = ("task_force", "duties", "lead_unit", "member_units")
    return [
        {"number": number, **dict(zip(names, fields, strict=True))}
        for number, fields in enumerate(_fields(TASK_FORCES), 1)
    ]
