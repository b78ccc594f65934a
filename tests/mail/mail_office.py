"""A split office that mails: commands run with the settings of a server, and what they left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.office import Office

from addin.exchange import store
from addin.schema import Dispatches

USER, PASSWORD = "zdb@office.example", "Kouling-7731!"


class MailOffice:
    def __init__(self, office: Office, environment: pytest.MonkeyPatch) -> None:
        self.office, self.path = office, office.path
        self._environment = environment

    def use(self, port: int, authority: Path | None, password: str = PASSWORD, user: str = USER) -> None:
        """Point LIANGDENG_SMTP_* at a server on the loopback."""
        given = {"HOST": "localhost", "PORT": str(port), "USER": user, "PASSWORD": password}
        for name, value in (given | ({"CA": str(authority)} if authority else {})).items():
            self._environment.setenv(f"LIANGDENG_SMTP_{name}", value)

    def mail(self, *options: object, code: int = 0) -> dict[str, Any]:
        return self.office.run("mail", *options, code=code).data

    def states(self) -> dict[str, str]:
        """发送状态 by unit, as another reader sees the workbook."""
        return {row["unit"]: row["sending_state"] for row in self.office.rows(Dispatches)}

    def row(self, unit: str) -> dict[str, Any]:
        return self.office.row(Dispatches, unit=unit)

    def record(self, number: str) -> list[dict[str, Any]]:
        """The lines of a package's 寄发.jsonl."""
        folder = store.package_folder(self.path, number)
        assert folder is not None
        path = folder / "寄发.jsonl"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [json.loads(line) for line in text.splitlines()]


def told(data: dict[str, Any]) -> dict[str, str]:
    """State by unit, as the command says."""
    return {message["unit"]: message["state"] for message in data["messages"]}
