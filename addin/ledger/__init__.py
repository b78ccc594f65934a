"""台账：reads the sheets of a workbook into clean tables and lists what is wrong with them."""

from addin.ledger.ledger import Ledger
from addin.ledger.settings import Settings

__all__ = ["Ledger", "Settings"]
