#!/usr/bin/env python3
"""A million rows through one StructFlow job, row by row, and how much memory that took.

    python3 Tests/Transfer/structflow.py [--rows 1000000] EMULATOR -- client and its arguments

EMULATOR is the emulators' server (swift build -c release --traits EmulatorServer). The client gets the path of a
JSONL file with rows like {"seq": 7, "note": "…"} and the path of the JSONL file that it has to write, with the
records that a StructFlow job makes of them after the example {"seq": 1, "note": "text"}; the server in
LDXHUB_BASE_URL, the key in LDXHUB_API_KEY. The server's records hold what the rows hold, so that each can be told
from all others.

Needs Python 3.11, Linux and about 0.5 GB of disk below /var/tmp. Exit code 1 if any check failed.
"""

import argparse
import hashlib
import itertools
import json
import pathlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from emulator import MEBIBYTE, Emulator, check, close, run  # noqa: E402

PEAK_LIMIT = 100 * MEBIBYTE
SECONDS = 900


def row(number):
    """About 100 bytes that no other row has; every tenth has letters beyond ASCII, every hundredth an escape."""
    more = " 語ü" if number % 10 == 0 else ""
    more += ' "q"\n\\' if number % 100 == 0 else ""
    return {"seq": number, "note": f"row {number} {hashlib.sha256(number.to_bytes(8)).hexdigest()}{more}"}


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for number in range(rows):
            file.write(json.dumps(row(number), ensure_ascii=False) + "\n")


def differences(path, rows):
    """What is wrong with each record, in the order of the file."""
    with open(path, "rb") as file:
        for number, line in enumerate(file):
            try:
                record = json.loads(line)
            except ValueError:
                yield number, "is no JSON", line[:120]
                continue
            if number >= rows:
                yield number, "is one too many", line[:120]
            elif record != row(number):
                yield number, f"is not {row(number)}", line[:120]


def count_lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(MEBIBYTE), b""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("emulator", help="the emulators' server")
    parser.add_argument("client", nargs="+", help="the command of the client")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="structflow-") as name:
        folder = pathlib.Path(name)
        (folder / "server").mkdir()
        (folder / "client").mkdir()
        source, target = folder / "rows.jsonl", folder / "records.jsonl"
        write(source, options.rows)
        with Emulator(options.emulator, folder / "server", "--job-seconds", "1") as server:
            convert(server, options, source, target, folder / "client")
    return close()


def convert(server, options, source, target, folder):
    start = time.monotonic()
    code, _, errors, peak = run([*options.client, source, target], server.environment(folder), SECONDS)
    seconds = time.monotonic() - start
    size = source.stat().st_size
    check(f"the client ends with 0, {options.rows} rows of {size:,} bytes in {seconds:.1f} s", code == 0,
          "" if code == 0 else f"{'killed' if code is None else code} {errors.strip()[-400:]}")
    for name, value in (("client", peak), ("server", server.peak())):
        check(f"peak of the {name} is at most {PEAK_LIMIT // MEBIBYTE} MiB", value <= PEAK_LIMIT,
              f"{value / MEBIBYTE:.1f} MiB")
    if check("the client wrote the records", target.exists()):
        lines = count_lines(target)
        check(f"records: {options.rows} lines", lines == options.rows, lines)
        wrong = list(itertools.islice(differences(target, options.rows), 5))
        check("records: each is made of the row in its place", not wrong,
              "; ".join(f"record {number} {what}: {line!r}" for number, what, line in wrong))


if __name__ == "__main__":
    sys.exit(main())
