"""Only what may be passed on is passed on, and the list says under what terms."""

from pathlib import Path

import pytest
from support.wheels import make_wheel

from addin.deployment.licences import licence_of, page, write_texts
from addin.deployment.wheels import Wheel
from addin.errors import ProgramError


def wheel(folder: Path, *headers: str, files: dict[str, str] | None = None) -> Wheel:
    return Wheel.of(make_wheel(folder, "jia", headers=headers, files=files))


@pytest.mark.parametrize(
    ("headers", "terms"),
    [
        (("License-Expression: BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",), None),
        (("License-Expression: Apache-2.0 OR BSD-2-Clause",), None),
        (("License-Expression: GPL-3.0-only OR MIT",), None),
        (("License: MIT",), "MIT"),
        (("License: BSD 3-clause",), "BSD-3-Clause"),
        (("License: 许可全文\n 第二行", "Classifier: License :: OSI Approved :: BSD License"), "BSD"),
        (("Classifier: License :: OSI Approved :: Python Software Foundation License",), "PSF-2.0"),
        (("Classifier: License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",), "MPL-2.0"),
    ],
)
def test_free_terms_are_accepted(tmp_path: Path, headers: tuple[str, ...], terms: str | None) -> None:
    expected = terms or headers[0].partition(": ")[2]
    assert licence_of(wheel(tmp_path, *headers)).terms == expected


@pytest.mark.parametrize(
    "headers",
    [
        ("License-Expression: GPL-3.0-only",),
        ("License-Expression: MIT AND LGPL-2.1-or-later",),
        ("License-Expression: (MIT OR GPL-2.0-only) AND Proprietary",),
        ("License-Expression: PolyForm-Noncommercial-1.0.0",),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",),
        ("License: Commercial, see our site",),
        (),
    ],
)
def test_other_terms_stop_the_bundle_and_are_named(tmp_path: Path, headers: tuple[str, ...]) -> None:
    with pytest.raises(ProgramError) as refused:
        licence_of(wheel(tmp_path, *headers))
    assert refused.value.where == "jia 1.0"
    assert "不能随包分发" in refused.value.what


def test_the_list_says_terms_and_what_was_taken_out_and_the_texts_lie_beside_it(tmp_path: Path) -> None:
    files = {
        "jia.py": "",
        "jia-1.0.dist-info/licenses/LICENSE.txt": "MIT, whole text",
        "jia-1.0.dist-info/licenses/lib/COPYING": "GNU LESSER GENERAL PUBLIC LICENSE",
    }
    licence = licence_of(wheel(tmp_path, "License-Expression: MIT", files=files))
    write_texts([licence], tmp_path / "许可")
    assert (tmp_path / "许可/jia/LICENSE.txt").read_text() == "MIT, whole text"
    assert "| jia | 1.0 | MIT | 无 | lib/COPYING |" in page([licence], "许可")


def test_what_was_taken_out_of_xlwings_is_said(tmp_path: Path) -> None:
    path = make_wheel(tmp_path, "xlwings", headers=("License: BSD 3-clause",))
    assert "PolyForm" in page([licence_of(Wheel.of(path))], "许可")
