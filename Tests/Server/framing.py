"""How requests and answers follow each other on a connection. Source: RFC 9110, RFC 9112."""

from emulator import FORM, Connection, Emulator, check, form, request


def announcement(path):
    with Emulator(path) as emulator:
        check("the address is one line", f"listening on http://127.0.0.1:{emulator.port}\n", emulator.line)


def keep_alive(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        got = [connection.ask("GET", "/files").status,
               connection.ask("POST", "/files", FORM, body=form(b"abc")).status,
               connection.ask("GET", "/nowhere").status,
               connection.ask("GET", "/files").status]
        check("one connection carries request after request", [200, 201, 404, 200], got)


def pipelining(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        connection.send(request("GET", "/files") + request("GET", "/nowhere") + request("GET", "/files"))
        check("requests sent at once are answered in order", [200, 404, 200],
              [connection.answer().status for _ in range(3)])


def head(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        full = connection.ask("GET", "/files")
        bare = connection.ask("HEAD", "/files")
        check("HEAD has GET's status", full.status, bare.status)
        check("HEAD has GET's length", full.headers["content-length"], bare.headers["content-length"])
        check("HEAD has no body: the next answer follows", 200, connection.ask("GET", "/files").status)


def absolute_target(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        answer = connection.ask("GET", f"http://127.0.0.1:{emulator.port}/files")
        check("a target with scheme and host is understood", 200, answer.status)


def close(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        answer = connection.ask("GET", "/files", "Connection: close")
        check("a client that asks for it is told that the connection closes", "close",
              answer.headers.get("connection"))
        check("and it closes", True, connection.is_closed())


def no_http(path):
    with Emulator(path) as emulator, Connection(emulator) as connection:
        connection.send(b"This is no HTTP.\r\n\r\n")
        check("what is no HTTP is answered with 400", 400, connection.answer().status)
        check("and the connection closes", True, connection.is_closed())


FUNCTIONS = (announcement, keep_alive, pipelining, head, absolute_target, close, no_http)
