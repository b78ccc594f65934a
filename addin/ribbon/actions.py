"""每个按钮做什么：the tags of BUTTONS and what each does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from addin.ribbon import document_actions, exchange_actions, ledger_actions, mail_actions, view_actions
from addin.ribbon.click import Answer, Click

Action = Callable[[Click], Answer | None]
"""None: nothing is left to say (the person gave up, or sees it)."""

ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "import": ledger_actions.import_files,
        "check": ledger_actions.check,
        "split": exchange_actions.split,
        "mail": mail_actions.mail,
        "collect": exchange_actions.collect,
        "conflicts": exchange_actions.conflicts,
        "recalc": ledger_actions.recalc,
        "freeze": ledger_actions.freeze,
        "rank": ledger_actions.rank,
        "suggest": ledger_actions.suggest,
        "rollover": ledger_actions.rollover,
        "undo": ledger_actions.undo,
        "agenda": ledger_actions.agenda,
        "meeting_notice": document_actions.write,
        "minutes": document_actions.write,
        "readback": exchange_actions.read_back,
        "reminder": document_actions.write,
        "supervision_letter": document_actions.write,
        "circular": document_actions.write,
        "more": document_actions.more,
        "issue": document_actions.issue,
        "lint": document_actions.lint,
        "cockpit": view_actions.cockpit,
        "wall_chart": view_actions.wall_chart,
        "pdf": view_actions.print_front,
        "help": view_actions.show_help,
    }
)

BESIDE_THE_BOOK = frozenset({"lint", "help"})
"""Buttons that leave the workbook alone: they work whatever state it is in."""

ONLY_LOOK = BESIDE_THE_BOOK | {"cockpit", "wall_chart", "pdf"}
"""Buttons that write nothing in it."""
