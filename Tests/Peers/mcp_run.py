#!/usr/bin/env python3
"""Runs an MCP client against each kind of server that the protocol's official Python package makes.

    python3 Tests/Peers/mcp_run.py FOLDER [--emulator BINARY] [-- client and its arguments]

FOLDER takes a virtual environment with the package of requirements.txt; one that is there already is used again.
The client finds the server in MCP_URL, its bearer key in MCP_KEY and its kind in MCP_MODE: json-stateless,
json-sessions, sse-stateless or sse-sessions. It must end with 0 within two minutes. Before it the package's own
client is run, which must find nothing wrong with the server; with --emulator also against the emulators' server.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True

from peer import check, totals  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
KEY = "peer-key-5f1c9d"
MODES = {"json-stateless": ["--json", "--stateless"], "json-sessions": ["--json"], "sse-stateless": ["--stateless"],
         "sse-sessions": []}
SECONDS = 120


def main():
    options = arguments()
    python = environment(options.folder)
    if python:
        own = [python, "-B", HERE / "mcp_client.py"]
        for mode, flags in MODES.items():
            server = [python, "-B", HERE / "mcp_server.py", "--key", KEY, "--seconds", str(2 * SECONDS), *flags]
            for name, command in {"the package's own client": own, "the client": options.client}.items():
                if command:
                    output = drive(mode, name, server, "", command)
                    called = sorted(set(re.findall("^called (.+)$", output, re.MULTILINE)))
                    check(f"{mode}: {name} called tools", called, "some", "none")
        if options.emulator:
            server = [options.emulator, "--port", "0", "--key", KEY, "--job-seconds", "0.2"]
            drive("emulator", "the package's own client", server, "/mcp", own)
    print(f"{totals['passed']} passed, {totals['failed']} failed", flush=True)
    return 1 if totals["failed"] else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the virtual environment is or will be")
    parser.add_argument("--emulator", help="the emulators' server, to be driven by the package's own client")
    # What comes after the `--` is the client's.
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:end])
    options.client = sys.argv[end + 1 :]
    return options


def environment(folder):
    """The Python of a virtual environment that has the package; None if it can't be made."""
    python = folder.resolve() / "bin" / "python"
    commands = [] if python.exists() else [[sys.executable, "-m", "venv", folder]]
    commands.append([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
                     HERE / "requirements.txt"])
    for command in commands:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode != 0:
            check("the package is installed", False, "exit code 0", done.stderr or done.stdout)
            return None
    return python


def drive(mode, name, server, path, command):
    """Runs a client against a server of its own; gives what the server printed."""
    process = subprocess.Popen(list(map(str, server)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        line = process.stdout.readline()
        address = re.search(r"listening on (http://\S+)", line)
        if check(f"{mode}: the server says where it listens", address, "listening on …", line):
            run(f"{mode}: {name}", command, {
                "MCP_URL": address.group(1) + path, "MCP_KEY": KEY, "MCP_MODE": mode,
                "no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"})
    finally:
        process.kill()
        output, _ = process.communicate()
    return output


def run(what, command, variables):
    try:
        done = subprocess.run(list(map(str, command)), env={**os.environ, **variables}, capture_output=True,
                              text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        check(what, False, f"an end within {SECONDS} s", "none")
        return
    except OSError as error:
        check(what, False, "a command that can be run", error)
        return
    if not check(what, done.returncode == 0, "exit code 0", done.returncode):
        # What it said is of use only now.
        print("".join(f"    {line}\n" for line in (done.stdout + done.stderr).splitlines()
                      if not line.startswith("ok ")), end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
