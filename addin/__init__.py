"""亮灯台账：the add-in that recalculates lights and rankings on a ledger of key projects."""

__version__ = "0.1.0"
