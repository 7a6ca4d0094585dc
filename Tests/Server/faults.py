"""Requests that are to fail, and the options that change what the emulator does."""

import time

from emulator import Connection, Emulator, check, new_job, request


def fail_rate(path):
    first, again = outcomes(path, "7"), outcomes(path, "7")
    check("--fail-rate 1: an answer of 429, one of 503, one that is cut, or none", {429, 503, "cut", None},
          set(first))
    check("the same --seed gives the same", first, again)
    other = outcomes(path, "8")
    check("another --seed gives another", "another", other, other != first)


def outcomes(path, seed):
    with Emulator(path, "--fail-rate", "1", "--seed", seed) as emulator:
        found = []
        for _ in range(24):
            with Connection(emulator) as connection:
                answer = connection.ask("GET", "/files")
                found.append(answer and ("cut" if answer.is_cut else answer.status))
        return found


def keys(path):
    with Emulator(path, "--key", "another") as emulator, Connection(emulator) as connection:
        got = []
        for key in ("test-key", "another", "wrong", None):
            connection.send(request("GET", "/files", key=key))
            got.append(connection.answer().status)
        check("--key: those that were named are accepted, no other", [200, 200, 401, 401], got)


def waits(path):
    for option, least, most in (("--job-seconds=1", 0.5, 1.5), ("--no-wait", 0, 0.3)):
        with Emulator(path, option) as emulator, Connection(emulator) as connection:
            job = new_job(connection)
            start = time.monotonic()
            connection.ask("GET", f"/refineloop/jobs/{job}?wait=10")
            took = time.monotonic() - start
            check(f"{option}: a wait takes {least} to {most} s", "that", took, least <= took <= most)


FUNCTIONS = (fail_rate, keys, waits)
