"""The emulators' server and a client as processes of their own, with the memory that each took."""

import json
import os
import pathlib
import re
import subprocess
import time
import urllib.request

KEY = "transfer-key"
MEBIBYTE = 1 << 20

totals = [0, 0]


def check(what, holds, found=""):
    totals[0 if holds else 1] += 1
    print(f"{'ok' if holds else 'FAIL'} {what}{f': {found}' if found != '' else ''}", flush=True)
    return holds


def close():
    print(f"{totals[0]} passed, {totals[1]} failed", flush=True)
    return 1 if totals[1] else 0


class Emulator:
    """The server on a port of its own, with its log in a file, since a pipe that nobody reads would stop it."""

    def __init__(self, path, folder, *options):
        self.log = folder / "server.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([path, "--port", "0", "--key", KEY, *options], stdout=log, stderr=log,
                                            env={**os.environ, "TMPDIR": str(folder)})
        self.address = self.find_address()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def find_address(self):
        end = time.monotonic() + 20
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(r"listening on (http://\S+)", self.log.read_text())
            if found:
                return found.group(1)
            time.sleep(0.05)
        raise RuntimeError(f"the server does not listen: {self.log.read_text()[:400]}")

    def environment(self, folder):
        """What a client finds it by."""
        return {**os.environ, "LDXHUB_BASE_URL": self.address, "LDXHUB_API_KEY": KEY, "TMPDIR": str(folder),
                "no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}

    def get(self, path):
        """The answer as a file to read from."""
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {KEY}"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(request, timeout=60)

    def files(self, filename):
        """The lines of the list that have this name."""
        with self.get("/files") as answer:
            return [row for row in json.load(answer)["data"] if row["filename"] == filename]

    def peak(self):
        """The most memory so far, in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * int(re.search(r"VmHWM:\s+(\d+)", status).group(1))


def run(command, environment, seconds):
    """Runs a client to its end: its exit code (None if it had to be killed), output, errors and peak in bytes."""
    with open(os.path.join(environment["TMPDIR"], "client.log"), "w+b") as log, \
            open(os.path.join(environment["TMPDIR"], "client.out"), "w+b") as output:
        process = subprocess.Popen(list(map(str, command)), env=environment, stdout=output, stderr=log)
        code, usage = wait(process, seconds)
        output.seek(0)
        log.seek(0)
        # This process' own size at the start counts in, and is small.
        return code, output.read().decode(), log.read().decode(errors="replace"), 1024 * usage.ru_maxrss


def wait(process, seconds):
    """Its exit code, None if it had to be killed, and what it used."""
    end = time.monotonic() + seconds
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            # So that nobody waits for it again.
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > end:
            process.kill()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return None, usage
        time.sleep(0.02)
