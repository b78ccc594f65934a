"""数字核对：every figure of a text is one of its facts, with its unit, and the nearest one where it is not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from docgen.proofreading.known import Known, KnownFigure, Owner
from docgen.proofreading.labels import FIELDS, direction, light_before, named_by
from docgen.proofreading.mismatch import Mismatch
from docgen.proofreading.passages import Passage
from docgen.proofreading.reading import Number, read
from docgen.proofreading.units import BARE, COUNTED, MONEY, PLACE, POINTS, SHARE
from docgen.wording.numerals import money, rounded

_NOISE = 1e-6
Meant = Mapping[str, Set[Owner]]
"""Which owners of each sort the words around a number name; a sort that is not there is left open."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """数架：known figures by unit, in order of size, so that each look-up is quick however many there are."""

    by_unit: Mapping[str, Sequence[KnownFigure]]
    sizes: Mapping[str, Sequence[float]]
    owners: Mapping[str, Sequence[Owner]]

    @classmethod
    def of(cls, figures: Iterable[KnownFigure]) -> Shelf:
        by_unit: dict[str, list[KnownFigure]] = defaultdict(list)
        owners: dict[str, dict[Owner, None]] = defaultdict(dict)
        for figure in figures:
            by_unit[figure.unit].append(figure)
            if figure.owner:
                owners[figure.owner.name][figure.owner] = None
        for group in by_unit.values():
            group.sort(key=lambda figure: abs(figure.value))
        sizes = {unit: [abs(figure.value) for figure in group] for unit, group in by_unit.items()}
        return cls(by_unit, sizes, {name: tuple(found) for name, found in owners.items()})

    def alike(self, number: Number, units: Iterable[str]) -> list[KnownFigure]:
        """Known figures that print as `number` does, whatever their sign."""
        room = number.step / 2 + _NOISE * max(1.0, abs(number.value) * 1e-3)
        found: list[KnownFigure] = []
        for unit in units:
            sizes = self.sizes.get(unit, ())
            low = bisect_left(sizes, abs(number.value) - room)
            found += self.by_unit.get(unit, ())[low : bisect_right(sizes, abs(number.value) + room)]
        return found

    def named_in(self, text: str) -> list[tuple[str, Owner]]:
        """The owners whose names stand in the text."""
        return [(name, owner) for name, owners in self.owners.items() if name in text for owner in owners]


def unknown_figures(passages: Iterable[Passage], known: Known) -> Iterator[Mismatch]:
    """Figures that no fact of the document bears out."""
    shelf = Shelf.of(known.figures)
    for passage in passages:
        numbers = [number for number in read(passage.open_text).numbers if not number.unit.idle]
        named = shelf.named_in(passage.text) if numbers else []
        for number in numbers:
            found = _wrong(passage, number, shelf, _meant(passage, number, named))
            if found:
                yield found


def _meant(passage: Passage, number: Number, named: Sequence[tuple[str, Owner]]) -> Meant:
    """The owners a number can belong to: of each sort those named in its clause, else in its sentence …"""
    meant: dict[str, set[Owner]] = {}
    for text in passage.around(number.start) if named else ():
        near: dict[str, set[Owner]] = {}
        for name, owner in named:
            if owner.sort not in meant and name in text:
                near.setdefault(owner.sort, set()).add(owner)
        meant |= near
    return meant


def _wrong(passage: Passage, number: Number, shelf: Shelf, meant: Meant) -> Mismatch | None:
    before = passage.before(number.start)
    units = _units_of(number, shelf, before)
    fitting = [one for one in shelf.alike(number, units) if _may_stand(one, meant, passage)]
    if any(_says(one, number, before) for one in fitting):
        return None
    nearest = _nearest(number, [one for unit in units for one in shelf.by_unit.get(unit, ())], meant, passage)
    return Mismatch(
        passage.sentence(number.start),
        number.written,
        _message(number, fitting, shelf, before),
        _printed(nearest) if nearest else "",
    )


def _units_of(number: Number, shelf: Shelf, before: str) -> tuple[str, ...]:
    """A bare number may be any known one; counts also what the facts give as bare whole numbers."""
    base = number.unit.base
    if number.unit.written == "名" and before.endswith("第"):
        return (PLACE, BARE)
    if base == BARE:
        return tuple(shelf.by_unit)
    return (base, BARE) if base in COUNTED else (base,)


def _may_stand(figure: KnownFigure, meant: Meant, passage: Passage) -> bool:
    """Where a text names some projects, figures of the others are not taken for theirs."""
    if figure.word and figure.word not in passage.text:
        return False
    if figure.owner is None or figure.owner.sort not in meant:
        return True
    return figure.owner in meant[figure.owner.sort]


def _says(figure: KnownFigure, number: Number, before: str) -> bool:
    """Whether the words before the number are about this figure."""
    light = light_before(before)
    if light:  # a bare number may be anything
        return figure.light == light or (figure.unit == BARE and not figure.light)
    names = named_by(before)
    if names and figure.field in FIELDS and figure.field not in names:
        return False
    side = direction(before) if figure.unit == POINTS else 0
    value = figure.value if number.value >= 0 else -figure.value
    return not side or abs(value) < _NOISE or (value > 0) == (side > 0)


def _nearest(
    number: Number, figures: Sequence[KnownFigure], meant: Meant, passage: Passage
) -> KnownFigure | None:
    """The nearest figure of the unit: first of those the words are about, then of the owners named."""
    before = passage.before(number.start)
    allowed = [one for one in figures if _may_stand(one, meant, passage)]
    said = [one for one in allowed if (one.field or one.light) and _says(one, number, before)]
    said = [one for one in said if one.light] or said
    choice = said or allowed or figures
    return min(choice, key=lambda one: abs(abs(one.value) - abs(number.value)), default=None)


def _message(number: Number, fitting: Sequence[KnownFigure], shelf: Shelf, before: str) -> str:
    others = [one for one in shelf.alike(number, shelf.by_unit) if one.unit in (MONEY, SHARE, POINTS)]
    if fitting and direction(before):
        return "高低说反了，或者不是这里该说的数"
    if fitting:
        return "台账有这个数，但不是这里说的这一项"
    if others and number.unit.base in (MONEY, SHARE, POINTS):
        return f"台账有这个数，单位是{others[0].unit}"
    return "在表格和台账算出的数里都找不到"


def _printed(figure: KnownFigure) -> str:
    """A figure as a document says it, with whose and which it is."""
    owner = figure.owner.name if figure.owner else ""
    label = f"{figure.light}灯个数" if figure.light else FIELDS.get(figure.field, "")
    return f"{owner}{label}{_in_words(figure)}"


def _in_words(figure: KnownFigure) -> str:
    if figure.unit == MONEY:
        return f"{money(figure.value)}万元"
    if figure.unit in (SHARE, POINTS):
        return f"{rounded(abs(figure.value) if figure.unit == POINTS else figure.value, 2)}{_called(figure.unit)}"
    return f"{money(figure.value)}{figure.unit}"


def _called(unit: str) -> str:
    return "个百分点" if unit == POINTS else unit
