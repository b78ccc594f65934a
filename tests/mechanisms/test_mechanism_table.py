"""Every mechanism of the sources has a test that runs it, and the page in docs/ says which."""

from mechanism_table import TARGET, page, shown_by_tests
from support.mechanisms import BACKGROUND, mechanisms

from addin.commands import COMMANDS
from addin.forms import FORMS
from docgen.documents import DOCUMENTS


def test_every_mechanism_but_the_background_is_run_by_a_test() -> None:
    numbers = {number for _, shown in shown_by_tests() for number in shown.numbers}
    wanted = [one.number for one in mechanisms() if one.number not in BACKGROUND]
    assert [number for number in wanted if number not in numbers] == []
    assert sorted(numbers - set(wanted)) == []


def test_every_entry_names_a_place_and_commands_and_documents_that_there_are() -> None:
    commands = {command.name for command in COMMANDS}
    for name, shown in shown_by_tests():
        assert shown.places, name
        assert shown.commands and set(shown.commands) <= commands, name
        assert set(shown.documents) <= {*FORMS, *DOCUMENTS}, name


def test_the_page_is_what_the_tests_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run make template"
