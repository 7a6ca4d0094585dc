"""Large bodies go through the server without being held by it."""

import json

from emulator import FORM, FORM_END, FORM_START, Connection, Emulator, check, request

SIZE = 200 << 20
PIECE = bytes(range(256)) * 4096
LIMIT = 64
ROWS = 50_000


def large_file(path):
    with Emulator(path) as emulator:
        with Connection(emulator) as connection:
            length = len(FORM_START) + SIZE + len(FORM_END)
            connection.send(request("POST", "/files", FORM, f"Content-Length: {length}") + FORM_START)
            for _ in range(SIZE // len(PIECE)):
                connection.send(PIECE)
            connection.send(FORM_END)
            info = connection.answer().json()
            check("200 MiB up: size", SIZE, info["size"])
            below("200 MiB up", emulator)
            target = f"/files/{info['file_id']}/content"
            check("200 MiB down: every byte", SIZE, right_bytes(connection, target))
            below("200 MiB down", emulator)
        stalled = [Connection(emulator) for _ in range(4)]
        for connection in stalled:
            connection.send(request("GET", target))
            connection.socket.recv(1)
        # By the end of another download these have long been able to send all that they could.
        with Connection(emulator) as connection:
            check("200 MiB down beside readers that stall: every byte", SIZE, right_bytes(connection, target))
        below("readers that stall", emulator)
        for connection in stalled:
            connection.close()


def many_rows(path):
    with Emulator(path, "--job-seconds", "0") as emulator, Connection(emulator) as connection:
        length = len(FORM_START) + sum(map(len, rows(range(ROWS)))) + len(FORM_END)
        connection.send(request("POST", "/files", FORM, f"Content-Length: {length}") + FORM_START)
        for first in range(0, ROWS, 1000):
            connection.send(b"".join(rows(range(first, first + 1000))))
        connection.send(FORM_END)
        create = {
            "model": "openai/gpt-5.5", "system_prompt": "Extract.", "example_output": {"number": 1, "text": "a"},
            "file_id": connection.answer().json()["file_id"]}
        job = connection.ask(
            "POST", "/structflow/jobs", "Content-Type: application/json", body=json.dumps(create).encode()).json()
        target = f"/structflow/jobs/{job['job_id']}?wait=5"
        while job["status"] not in ("completed", "failed"):
            job = connection.ask("GET", target).json()
        connection.send(request("GET", f"/files/{job.get('output_file_id')}/content"))
        while connection.input.readline().strip():
            pass
        right = 0
        while right < ROWS and connection.input.readline() == next(rows([right])):
            right += 1
        check(f"{ROWS} rows: every row, in order", ROWS, right)
        below(f"{ROWS} rows", emulator)


def rows(numbers):
    """Rows that a job gives back as they are: compact, with sorted names."""
    return (b'{"number":%d,"text":"%s"}\n' % (number, b"row %d " % number * 100) for number in numbers)


def right_bytes(connection, target):
    """How many bytes of the pattern come before the first that is wrong."""
    connection.send(request("GET", target))
    while connection.input.readline().strip():
        pass
    for count in range(0, SIZE, len(PIECE)):
        if connection.input.read(len(PIECE)) != PIECE:
            return count
    return SIZE


def below(what, emulator):
    peak = emulator.peak_mebibytes()
    check(f"{what}: the server's peak of {peak:.0f} MiB is below {LIMIT}", True, peak < LIMIT)


FUNCTIONS = (large_file, many_rows)
