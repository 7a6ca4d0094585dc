#!/usr/bin/env python3
"""Runs every peer script against one server; exit code 1 if any check failed."""

import argparse
import socket
import sys
import time

sys.dont_write_bytecode = True

import peer  # noqa: E402
from falara import suite as falara_suite  # noqa: E402
from flixu import suite as flixu_suite  # noqa: E402
from ldxhub import suite as ldxhub_suite  # noqa: E402

SUITES = {"ldxhub": ldxhub_suite, "flixu": flixu_suite, "falara": falara_suite}
CONNECT_SECONDS = 20


def main():
    options = arguments()
    suite = SUITES[options.service]
    scripts = {script.__name__.rpartition(".")[2]: script for script in options.scripts}
    server = suite.server(options.base_url, options.key)
    if accepts_connections(server):
        for name in options.only or scripts:
            for function in scripts[name].FUNCTIONS:
                run(f"{name}.{function.__name__}", function, server)
        for function in suite.CLOSING:
            run(f"closing.{function.__name__}", function, server)
    print(f"{peer.totals['passed']} passed, {peer.totals['failed']} failed", flush=True)
    return 1 if peer.totals["failed"] else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--service", choices=SUITES, default="ldxhub", help="whose API the server speaks")
    parser.add_argument("--base-url", required=True,
                        help="for example http://127.0.0.1:8080; that of Flixu and Falara ends in /v1")
    parser.add_argument("--key", required=True, help="an API key that the server accepts")
    parser.add_argument("--only", nargs="+", metavar="SCRIPT", help="run these scripts alone")
    parser.add_argument("--limits", action="store_true",
                        help="flixu: check the limits a minute alone, of a server on the free plan")
    parser.add_argument("--reset", action="store_true",
                        help="with --limits: wait up to a minute, for the limits to be over")
    options = parser.parse_args()
    suite = SUITES[options.service]
    if options.limits and not suite.LIMITS:
        parser.error(f"--limits is not there for {options.service}")
    if options.reset and not options.limits:
        parser.error("--reset goes with --limits")
    options.scripts = suite.SCRIPTS
    if options.limits:
        options.scripts = suite.LIMITS_AND_RESET if options.reset else suite.LIMITS
    names = [script.__name__.rpartition(".")[2] for script in options.scripts]
    for name in options.only or ():
        if name not in names:
            parser.error(f"--only: choose from {', '.join(names)}")
    return options


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
