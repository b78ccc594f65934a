"""身份：what a package says of itself, signed with a key that stays in the office.

The signature proves that a file is the package that was sent, never who filled it in. Where the key is lost,
packages sent before are no longer known as ours and are compared cell by cell with nothing taken over by itself
(两方比对); a new key is made at the next split.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from datetime import date, datetime
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange.canonical import canonical
from addin.exchange.home import home
from addin.exchange.records import Identity, Package
from addin.ledger.row_ids import is_valid
from addin.ledger.text import folded
from addin.workbook.system_errors import in_words

PROPERTY = "liangdeng_package"
"""The custom property, and the defined name, that carry `spelt`."""
_KEY_FILE, _KEY_BYTES = "发件密钥", 32
_MARK, _SEPARATOR = "LD1", "|"
_NUMBER = re.compile(r"CP\d{6}-\d{2,}")
_HALF = 5


def sign(package: Package) -> str:
    """HMAC-SHA256 in hexadecimal. Makes the key where there is none yet. Raises ProgramError."""
    return _signed(package, _key(create=True))


def is_ours(identity: Identity, package: Package) -> bool:
    """Whether the file that says `identity` is this package, unaltered since it was sent."""
    try:
        key = _key(create=False)
    except FileNotFoundError:
        return False
    said = (identity.number, identity.period, identity.book_id, identity.schema_version, identity.sent_at)
    sent = (package.number, package.period, package.book_id, package.schema_version, package.sent_at)
    same = said == sent and identity.fingerprint == package.fingerprint
    same = same and identity.unit in ("", package.unit)
    return same and hmac.compare_digest(_signed(package, key), identity.signature or "")


def _signed(package: Package, key: bytes) -> str:
    content = [
        package.number,
        package.unit,
        f"{package.period:%Y-%m}",
        package.schema_version,
        package.sent_at.isoformat(),
        package.fingerprint,
        package.book_id,
        package.return_code,
    ]
    return hmac.new(key, canonical(content), hashlib.sha256).hexdigest()


def spelt(package: Package, signature: str) -> str:
    """The identity in one line of ASCII, about 200 characters: Excel takes 255 in a name or a property.

    The unit is not in it: it stands on 填报说明, and the office knows it by the number.
    """
    fields = (
        _MARK, package.number, f"{package.period:%Y-%m}", str(package.schema_version), package.sent_at.isoformat(),
        package.book_id, package.return_code, package.fingerprint, signature,
    )  # fmt: skip
    return _SEPARATOR.join(fields)


def read_spelt(text: str, unit: str = "") -> Identity | None:
    """The identity that `spelt` wrote; None for any other text."""
    fields = text.strip().strip('"').split(_SEPARATOR)
    if len(fields) != 9 or fields[0] != _MARK or not _NUMBER.fullmatch(fields[1]):
        return None
    _, number, month, version, sent_at, book_id, return_code, fingerprint, signature = fields
    try:
        period, sent = date.fromisoformat(f"{month}-01"), datetime.fromisoformat(sent_at)
        layout = int(version)
    except ValueError:
        return None
    return Identity(number, unit, period, book_id, layout, sent, fingerprint, signature or None, return_code)


def read_visible(number: str, return_code: str, unit: str, period: date | None) -> Identity | None:
    """The identity that a person can read, and retype; None where number or 回收码 is not well spelt."""
    known, code = normal_number(number), normal_code(return_code)
    if known is None or code is None:
        return None
    return Identity(known, unit, period, "", 0, None, "", None, code)


def normal_number(text: str) -> str | None:
    """包号 as it was given: 「cp202209－07」 → CP202209-07."""
    match = _NUMBER.search(re.sub("[—–−_]", "-", folded(text).upper()))
    return match[0] if match else None


def shown_code(return_code: str) -> str:
    """回收码 as a person reads it: 7K3QF-2M9XA."""
    return f"{return_code[:_HALF]}-{return_code[_HALF:]}"


def normal_code(text: str) -> str | None:
    """回收码 without hyphens, O and I read as 0 and 1; None where its check character does not fit."""
    code = re.sub(r"[^0-9A-Z]", "", folded(text).upper()).translate(str.maketrans("OIL", "011"))
    return code if is_valid(code) else None


def _key(create: bool) -> bytes:
    """The office's key. Raises ProgramError; FileNotFoundError where there is none and none is to be made."""
    path = home() / _KEY_FILE
    try:
        if create and not path.exists():
            _make_key(path)
        text = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ProgramError(
            str(path), f"发件密钥读写不了（{in_words(error)}）", "请检查这个文件夹的权限"
        ) from error
    except ValueError as error:
        raise _damaged(path) from error
    if len(key) != _KEY_BYTES:
        raise _damaged(path)
    return key


def _make_key(path: Path) -> None:
    """A new key that only this user may read; it appears whole, and one that stands is never replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}-{path.name}.tmp")
    draft.unlink(missing_ok=True)
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _appear(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _appear(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a disk without links
        if not path.exists():
            draft.replace(path)


def _damaged(path: Path) -> ProgramError:
    return ProgramError(
        str(path),
        "发件密钥文件损坏",
        "有备份请放回；没有就移走它，下次拆分会换新密钥，以前发出的包回收时只能两方比对",
    )
