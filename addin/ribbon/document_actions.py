"""文书的按钮：documents from what is selected, numbers for drafts, and the look over Word documents."""

from __future__ import annotations

from pathlib import Path

from addin.commands.base import Outcome
from addin.commands.documents.builders import BUILDERS
from addin.errors import ProgramError
from addin.ribbon.click import Answer, Click
from addin.ribbon.drafts import Draft, picked_drafts
from addin.ribbon.places import with_files
from addin.ribbon.rows import fits, options_of
from addin.ribbon.selection import picked
from addin.ribbon.wording import for_clerk, in_clerks_words, shortened
from docgen.documents import DOCUMENTS

WORD = (".docx",)
FOUND_SHOWN = 12


def write(click: Click) -> Answer | None:
    """The kind on the button, from what is selected."""
    (kind,) = click.button.arguments
    options = options_of(click, kind)
    return None if options is None else _written(click, kind, options)


def more(click: Click) -> Answer | None:
    """Any kind, those first that rows of the sheet in front can make."""
    kind = click.desk.window.choose("写哪种文书？", _kinds(click), click.title)
    if kind is None:
        return None
    options = options_of(click, kind, chosen_from_all=True)
    return None if options is None else _written(click, kind, options)


def _kinds(click: Click) -> list[str]:
    try:
        sheet = picked(click.desk).sheet
    except ProgramError:  # a chart is selected: no kind fits better than another
        sheet = None
    return sorted(DOCUMENTS, key=lambda kind: not fits(BUILDERS[kind], sheet))


def _written(click: Click, kind: str, options: list[str]) -> Answer:
    month = [] if BUILDERS[kind].of_event else click.month_option()
    outcome = click.run("write", kind, *options, *month, *_pdf(click))
    files = outcome.data["files"]
    if not files:
        return Answer("\n".join(outcome.lines))
    folder = Path(files[0]["path"]).parent.name
    names = [Path(one["path"]).name for one in files]
    head = f"已写{len(files)}件（拟稿），在“{folder}”文件夹："
    return with_files(click, shortened([head, *names, *_remarks(outcome)]), _paths(outcome))


def _pdf(click: Click) -> list[str]:
    return ["--pdf"] if click.pdf else []


def _paths(outcome: Outcome) -> list[Path]:
    return [Path(one["path"]) for one in outcome.data["files"]]


def _remarks(outcome: Outcome) -> list[str]:
    """What the command says besides the files: what is to be filled in, what does not agree."""
    return [in_clerks_words(line) for line in outcome.lines if not line.startswith("已写 ")]


def issue(click: Click) -> Answer:
    """Draft by draft: one that cannot go out does not keep the others back."""
    drafts, skipped = picked_drafts(click)
    done: list[str] = []
    refused: list[str] = []
    remarks: dict[str, None] = {}
    paths: list[Path] = []
    with click.context.progress.count("编号登记", len(drafts)) as one_done:
        for draft in drafts:
            try:
                outcome = click.run("write", *draft.arguments(), *_pdf(click))
                done += _numbers(draft, outcome)
            except ProgramError as error:
                refused.append(f"{draft.called}：{for_clerk(error)}")
            else:
                remarks.update(dict.fromkeys(_remarks(outcome)))
                paths += _paths(outcome)
            one_done()
    lines = [f"已编号登记{len(done)}件：", *done] if done else []
    lines += [f"没有编号{len(refused)}件：", *refused] if refused else []
    lines += [f"另有{skipped}行不是拟稿，没有动。"] if skipped else []
    return with_files(click, shortened([*lines, *remarks]), paths)


def _numbers(draft: Draft, outcome: Outcome) -> list[str]:
    if not outcome.data["files"]:
        raise ProgramError(draft.where, "台账里已没有这件拟稿要写的行", "请重新写一次拟稿，再编号登记")
    return [f"{one['number']}　{draft.called}" for one in outcome.data["files"]]


def lint(click: Click) -> Answer | None:
    files = click.desk.window.choose_files("选择要体检的 Word 文档", WORD)
    if not files:
        return None
    names = list(map(str, files))
    found = click.run_alone("lint", *names)
    text = shortened(_findings(found))
    if not found.data["findings"]:
        return Answer(text)
    question = "要另存改好的一份吗？有把握的才改，文字不改，原件不动。"
    if not click.desk.window.confirm(f"{text}\n\n{question}", click.title):
        return None
    mended = click.run_alone("lint", *names, "--fix")
    paths = [Path(one["path"]) for one in mended.data["fixed"] if one["path"]]
    return with_files(click, shortened(_mended(mended)), paths)


def _findings(found: Outcome) -> list[str]:
    """The lines of the command, as many findings as one can take in."""
    lines = [line.strip() for line in found.lines]
    left = len(lines) - FOUND_SHOWN
    return lines[:FOUND_SHOWN] + ([f"…另有{left}行，改过这些后再体检一次。"] if left > 0 else [])


def _mended(outcome: Outcome) -> list[str]:
    lines = []
    for one in outcome.data["fixed"]:
        name = Path(one["file"]).name
        if one["path"] is None:
            lines.append(f"{name}：没有能自动改的，未另存。")
        else:
            lines.append(f"{name}：改了{len(one['changes'])}处，另存为 {Path(one['path']).name}。")
    left = len(outcome.data["findings"])
    return [*lines, f"还有{left}处要人工看。" if left else "没有剩下的问题。"]
