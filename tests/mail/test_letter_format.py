"""The bytes of a letter: what mail programs, old and new, read in it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from email.message import EmailMessage, Message

import pytest

from addin.exchange.mail.letter import Letter, dot_stuffed, draft, wire

CHINESE = "CP202209-07_市住房和城乡建设局.xlsx"
LONG = f"CP202209-07_{'某' * 43}.xlsx"


def letter(**changes: object) -> Letter:
    fields: dict[str, object] = dict(
        number="CP202209-07",
        unit="市住建局",
        to=("a@x.cn", "b@x.cn"),
        subject="请填报2022年9月重点项目进展（CP202209-07，市住建局）",
        body="市住建局：\n\n.一行以点开头\n完\n",
        attachment=CHINESE,
        content=bytes(range(256)) * 300,
        message_id="<cp202209-07.0123@x.cn>",
        dated=dt.datetime(2022, 10, 8, 9, 0),
        sender="zdb@x.cn",
    )
    return Letter(**{**fields, **changes})  # type: ignore[arg-type]


def parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)  # type: ignore[return-value]


@pytest.mark.parametrize("name", [CHINESE, LONG, "CP202209-07_plain.xlsx", 'CP202209-07_a"b.xlsx'])
def test_a_modern_reader_gets_everything_back(name: str) -> None:
    one = letter(attachment=name)
    read = parsed(draft(one))
    assert (read["Subject"], read["To"], read["From"]) == (one.subject, "a@x.cn, b@x.cn", "zdb@x.cn")
    assert (read["X-Unsent"], read["Message-ID"]) == ("1", one.message_id)
    assert read["Date"].datetime.replace(tzinfo=None) == dt.datetime(2022, 10, 8, 9, 0)
    body = read.get_body()
    assert body is not None and body.get_content().replace("\r\n", "\n") == one.body
    [attachment] = read.iter_attachments()
    assert attachment.get_filename() == name and attachment.get_content() == one.content
    assert not read.defects and not attachment.defects


def test_the_name_stands_twice_and_neither_is_split() -> None:
    """`filename*0*=` makes QQ mail show tcmime.bin; RFC 2047 in `name` is what old clients read."""
    text = wire(letter(attachment=LONG)).decode("ascii")
    assert text.count("filename*=utf-8''CP202209-07_%E6%9F%90") == 1
    assert "filename*0" not in text and "name*0" not in text
    [disposition] = [line for line in text.split("\r\n") if "filename*=" in line]
    assert disposition.endswith(".xlsx") and len(disposition) < 998
    legacy: Message = email.message_from_string(text)  # compat32: knows no RFC 8187 in `name`
    part = legacy.get_payload()[1]  # type: ignore[index]
    name = part.get_param("name")  # type: ignore[union-attr]
    words = email.header.decode_header(str(name).replace("\r\n", ""))
    assert "".join(word.decode(charset or "ascii") for word, charset in words) == LONG


def test_every_line_ends_in_cr_lf_is_ascii_and_short() -> None:
    for content in (wire(letter()), draft(letter())):
        assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
        assert content.isascii()
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) < 998
        long = [line.split(b"=")[0] for line in lines if len(line) > 76]
        assert long == [
            b"Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;",
            b" filename*",
        ]  # neither can be cut


def test_what_is_sent_is_no_unsent_draft_and_has_no_other_headers() -> None:
    names = [name for name in parsed(wire(letter())) if name != "Content-Type"]
    assert names == ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version"]


def test_without_a_sender_the_mail_program_fills_it_in() -> None:
    assert "From" not in parsed(draft(letter(sender="")))


def test_the_same_letter_has_the_same_bytes() -> None:
    assert draft(letter()) == draft(letter())
    assert draft(letter()) != draft(letter(content=b"other"))


def test_lines_that_begin_with_a_dot_are_stuffed_and_the_end_is_one_dot() -> None:
    assert dot_stuffed(b"a\r\n.b\r\n..c\r\n") == b"a\r\n..b\r\n...c\r\n.\r\n"
    assert dot_stuffed(b".\r\n") == b"..\r\n.\r\n"


def test_base64_makes_a_letter_a_third_and_a_bit_larger() -> None:
    size = 3_000_000
    assert 1.33 < len(wire(letter(content=bytes(size)))) / size < 1.38
