"""表样：the sources' own tables, filled from the ledger. FORMS is the one list; one file a family."""

from addin.forms import agenda_forms, flow_chart, reserve_list, site_visits, task_forces, wall_map, zhanhe
from addin.forms.form import Filled, Form

FAMILIES: tuple[tuple[Form, ...], ...] = (
    zhanhe.FORMS, agenda_forms.FORMS, task_forces.FORMS, flow_chart.FORMS, site_visits.FORMS, wall_map.FORMS,
    reserve_list.FORMS,
)  # fmt: skip

FORMS: dict[str, Form] = {form.name: form for family in FAMILIES for form in family}

__all__ = ["FORMS", "Filled", "Form"]
