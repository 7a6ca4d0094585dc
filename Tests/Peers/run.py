#!/usr/bin/env python3
"""Runs every peer script against one server; exit code 1 if any check failed."""

import argparse
import socket
import sys
import time

sys.dont_write_bytecode = True

import peer  # noqa: E402
from ldxhub import (  # noqa: E402
    analyzedoc, castdoc, extractdoc, files, mcp, refineloop, renderocr, structflow, uploads,
)

SCRIPTS = {script.__name__.rpartition(".")[2]: script for script in (
    files, uploads, structflow, refineloop, renderocr, castdoc, extractdoc, analyzedoc, mcp)}
CONNECT_SECONDS = 20


def main():
    options = arguments()
    server = peer.Server(options.base_url, options.key)
    if accepts_connections(server):
        for name in options.only or SCRIPTS:
            for function in SCRIPTS[name].FUNCTIONS:
                run(f"{name}.{function.__name__}", function, server)
    print(f"{peer.totals['passed']} passed, {peer.totals['failed']} failed", flush=True)
    return 1 if peer.totals["failed"] else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True, help="for example http://127.0.0.1:8080")
    parser.add_argument("--key", required=True, help="an API key that the server accepts")
    parser.add_argument("--only", nargs="+", choices=SCRIPTS, help="run these scripts alone")
    return parser.parse_args()


def accepts_connections(server):
    end = time.monotonic() + CONNECT_SECONDS
    while True:
        try:
            socket.create_connection(server.address(), timeout=2).close()
            return True
        except OSError as error:
            if time.monotonic() > end:
                return peer.check("the server accepts connections", False,
                                  f"a connection within {CONNECT_SECONDS} s", error)
            time.sleep(0.2)


def run(name, function, server):
    try:
        function(server)
    except peer.Stop:
        pass
    except Exception as error:
        peer.check(f"{name} runs to its end", False, "no exception", repr(error))


if __name__ == "__main__":
    sys.exit(main())
