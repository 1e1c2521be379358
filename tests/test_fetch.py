"""Fetching: the mirror first, every file verified, nothing half done under the final name."""

import errno
import hashlib
import os
import pty
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from framing.fetch import FetchError, cache_folder, download, fetch, here, sha256_of
from framing.fetch import files as module
from framing.fetch.places import data_folder
from tests.fetch_server import files, serving

DATA = b"".join(b"%d,The mayor resigned.\n" % row for row in range(10_000))  # several pieces
SHA = hashlib.sha256(DATA).hexdigest()
FILE = {"repo": "owner/name", "commit": "c0ffee", "path": "data/a b#ü.csv"}
WHERE = "owner/name/c0ffee/data/a b#ü.csv"
HALF = len(DATA) // 2
FETCH = (
    "import sys\nfrom framing.fetch import fetch, files\n"
    "files.RAW, sha = sys.argv[1:]\n"
    "print(fetch('owner/name', 'c0ffee', 'data/a.csv', sha, name='babe', licence='AGPL-3.0'))"
)


@pytest.fixture
def mirror(tmp_path, cache, monkeypatch):
    monkeypatch.setenv("FRAMING_MIRROR", str(tmp_path / "mirror"))
    path = tmp_path / "mirror" / WHERE
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    return path


@pytest.fixture
def server(cache, monkeypatch):
    with serving(DATA) as server:
        monkeypatch.setattr(module, "RAW", server.url)
        yield server


@pytest.fixture
def no_network(monkeypatch):
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(module, "RAW", f"http://127.0.0.1:{free.getsockname()[1]}")
        yield


def half(server, cache):
    """What is left in the cache by a download that breaks off in the middle."""
    server.most = HALF
    with pytest.raises(FetchError, match="bytes are kept; the next call goes on"):
        fetch(**FILE, sha256=SHA)
    server.most = None
    return next(path for path in files(cache) if path.suffix == ".part")


def ranges(server):
    return [asked for _, asked, _ in server.asked]


def test_the_mirror_comes_first(mirror, no_network, cache):
    assert fetch(**FILE, sha256=SHA) == mirror
    assert not cache.exists()


def test_a_wrong_file_in_the_mirror_names_both_hashes(mirror):
    mirror.write_bytes(b"other")
    found = hashlib.sha256(b"other").hexdigest()
    with pytest.raises(FetchError, match=f"sha256 {found} instead of {SHA}") as caught:
        fetch(**FILE, sha256=SHA)
    assert str(mirror) in str(caught.value)


def test_a_file_is_downloaded_once(server, cache):
    path = fetch(**FILE, sha256=SHA)
    assert path == cache / WHERE
    assert path.read_bytes() == DATA
    assert fetch(**FILE, sha256=SHA) == path
    assert server.asked == [("/owner/name/c0ffee/data/a%20b%23%C3%BC.csv", None, None)]
    assert files(cache) == [path]


def test_what_the_mirror_lacks_is_downloaded(server, cache, monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_MIRROR", str(tmp_path))
    assert cache in fetch(**FILE, sha256=SHA).parents


def test_a_damaged_file_in_the_cache_is_downloaded_again(server):
    path = fetch(**FILE, sha256=SHA)
    path.write_bytes(DATA[:100])
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert len(server.asked) == 2


def test_another_file_than_the_card_says_is_refused_and_not_kept(server, cache):
    server.data = DATA[::-1]
    found = hashlib.sha256(DATA[::-1]).hexdigest()
    with pytest.raises(FetchError, match=f"sha256 {found} instead of {SHA}"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)
    assert len(server.asked) == 1


def test_a_wrong_hash_leaves_the_older_file(server, cache):
    path = fetch(**FILE, sha256=SHA)
    server.data = b"x" * len(DATA)
    with pytest.raises(FetchError):
        fetch(**FILE, sha256="0" * 64)
    assert files(cache) == [path]
    assert sha256_of(path) == SHA


def test_a_download_that_breaks_off_goes_on_from_there(server, cache):
    kept = half(server, cache).stat().st_size
    assert 0 < kept <= HALF
    assert not (cache / WHERE).exists()
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    tag = f'"{hashlib.md5(DATA).hexdigest()}"'
    assert server.asked[-1][1:] == (f"bytes={kept}-", tag)
    assert files(cache) == [cache / WHERE]


@pytest.mark.parametrize("lacking", ["ranges", "versions"])
def test_a_server_that_knows_less_gives_the_whole_file_in_the_end(server, cache, lacking):
    setattr(server, lacking, False)
    half(server, cache)
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert len(server.asked) == 2


def test_a_part_of_an_older_version_is_not_continued(server, cache):
    server.data = DATA[::-1]
    half(server, cache)
    server.data = DATA
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert len(server.asked) == 2


@pytest.mark.parametrize("wrong", [b"x" * 100, b"x" * len(DATA), DATA + b"x"])
def test_a_wrong_part_is_discarded_and_loaded_afresh_once(server, cache, wrong):
    server.versions = False
    part = half(server, cache)
    part.write_bytes(wrong)
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert ranges(server)[1:] == [f"bytes={len(wrong)}-", None]
    assert files(cache) == [cache / WHERE]


def test_a_part_continued_at_the_wrong_byte_is_loaded_afresh(server, cache):
    half(server, cache)
    server.shifted = 5
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert len(server.asked) == 3


def test_a_part_that_is_whole_needs_no_network(server, cache):
    half(server, cache).write_bytes(DATA)
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert len(server.asked) == 1


def test_a_part_of_a_file_with_another_hash_is_another_part(server, cache):
    half(server, cache)
    server.data = DATA[::-1]
    fetch(**FILE, sha256=hashlib.sha256(DATA[::-1]).hexdigest())
    assert server.asked[-1][1] is None


def test_a_file_that_breaks_off_without_a_known_length_is_refused(server, cache):
    server.lengths, server.most = False, HALF
    with pytest.raises(FetchError, match=f"instead of {SHA}"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (503, "503 Service Unav")])
def test_what_the_server_answers_is_told(server, cache, status, said):
    server.status = status
    with pytest.raises(FetchError, match=rf"the server answers {said}.*Set FRAMING_MIRROR"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


def test_a_server_error_leaves_what_is_there(server, cache):
    part = half(server, cache)
    server.status = 500
    with pytest.raises(FetchError, match="500"):
        fetch(**FILE, sha256=SHA)
    assert part.stat().st_size > 0


def test_a_server_that_does_not_answer_is_not_waited_for(server, cache, monkeypatch):
    monkeypatch.setattr(download, "TIMEOUT", 0.1)
    server.wait = 0.5
    with pytest.raises(FetchError, match=r"no answer within 0\.1 seconds"):
        fetch(**FILE, sha256=SHA)


def test_a_download_without_end_is_stopped(server, cache, monkeypatch):
    monkeypatch.setattr(download, "LARGEST", HALF)
    with pytest.raises(FetchError, match="bytes long, more than"):
        fetch(**FILE, sha256=SHA)
    server.lengths = False
    with pytest.raises(FetchError, match="longer than"):
        fetch(**FILE, sha256=SHA)


def full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_told_and_gets_its_room_back(server, cache, monkeypatch):
    half(server, cache)
    monkeypatch.setattr(download.Bar, "advance", full)  # after a piece was written
    with pytest.raises(FetchError, match=r"the disk is full; .* Set FRAMING_CACHE"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


def test_what_the_disk_has_no_room_for_is_not_begun(server, cache, monkeypatch):
    room = download.shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(download.shutil, "disk_usage", lambda _: room)
    with pytest.raises(FetchError, match="the disk is full"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_download_leaves_a_part_that_is_continued(server, cache, monkeypatch, error):
    def stop(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(download.Bar, "advance", stop)
        with pytest.raises(error):
            fetch(**FILE, sha256=SHA)
    assert not (cache / WHERE).exists()
    assert fetch(**FILE, sha256=SHA).read_bytes() == DATA
    assert ranges(server) == [None, f"bytes={download.PIECE}-"]


def test_without_network_the_error_says_what_to_set(cache, no_network, monkeypatch, tmp_path):
    said = f"no connection .*refused.*Set FRAMING_MIRROR to a folder .*{WHERE}"
    with pytest.raises(FetchError, match=said):
        fetch(**FILE, sha256=SHA)
    monkeypatch.setenv("FRAMING_MIRROR", str(tmp_path))
    with pytest.raises(FetchError, match=r"\(.*, where it points now, does not\)"):
        fetch(**FILE, sha256=SHA)


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path, monkeypatch, no_network):
    (tmp_path / "file").touch()
    monkeypatch.delenv("FRAMING_MIRROR", raising=False)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "file"))
    with pytest.raises(FetchError, match="cannot fetch"):
        fetch(**FILE, sha256=SHA)


def process(server, cache, **how):
    command = [sys.executable, "-c", FETCH, server.url, SHA]
    environment = {**os.environ, "FRAMING_CACHE": str(cache)}
    return subprocess.Popen(command, env=environment, **how)


def test_of_two_processes_one_loads_and_the_other_waits(server, cache):
    server.wait = 1.5
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [process(server, cache, **pipes) for _ in range(2)]
    said = [one.communicate(timeout=60) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    path = cache / "owner/name/c0ffee/data/a.csv"
    assert [out.strip() for out, _ in said] == [str(path)] * 2
    assert len(server.asked) == 1
    assert "".join(errors for _, errors in said).count("babe: licence AGPL-3.0") == 1
    assert path.read_bytes() == DATA


def test_a_process_that_is_killed_holds_nobody_up(server, cache):
    server.wait = 30
    killed = process(server, cache)
    while not server.asked:
        assert killed.poll() is None
    killed.kill()
    killed.wait()
    server.wait = 0
    done = process(server, cache)
    assert done.wait(timeout=60) == 0


def test_a_bar_is_shown_on_a_terminal_only(server, cache, tmp_path):
    server.data = DATA * 8
    sha = hashlib.sha256(server.data).hexdigest()
    command = [sys.executable, "-c", FETCH, server.url, sha]
    environment = {**os.environ, "FRAMING_CACHE": str(cache), "TERM": "xterm"}
    quiet = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert quiet.stderr == b"babe: licence AGPL-3.0\n"
    ours, theirs = pty.openpty()
    environment["FRAMING_CACHE"] = str(tmp_path / "other")
    subprocess.run(command, env=environment, stderr=theirs, check=True, stdout=subprocess.DEVNULL)
    os.close(theirs)
    assert b"a.csv" in os.read(ours, 1 << 16)
    os.close(ours)


def test_the_licence_is_shown_once_for_a_dataset(server, cache, capsys):
    about = {"name": "babe", "licence": "AGPL-3.0"}
    fetch(**FILE, sha256=SHA, **about)
    fetch(**{**FILE, "path": "b.csv"}, sha256=SHA, **about)
    assert capsys.readouterr() == ("", "babe: licence AGPL-3.0\n")
    fetch(**{**FILE, "path": "c.csv"}, sha256=SHA, **{**about, "licence": "MIT"})
    assert capsys.readouterr().err == "babe: licence MIT\n"


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a//b", "a\\..\\b", ""])
def test_a_path_out_of_the_repository_is_refused(server, path):
    with pytest.raises(FetchError, match="no path inside a repository"):
        fetch(**{**FILE, "path": path}, sha256=SHA)
    assert not server.asked


OWN = {**FILE, "own": "semeval2023"}


def test_an_own_copy_is_never_looked_for_on_the_network(server, cache, tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path / "data"))
    place = tmp_path / "data/semeval2023" / FILE["path"]
    with pytest.raises(FetchError, match="get your own copy from the registration page") as caught:
        fetch(**OWN, sha256=SHA, route="the registration page")
    assert str(place) in str(caught.value)
    assert not here(**OWN)
    place.parent.mkdir(parents=True)
    place.write_bytes(DATA)
    assert here(**OWN)
    assert fetch(**OWN, sha256=SHA) == place
    place.write_bytes(b"another edition")
    with pytest.raises(FetchError, match=f"is not the file on the card: .*{SHA}"):
        fetch(**OWN, sha256=SHA)
    assert not server.asked
    assert not files(cache)


def test_an_own_copy_may_lie_in_the_mirror(mirror, server):
    assert fetch(**OWN, sha256=SHA) == mirror
    assert here(**OWN)


def test_what_is_here_is_told_without_reading_it(mirror, cache, monkeypatch):
    mirror.write_bytes(b"other")
    assert here(**FILE)
    monkeypatch.delenv("FRAMING_MIRROR")
    assert not here(**FILE)
    (cache / WHERE).parent.mkdir(parents=True)
    (cache / f"{WHERE}.part").touch()
    assert not here(**FILE)
    (cache / WHERE).touch()
    assert here(**FILE)


def test_folders_are_where_one_says(tmp_path, monkeypatch):
    for variable, folder in (("FRAMING_CACHE", cache_folder), ("FRAMING_DATA", data_folder)):
        monkeypatch.setenv(variable, str(tmp_path))
        assert folder() == tmp_path
        monkeypatch.setenv(variable, "~/news")
        assert folder() == Path.home() / "news"
        monkeypatch.delenv(variable)
        assert "framing" in folder().parts
