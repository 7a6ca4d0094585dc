"""Bodies: told to come, chunked, refused unread, cut. Source: RFC 9110, 10.1.1; RFC 9112, 7 and 9.6."""

import hashlib

from emulator import (
    FORM, FORM_END, FORM_START, Connection, Emulator, check, form, request, upload,
)

FORM_LENGTH = len(FORM_START + FORM_END)


def expect_continue(path):
    body = form(b"abc")
    head = request("POST", "/files", FORM, "Expect: 100-continue", f"Content-Length: {len(body)}")
    with Emulator(path) as emulator, Connection(emulator) as connection:
        connection.send(head)
        check("a client that waits is told to continue", 100, connection.answer().status)
        connection.send(body)
        check("and its request is answered", 201, connection.answer().status)
        check("and the connection goes on", 200, connection.ask("GET", "/files").status)


def expect_refused(path):
    lines = (FORM, "Expect: 100-continue", "Content-Length: 1000000")
    with Emulator(path) as emulator, Connection(emulator) as connection:
        connection.send(request("POST", "/files", *lines, key="wrong"))
        answer = connection.answer()
        check("a client that waits and is refused is not told to continue", 401, answer.status)
        check("and the connection is said to close", "close", answer.headers.get("connection"))
        check("and closes, with nothing more said", True, connection.is_closed())


def chunked(path):
    content = bytes(range(256)) * 999
    pieces = b"".join(f"{len(one):x}\r\n".encode() + one + b"\r\n" for one in halves(form(content)))
    with Emulator(path) as emulator, Connection(emulator) as connection:
        connection.send(request("POST", "/files", FORM, "Transfer-Encoding: chunked") + pieces + b"0\r\n\r\n")
        info = connection.answer().json()
        check("a chunked upload has its size", len(content), info["size"])
        got = connection.ask("GET", f"/files/{info['file_id']}/content")
        check("a chunked upload has its bytes", digest(content), digest(got.body))


def lengths(path):
    content = bytes(range(256)) * 12_288
    with Emulator(path) as emulator, Connection(emulator) as connection:
        file_id = upload(connection, content)
        got = connection.ask("GET", f"/files/{file_id}/content")
        check("a file on disk says its length", str(len(content)), got.headers.get("content-length"))
        check("a file on disk comes back", digest(content), digest(got.body))
        part = connection.ask("GET", f"/files/{file_id}/content", "Range: bytes=1048570-1048585")
        check("a part of it comes back", (206, content[1_048_570:1_048_586]), (part.status, part.body))


def refused_unread(path):
    """A body that is too long is refused by its announced length, and what was sent of it does no harm."""
    length = (200 << 20) + FORM_LENGTH + (1 << 20)
    with Emulator(path) as emulator, Connection(emulator) as connection:
        connection.send(request("POST", "/files", FORM, f"Content-Length: {length}") + FORM_START)
        for _ in range(64):
            connection.send(bytes(1 << 16))
        answer = connection.answer()
        check("a client that is still sending hears that its body is too long", 413, answer.status)
        check("it is told that the connection closes", "close", answer.headers.get("connection"))
        check("the connection closes", True, connection.is_closed())


def cut_upload(path):
    for lines in ((f"Content-Length: {FORM_LENGTH + 9}",), ("Transfer-Encoding: chunked",)):
        with Emulator(path) as emulator, Connection(emulator) as connection:
            chunk = f"{FORM_LENGTH + 3:x}\r\n".encode() if "chunked" in lines[0] else b""
            connection.send(request("POST", "/files", FORM, *lines) + chunk + form(b"abc"))
            connection.close()
            emulator.log_line("POST /files client gone")
            with Connection(emulator) as other:
                check(f"a client that leaves within its body stores no file ({lines[0]})", [],
                      other.ask("GET", "/files").json()["data"])


def halves(data):
    return data[: len(data) // 2], data[len(data) // 2:]


def digest(data):
    return hashlib.sha256(data).hexdigest()


FUNCTIONS = (expect_continue, expect_refused, chunked, lengths, refused_unread, cut_upload)
