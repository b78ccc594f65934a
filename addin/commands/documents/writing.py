"""文书成稿：the rows asked for become jobs, jobs become documents, and the ledger is saved before they are delivered."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from addin.commands.base import Context, Outcome
from addin.commands.computation import Computation, compute, open_book
from addin.commands.documents import common, report
from addin.commands.documents.builder import OPTIONS, Builder, Selection
from addin.commands.documents.builders import BUILDERS
from addin.commands.documents.job import Job
from addin.commands.documents.letters import NUMBERED_BY, Entry, LetterBook
from addin.commands.documents.press import Press, Printed
from addin.commands.documents.privacy import without_phones
from addin.commands.documents.proof import Proof, refuse_mismatches
from addin.commands.documents.states import keep_states, marked, put_row_ids, with_row_ids
from addin.commands.needs import need
from addin.commands.outputs import letters_alone, outputs
from addin.commands.write import FOLDER
from addin.errors import ProgramError, UsageError
from addin.findings import Level
from addin.ledger.wording import month_name
from addin.schema import Issuers, Letters
from docgen.blocks import Layout
from docgen.documents import DOCUMENTS, Kind, find_kind
from docgen.documents.common import number_code
from docgen.facts import Header, Issuer


def document_kind(name: str) -> Kind[Any]:
    """The kind of that name or alias (通报 = 推进通报)."""
    try:
        return find_kind(name)
    except KeyError as error:
        raise UsageError("文种", f"没有“{name}”", f"可选：{'、'.join(DOCUMENTS)}") from error


def _selection(builder: Builder, arguments: Namespace) -> Selection:
    """What the user named. An option that this kind does not read would be thought to have worked."""
    chosen = Selection(tuple(arguments.rows), tuple(arguments.unit), arguments.meeting)
    for name, option in OPTIONS.items():
        if getattr(chosen, name) and name not in builder.reads:
            raise UsageError(option, f"{builder.kind}不按这个选项选取内容", f"请去掉 {option} 再写")
    return chosen


def write_documents(arguments: Namespace, context: Context) -> Outcome:
    """The command `write`. Nothing is written where one of its documents is refused."""
    kind = document_kind(arguments.kind)
    builder = BUILDERS[kind.name]
    chosen = _selection(builder, arguments)
    book = open_book(arguments.book, context)
    done = compute(book, arguments.month, context)
    if arguments.issue:
        need(done.ledger, Letters, *NUMBERED_BY)
    done, row_ids = with_row_ids(done, builder.returned, context)
    jobs = builder.jobs(done, chosen)
    if not jobs:
        return Outcome(
            {"files": [], "findings": []},
            [f"{month_name(done.ledger.settings.as_of)}没有要写{kind.name}的行。"],
            done.findings,
        )
    folder = arguments.out or arguments.book.parent / FOLDER
    batch = Batch(done, arguments.date or context.today, issue=arguments.issue)
    with Press(folder, arguments.book.parent, done.ledger.settings.type_area, context.progress) as press:
        printed = [batch.printed(press, job) for job in jobs]
        if arguments.issue:
            _refuse_unfinished(printed)
            refuse_mismatches(printed)
        press.set_pages(printed)
        batch.note_files(printed)
        keep_states(book.path, printed, jobs)
        operation = f"写{kind.name}"
        write = letters_alone if done.ledger.of_another_month else outputs
        edits = write(batch.finished(), context, operation, len(jobs), book.fingerprint())
        put_row_ids(edits, done.ledger, row_ids)
        saved = book.save(edits, operation)
        press.deliver(printed)
        unprinted = press.print_pdfs(printed) if arguments.pdf else ""
    files = [
        report.file_report(piece, entry, job)
        for piece, entry, job in zip(printed, batch.letters.entries, jobs, strict=True)
    ]
    said = [*_notices(jobs), *report.lines(files, printed), report.fonts_line(printed), unprinted]
    return Outcome(
        {"files": files, "findings": report.findings(printed)},
        [line for line in said if line],
        done.findings,
        partly=bool(unprinted),
    ).after(saved)


def _notices(jobs: Sequence[Job]) -> list[str]:
    """What the user is told of the jobs, each sentence once."""
    return list(dict.fromkeys(line for job in jobs for line in job.notice.splitlines()))


@dataclass(slots=True)
class Batch:
    """The documents of one run with their rows in 发文登记."""

    done: Computation
    day: date
    issue: bool
    letters: LetterBook = field(init=False)
    proof: Proof = field(init=False)

    def __post_init__(self) -> None:
        self.letters = LetterBook.of(self.done.ledger)
        self.proof = Proof.of(self.done.ledger)

    def printed(self, press: Press, job: Job) -> Printed:
        """The job composed, and its words read against its facts."""
        facts = self.facts(job)
        piece = press.compose(job.kind, facts, job.label)
        marked(piece, job)
        self.proof.read(piece, facts, self.day)
        return piece

    def facts(self, job: Job) -> Any:
        """Enter the job in the register and make its facts with the header that follows."""
        self._refuse_errors(job)
        entry = self.letters.enter(job, common.issuer_name(self.done, job.kind) or "", self.day.year)
        issuer, *joint = common.issuers_facts(self.done, _typed(entry, Letters.issuer.name))
        number = self._number(entry, issuer, job) if self.issue else None
        header = Header(
            issuer=issuer,
            joint=tuple(joint),
            document_id=entry.number,
            number=number,
            dated=self.day if self.issue else None,
            copy_number=_typed(entry, Letters.copy_number.name),
            secrecy=_typed(entry, Letters.secrecy.name),
            urgency=_typed(entry, Letters.urgency.name),
            copied_to=_copied(entry) or job.copied_to,
            demonstration=self.done.ledger.settings.demonstration == "是",
        )
        facts = job.facts(header, self.day)
        if self.done.ledger.settings.mask_phones != "否":
            facts = without_phones(facts)
        self._note(entry, job, header, facts)
        return facts

    def _number(self, entry: Entry, issuer: Issuer, job: Job) -> str:
        layout = job.layout or find_kind(job.kind).layout
        code = number_code(issuer, layout, job.kind)
        if not code or (layout is Layout.LETTER and not issuer.letter_code):
            column = Issuers.letter_code if layout is Layout.LETTER else Issuers.code
            raise ProgramError(
                Issuers.title,
                f"“{issuer.short_name or '（未定）'}”没有{column.title}，不能编号",
                f"请在{Issuers.title}表补填后再编号登记",
            )
        return self.letters.allot(entry, code, self.day)

    def _note(self, entry: Entry, job: Job, header: Header, facts: Any) -> None:
        entry.values[Letters.copied_to.name] = "，".join(header.copied_to) or None
        entry.values[Letters.addressee.name] = job.addressee or getattr(facts, "addressee", None)
        entry.values[Letters.reply_due.name] = getattr(facts, "reply_by", None)

    def _refuse_errors(self, job: Job) -> None:
        if not self.issue:
            return
        used = set(job.codes)
        for finding in self.done.findings:
            if finding.level is Level.ERROR and finding.project in used:
                where = f"{finding.sheet}!{finding.cell}"
                raise ProgramError(
                    where,
                    f"{finding.message}，用到这一行的{job.kind}不能编号",
                    "请改正后再编号登记，或先不带 --issue 写成拟稿",
                )

    def note_files(self, printed: Sequence[Printed]) -> None:
        for entry, piece in zip(self.letters.entries, printed, strict=True):
            entry.values[Letters.file_name.name] = piece.path.name
            entry.values[Letters.document_title.name] = piece.composition.title

    def finished(self) -> Computation:
        return self.done.with_letters(self.letters.merged())


def _typed(entry: Entry, name: str) -> str | None:
    """What the office has typed on the draft's row."""
    return common.text_or_none(entry.values.get(name))


def _copied(entry: Entry) -> tuple[str, ...]:
    return tuple(part for part in (_typed(entry, Letters.copied_to.name) or "").split("，") if part)


def _refuse_unfinished(printed: Sequence[Printed]) -> None:
    for piece in printed:
        if piece.composition.missing:
            names = "、".join(piece.composition.missing)
            raise ProgramError(
                piece.path.name,
                f"还有没填的内容：{names}",
                "请在台账补填后再编号登记，或先不带 --issue 写成拟稿",
            )
