"""离线安装包：wheels, licences, manuals and install scripts in one folder, for offices without network."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome, Silent
from addin.commands.new import NEW

LEDGERS = ("重大项目推进台账.xlsx", "重大项目推进台账.xlsm", "亮灯台账.xlam")
"""The blank workbooks that go along."""


def _options(parser: ArgumentParser) -> None:
    from addin.deployment.platforms import CHOICES

    parser.add_argument("--platform", metavar="平台", default="win_amd64", help=f"{CHOICES}；默认 win_amd64")
    parser.add_argument("--python", metavar="版本", default="3.11", help="那台电脑上的 Python，默认 3.11")
    parser.add_argument("--out", metavar="文件夹", type=Path, required=True, help="写到哪里，须是空的")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # The packaging tools are loaded only by this command.
    from addin.deployment.bundle import make_bundle
    from addin.deployment.own_wheel import checkout
    from addin.deployment.platforms import target_of

    folder: Path = arguments.out
    target = target_of(arguments.platform, arguments.python)
    quiet = replace(context, progress=Silent())

    def put_ledgers(into: Path) -> None:
        for name in LEDGERS:
            NEW.run(Namespace(path=into / name, preset="宁波"), quiet)

    listed = make_bundle(folder, target, checkout(), put_ledgers, context.progress)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    data = {
        "path": str(folder),
        "platform": target.name,
        "python": target.python,
        "components": [{"name": one.name, "version": one.version, "licence": one.terms} for one in listed],
    }
    start = "双击“安装.cmd”" if target.is_windows else "在终端运行 sh 安装.sh"
    lines = [
        f"离线安装包已写到 {folder}（{target.name}、Python {target.python}，"
        f"{len(listed)}个组件，{size / 1e6:.0f} MB）。",
        f"整个文件夹拷到那台电脑，{start}。许可见“许可清单.html”。",
    ]
    return Outcome(data, lines)


BUNDLE = Command("bundle", "做离线安装包", _run, _options)
