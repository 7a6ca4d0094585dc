"""The other side of the transfers: takes and gives the pattern, and checks what it takes byte by byte."""

import base64
import http.server
import json
import re
import threading

import pattern


class Peer(http.server.ThreadingHTTPServer):
    """An HTTP server on a port of its own that knows `POST /files`, `GET /files/{id}/content` and uploads by chunks."""

    daemon_threads = True

    def __init__(self, upload_size, download_size):
        super().__init__(("127.0.0.1", 0), Handler)
        self.upload_size, self.download_size = upload_size, download_size
        # What was wrong with each request, None if nothing was.
        self.findings = []
        self.all_sent = threading.Event()
        # What came by chunks so far, and the pattern from there on.
        self.appended, self.expected = 0, pattern.reader(upload_size)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self):
        if self.path == "/uploads":
            self.rfile.read(int(self.headers["Content-Length"]))
            return self.answer_json(201, {"file_id": "chunked", "size": 0})
        finding = "another path" if self.path != "/files" else self.read_form()
        self.server.findings.append(finding)
        self.close_connection = finding is not None
        self.answer_json(201 if finding is None else 400, {
            "file_id": "uploaded", "filename": "input.bin", "size": self.server.upload_size})

    def do_PUT(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        chunk = base64.b64decode(body["data"], validate=True)
        if self.path != "/uploads/chunked" or list(body) != ["data"] or len(chunk) > 5_000_000:
            self.server.findings.append(f"{self.path}, a chunk of {len(chunk)} bytes")
        if chunk != self.server.expected(len(chunk)):
            self.server.findings.append(f"the chunk at byte {self.server.appended} is wrong")
        self.server.appended += len(chunk)
        self.answer_json(200, {"file_id": "chunked", "size": self.server.appended})

    def do_GET(self):
        if self.path == "/files/chunked":
            whole = self.server.appended == self.server.upload_size
            self.server.findings.append(None if whole else f"asked for after {self.server.appended} bytes")
            return self.answer_json(200, {"file_id": "chunked", "size": self.server.appended})
        wrong = not re.fullmatch(r"/files/[a-z]+/content", self.path) or "Range" in self.headers
        self.server.findings.append(f"{self.path} {self.headers.get('Range')}" if wrong else None)
        if wrong:
            return self.answer_json(404, {})
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(self.server.download_size))
        self.end_headers()
        for block in pattern.blocks(self.server.download_size):
            self.wfile.write(block)
        self.server.all_sent.set()

    def read_form(self):
        """Reads a form with one file, which must be the pattern to the last byte; says what is wrong."""
        if self.headers.get("Authorization") != "Bearer probe-key":
            return "no key"
        kind = re.fullmatch(r'multipart/form-data; *boundary="?([^";]+)"?', self.headers.get("Content-Type", ""))
        if not kind:
            return f"content type {self.headers.get('Content-Type')}"
        boundary = kind.group(1).encode()
        head = b""
        while not head.endswith(b"\r\n\r\n") and len(head) < 4096:
            head += self.rfile.readline()
        start = re.fullmatch(rb"--(.+?)\r\n(?:[^\r\n]+\r\n)+\r\n", head)
        if not start or start.group(1) != boundary or b'name="file"' not in head:
            return f"part head {head!r}"
        end = b"\r\n--" + boundary + b"--\r\n"
        size = self.server.upload_size
        if int(self.headers["Content-Length"]) != len(head) + size + len(end):
            return f"Content-Length {self.headers['Content-Length']}"
        place = pattern.first_difference(size, self.rfile.read)
        if place is not None:
            return f"byte {place} is wrong"
        rest = self.rfile.read(len(end))
        return None if rest == end else f"the form ends with {rest!r}"

    def answer_json(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
