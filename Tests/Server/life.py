"""How the server ends, and how it notices that a client has."""

import signal
import subprocess
import time

from emulator import SECONDS, Connection, Emulator, check, new_job, request, upload


def disconnect(path):
    with Emulator(path, "--job-seconds", "60") as emulator:
        with Connection(emulator) as connection:
            target = start_wait(emulator, connection)
            start = time.monotonic()
        line = emulator.log_line(target)
        took = time.monotonic() - start
        check("a wait ends with its client", "client gone", line, "client gone" in line)
        check("and at once", "less than 1 s", took, took < 1)


def idle_connection(path):
    for which in (signal.SIGINT, signal.SIGTERM):
        with Emulator(path) as emulator, Connection(emulator) as connection:
            connection.ask("GET", "/files")
            code, took = emulator.stop(which)
            check(f"{which.name} with an idle connection: exit code", 0, code)
            check(f"{which.name} with an idle connection: at once", "less than 1 s", took, took < 1)


def request_that_ends_soon(path):
    with Emulator(path, "--job-seconds", "1") as emulator, Connection(emulator) as connection:
        start_wait(emulator, connection)
        code, took = emulator.stop()
        check("SIGTERM during a short wait: the client is answered", "completed",
              connection.answer().json()["status"])
        check("SIGTERM during a short wait: exit code", 0, code)
        check("SIGTERM during a short wait: with the wait", "less than 1.8 s", took, took < 1.8)


def request_that_lasts(path):
    with Emulator(path, "--job-seconds", "60") as emulator, Connection(emulator) as connection:
        start_wait(emulator, connection)
        code, took = emulator.stop(signal.SIGINT)
        check("SIGINT during a long wait: exit code", 0, code)
        check("SIGINT during a long wait: soon", "less than 4 s", took, took < 4)


def reader_that_stalls(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        file_id = upload(connection, bytes(64 << 20))
        connection.send(request("GET", f"/files/{file_id}/content"))
        connection.socket.recv(1)
        code, took = emulator.stop()
        check("SIGTERM during a download that nobody reads: exit code", 0, code)
        check("SIGTERM during a download that nobody reads: soon", "less than 4 s", took, took < 4)


def port_in_use(path):
    with Emulator(path) as emulator:
        second = subprocess.run([path, "--port", str(emulator.port)], capture_output=True, text=True,
                                timeout=SECONDS)
        check("a port in use: exit code", 1, second.returncode)
        check("a port in use: the reason names it", f"port {emulator.port}", second.stderr,
              f"port {emulator.port}" in second.stderr)
        check("a port in use: no address is printed", "", second.stdout)


def start_wait(emulator, connection):
    """Asks for a job's end and returns, with what was asked for, once the server has begun to wait."""
    target = f"/refineloop/jobs/{new_job(connection)}?wait=10"
    connection.send(request("GET", target))
    # The answer to a later request, on another connection, tells that the first has been read.
    with Connection(emulator) as other:
        other.ask("GET", "/files")
    return target


FUNCTIONS = (disconnect, idle_connection, request_that_ends_soon, request_that_lasts, reader_that_stalls,
             port_in_use)
