"""Large bodies go through the server without being held by it."""

from emulator import FORM, FORM_END, FORM_START, Connection, Emulator, check, request

SIZE = 200 << 20
PIECE = bytes(range(256)) * 4096
LIMIT = 64


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


FUNCTIONS = (large_file,)
