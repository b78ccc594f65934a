"""措辞模板：finds a kind's template (the office's own first) and fills in its fields with Jinja2.

The environment is sandboxed: an override comes with a workbook, possibly from elsewhere, and may
neither call Python nor read a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from docgen.blocks import missing_marker
from docgen.wording.cleaning import one_line
from docgen.wording.errors import WordingError
from docgen.wording.numerals import chinese_number, listed

# Stands before every filled-in value, so that the parser never takes one for markup.
FILLED_IN = "\ue000"
# Ends every line that holds a {% statement %}: where nothing of it is printed, it is no blank line.
STATEMENT = "\ue001"
_SEE_HEAD = "可用的写法见文件开头的说明"
_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_CALL = re.compile(r"\[\[.+?\]\]")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LARGEST_OVERRIDE = 1_000_000


@dataclass(frozen=True, slots=True)
class Wording:
    """措辞：a template's text and the name people know its file by."""

    file: str
    source: str


def builtin_wording(template: str) -> str:
    """The text of a built-in template, e.g. 「推进通报」."""
    return (files("docgen") / "templates" / f"{template}.md").read_text(encoding="utf-8")


def find_wording(template: str, overrides: Path | None) -> Wording:
    """The office's file of the same name in `overrides`, else the built-in one.

    Raises WordingError where the office's file cannot be read as text.
    """
    path = overrides / f"{template}.md" if overrides else None
    if path is not None and path.is_file():
        return Wording(f"{path.parent.name}/{path.name}", _read(path))
    return Wording(f"内置模板/{template}.md", builtin_wording(template))


def _read(path: Path) -> str:
    name = f"{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size > _LARGEST_OVERRIDE:
            raise WordingError(name, None, "文件太大，不像是措辞模板")
        raw = path.read_bytes()
    except OSError as error:
        raise WordingError(name, None, "文件读不出来，请检查是否有权限") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise WordingError(name, None, "不是文本文件，请用记事本另存为 UTF-8 编码")


def fill_in(wording: Wording, fields: Mapping[str, Any]) -> str:
    """The template with its fields filled in. Raises WordingError with the template's own line."""
    try:
        return _compiled(wording, tuple(fields)).render(dict(fields))
    except TemplateSyntaxError as error:
        raise _syntax_error(wording, error) from error
    except Exception as error:  # whatever an override does, a clerk sees its file and line
        raise WordingError(wording.file, _line_of(error, wording.file), _message(error)) from error


@lru_cache(maxsize=64)
def _compiled(wording: Wording, names: tuple[str, ...]) -> Template:
    """One compilation for all documents of a run; `names` are the fields that errors may propose."""
    environment = _environment(names)
    code = environment.compile(_with_statements_marked(wording.source), wording.file, wording.file)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _with_statements_marked(source: str) -> str:
    return "\n".join(line + STATEMENT if "{%" in line else line for line in source.split("\n"))


def _environment(names: tuple[str, ...]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=_undefined_type(names),
        finalize=_printed,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["列举"] = lambda names: listed(map(_as_text, names))
    environment.filters["汉字数"] = chinese_number
    environment.globals.clear()
    return environment


def _undefined_type(names: tuple[str, ...]) -> type[StrictUndefined]:
    class UnknownField(StrictUndefined):
        """字段名写错：says so in Chinese and proposes the nearest name."""

        @property
        def _undefined_message(self) -> str:
            wrong, owner = self._undefined_name, self._undefined_obj
            if isinstance(owner, list | tuple):
                return f"没有“{wrong}”这个字段：一共只有{len(owner)}个，从0数起"
            if owner is not missing and not isinstance(owner, dict):
                return f"没有“{wrong}”这个字段：“{owner}”下面没有别的字段，点号后面的请去掉"
            known = [str(name) for name in owner] if isinstance(owner, dict) else names
            nearest = "或".join(f"“{name}”" for name in get_close_matches(str(wrong), known, 2, 0.6))
            hint = f"，是不是{nearest}" if nearest else ""
            return f"没有“{wrong}”这个字段{hint}；可用的字段：{listed(known)}"

    return UnknownField


def _as_text(value: object) -> str:
    return missing_marker("内容") if value is None else one_line(str(value))


def _printed(value: Any) -> Any:
    """How a filled-in value is printed: one line, marked as filled in. Undefined raises by itself."""
    if isinstance(value, StrictUndefined):
        return str(value)
    text = listed(map(_as_text, value)) if isinstance(value, list | tuple) else _as_text(value)
    return FILLED_IN + text.replace("[[", f"[{FILLED_IN}[")


def _syntax_error(wording: Wording, error: TemplateSyntaxError) -> WordingError:
    """What is wrong with the braces, at the line where it begins."""
    open_line = _unpaired_line(wording.source)
    if open_line is not None:
        return WordingError(wording.file, open_line, "花括号没有成对，请检查这一行的 {{ }}、{% %}、{# #}")
    return WordingError(wording.file, error.lineno, _syntax_message(error))


def _unpaired_line(source: str) -> int | None:
    """The first line whose braces do not close on it; comments may run over several lines."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
    pairs = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
    lines = enumerate(text.split("\n"), 1)
    return next((n for n, line in lines if any(line.count(a) != line.count(b) for a, b in pairs)), None)


def _syntax_message(error: TemplateSyntaxError) -> str:
    said = error.message or ""
    quoted = said.split("'")
    if "No filter named" in said:
        return f"没有{quoted[1]}这个过滤器；{_SEE_HEAD}"
    if "Encountered unknown tag" in said:
        return _unknown_tag(quoted[1], quoted[-2] if "needs to be closed" in said else "")
    if "Unexpected end of template" in said:
        opened = quoted[-2] if "needs to be closed" in said else "if"
        return f"{{% {opened} %}} 没有配对的 {{% end{opened} %}}"
    return f"花括号里的写法不对；{_SEE_HEAD}"


def _unknown_tag(tag: str, opened: str) -> str:
    if not tag.startswith("end"):
        return f"不认识的控制语句“{tag}”；{_SEE_HEAD}"
    if opened:
        return f"{{% {tag} %}} 前面的 {{% {opened} %}} 还没有配对的 {{% end{opened} %}}"
    return f"{{% {tag} %}} 前面没有与它配对的 {{% {tag.removeprefix('end')} %}}"


def _message(error: Exception) -> str:
    said = str(error)
    if "这个字段" in said:
        return said
    if isinstance(error, SecurityError):
        return "用了模板里不允许的写法"
    if isinstance(error, OverflowError | MemoryError | RecursionError):
        return "循环太多，写不出来"
    return f"这一行算不出来：文字不能和数相加减，过滤器要用对；{_SEE_HEAD}"


def template_line(source: str, printed: str) -> int | None:
    """The line of a template that printed a line, or a 「[[表：名]]」 of it; None where none can be told."""
    lines = source.splitlines()
    exact = next((n for n, text in enumerate(lines, 1) if printed in text), None)
    calls = set(_CALL.findall(printed))
    return exact or next((n for n, text in enumerate(lines, 1) if _may_print(text, calls)), None)


def _may_print(text: str, calls: Iterable[str]) -> bool:
    """Whether a 「[[…]]」 of the template line may have become one of these, its fields filled in."""
    patterns = [".*".join(map(re.escape, _FIELD.split(call))) for call in _CALL.findall(text)]
    return any(re.fullmatch(pattern, call) for pattern in patterns for call in calls)


def _line_of(error: Exception, file: str) -> int | None:
    """The last line of the template on the error's way."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
