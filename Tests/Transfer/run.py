#!/usr/bin/env python3
"""Moves large bodies through the client, checks every byte and how much memory that took.

    swift build -c release --product transfer-probe
    python3 Tests/Transfer/run.py .build/release/transfer-probe

Needs Python 3.9, Linux (the peak of a process' memory is read there) and 2.5 GB of disk below /var/tmp, for a
short while. Exit code 1 if any case failed.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

import pattern  # noqa: E402
from peer import Peer  # noqa: E402

MEBIBYTE = 1 << 20
UPLOAD = 200 * MEBIBYTE
DOWNLOAD = 1024 * MEBIBYTE
PEAK_LIMIT = 64 * MEBIBYTE
SECONDS = 300


def upload(probe, folder):
    place = folder / "input.bin"
    with open(place, "wb") as file:
        file.writelines(pattern.blocks(UPLOAD))
    yield from run(probe, folder, f"uploaded {UPLOAD}", "upload", place)


def upload_by_chunks(probe, folder):
    place, reference = folder / "input.bin", folder / "reference.json"
    with open(place, "wb") as file:
        file.writelines(pattern.blocks(UPLOAD))
    yield from run(probe, folder, "uploaded chunked", "chunks", place, reference)
    reference.unlink(missing_ok=True)


def download(probe, folder):
    place = folder / "output.bin"
    yield from run(probe, folder, f"downloaded {DOWNLOAD}", "download", "output", place)
    with open(place, "rb") as file:
        difference = pattern.first_difference(DOWNLOAD, file.read)
        if difference is not None or file.read(1):
            yield f"the file differs from byte {difference or DOWNLOAD} on"
    place.unlink()


def read_late(probe, folder):
    expected = f"read {DOWNLOAD} {pattern.adler32(DOWNLOAD)}"
    yield from run(probe, folder, expected, "read-late", "output", waits=True)


CASES = {
    "200 MiB up": upload,
    "200 MiB up by chunks": upload_by_chunks,
    "1 GiB down": download,
    "1 GiB down, read when all is sent": read_late,
}


def run(probe, folder, expected, *arguments, waits=False):
    """Runs the probe against a peer of its own; gives what was wrong, then what it measured."""
    peer = Peer(UPLOAD, DOWNLOAD)
    environment = {**os.environ, "LDXHUB_BASE_URL": peer.address, "LDXHUB_API_KEY": "probe-key",
                   "TMPDIR": str(folder), "no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
    start = time.monotonic()
    process = subprocess.Popen([probe, *map(str, arguments)], env=environment, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        if waits and not peer.all_sent.wait(SECONDS):
            yield f"the peer could not send all within {SECONDS} s"
        output, errors = process.communicate("read\n" if waits else "", SECONDS)
    except subprocess.TimeoutExpired:
        yield f"not done after {SECONDS} s"
        return
    finally:
        process.kill()
        process.wait()
        peer.shutdown()
        peer.server_close()
    seconds = time.monotonic() - start
    lines = output.splitlines()
    if process.returncode != 0:
        yield f"exit code {process.returncode}: {errors.strip()[:400]}"
    if expected not in lines:
        yield f"expected {expected!r}, got {lines}"
    if peer.findings != [None]:
        yield f"the peer found {peer.findings}"
    peak = next((1024 * int(line.split()[1]) for line in lines if line.startswith("peak-kib ")), None)
    if peak is None or peak > PEAK_LIMIT:
        yield f"the peak is beyond {PEAK_LIMIT // MEBIBYTE} MiB"
    yield Measured(seconds, peak)


class Measured:
    def __init__(self, seconds, peak):
        self.text = f"{seconds:.1f} s, peak {(peak or 0) / MEBIBYTE:.1f} MiB"


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    failed = 0
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="transfer-") as folder:
            found = list(case(sys.argv[1], pathlib.Path(folder)))
            # The client may keep its own folder for temporary files, but nothing in it.
            left = [path.name for path in pathlib.Path(folder).rglob("*")
                    if path.is_file() and path.name != "input.bin"]
        measured = "; ".join(one.text for one in found if isinstance(one, Measured))
        problems = [one for one in found if not isinstance(one, Measured)]
        problems += [f"files are left: {left}"] if left else []
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'ok'} {name}: {'; '.join([measured] + problems)}", flush=True)
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
