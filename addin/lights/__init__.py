"""亮灯：rules on measures give every project and month a light and the sentence that says why."""

from addin.lights.judge import Verdicts, judge_all
from addin.lights.register import Register, freeze, publish

__all__ = ["Register", "Verdicts", "freeze", "judge_all", "publish"]
