"""储备库：which tier a project may apply for, how far its application has come, what waits for a decision."""

from addin.reserve.draft import draft_list
from addin.reserve.eligibility import project_scope, reserve_tiers
from addin.reserve.steps import states
from addin.reserve.work import columns, todos

__all__ = ["columns", "draft_list", "project_scope", "reserve_tiers", "states", "todos"]
