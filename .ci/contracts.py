#!/usr/bin/env python3
"""Checks that each test named in Docs/Contracts.md exists, and, given the log of a test run, that it ran and passed.

A row's last column names tests as `Suite`, `Suite/function` or `script.py` (in Tests/Peers), or says "–" and why there is none.
Tests in a file that begins with `#if` need a trait: they must be in the log of a run with all traits only.
Usage: contracts.py [--all-traits] [LOG]
"""
import pathlib
import re
import sys

ROW = re.compile(r"^\| ([A-Z]+\d+) \|.*\| ([^|]*) \|$")
NAME = re.compile(r"`([^`]+)`")
STRING = r'"((?:[^"\\]|\\.)*)"'
SUITE = re.compile(r"@Suite(?:\(\s*(?:" + STRING + r")?[^{]*?)?\s*(?:final )?(?:struct|class|actor) (\w+)", re.S)
TEST = re.compile(r"@Test\b(?:\(\s*" + STRING + r")?(?:(?!@Test\b).)*?\bfunc (\w+)", re.S)


def suites(root):
    """Suite name → [(display name or None, {function: display name or None}, whether it needs a trait)], since two targets
    may use a name."""
    found = {}
    for path in [*root.glob("Tests/**/*.swift"), *root.glob("Examples/**/*Tests.swift")]:
        text = path.read_text(encoding="utf-8")
        starts = [(m.start(), m.group(2), m.group(1)) for m in SUITE.finditer(text)]
        for index, (start, name, display) in enumerate(starts):
            end = starts[index + 1][0] if index + 1 < len(starts) else len(text)
            functions = {m.group(2): m.group(1) for m in TEST.finditer(text, start, end)}
            found.setdefault(name, []).append((display, functions, text.startswith("#if ")))
    return found


def passed(log, kind, title, plain):
    """Whether the log says so of a name in quotes, or of a plain one, which a test's parameters may follow."""
    name = '"' + re.escape(title.replace('\\"', '"')) + '"' if title else re.escape(plain) + r"(?:\([^)]*\))?"
    return re.search(r"\b" + kind + " " + name + r"(?: with \d+ test cases)? passed after", log) is not None


def problem(name, known, root, log, all_traits):
    if name.endswith(".py"):
        return None if list(root.glob("Tests/**/" + name)) else "is not there"
    suite, _, function = name.partition("/")
    if suite not in known:
        return "is no test suite"
    found = [problem_in(display, functions, suite, function, None if trait and not all_traits else log)
             for display, functions, trait in known[suite]]
    return None if None in found else found[0]


def problem_in(display, functions, suite, function, log):
    if function and function not in functions:
        return "is no test of its suite"
    if log is None:
        return None
    kind, title, plain = ("Test", functions[function], function) if function else ("Suite", display, suite)
    return None if passed(log, kind, title, plain) else "did not run and pass"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    arguments = [argument for argument in sys.argv[1:] if argument != "--all-traits"]
    all_traits = len(arguments) < len(sys.argv) - 1
    log = pathlib.Path(arguments[0]).read_text(encoding="utf-8", errors="replace") if arguments else None
    known = suites(root)
    rows, names, problems = 0, set(), []
    for line in (root / "Docs/Contracts.md").read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if not row:
            continue
        rows += 1
        tests = NAME.findall(row.group(2))
        if not tests and not re.match(r"– \S", row.group(2)):
            problems.append(f"{row.group(1)} names no test, and no reason why")
        for name in tests:
            names.add(name)
            if what := problem(name, known, root, log, all_traits):
                problems.append(f"{row.group(1)} names {name}, which {what}")
    print(f"Docs/Contracts.md: {rows} rows, {len(names)} tests" + ("" if log is None else ", all looked up in the run"))
    for line in problems:
        print("FAIL " + line)
    sys.exit(1 if problems or rows == 0 else 0)


main()
