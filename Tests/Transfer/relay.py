"""Stands between a client and a server and holds back what the server says, as a slow network does.

So there is time in which the server has done what it was asked for and the client can't know it yet."""

import socket
import threading
import time
import urllib.parse


class Relay:
    def __init__(self, address, seconds):
        """`seconds` is how long each piece of an answer is held back."""
        self.target = urllib.parse.urlsplit(address)
        self.seconds = seconds
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection((self.target.hostname, self.target.port))
            for source, sink, pause in ((client, server, 0), (server, client, self.seconds)):
                threading.Thread(target=move, args=(source, sink, pause), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


def move(source, sink, pause):
    try:
        while data := source.recv(1 << 16):
            time.sleep(pause)
            sink.sendall(data)
    except OSError:
        pass
    # A client that is gone must be gone for the server too, in the middle of a body as well.
    for one in (source, sink):
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
