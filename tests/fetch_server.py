"""A real server of one file, which knows ranges, and breaks off, lies and dawdles when told."""

import hashlib
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        server = self.server
        server.asked.append((self.path, self.headers.get("Range"), self.headers.get("If-Range")))
        time.sleep(server.wait)
        data, tag = server.data, f'"{hashlib.md5(server.data).hexdigest()}"'
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and server.ranges else 0
        if server.versions and start and self.headers.get("If-Range") != tag:
            start = 0
        status = server.status
        if status == 200 and start:
            status = 206 if start < len(data) else 416
        self.send_response(status)
        if status == 206:
            told = start + server.shifted
            self.send_header("Content-Range", f"bytes {told}-{len(data) - 1}/{len(data)}")
        if server.versions:
            self.send_header("ETag", tag)
        if server.lengths:
            self.send_header("Content-Length", str(max(0, len(data) - start)))
        self.end_headers()
        self.wfile.write(data[start:][: server.most])

    def log_message(self, *_):
        pass


@contextmanager
def serving(data):
    """The server; what it is told to do are its attributes, what it was asked is ``asked``."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.data, server.status = [], data, 200
        server.ranges = server.versions = server.lengths = True
        server.most, server.wait, server.shifted = None, 0, 0
        server.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def files(folder):
    """What is in a cache: files and parts of files, without locks."""
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
