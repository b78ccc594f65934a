"""对事项：which row of a document is which item that was written: by bookmark, then by visible number, then a guess.

What bookmark and number say must agree, else a person decides. A guess only proposes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from addin.exchange.normal import text_key
from addin.exchange.readback.columns import stem_of
from addin.exchange.readback.finding_rows import FoundRow
from addin.ledger.text import match_key
from addin.schema import Resolutions

ALIKE = 0.9
"""Two texts of which so much is the same may be one (difflib's ratio)."""

_DISAGREE = "编号与书签对不上"
_GUESSED = "编号和书签都没有了，按内容相近认作这一项"


@dataclass(frozen=True, slots=True)
class Written:
    """写出的事项：row id, its number and content as they stood in the document."""

    row_id: str
    number: str
    content: str


@dataclass(slots=True)
class Matched:
    """对行结果：`pairs` (row, row id, doubt about the whole row); `repeated` (row, row id); `foreign` (row, whose);
    `new` rows; `absent` row ids."""

    pairs: list[tuple[FoundRow, str, str]] = field(default_factory=list)
    repeated: list[tuple[FoundRow, str]] = field(default_factory=list)
    foreign: list[tuple[FoundRow, str]] = field(default_factory=list)
    new: list[FoundRow] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    row: FoundRow
    doubt: str


def match_items(
    written: Sequence[Written], rows: Sequence[FoundRow], accepted: Mapping[int, str] | None = None
) -> Matched:
    """`accepted`: place among `rows` → row id of new items taken in before, known by their content."""
    stems = {stem_of(one.row_id): one.row_id for one in written if one.row_id}
    numbers = {match_key(one.number): one.row_id for one in written if one.number}
    shown = Counter(row.number for row in rows if row.number)
    result, claims = Matched(), defaultdict[str, list[_Claim]](list)
    left: list[FoundRow] = []
    for place, row in enumerate(rows):
        marked, foreign = _marked(row, stems, numbers)
        numbered = numbers.get(row.number)
        if accepted and place in accepted and not marked:
            claims[accepted[place]].append(_Claim(row, ""))
        elif numbered and shown[row.number] > 1:
            claims[numbered].append(_Claim(row, ""))
        elif marked:
            claims[marked].append(_Claim(row, "" if numbered == marked else _DISAGREE))
        elif numbered:
            claims[numbered].append(_Claim(row, _DISAGREE if foreign else ""))
        elif foreign:
            result.foreign.append((row, foreign))
        else:
            left.append(row)
    _settle(result, claims, {one.row_id: match_key(one.number) for one in written})
    _guess(result, left, [one for one in written if one.row_id not in claims])
    taken = {row_id for _, row_id, _ in result.pairs} | {row_id for _, row_id in result.repeated}
    result.absent = [one.row_id for one in written if one.row_id not in taken]
    return result


def _marked(row: FoundRow, stems: Mapping[str, str], numbers: Mapping[str, str]) -> tuple[str, str]:
    """(the row id that most of its bookmarks name, or ""; a stem that nobody knows, or "")."""
    known = [stem for stem, _ in row.stems.most_common() if stem in stems]
    if not known:
        return "", next(iter(row.stems), "")
    numbered = numbers.get(row.number)
    agreed = [stem for stem in known if stems[stem] == numbered]
    return stems[(agreed or known)[0]], ""


def _settle(result: Matched, claims: Mapping[str, list[_Claim]], numbers: Mapping[str, str]) -> None:
    """Of several rows that claim one item: its own, and copies that were made into new ones; else all repeat it."""
    for row_id, claimants in claims.items():
        own = [one for one in claimants if one.row.number == numbers[row_id]]
        if len(claimants) == 1:
            result.pairs.append((claimants[0].row, row_id, claimants[0].doubt))
        elif len(own) == 1:
            result.pairs.append((own[0].row, row_id, own[0].doubt))
            result.new += [one.row for one in claimants if one is not own[0]]
        else:
            result.repeated += [(one.row, row_id) for one in own or claimants]
            result.new += [one.row for one in claimants if own and one not in own]


def _guess(result: Matched, left: Sequence[FoundRow], missing: Sequence[Written]) -> None:
    """A row without bookmark or known number whose content is nearly that of one missing item, and of no other."""
    free = list(missing)
    for row in left:
        content = text_key(row.text(Resolutions.resolution))
        alike = [one for one in free if content and _are_alike(content, text_key(one.content))]
        if len(alike) == 1:
            free.remove(alike[0])
            result.pairs.append((row, alike[0].row_id, _GUESSED))
        else:
            result.new.append(row)


def _are_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The first two are upper bounds that cost little.
    return all(ratio() >= ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
