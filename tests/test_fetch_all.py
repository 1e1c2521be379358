"""Fetching many files: the mirror, the cache, else one archive; nothing hostile gets out of it."""

import errno
import hashlib
import io
import os
import tarfile
import tracemalloc

import pytest

from framing.fetch import FetchError, fetch_all
from framing.fetch import files as module
from framing.fetch import unpack as unpacking
from framing.fetch.unpack import Limits, unpack
from tests.fetch_server import files, serving

COMMIT = "c0ffee"
NOISE = b"".join(hashlib.sha256(b"%d" % n).digest() for n in range(10_000))
CONTENTS = {"data/ä b.txt": b"one\r\n", "other/d.bin": NOISE, "data/c.txt": b"two"}
FILES = {
    path: hashlib.sha256(CONTENTS[path]).hexdigest() for path in ("data/ä b.txt", "data/c.txt")
}


def member(name, content=b"", **how):
    """One entry of an archive, of any kind."""
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    for key, value in how.items():
        setattr(entry, key, value)
    return entry, content


def tar(*members):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for entry, content in members:
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def packed(contents):
    """An archive as GitHub makes them: everything in one folder."""
    return tar(*(member(f"name-{COMMIT}/{path}", content) for path, content in contents.items()))


@pytest.fixture
def server(cache, monkeypatch):
    with serving(packed(CONTENTS)) as server:
        monkeypatch.setattr(module, "ARCHIVES", server.url)
        yield server


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
    return sorted(path.name for path in files(folder))


def test_the_mirror_comes_first(mirror, server, cache):
    found = fetch_all("owner/name", COMMIT, FILES)
    assert dict(found) == {path: mirror / path for path in FILES}
    assert not server.asked
    assert not cache.exists()


def test_a_wrong_file_in_the_mirror_is_refused(mirror, server):
    (mirror / "data/c.txt").write_bytes(b"other")
    with pytest.raises(FetchError, match=r"data/c\.txt is not the file on the card"):
        fetch_all("owner/name", COMMIT, FILES)


def test_one_archive_is_loaded_and_only_what_is_asked_for_is_kept(server, cache):
    found = fetch_all("owner/name", COMMIT, FILES)
    assert list(found) == list(FILES)
    assert contents(found) == {path: CONTENTS[path] for path in FILES}
    assert server.asked == [(f"/owner/name/tar.gz/{COMMIT}", None, None)]
    assert kept(cache) == ["c.txt", "ä b.txt"]


def test_what_is_in_the_cache_is_not_loaded_again(server):
    first = fetch_all("owner/name", COMMIT, FILES)
    assert fetch_all("owner/name", COMMIT, FILES) == first
    assert len(server.asked) == 1


def test_what_the_mirror_lacks_comes_from_the_archive(mirror, server, cache):
    (mirror / "data/c.txt").unlink()
    found = fetch_all("owner/name", COMMIT, FILES)
    assert contents(found) == {path: CONTENTS[path] for path in FILES}
    assert kept(cache) == ["c.txt"]


def test_a_damaged_file_in_the_cache_is_loaded_again(server):
    found = fetch_all("owner/name", COMMIT, FILES)
    found["data/c.txt"].write_bytes(b"tw")
    assert contents(fetch_all("owner/name", COMMIT, FILES))["data/c.txt"] == b"two"
    assert len(server.asked) == 2


def test_another_file_than_asked_for_is_refused_and_not_kept(server, cache):
    server.data = packed({**CONTENTS, "data/c.txt": b"other"})
    with pytest.raises(FetchError, match=r"data/c\.txt in it is not the file on the card"):
        fetch_all("owner/name", COMMIT, FILES)
    assert kept(cache) == ["ä b.txt"]


def test_a_file_that_the_archive_lacks_is_named(server, cache):
    server.data = packed({"data/ä b.txt": b"one\r\n"})
    with pytest.raises(FetchError, match=r"lacks 1 of the files asked for: data/c\.txt"):
        fetch_all("owner/name", COMMIT, FILES)


def test_an_archive_that_breaks_off_is_continued(server, cache):
    server.most = 200_000
    with pytest.raises(FetchError, match="bytes are kept; the next call goes on"):
        fetch_all("owner/name", COMMIT, FILES)
    assert kept(cache) == [f"{COMMIT}.tar.gz.part", f"{COMMIT}.tar.gz.part.etag"]
    server.most = None
    fetch_all("owner/name", COMMIT, FILES)
    assert server.asked[-1][1].startswith("bytes=")
    assert kept(cache) == ["c.txt", "ä b.txt"]


def test_a_part_of_an_archive_that_is_wrong_is_loaded_afresh_once(server, cache):
    server.most = 200_000
    with pytest.raises(FetchError):
        fetch_all("owner/name", COMMIT, FILES)
    server.most = None
    part = next(path for path in files(cache) if path.suffix == ".part")
    part.write_bytes(b"x" * part.stat().st_size)
    fetch_all("owner/name", COMMIT, FILES)
    assert [asked is None for _, asked, _ in server.asked] == [True, False, True]
    assert kept(cache) == ["c.txt", "ä b.txt"]


def test_without_a_version_an_archive_is_loaded_afresh(server, cache):
    server.versions, server.most = False, 200_000
    with pytest.raises(FetchError):
        fetch_all("owner/name", COMMIT, FILES)
    server.most = None
    fetch_all("owner/name", COMMIT, FILES)
    assert server.asked[-1][1] is None


@pytest.mark.parametrize(
    "answer",
    [b"", b"no archive", packed(CONTENTS)[:60], packed(CONTENTS)[:-60]],
    ids=["nothing", "no archive", "its beginning", "all but its end"],
)
def test_an_archive_that_is_none_is_an_error_and_not_kept(server, cache, answer):
    server.data = answer
    with pytest.raises(FetchError, match=r"breaks off or is no archive|lacks"):
        fetch_all("owner/name", COMMIT, FILES)
    assert not [name for name in kept(cache) if ".part" in name]


def test_a_server_error_is_told(server, cache):
    server.status = 429
    with pytest.raises(FetchError, match=f"429 Too Many.*folder that holds owner/name/{COMMIT}"):
        fetch_all("owner/name", COMMIT, FILES)


def test_no_files_need_no_network(server):
    assert fetch_all("owner/name", COMMIT, {}) == {}
    assert not server.asked


def test_own_copies_are_not_downloaded(server, tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    how = {"own": "semeval2023", "route": "https://example.org/register"}
    with pytest.raises(FetchError, match=r"https://example.org/register.*ä b\.txt and 1 more"):
        fetch_all("owner/name", COMMIT, FILES, **how)
    for path in FILES:
        (tmp_path / "semeval2023/data").mkdir(parents=True, exist_ok=True)
        (tmp_path / "semeval2023" / path).write_bytes(CONTENTS[path])
    assert contents(fetch_all("owner/name", COMMIT, FILES, **how)) == {
        path: CONTENTS[path] for path in FILES
    }
    assert not server.asked


def test_a_full_disk_while_unpacking_is_told(server, cache, monkeypatch):
    def full(content, part):
        part.write_bytes(b"o")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(unpacking, "_copied", full)
    with pytest.raises(FetchError, match="the disk is full"):
        fetch_all("owner/name", COMMIT, FILES)
    assert not kept(cache)


WANTED = {"a.txt": hashlib.sha256(b"one").hexdigest()}
ROOT = member("x", type=tarfile.DIRTYPE)


def unpacked(tmp_path, archive, limits=unpacking.LIMITS, files=WANTED):
    (tmp_path / "archive").write_bytes(archive)
    unpack(tmp_path / "archive", files, tmp_path / "in" / "side", "the archive", limits)


@pytest.mark.parametrize("name", ["x/../../a.txt", "../a.txt", "/etc/a.txt", "x\\..\\a.txt"])
def test_a_path_that_leads_out_is_refused(tmp_path, name):
    with pytest.raises(FetchError, match="leads out of it"):
        unpacked(tmp_path, tar(ROOT, member(name, b"one"), member("x/a.txt", b"one")))
    assert [path.name for path in files(tmp_path)] == ["archive"]


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE],
    ids=["symbolic link", "hard link", "device", "pipe", "folder"],
)
def test_what_is_no_file_is_not_unpacked(tmp_path, kind):
    entry = member("x/a.txt", type=kind, linkname="/etc/passwd")
    with pytest.raises(FetchError, match=r"'x/a\.txt' in it is no file but a link"):
        unpacked(tmp_path, tar(ROOT, entry))
    assert not (tmp_path / "in").exists()
    other = member("x/other", type=kind, linkname="/etc/passwd")
    unpacked(tmp_path, tar(ROOT, other, member("x/a.txt", b"one")))
    assert [path.name for path in (tmp_path / "in/side").iterdir()] == ["a.txt"]


def test_a_link_does_not_lead_a_later_file_away(tmp_path):
    link = member("x/data", type=tarfile.SYMTYPE, linkname=str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    wanted = {"data/a.txt": WANTED["a.txt"]}
    unpacked(tmp_path, tar(ROOT, link, member("x/data/a.txt", b"one")), files=wanted)
    assert not any((tmp_path / "elsewhere").iterdir())
    assert (tmp_path / "in/side/data/a.txt").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(size=100_000), "more than 100,000 bytes"),
        (Limits(members=3), "more than 3 members"),
        (Limits(ratio=10), "as bombs do"),
    ],
)
def test_an_archive_that_holds_too_much_is_refused(tmp_path, monkeypatch, limits, said):
    monkeypatch.setattr(unpacking, "ALLOWED", 500_000)
    zeros = [member(f"x/{n}", bytes(100_000)) for n in range(10)]
    with pytest.raises(FetchError, match=said):
        unpacked(tmp_path, tar(ROOT, *zeros, member("x/a.txt", b"one")), limits)
    unpacked(tmp_path, tar(ROOT, *zeros, member("x/a.txt", b"one")), Limits(ratio=5000))


def test_a_huge_header_is_refused_in_little_memory(tmp_path):
    entry, content = member("x/a.txt", b"one")
    entry.pax_headers = {"comment": "x" * (30 << 20)}
    archive = tar(ROOT, (entry, content))
    tracemalloc.start()
    with pytest.raises(FetchError, match="a header of more than"):
        unpacked(tmp_path, archive)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_a_large_file_is_unpacked_in_little_memory(tmp_path):
    large = NOISE * 100  # 32 MB
    archive = tar(ROOT, member("x/skipped", large), member("x/a.txt", large))
    wanted = {"a.txt": hashlib.sha256(large).hexdigest()}
    tracemalloc.start()
    unpacked(tmp_path, archive, files=wanted)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20
