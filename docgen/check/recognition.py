"""识别：which layout a document has, and the role of each of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docgen.check import roles as of
from docgen.check.geometry import leading_white
from docgen.check.model import Border, Document, Paragraph, Shape
from docgen.check.roles import Role
from docgen.layout.page import CHARACTER

_HEAD = 16
"""Paragraphs among which the 版头 is looked for."""
_MARK_SIZE = 24.0


class Look(StrEnum):
    """版式：as it looks. 便笺: a name alone at the head. 普通: no 公文 (no mark, no number)."""

    DOCUMENT = "文件"
    LETTER = "信函"
    MINUTES = "纪要"
    ORDER = "命令"
    NOTE = "便笺"
    PLAIN = "普通"


@dataclass(frozen=True, slots=True)
class Recognized:
    """识别结果：roles and zones (0 the document, 1 … its attachments) in the order of the paragraphs."""

    look: Look
    roles: tuple[Role, ...]
    zones: tuple[int, ...]
    issued: bool


def recognize(document: Document) -> Recognized:
    """Roles for every paragraph."""
    return _Recognition(document).result()


class _Recognition:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.all = document.paragraphs
        self.roles = [
            Role.EMPTY if not one.words else Role.TABLE if one.tabled else Role.OTHER for one in self.all
        ]
        self.zones = [0] * len(self.all)
        self.taken: set[int] = set()

    def result(self) -> Recognized:
        self._imprint()
        head_end = self._head()
        self._zones()
        after_title = self._title(head_end)
        look = self._look()
        signed = self._signature(after_title)
        self._attachment_note(after_title, signed)
        self._rest(after_title, look)
        return Recognized(look, tuple(self.roles), tuple(self.zones), self._issued())

    # --- helpers ---------------------------------------------------------------------------------

    def _set(self, at: int, role: Role) -> None:
        self.roles[at] = role
        self.taken.add(at)

    def _flow(self, start: int = 0, zone: int | None = None) -> Iterator[int]:
        """Paragraphs with words, not yet told, outside tables and boxes."""
        for at in range(start, len(self.all)):
            one = self.all[at]
            free = one.words and not (
                one.tabled or one.boxed or at in self.taken or of.NO_TEXT.search(one.words)
            )
            if free and (zone is None or self.zones[at] == zone):
                yield at

    def _first(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None

    # --- 版记 ------------------------------------------------------------------------------------

    def _imprint(self) -> None:
        tail = [at for at, one in enumerate(self.all) if of.copied_to(one) and self._in_tail(at)]
        for at in tail:
            self._set(at, Role.COPIED_TO)
        for at in range(max(0, len(self.all) - 40), len(self.all)):
            one = self.all[at]
            near = bool(tail) and at > tail[0]
            odd = of.printed_without_word(one) and (near or (one.boxed and at > _HEAD))
            if self._in_tail(at) and (of.printed_line(one) or odd) and len(one.words) < 90:
                self._set(at, Role.PRINTED)

    def _in_tail(self, at: int) -> bool:
        """A 版记 in a table: only where the table is a small one that holds nothing else."""
        one = self.all[at]
        if not one.tabled:
            return True
        same = [other for other in self.all if other.where.table == one.where.table and other.words]
        return len(same) <= 6

    # --- 版头 ------------------------------------------------------------------------------------

    def _head(self) -> int:
        """Labels, mark, number, 编印 line; gives the first paragraph after them."""
        self._marks()
        number = self._number()
        marks = [at for at, role in enumerate(self.roles) if role is Role.MARK]
        end = max([*marks, number if number is not None else -1], default=-1) + 1
        if end or number is not None:
            for at in range(min(end + 3, len(self.all))):
                label = of.head_label(self.all[at])
                if label and at not in self.taken:
                    self._set(at, label)
                    end = max(end, at + 1)
        if marks:
            end = max(end, self._edited(end))
        return end

    def _marks(self) -> None:
        shown = [at for at, one in enumerate(self.all) if one.words][:_HEAD]
        for order, at in enumerate(shown):
            one = self.all[at]
            numbered = any(of.document_number(self.all[later]) for later in shown[order + 1 : order + 5])
            if self._is_mark(one, numbered):
                self._set(at, Role.MARK)
            elif of.document_number(one) or of.session_number(one) or of.title_score(one) >= 3:
                break

    def _is_mark(self, one: Paragraph, numbered: bool) -> bool:
        if one.format.style_name == Role.MARK or (of.reddish(one) and one.size >= 20):
            return True
        words = one.words.replace(" ", "").replace("　", "")
        named = words.endswith(("文件", "命令", "令", "纪要")) and len(words) <= 40
        return numbered and (one.size >= 30 or (named and one.size >= _MARK_SIZE))

    def _number(self) -> int | None:
        marks = [at for at, role in enumerate(self.roles) if role is Role.MARK]
        shown = [at for at, one in enumerate(self.all) if one.words and at not in self.taken]
        shown = [at for at in shown if not marks or at > marks[0] - 1][: _HEAD // 2]
        for at in shown:
            one = self.all[at]
            if of.document_number(one) or (marks and of.session_number(one)):
                self._set(at, Role.NUMBER)
                return at
            if of.title_score(one) >= 3 and not of.head_label(one):
                return None
        return None

    def _edited(self, start: int) -> int:
        for at in self._flow(start):
            if of.printed_without_word(self.all[at]):
                self._set(at, Role.EDITED)
                return at + 1
            break
        return start

    def _look(self) -> Look:
        marks = [self.all[at] for at, role in enumerate(self.roles) if role is Role.MARK]
        if not marks:
            return Look.PLAIN if self._first(Role.NUMBER) is None else Look.DOCUMENT
        words = marks[-1].words.replace(" ", "").replace("　", "").rstrip("）)")
        for ending, look in (("文件", Look.DOCUMENT), ("纪要", Look.MINUTES), ("令", Look.ORDER)):
            if words.endswith(ending):
                return look
        if self._double_rules():
            return Look.LETTER
        ruled = any(of.is_red(colour) for colour in self._rule_colours())
        if self._first(Role.NUMBER) is None and not ruled:
            return Look.NOTE
        return Look.LETTER if marks[-1].where.boxed else Look.DOCUMENT

    def _double_rules(self) -> bool:
        red = [one for one in self._rules() if of.is_red(one.colour)]
        doubled = any("thick" in side.kind.lower() or side.kind == "double" for side in self._borders())
        return len(red) >= 2 or doubled

    def _rule_colours(self) -> list[str]:
        return [one.colour for one in self._borders()] + [one.colour for one in self._rules()]

    def _rules(self) -> list[Shape]:
        return [one for one in self.document.shapes if one.is_rule]

    def _borders(self) -> Iterator[Border]:
        for one in self.all[:_HEAD]:
            yield from one.format.borders.values()

    # --- 标题、主送 ------------------------------------------------------------------------------

    def _zones(self) -> None:
        zone = 0
        for at in range(len(self.all)):
            one = self.all[at]
            label = not one.tabled and not one.boxed and of.ATTACHMENT_LABEL.fullmatch(one.words)
            if label and at > 2:
                zone += 1
                self._set(at, Role.ATTACHMENT_LABEL)
                self._attachment_title(at)
            self.zones[at] = 0 if self.roles[at] in of.IMPRINT else zone

    def _attachment_title(self, label: int) -> None:
        shown = [at for at in range(label + 1, len(self.all)) if self.all[at].words][:3]
        for order, at in enumerate(shown):
            one = self.all[at]
            if (
                one.tabled
                or one.boxed
                or (order and (of.title_score(one) < 2 or one.format.align != "center"))
            ):
                return
            if order == 0 and (of.heading_level(one) or (one.words.endswith("。") and len(one.words) > 40)):
                return
            self._set(at, Role.ATTACHMENT_TITLE)

    def _title(self, start: int) -> int:
        """标题 and 主送机关; gives the first paragraph after them."""
        end = start
        for order, at in enumerate(list(self._flow(start, zone=0))[:4]):
            score = max(of.title_score(self.all[at]), 2 * (order == 0 and of.heads(self.all[at])))
            if self.roles[end - 1] is Role.TITLE and not self._goes_on(at, end - 1):
                break
            if score >= 2 and (order == 0 or score >= 3 or self.roles[end - 1] is Role.TITLE):
                self._set(at, Role.TITLE)
                end = at + 1
        after = [at for at in self._flow(end, zone=0) if not of.side_note(self.all[at])]
        for at in after[:1]:
            if self._first(Role.TITLE) is not None and of.addresses(self.all[at]):
                self._set(at, Role.ADDRESSEE)
                end = at + 1
        return end

    def _goes_on(self, at: int, before: int) -> bool:
        """Whether a paragraph is the next line of the title."""
        one, last = self.all[at], self.all[before]
        between = any(self.all[other].words for other in range(before + 1, at))
        same = one.format.align == last.format.align == "center" and abs(one.size - last.size) < 0.6
        return same and one.size >= 18 and not between and at - before == 1

    # --- 署名、附件说明 --------------------------------------------------------------------------

    def _signature(self, start: int) -> int:
        """署名, 成文日期, 附注; gives where they begin, the end where there are none."""
        flow = list(self._flow(start, zone=0))
        for order in range(len(flow) - 1, 0, -1):
            told = any(not of.could_sign(self.all[at]) for at in flow[:order])
            if not (told and of.date_line(self.all[flow[order]])):
                continue
            self._set(flow[order], Role.DATE)
            for at in flow[order + 1 :]:
                if self.all[at].words.startswith(("（", "(")):
                    self._set(at, Role.NOTE)
            first = order
            while first > 1 and order - first < 5 and of.could_sign(self.all[flow[first - 1]]):
                first -= 1
                self._set(flow[first], Role.SIGNATURE)
            return flow[first]
        return len(self.all)

    def _attachment_note(self, start: int, end: int) -> None:
        flow = [at for at in self._flow(start, zone=0) if at < end]
        begun = next(
            (order for order, at in enumerate(flow) if of.ATTACHMENT_NOTE.match(self.all[at].words)), None
        )
        if begun is None:
            return
        for order in range(begun, len(flow)):
            one = self.all[flow[order]]
            if order > begun and not (of.LEVELS[2].match(one.said) or self._turned(one)):
                return
            self._set(flow[order], Role.ATTACHMENT_NOTE)

    @staticmethod
    def _turned(one: Paragraph) -> bool:
        """A turn line of an attachment's name that was typed as a paragraph: under the name, no sentence."""
        left = (one.format.left + one.format.first) / CHARACTER + leading_white(one.text)
        return one.format.align not in ("center", "right") and 4 <= left <= 8 and not one.words.endswith("。")

    # --- 正文 ------------------------------------------------------------------------------------

    def _rest(self, start: int, look: Look) -> None:
        for at in self._flow(start):
            one = self.all[at]
            level = of.heading_level(one)
            centred = one.format.align == "center" and len(one.words) < 28
            if look is Look.MINUTES and of.attendance(one):
                self._set(at, Role.ATTENDANCE)
            elif level:
                self._set(at, of.HEADINGS[level - 1])
            elif not (of.side_note(one) or centred):
                self._set(at, Role.BODY)

    def _issued(self) -> bool:
        """Numbered or, where no number is, dated: no draft."""
        number, dated = self._first(Role.NUMBER), self._first(Role.DATE)
        if number is not None:
            found = of.document_number(self.all[number])
            if found is not None:
                return bool(found["n"])
            return not of.HOLE.search(self.all[number].words)
        return dated is not None and not of.HOLE.search(self.all[dated].words)
