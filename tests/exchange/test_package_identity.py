"""The identity of a package: signed with the office's key, and of no worth once anything in it was altered."""

from __future__ import annotations

import datetime as dt
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from support.packages import package

from addin.errors import ProgramError
from addin.exchange.identity import (
    is_ours,
    normal_code,
    normal_number,
    read_spelt,
    read_visible,
    shown_code,
    sign,
    spelt,
)
from addin.exchange.records import Identity, Package
from addin.ledger.row_ids import ALPHABET


def identity_of(one: Package) -> Identity:
    """What the package's file says of itself."""
    found = read_spelt(spelt(one, sign(one)), one.unit)
    assert found is not None
    return found


def test_a_package_is_ours_as_it_was_sent() -> None:
    one = package()
    assert is_ours(identity_of(one), one)


def test_the_spelling_gives_back_every_field() -> None:
    one = package()
    found = identity_of(one)
    assert (found.number, found.unit, found.period) == ("CP202209-01", "市住建局", dt.date(2022, 9, 1))
    assert (found.book_id, found.schema_version, found.sent_at) == (one.book_id, 1, one.sent_at)
    assert (found.fingerprint, found.return_code) == (one.fingerprint, one.return_code)
    assert len(found.signature or "") == 64


def test_the_spelling_is_ascii_and_fits_an_excel_name() -> None:
    text = spelt(package(unit="超" * 300), "f" * 64)
    assert text.isascii() and len(text) <= 255


@pytest.mark.parametrize(
    "forged",
    [
        {"number": "CP202209-02"},
        {"unit": "市交通局"},
        {"period": dt.date(2022, 8, 1)},
        {"book_id": "B00K000002"},
        {"schema_version": 2},
        {"sent_at": dt.datetime(2022, 10, 8, 9, 1)},
        {"fingerprint": "0" * 64},
        {"signature": "0" * 64},
        {"signature": None},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_a_file_that_says_anything_else_is_not_ours(forged: dict[str, object]) -> None:
    one = package()
    assert not is_ours(replace(identity_of(one), **forged), one)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["number", "unit", "return_code", "fingerprint", "book_id"])
def test_a_signature_fits_no_other_package(field: str) -> None:
    """A forger may alter the file and the record alike; the signature was made over the true fields."""
    one = package()
    other = replace(one, **{field: "CP202209-09"})
    forged = replace(identity_of(other), signature=identity_of(one).signature)
    assert not is_ours(forged, other)


def test_a_file_without_the_unit_in_sight_can_still_be_ours() -> None:
    one = package()
    assert is_ours(replace(identity_of(one), unit=""), one)


def test_the_key_is_made_once_and_only_its_user_reads_it(own_home: Path) -> None:
    first, second = sign(package()), sign(package())
    assert first == second
    [key] = own_home.iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(own_home.stat().st_mode) == 0o700
    assert len(bytes.fromhex(key.read_text())) == 32


def test_two_offices_have_two_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = package()
    ours = identity_of(one)
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "别的机器"))
    sign(one)
    assert not is_ours(ours, one)


def test_a_lost_key_is_not_made_anew_by_looking(own_home: Path) -> None:
    one = package()
    ours = identity_of(one)
    for key in own_home.iterdir():
        key.unlink()
    assert not is_ours(ours, one)
    assert list(own_home.iterdir()) == []


@pytest.mark.parametrize("content", ["", "12ab", "这不是密钥", "zz" * 32])
def test_a_damaged_key_is_said_and_never_replaced(own_home: Path, content: str) -> None:
    sign(package())
    [key] = own_home.iterdir()
    key.write_text(content, encoding="utf-8")
    with pytest.raises(ProgramError, match="发件密钥"):
        sign(package())
    assert key.read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    "text", ["", "CP202209-01", "LD1|CP202209-01", "LD1|x|2022-09|1|t|b|c|f|s", "LD1" + "|" * 8]
)
def test_any_other_text_is_no_identity(text: str) -> None:
    assert read_spelt(text) is None


def test_what_a_person_reads_is_enough_to_find_the_package() -> None:
    one = package()
    found = read_visible("包号 cp202209－01", shown_code(one.return_code).lower(), "市住建局", one.period)
    assert found is not None
    assert (found.number, found.return_code, found.signature) == (one.number, one.return_code, None)
    assert not is_ours(found, one)


CODE = "7K3QF2M9X"


def checked_code() -> str:
    """CODE with the check character that fits it, found by trying all."""
    [fits] = [CODE + mark for mark in ALPHABET if normal_code(CODE + mark)]
    return fits


def test_a_return_code_takes_what_people_make_of_it() -> None:
    code = checked_code()
    assert normal_code(shown_code(code)) == code
    assert normal_code(f" {code[:5].lower()} － {code[5:]} ") == code
    assert shown_code(code) == f"{code[:5]}-{code[5:]}"


def test_a_slip_in_a_return_code_is_noticed() -> None:
    code = checked_code()
    wrong = [code[:place] + mark + code[place + 1 :] for place in range(10) for mark in ALPHABET]
    assert [one for one in wrong if one != code and normal_code(one) == one] == []
    swapped = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(9) if code[i] != code[i + 1]]
    assert [one for one in swapped if normal_code(one)] == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("CP202209-07", "CP202209-07"), ("ｃｐ202209－07", "CP202209-07"), ("CP202209_07", "CP202209-07"),
        ("CP 202209 — 07", "CP202209-07"), ("CP202209-120", "CP202209-120"), ("CP2022-07", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(typed: str, read: str | None) -> None:
    assert normal_number(typed) == read
