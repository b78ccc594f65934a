"""一览：what documents and what commands there are."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from addin.commands.base import Command, Context, Outcome


def _no_options(parser: ArgumentParser) -> None:
    return


def _kinds(arguments: Namespace, context: Context) -> Outcome:
    from docgen.documents import DOCUMENTS

    kinds = [{"name": kind.name, "layout": str(kind.layout)} for kind in DOCUMENTS.values()]
    return Outcome({"kinds": kinds}, [f"{kind['name']}（{kind['layout']}格式）" for kind in kinds])


def _commands(arguments: Namespace, context: Context) -> Outcome:
    from addin.commands import COMMANDS

    commands = [
        {"name": command.name, "doors": [str(door) for door in command.doors]} for command in COMMANDS
    ]
    return Outcome({"commands": commands}, [f"{command.name:<10}{command.summary}" for command in COMMANDS])


KINDS = Command("kinds", "列出能写的文种", _kinds, _no_options)
COMMAND_LIST = Command("commands", "列出全部命令", _commands, _no_options)
