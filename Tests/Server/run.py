#!/usr/bin/env python3
"""Runs the checks of the emulators' server; exit code 1 if any failed.

    swift build --traits EmulatorServer
    python3 Tests/Server/run.py .build/debug/emulator

What the emulated service answers is checked elsewhere (Tests/Peers). This is about the server itself: HTTP on
raw sockets, memory, signals. Needs Python 3.11 and Linux, nothing else.
"""

import signal
import sys

sys.dont_write_bytecode = True

import bodies  # noqa: E402
import emulator  # noqa: E402
import faults  # noqa: E402
import framing  # noqa: E402
import life  # noqa: E402
import memory  # noqa: E402

SCRIPTS = (framing, bodies, faults, life, memory)


# For one function; a server that never answers is a failure, not a hang.
SECONDS = 60


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    signal.signal(signal.SIGALRM, give_up)
    for script in SCRIPTS:
        for function in script.FUNCTIONS:
            signal.alarm(SECONDS)
            try:
                function(sys.argv[1])
            except Exception as error:
                emulator.check(f"{script.__name__}.{function.__name__} runs to its end", "no exception",
                               repr(error))
    passed, failed = emulator.totals
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def give_up(*_):
    raise TimeoutError(f"not done after {SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
