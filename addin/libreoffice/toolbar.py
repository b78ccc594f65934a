"""工具栏：the buttons as a toolbar of LibreOffice, for every workbook that is opened in it.

LibreOffice shows no ribbon of an Excel file. The toolbar and the macros behind it stand in the profile,
not in the workbook, so that a .xlsx has them too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from addin.buttons import TAB, Button
from addin.libreoffice.connection import Office, property_values, uno

LIBRARY = "Liangdeng"
TOOLBAR = "private:resource/toolbar/custom_liangdeng"
_MODULE = "Toolbar"
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_SEPARATOR = 1
"""com.sun.star.ui.ItemType.SEPARATOR_LINE."""

# LibreOffice reads VBA only in modules that say so.
_AS_VBA = "Option VBASupport 1\n"


def put_macros(office: Office, modules: Mapping[str, str], buttons: Sequence[Button]) -> None:
    """The macros (module name → source) and one Sub for each button, anew each time."""
    libraries = office.service("com.sun.star.script.ApplicationScriptLibraryContainer")
    if libraries.hasByName(LIBRARY):
        libraries.removeLibrary(LIBRARY)
    library = libraries.createLibrary(LIBRARY)
    for name, source in {**modules, _MODULE: _clicks(buttons)}.items():
        library.insertByName(name, _AS_VBA + source)


def _clicks(buttons: Sequence[Button]) -> str:
    return "".join(
        f'Public Sub Click_{button.tag}()\n    RunPython.RunCommand "{button.tag}"\nEnd Sub\n'
        for button in buttons
    )


def put_toolbar(office: Office, buttons: Sequence[Button]) -> None:
    """The toolbar, anew each time; its groups are those of the ribbon."""
    supplier = office.context.getByName("/singletons/com.sun.star.ui.theModuleUIConfigurationManagerSupplier")
    manager = supplier.getUIConfigurationManager(_CALC)
    settings = manager.createSettings()
    settings.UIName = TAB
    for place, item in enumerate(_items(buttons)):
        uno().invoke(
            settings, "insertByIndex", (place, uno().Any("[]com.sun.star.beans.PropertyValue", item))
        )
    if manager.hasSettings(TOOLBAR):
        manager.replaceSettings(TOOLBAR, settings)
    else:
        manager.insertSettings(TOOLBAR, settings)
    manager.store()


def _items(buttons: Sequence[Button]) -> list[tuple[Any, ...]]:
    items: list[tuple[Any, ...]] = []
    for before, button in zip((None, *buttons), buttons, strict=False):
        if before is not None and before.group != button.group:
            items.append(property_values(Type=_SEPARATOR))
        command = (
            f"vnd.sun.star.script:{LIBRARY}.{_MODULE}.Click_{button.tag}?language=Basic&location=application"
        )
        items.append(
            property_values(CommandURL=command, Label=button.label, Tooltip=button.tip, IsVisible=True)
        )
    return items


def show_toolbar(document: Any) -> None:
    """In the document's window, where the person has not put it away."""
    layout = document.CurrentController.Frame.LayoutManager
    layout.createElement(TOOLBAR)
    layout.showElement(TOOLBAR)
