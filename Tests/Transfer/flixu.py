#!/usr/bin/env python3
"""Documents through Flixu whose answers hold the translation as Base64, and how much memory that took.

    swift build -c release --product transfer-probe
    python3 Tests/Transfer/flixu.py .build/release/transfer-probe flixu-document

The client gets the paths of a document and of the file that it has to write, the service's address in FLIXU_BASE_URL and
its key in FLIXU_API_KEY. The answers hold 20 MB, the largest document that the service takes, as one line, as lines of 76
characters, and with each slash escaped.

Needs Python 3.9, Linux and about 100 MB of disk below /var/tmp. Exit code 1 if any case failed.
"""

import base64
import http.server
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True

import pattern  # noqa: E402

MEBIBYTE = 1 << 20
SIZE = 20 * MEBIBYTE
PEAK_LIMIT = 96 * MEBIBYTE
SECONDS = 300

FORMS = {
    "one line": lambda text: text,
    "lines of 76": lambda text: b"\\r\\n".join(text[i:i + 76] for i in range(0, len(text), 76)),
    "escaped slashes": lambda text: text.replace(b"/", b"\\/"),
}


class Peer(http.server.ThreadingHTTPServer):
    """Takes one document and gives it back as its translation."""

    daemon_threads = True

    def __init__(self, form):
        super().__init__(("127.0.0.1", 0), Handler)
        self.form, self.findings = form, []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        document = self.check(body)
        text = self.server.form(base64.b64encode(document))
        answer = [b'{"data":{"filename":"manual.docx","source_lang":"en","target_lang":"de","file_data":"', text,
                  b'","credits_used":1},"meta":{"request_id":"r"}}']
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(sum(map(len, answer))))
        self.end_headers()
        for part in answer:
            self.wfile.write(part)

    def check(self, body):
        """The document in a form; what is wrong with the form is noted."""
        boundary = re.fullmatch(r"multipart/form-data; boundary=(\S+)", self.headers["Content-Type"])
        parts = body.split(b"--" + boundary[1].encode())[1:-1] if boundary else []
        found = {}
        for part in parts:
            head, _, content = part.partition(b"\r\n\r\n")
            found[re.search(rb'name="([^"]*)"', head)[1]] = content[:-2]
        document = found.pop(b"file", b"")
        problems = [
            what for what, wrong in {
                "another path": self.path != "/v1/translate/document",
                "no key": self.headers["Authorization"] != "Bearer probe-key",
                f"the parts {found}": found != {b"source_lang": b"en", b"target_lang": b"de"},
                f"a document of {len(document)} bytes": document != b"".join(pattern.blocks(SIZE)),
            }.items() if wrong]
        self.server.findings.append(problems)
        return document

    def log_message(self, *arguments):
        pass


def run(client, folder, form):
    """Runs the client against a peer of its own; gives what was wrong, and what it measured."""
    source, target = folder / "manual.docx", folder / "translated.docx"
    with open(source, "wb") as file:
        file.writelines(pattern.blocks(SIZE))
    peer = Peer(form)
    environment = {**os.environ, "FLIXU_BASE_URL": f"http://127.0.0.1:{peer.server_port}/v1",
                   "FLIXU_API_KEY": "probe-key", "TMPDIR": str(folder), "no_proxy": "127.0.0.1",
                   "NO_PROXY": "127.0.0.1"}
    start = time.monotonic()
    try:
        done = subprocess.run([*client, source, target], env=environment, text=True, capture_output=True,
                              timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [f"not done after {SECONDS} s"], ""
    finally:
        peer.shutdown()
        peer.server_close()
    seconds = time.monotonic() - start
    lines = done.stdout.splitlines()
    problems = []
    if done.returncode != 0:
        problems.append(f"exit code {done.returncode}: {done.stderr.strip()[:400]}")
    if f"translated {SIZE}" not in lines:
        problems.append(f"got {lines}")
    if peer.findings != [[]]:
        problems.append(f"the peer found {peer.findings}")
    if not target.exists() or target.read_bytes() != source.read_bytes():
        problems.append("the translation is not what was sent")
    peak = next((1024 * int(line.split()[1]) for line in lines if line.startswith("peak-kib ")), None)
    if peak is None or peak > PEAK_LIMIT:
        problems.append(f"the peak is beyond {PEAK_LIMIT // MEBIBYTE} MiB")
    left = [path.name for path in folder.rglob("*") if path.is_file() and path not in (source, target)]
    if left:
        problems.append(f"files are left: {left}")
    return problems, f"{seconds:.1f} s, peak {(peak or 0) / MEBIBYTE:.1f} MiB"


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    failed = 0
    for name, form in FORMS.items():
        with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="flixu-") as folder:
            problems, measured = run(sys.argv[1:], pathlib.Path(folder), form)
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'ok'} a document of 20 MiB, {name}: {'; '.join([measured] + problems)}",
              flush=True)
    print(f"{len(FORMS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
