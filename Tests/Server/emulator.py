"""What the checks share: a way to state one, the emulator as a process, and a connection that hides nothing."""

import json
import pathlib
import re
import signal
import socket
import subprocess
import time

KEY = "test-key"
SECONDS = 10

totals = [0, 0]


def check(what, expected, got, holds=None):
    """States that two values are equal, or, where `holds` is given, that it is true."""
    holds = expected == got if holds is None else holds
    totals[0 if holds else 1] += 1
    print(f"ok {what}" if holds else f"FAIL {what}: expected {expected!r}, got {got!r}", flush=True)
    return holds


class Emulator:
    """The server as a child process, on a port of its own."""

    def __init__(self, path, *options):
        self.process = subprocess.Popen(
            [path, "--port", "0", "--key", KEY, "--log", *options], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()
        self.port = int(self.line.rpartition(":")[2] or 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def log_line(self, words):
        """The first line of the log, from here on, that holds the words."""
        for line in self.process.stderr:
            if words in line:
                return line

    def stop(self, which=signal.SIGTERM):
        """Its exit code and how many seconds it took."""
        start = time.monotonic()
        self.process.send_signal(which)
        code = self.process.wait(SECONDS)
        return code, time.monotonic() - start

    def peak_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024


class Answer:
    def __init__(self, status, headers, body=b""):
        self.status, self.headers, self.body = status, headers, body

    @property
    def is_cut(self):
        return len(self.body) < int(self.headers.get("content-length", 0))

    def json(self):
        return json.loads(self.body)


class Connection:
    """A socket on which each byte is sent as told and each answer read by its framing."""

    def __init__(self, emulator):
        self.socket = socket.create_connection(("127.0.0.1", emulator.port), timeout=SECONDS)
        self.input = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.input.close()
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def ask(self, method, target, *lines, body=b""):
        self.send(request(method, target, *lines, body=body))
        return self.answer(has_body=method != "HEAD")

    def answer(self, has_body=True):
        """The next answer; None when the connection ends before one begins."""
        try:
            first = self.input.readline()
        except ConnectionResetError:
            return None
        if not first:
            return None
        headers = {}
        while (line := self.input.readline().strip()):
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        length = int(headers.get("content-length", 0)) if has_body else 0
        return Answer(int(first.split()[1]), headers, self.input.read(length))

    def is_closed(self):
        """Whether the server ends the connection, rather than say or wait for more."""
        try:
            return self.input.read(1) == b""
        except ConnectionResetError:
            return True


def request(method, target, *lines, body=b"", key=KEY):
    head = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *lines]
    if key:
        head.append(f"Authorization: Bearer {key}")
    if body and not any(line.lower().startswith(("content-length", "transfer-enc")) for line in head):
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


FORM = "Content-Type: multipart/form-data; boundary=b"
FORM_START = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
FORM_END = b"\r\n--b--\r\n"


def form(content):
    return FORM_START + content + FORM_END


def upload(connection, content):
    answer = connection.ask("POST", "/files", FORM, body=form(content))
    return answer.json()["file_id"]


def new_job(connection):
    """A RefineLoop job on a file that is XLIFF enough."""
    file_id = upload(connection, b'<xliff version="1.2"></xliff>')
    model = connection.ask("GET", "/refineloop/models").json()["data"][0]["id"]
    body = json.dumps({"model": model, "file_id": file_id}).encode()
    return connection.ask("POST", "/refineloop/jobs", "Content-Type: application/json", body=body).json()["job_id"]
