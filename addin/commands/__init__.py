"""命令一览：COMMANDS, the one list of what the product does; each door is compared with it."""

from addin.commands.agenda import AGENDA
from addin.commands.base import Command, Context, Door, Outcome
from addin.commands.bundle import BUNDLE
from addin.commands.check import CHECK
from addin.commands.collect import COLLECT
from addin.commands.compare import COMPARE
from addin.commands.demo import DEMO
from addin.commands.export import EXPORT
from addin.commands.freeze import FREEZE
from addin.commands.import_ import IMPORT
from addin.commands.lint import LINT
from addin.commands.listings import COMMAND_LIST, KINDS
from addin.commands.live import LIVE
from addin.commands.mail import MAIL
from addin.commands.new import NEW
from addin.commands.rank import RANK
from addin.commands.readback import READBACK
from addin.commands.recalc import RECALC
from addin.commands.resolve import RESOLVE
from addin.commands.rollover import ROLLOVER
from addin.commands.split import SPLIT
from addin.commands.suggest import SUGGEST
from addin.commands.undo import UNDO
from addin.commands.wording import WORDING
from addin.commands.write import WRITE

COMMANDS: tuple[Command, ...] = (
    DEMO, NEW, RECALC, CHECK, FREEZE, ROLLOVER, RANK, SUGGEST, AGENDA, WRITE, LINT, EXPORT, IMPORT, SPLIT, MAIL, COLLECT, RESOLVE, COMPARE, READBACK, WORDING, KINDS, COMMAND_LIST, BUNDLE, LIVE, UNDO,
)  # fmt: skip

__all__ = ["COMMANDS", "Command", "Context", "Door", "Outcome"]
