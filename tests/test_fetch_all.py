"""Fetching many files: the mirror, the cache, else one archive; every file verified."""

import hashlib
import io
import tarfile
from pathlib import Path

import pooch
import pytest

from framing.fetch import FetchError, fetch_all

COMMIT = "c0ffee"
CONTENTS = {"data/ä b.txt": b"one\r\n", "data/c.txt": b"two", "other/d.txt": b"not asked for"}
FILES = {path: hashlib.sha256(CONTENTS[path]).hexdigest() for path in list(CONTENTS)[:2]}


def packed(contents):
    """An archive as GitHub makes them: everything in one folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path, content in contents.items():
            member = tarfile.TarInfo(f"name-{COMMIT}/{path}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def network(cache, monkeypatch):
    """What is asked for, and what is answered: an archive, or an error that is raised."""
    state = {"asked": [], "answer": packed(CONTENTS)}

    def download(self, url, output_file, _):
        state["asked"].append(url)
        if isinstance(state["answer"], type):
            raise state["answer"]("stopped")
        Path(output_file).write_bytes(state["answer"])

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", download)
    return state


@pytest.fixture
def mirror(tmp_path, cache, monkeypatch):
    folder = tmp_path / "mirror/owner/name" / COMMIT
    for path, content in CONTENTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    monkeypatch.setenv("FRAMING_MIRROR", str(tmp_path / "mirror"))
    return folder


def contents(found):
    return {path: local.read_bytes() for path, local in found.items()}


def kept(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_the_mirror_comes_first(mirror, network, cache):
    found = fetch_all("owner/name", COMMIT, FILES)
    assert dict(found) == {path: mirror / path for path in FILES}
    assert not network["asked"]
    assert not cache.exists()


def test_a_wrong_file_in_the_mirror_is_refused(mirror, network):
    (mirror / "data/c.txt").write_bytes(b"other")
    with pytest.raises(FetchError, match=r"data/c\.txt is not the file on the card"):
        fetch_all("owner/name", COMMIT, FILES)


def test_one_archive_is_loaded_and_only_what_is_asked_for_is_kept(network, cache):
    found = fetch_all("owner/name", COMMIT, FILES)
    assert list(found) == list(FILES)
    assert contents(found) == {path: CONTENTS[path] for path in FILES}
    assert network["asked"] == [f"https://codeload.github.com/owner/name/tar.gz/{COMMIT}"]
    assert kept(cache) == ["c.txt", "ä b.txt"]


def test_what_is_in_the_cache_is_not_loaded_again(network):
    first = fetch_all("owner/name", COMMIT, FILES)
    assert fetch_all("owner/name", COMMIT, FILES) == first
    assert len(network["asked"]) == 1


def test_what_the_mirror_lacks_comes_from_the_archive(mirror, network, cache):
    (mirror / "data/c.txt").unlink()
    found = fetch_all("owner/name", COMMIT, FILES)
    assert contents(found) == {path: CONTENTS[path] for path in FILES}
    assert kept(cache) == ["c.txt"]


def test_a_damaged_file_in_the_cache_is_loaded_again(network):
    found = fetch_all("owner/name", COMMIT, FILES)
    found["data/c.txt"].write_bytes(b"tw")
    assert contents(fetch_all("owner/name", COMMIT, FILES))["data/c.txt"] == b"two"
    assert len(network["asked"]) == 2


def test_another_file_than_asked_for_is_refused_and_not_kept(network, cache):
    network["answer"] = packed({**CONTENTS, "data/c.txt": b"other"})
    with pytest.raises(FetchError, match=r"data/c\.txt of https.* is not the file on the card"):
        fetch_all("owner/name", COMMIT, FILES)
    assert kept(cache) == ["ä b.txt"]


def test_a_file_that_the_archive_lacks_is_named(network, cache):
    network["answer"] = packed({"data/ä b.txt": b"one\r\n"})
    with pytest.raises(FetchError, match=r"lacks 1 of the files asked for: data/c\.txt"):
        fetch_all("owner/name", COMMIT, FILES)


@pytest.mark.parametrize(
    "answer",
    [b"", b"no archive", packed(CONTENTS)[:60], packed(CONTENTS)[:-20], ConnectionError, OSError],
    ids=["nothing", "no archive", "its beginning", "all but its end", "no connection", "error"],
)
def test_an_archive_that_breaks_off_is_an_error_that_says_what_to_set(network, cache, answer):
    network["answer"] = answer
    with pytest.raises(FetchError, match=r"https://codeload|lacks"):
        fetch_all("owner/name", COMMIT, FILES)
    assert not [name for name in kept(cache) if name.endswith(".part")]


def test_no_files_need_no_network(network):
    assert fetch_all("owner/name", COMMIT, {}) == {}
    assert not network["asked"]
