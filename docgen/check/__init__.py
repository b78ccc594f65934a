"""格式体检：any .docx against GB/T 9704-2012, GB/T 15834-2011 and GB/T 15835-2011; what is sure can be put right."""

from docgen.check.checking import CHECKS, check, check_file
from docgen.check.correcting import Correction, correct_file
from docgen.check.findings import Finding, Severity
from docgen.check.package import UnreadableError

__all__ = [
    "CHECKS",
    "Correction",
    "Finding",
    "Severity",
    "UnreadableError",
    "check",
    "check_file",
    "correct_file",
]
