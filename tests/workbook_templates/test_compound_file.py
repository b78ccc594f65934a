"""复合文件：an independent reader finds every stream, whatever their sizes and number."""

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyopenvba.cfb import CFB

from addin.workbook.compound import stream_in
from workbook_templates.compound_file import SHORTEST_LONG, compound_file

SIZES = (0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000)


def read(data):
    """Path → content, as olefile reads it."""
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        assert not file.parsing_issues
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


@pytest.mark.parametrize("size", SIZES)
def test_a_stream_of_any_size_comes_back(size):
    streams = {"PROJECT": bytes(range(256)) * (size // 256) + bytes(range(size % 256)), "VBA/dir": b"x"}
    assert read(compound_file(streams)) == streams


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(("", "VBA/")).flatmap(
            lambda folder: st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,30}", fullmatch=True).map(folder.__add__)
        ),
        st.binary(max_size=300) | st.binary(min_size=SHORTEST_LONG, max_size=9000),
        max_size=40,
    ).filter(lambda streams: len({path.upper() for path in streams} | {"VBA"}) == len(streams) + 1)
)
def test_any_streams_come_back_in_two_independent_readers(streams):
    data = compound_file(streams)
    assert read(data) == streams
    other = CFB.from_bytes(data)
    for path, content in streams.items():
        storage, _, name = path.rpartition("/")
        assert other.get_stream_at((storage,) if storage else (), name) == content


def test_our_own_reader_finds_them_too():
    assert stream_in(compound_file({"PROJECT": b"Module=A\r\n", "VBA/dir": b"x" * 5000}), ["PROJECT"]) == (
        b"Module=A\r\n"
    )


def depths(directory, at, depth=0):
    """(depth of each leaf in black entries, red entries under a red one) of a tree of 128-byte entries."""
    if at == 0xFFFFFFFF:
        return [depth], 0
    entry = directory[at * 128 : at * 128 + 128]
    left, right = (int.from_bytes(entry[place : place + 4], "little") for place in (68, 72))
    red = entry[67] == 0
    below = [depths(directory, each, depth + (not red)) for each in (left, right)]
    children = [directory[each * 128 + 67] == 0 for each in (left, right) if each != 0xFFFFFFFF]
    return below[0][0] + below[1][0], below[0][1] + below[1][1] + (red and any(children))


@pytest.mark.parametrize("count", [*range(1, 20), 60])
def test_the_directory_is_a_red_black_tree(count):
    data = compound_file({f"S{number}": b"" for number in range(count)})
    sector = int.from_bytes(data[48:52], "little")
    directory = data[512 * (sector + 1) :][: 128 * (count + 1)]
    root = int.from_bytes(directory[76:80], "little")
    black, reds = depths(directory, root)
    assert len(set(black)) == 1 and reds == 0
    assert directory[root * 128 + 67] == 1  # the root of the tree is black


def test_names_are_ordered_by_length_then_by_letter():
    data = compound_file(dict.fromkeys(("bb", "A", "ccc", "C", "aa"), b""))
    sector = int.from_bytes(data[48:52], "little")
    directory = data[512 * (sector + 1) :]

    def walked(at):
        if at == 0xFFFFFFFF:
            return []
        entry = directory[at * 128 : at * 128 + 128]
        left, right = (int.from_bytes(entry[place : place + 4], "little") for place in (68, 72))
        name = entry[: int.from_bytes(entry[64:66], "little") - 2].decode("utf-16-le")
        return [*walked(left), name, *walked(right)]

    assert walked(int.from_bytes(directory[76:80], "little")) == ["A", "C", "aa", "bb", "ccc"]


def test_a_name_too_long_for_a_directory_entry_is_refused():
    with pytest.raises(ValueError, match=r"x{32}"):
        compound_file({"x" * 32: b""})


def test_more_than_the_header_can_name_is_refused():
    with pytest.raises(ValueError, match=r"\d"):
        compound_file({"big": bytes(7_200_000)})
