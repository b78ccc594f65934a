"""该寄的包：each unit's last package of the month, where it goes, and what keeps it from going there.

One file goes to one unit: the file's bytes are those that were sent, the package that it says it is, in what
nobody sees and on 填报说明, is the unit's, and its address is no other unit's.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.carriers import read_identity
from addin.exchange.identity import is_ours
from addin.exchange.mail.addresses import AddressError, addresses_in, other_owners, owners_of
from addin.exchange.mail.journal import GENERATED, SENT, UNSURE, SendingRecord, settled_state
from addin.exchange.records import Identity, Package
from addin.exchange.register import NOT_RETURNED
from addin.ledger import Ledger
from addin.ledger.reading import quoted
from addin.schema import Dispatches, Units
from addin.workbook.outside import read_many_outside
from addin.workbook.version_store import sha256

SPLIT_AGAIN = "请重新拆分一次"


@dataclass(frozen=True, slots=True)
class Post:
    """一个单位的一件。`problem`: why it must not go, and what to do; `done`: why it need not go.

    `state` is 发送状态 as far as it is known. `package` and `file` are None only where there is a problem.
    """

    unit: str
    number: str
    state: str
    to: tuple[str, ...] = ()
    package: Package | None = None
    file: Path | None = None
    problem: str = ""
    done: str = ""

    @property
    def goes(self) -> bool:
        return not self.problem and not self.done


@dataclass(frozen=True, slots=True)
class Asked:
    """要求：units named by the person, all as 单位名录 spells them; `units` None for all. `remind`: a reminder,
    which follows a letter that was sent.
    """

    units: Collection[str] | None
    again: Collection[str] = ()
    shared: Collection[str] = ()
    remind: bool = False


def month_rows(ledger: Ledger) -> pd.DataFrame:
    """The rows of 发件回收 for the ledger's month that name a package and a unit, in their order."""
    table = ledger[Dispatches]
    mine = table[Dispatches.period.name] == f"{ledger.settings.as_of:%Y-%m}"
    for column in (Dispatches.package, Dispatches.unit):
        mine &= table[column.name].notna()
    return table[mine]


def last_rows(ledger: Ledger) -> dict[str, dict[Hashable, Any]]:
    """Each unit's last package of the month: unit → its row."""
    return {str(row[Dispatches.unit.name]): row for row in month_rows(ledger).to_dict("records")}


def returned_units(ledger: Ledger) -> set[str]:
    """Units of which any package of the month has come back."""
    rows = month_rows(ledger)
    states = rows[Dispatches.return_state.name]
    back = states.notna() & (states != NOT_RETURNED)
    return set(rows.loc[back, Dispatches.unit.name])


def posts(ledger: Ledger, book: Path, asked: Asked) -> list[Post]:
    """A post for each unit that has a package and was asked for, in the order of 单位名录; and one with a problem
    for each unit asked for that has none. Files are read in a child process. Raises ProgramError."""
    rows, back = last_rows(ledger), returned_units(ledger)
    units = _in_order(ledger, rows, asked)
    found = [_settled(_post(rows[unit], book), rows[unit], unit in back, asked) for unit in units]
    emails, owners = _emails(ledger), _owners(ledger)
    addressed = [
        _addressed(post, emails, owners, asked) if post.goes else _with_address(post, emails)
        for post in found
    ]
    return [*_identified(addressed), *_without_package(asked, units)]


def _in_order(ledger: Ledger, rows: Mapping[str, object], asked: Asked) -> list[str]:
    order = [unit for unit in ledger[Units][Units.unit.name] if isinstance(unit, str)]
    units = [*(unit for unit in order if unit in rows), *(unit for unit in rows if unit not in order)]
    return units if asked.units is None else [unit for unit in units if unit in asked.units]


def _without_package(asked: Asked, units: Collection[str]) -> Iterator[Post]:
    for unit in asked.units or ():
        if unit not in units:
            yield Post(unit, "", "", problem="这个月没有给它的包，请先拆分，或核对有没有要它填报的行")


def _post(row: Mapping[Hashable, Any], book: Path) -> Post:
    """The package of a row of 发件回收, checked against what was kept."""
    unit, number = str(row[Dispatches.unit.name]), str(row[Dispatches.package.name])
    post = Post(unit, number, GENERATED)
    package = store.load(book, number)
    file = store.package_file(book, number)
    if package is None or file is None:
        return replace(post, problem=f"发件文件夹里没有{number}，{SPLIT_AGAIN}")
    if package.unit != unit:
        return replace(
            post,
            problem=f"{number}是{quoted(package.unit)}的包，{Dispatches.title}却写着{quoted(unit)}，{SPLIT_AGAIN}",
        )
    if {store.sent_hash(book, number), row[Dispatches.attachment_hash.name]} != {sha256(file)}:
        return replace(post, problem=f"{number}的文件和拆分时登记的不一样，被改动或换过，{SPLIT_AGAIN}")
    return replace(post, package=package, file=file)


def _settled(post: Post, row: Mapping[Hashable, Any], back: bool, asked: Asked) -> Post:
    """With its state, and why it need not go."""
    known = SendingRecord(post.file.parent).known if post.file else None
    standing = row[Dispatches.sending_state.name]
    state = settled_state(standing if isinstance(standing, str) else None, known.state if known else None)
    wanted = asked.remind or post.unit in asked.again or bool(post.problem)
    done = "" if wanted else _need_not_go(post.unit, state, back)
    return replace(post, state=state or GENERATED, done=done)


def _need_not_go(unit: str, state: str | None, back: bool) -> str:
    if back:
        return "已经交回，不再寄"
    if state == SENT:
        return "已经寄出，不再寄"
    if state == UNSURE:
        return f"寄出后没有等到服务器答复，请先问对方收到没有；确实没收到再加 --again {unit}"
    return ""


def _emails(ledger: Ledger) -> dict[str, object]:
    table = ledger[Units]
    return dict(zip(table[Units.unit.name], table[Units.email.name], strict=True))


def _owners(ledger: Ledger) -> dict[str, set[str]]:
    """Whose each address is by 单位名录, or was by 发件回收."""
    sent = ledger[Dispatches]
    pairs = zip(sent[Dispatches.unit.name], sent[Dispatches.address.name], strict=True)
    return owners_of([*_emails(ledger).items(), *pairs])


def _with_address(post: Post, emails: Mapping[str, object]) -> Post:
    try:
        return replace(post, to=addresses_in(emails.get(post.unit)))
    except AddressError:
        return post


def _addressed(
    post: Post, emails: Mapping[str, object], owners: Mapping[str, set[str]], asked: Asked
) -> Post:
    """With its addresses, or what is wrong with them."""
    title = f"{Units.title}的“{Units.email.title}”"
    if post.unit not in emails:
        return replace(post, problem=f"{Units.title}里没有{quoted(post.unit)}，请补上")
    try:
        to = addresses_in(emails[post.unit])
    except AddressError as error:
        return replace(post, problem=f"{title}{quoted(error.text)}写法不对，请改正")
    if not to:
        return replace(post, problem=f"{title}是空的，请补上")
    others = other_owners(post.unit, to, owners) if post.unit not in asked.shared else {}
    if others:
        address, other = next(iter(others.items()))
        return replace(
            post,
            to=to,
            problem=f"邮箱 {address} 也是（或曾是）{quoted(other)}的，怕寄错，没有寄；确实共用就加 --shared {post.unit}",
        )
    return replace(post, to=to)


def _identified(found: list[Post]) -> Iterator[Post]:
    """Those that go, each with what its file says of itself compared with whose it is to be."""
    read = read_many_outside([post.file for post in found if post.goes and post.file])
    for post in found:
        if not post.goes or post.file is None or post.package is None:
            yield post
            continue
        tabs = next(read)
        identity = None if isinstance(tabs, ProgramError) else read_identity(post.file, tabs)
        yield (
            post
            if _is_the_units(identity, post.package)
            else replace(post, problem=_misplaced(post, identity))
        )


def _is_the_units(identity: Identity | None, package: Package) -> bool:
    if identity is None or identity.unit != package.unit:
        return False
    return is_ours(identity, package) or _says_the_same(identity, package)


def _says_the_same(identity: Identity, package: Package) -> bool:
    """All but the signature: the key may be on the machine of the colleague who split. Its bytes are known ones."""
    said = (identity.number, identity.period, identity.return_code, identity.fingerprint, identity.book_id)
    return said == (package.number, package.period, package.return_code, package.fingerprint, package.book_id)


def _misplaced(post: Post, identity: Identity | None) -> str:
    if identity is None:
        return f"{post.number}的文件说不出自己是哪个包，{SPLIT_AGAIN}"
    whose = f"{identity.number}（{identity.unit or '没有写单位'}）"
    return f"要寄给{quoted(post.unit)}的文件自己写的是{whose}，对不上，没有寄，{SPLIT_AGAIN}"
