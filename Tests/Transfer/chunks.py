#!/usr/bin/env python3
"""Kills a client again and again while it uploads by chunks, and lets it resume: every byte must be there, once.

    python3 Tests/Transfer/chunks.py [--seed 7] [--kills 10] EMULATOR -- client and its arguments

EMULATOR is the emulators' server. The client gets the path of a file and the path of a reference file; the server
in LDXHUB_BASE_URL, the key in LDXHUB_API_KEY. It uploads the file by chunks and writes after each step into the
reference file what it needs to go on; started again with the same arguments it goes on from there. At the end it
prints the id of the uploaded file, as its last line, and ends with 0.

Needs Python 3.11, Linux and 0.5 GB of disk below /var/tmp. Exit code 1 if any check failed.
"""

import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from emulator import MEBIBYTE, Emulator, check, close, run  # noqa: E402
from relay import Relay  # noqa: E402

SIZE = 100_000_000
NAME = "kill-me.bin"
# For one life of the client.
SECONDS = 300
# How long each answer is on its way: long enough that some kills hit a client whose chunk is there without its
# knowing.
ANSWER_SECONDS = 0.05


def blocks(seed):
    """The file's bytes: random, so that no two places are alike."""
    source = random.Random(seed)
    for start in range(0, SIZE, MEBIBYTE):
        yield source.randbytes(min(MEBIBYTE, SIZE - start))


def moments(seed, kills):
    """When to kill: how much must have been uploaded by then, and how many seconds later.

    Two kills come early, when perhaps nothing has been made yet; the others are spread over the upload."""
    source = random.Random(seed)
    early = min(2, kills)
    marks = [0] * early + sorted(source.randrange(1, SIZE * 9 // 10) for _ in range(kills - early))
    return [(mark, source.uniform(0, 0.3 if mark == 0 else 2 * ANSWER_SECONDS)) for mark in marks]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("emulator", help="the emulators' server")
    parser.add_argument("client", nargs="+", help="the command of the client")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="chunks-") as name:
        folder = pathlib.Path(name)
        for part in ("server", "client"):
            (folder / part).mkdir()
        with open(folder / NAME, "wb") as file:
            file.writelines(blocks(options.seed))
        with Emulator(options.emulator, folder / "server") as server, \
                Relay(server.address, ANSWER_SECONDS) as relay:
            upload(server, relay, options, folder)
    return close()


def upload(server, relay, options, folder):
    reference = folder / "reference"
    command = [*options.client, str(folder / NAME), str(reference)]
    environment = {**server.environment(folder / "client"), "LDXHUB_BASE_URL": relay.address}
    sizes, unexplained = [], 0
    for mark, pause in moments(options.seed, options.kills):
        killed = kill(server, command, environment, mark, pause)
        sizes.append(largest(server))
        # A client that could not yet note down its session can only make another one.
        unexplained += not (reference.exists() and reference.read_bytes())
        if not check(f"kill {len(sizes)}, {pause:.2f} s after {mark:,} bytes: during the upload", killed is None,
                     f"{sizes[-1]:,} bytes are there" if killed is None else f"it ended before with {killed}"):
            break
    check("what is there never gets less", sizes == sorted(sizes), sizes)
    code, output, errors, peak = run(command, environment, SECONDS)
    lines = output.split()
    if check("the client ends with 0 at last", code == 0, f"peak {peak / MEBIBYTE:.1f} MiB" if code == 0
             else f"{'killed' if code is None else code} {errors.strip()[-400:]}") and lines:
        compare(server, options.seed, lines[-1])
    made = len(server.files(NAME))
    check(f"upload sessions: 1, and one for each of the {unexplained} kills before there was a reference",
          1 <= made <= 1 + unexplained, made)
    again, output, _, _ = run(command, environment, SECONDS)
    check("started once more, it has nothing to do", (again, output.split()[-1:]) == (0, lines[-1:])
          and len(server.files(NAME)) == made, f"{again} {output.strip()[-80:]}")


def kill(server, command, environment, mark, pause):
    """Starts the client and kills it; gives its exit code if it ended by itself before."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + SECONDS
        while mark and largest(server) < mark and process.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(pause)
        return process.poll()
    finally:
        process.kill()
        process.wait()


def largest(server):
    return max((row["size"] for row in server.files(NAME)), default=0)


def compare(server, seed, file_id):
    with server.get(f"/files/{file_id}/content") as answer:
        place = 0
        for block in blocks(seed):
            got = answer.read(len(block))
            if got != block:
                same = next((i for i, (a, b) in enumerate(zip(block, got)) if a != b), min(len(block), len(got)))
                check("the uploaded file has every byte, once", False, f"it differs from byte {place + same} on")
                return
            place += len(block)
        check("the uploaded file has every byte, once", answer.read(1) == b"", f"{place:,} bytes compared")


if __name__ == "__main__":
    sys.exit(main())
