"""Addresses as people type them in 电子邮箱, and whose they are."""

from __future__ import annotations

import pytest

from addin.exchange.mail.addresses import AddressError, addresses_in, other_owners, owners_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("zhang@x.gov.cn", ("zhang@x.gov.cn",)),
        ("a@x.cn、b@x.cn", ("a@x.cn", "b@x.cn")),
        ("a@x.cn, b@x.cn；c@x.cn;d@x.cn\ne@x.cn", ("a@x.cn", "b@x.cn", "c@x.cn", "d@x.cn", "e@x.cn")),
        ("ａ＠ｘ．ｃｎ", ("a@x.cn",)),  # typed with a Chinese keyboard
        (" a@x.cn　", ("a@x.cn",)),
        ("张某 <a@x.cn>", ("a@x.cn",)),
        ("A@x.cn、a@x.cn", ("A@x.cn",)),
        ("", ()),
        ("/", ()),
        ("无", ()),
        (None, ()),
        (float("nan"), ()),
    ],
)
def test_addresses_of_a_cell(cell: object, expected: tuple[str, ...]) -> None:
    assert addresses_in(cell) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "zhang", "zhang@", "@x.cn", "zhang@x", "zhang x@x.cn", "zhang@x。cn", "zhang@@x.cn", "zhang.@x.cn",
        "zhang@-x.cn", "张某@x.cn", "a@x.cn>", "a@x.cn\x00", f"{'a' * 250}@x.cn", "a@x.cn b@x.cn",
        "<a@x.cn>\rBcc: b@x.cn",
    ],
)  # fmt: skip
def test_what_is_no_address_is_named_and_never_guessed(piece: str) -> None:
    with pytest.raises(AddressError) as found:
        addresses_in(f"good@x.cn、{piece}")
    assert found.value.text


def test_an_address_that_is_or_was_anothers_is_found() -> None:
    owners = owners_of([("甲", "a@x.cn"), ("乙", "B@x.cn、c@x.cn"), ("丙", "坏的"), (None, "d@x.cn")])
    assert other_owners("甲", ("a@x.cn", "b@x.cn"), owners) == {"b@x.cn": "乙"}
    assert other_owners("乙", ("b@x.cn", "c@x.cn", "new@x.cn"), owners) == {}
