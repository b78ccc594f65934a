"""三张月报表：前期项目谋划表、新建（竣工）项目情况表、在建项目进展情况表 (平湛政办〔2021〕8号 附件1 to 3).

Titles and order are those of the attachments; the year in them is the ledger's.
"""

from __future__ import annotations

from addin.forms.form import NUMBER, Head, ListForm
from addin.forms.rows import either, of_open_issues, projects_in, reported
from addin.schema import Issues, MonthlyProgress, Projects

_PRELIMINARY = "前期进展情况（必须填写详细，不能留空格）"
_JOINT_APPROVAL = "联审联批手续"
_CONTACT = Head("项目单位联系人及电话", Projects.contact, 20, contact=True)

PLANNED = ListForm(
    name="前期项目谋划表",
    title="{区}{年}年前期项目谋划表",
    sheet=Projects,
    rows=projects_in("谋划", "储备", "前期"),
    heads=(
        NUMBER,
        Head("项目名称", Projects.project_name, 20),
        Head("行业领域", Projects.industry, 9),
        Head("建设内容及规模", Projects.content, 30),
        Head("建设年限", Projects.construction_years, 10),
        Head("建设地点", Projects.location, 11),
        Head("总投资", Projects.total_investment, 12),
        Head("签约情况", Projects.contract, 10),
        Head("手续办理进展", Projects.procedures, 22),
        Head("拆迁进展", Projects.demolition, 14),
        Head("存在问题", either(reported(MonthlyProgress.problems), of_open_issues(Issues.description)), 22),
        Head("责任单位", Projects.responsible_units, 11),
        Head("项目单位", Projects.owner_company, 14),
        _CONTACT,
    ),
)

STARTED = ListForm(
    name="新建（竣工）项目情况表",
    title="{区}{年}年新建（竣工）项目情况表",
    sheet=Projects,
    rows=projects_in("新开工", "竣工"),
    heads=(
        NUMBER,
        Head("项目名称", Projects.project_name, 20),
        Head("行业领域", Projects.industry, 9),
        Head("建设单位", Projects.owner_company, 14),
        Head("建设规模和主要内容", Projects.content, 30),
        Head("项目实施地点", Projects.location, 11),
        Head("总投资", Projects.total_investment, 12),
        Head("建设起止年限", Projects.construction_years, 10),
        Head("{年}年投资目标", Projects.year_plan, 12),
        Head("审批、核准、备案", Projects.project_approval, 9, _PRELIMINARY, required=True),
        Head("环评", Projects.environment, 9, _PRELIMINARY, required=True),
        Head("土地", Projects.land_approval, 9, _PRELIMINARY, required=True),
        Head("规划", Projects.land_planning, 9, _PRELIMINARY, required=True),
        Head("项目进展情况", reported(MonthlyProgress.physical_progress), 28),
        _CONTACT,
        Head("备注", Projects.remarks, 12),
    ),
)

UNDER_WAY = ListForm(
    name="在建项目进展情况表",
    title="{区}{年}年在建项目进展情况表",
    sheet=Projects,
    rows=projects_in("在建"),
    heads=(
        NUMBER,
        Head("项目名称", Projects.project_name, 18),
        Head("行业领域", Projects.industry, 8),
        Head("建设内容及规模", Projects.content, 26),
        Head("建设年限", Projects.construction_years, 10),
        Head("建设地点", Projects.location, 10),
        Head("总投资", Projects.total_investment, 12),
        Head("本月完成投资", Projects.month_done, 11),
        Head("累计完成投资", Projects.invested_to_date, 12),
        Head("年度完成投资", Projects.year_done, 11.5),
        Head("形象进度", reported(MonthlyProgress.physical_progress), 24),
        Head("用地审批手续", Projects.land_approval, 7, _JOINT_APPROVAL),
        Head("审批核准备案手续", Projects.project_approval, 7, _JOINT_APPROVAL),
        Head("用地规划手续", Projects.land_planning, 7, _JOINT_APPROVAL),
        Head("建设规划手续", Projects.construction_planning, 7, _JOINT_APPROVAL),
        Head("环评审批手续", Projects.environment, 7, _JOINT_APPROVAL),
        Head("{年}年计划完成投资", Projects.year_plan, 12),
        Head("首席服务员", Projects.service_officer, 7),
        Head("责任单位", Projects.responsible_units, 10),
        Head("责任人", Projects.person_in_charge, 7),
        Head("项目单位", Projects.owner_company, 13),
        _CONTACT,
    ),
)

FORMS = (PLANNED, STARTED, UNDER_WAY)
