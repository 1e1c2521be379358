"""Fetching: the mirror first, every file verified, nothing half done left behind."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pooch
import pytest

from framing import fetch as module
from framing.fetch import FetchError, cache_folder, fetch, sha256_of

DATA = b"id,text\n1,The mayor resigned.\n" * 1000
SHA = hashlib.sha256(DATA).hexdigest()
FILE = {"repo": "owner/name", "commit": "c0ffee", "path": "data/a b#ü.csv"}


@pytest.fixture
def mirror(tmp_path, cache, monkeypatch):
    monkeypatch.setenv("FRAMING_MIRROR", str(tmp_path / "mirror"))
    path = tmp_path / "mirror" / FILE["repo"] / FILE["commit"] / FILE["path"]
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    return path


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(DATA)))
        self.end_headers()
        self.wfile.write(self.server.data)

    def log_message(self, *_):
        pass


@pytest.fixture
def server(cache, monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.status, server.data = [], 200, DATA
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setattr(module, "RAW", f"http://127.0.0.1:{server.server_port}")
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def no_network(monkeypatch):
    def refuse(self, url, output_file, _):
        raise ConnectionError("Network is unreachable")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", refuse)


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


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
    assert path == cache / FILE["repo"] / FILE["commit"] / FILE["path"]
    assert path.read_bytes() == DATA
    assert fetch(**FILE, sha256=SHA) == path
    assert server.asked == ["/owner/name/c0ffee/data/a%20b%23%C3%BC.csv"]


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


def test_a_file_that_breaks_off_is_not_kept(server, cache):
    server.data = DATA[: len(DATA) // 2]
    with pytest.raises(FetchError, match=r"cannot fetch http://127.0.0.1"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


@pytest.mark.parametrize("status", [404, 500])
def test_what_the_server_answers_is_told(server, cache, status):
    server.status = status
    with pytest.raises(FetchError, match=rf"cannot fetch .*{status}.*Set FRAMING_MIRROR"):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ConnectionError])
def test_an_interrupted_download_leaves_nothing_behind(cache, monkeypatch, error):
    def half(self, url, output_file, _):
        Path(output_file).write_bytes(DATA[:10])
        raise error("stopped")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", half)
    with pytest.raises(FetchError if error is ConnectionError else error):
        fetch(**FILE, sha256=SHA)
    assert not files(cache)


def test_an_interrupted_download_leaves_the_older_file(server, cache, monkeypatch):
    path = fetch(**FILE, sha256=SHA)
    server.data = b"x" * len(DATA)
    with pytest.raises(FetchError):
        fetch(**FILE, sha256="0" * 64)
    assert files(cache) == [path]
    assert sha256_of(path) == SHA


def test_without_network_the_error_says_what_to_set(cache, no_network, monkeypatch, tmp_path):
    where = "owner/name/c0ffee/data/a b#ü.csv"
    with pytest.raises(FetchError, match=f"unreachable. Set FRAMING_MIRROR to a folder .*{where}"):
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


def test_the_cache_is_where_one_says(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv("FRAMING_CACHE", "~/news")
    assert cache_folder() == Path.home() / "news"
    monkeypatch.delenv("FRAMING_CACHE")
    assert cache_folder().name == "framing"
