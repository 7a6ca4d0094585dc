"""StructFlow: models, jobs on JSONL files and on inline records. Source: LDX hub portal, StructFlow Jobs and
Schemas; lines of the output: LDX hub vendor client, Dify node; literal kinds: LDX hub vendor examples."""

import json

from ldxhub import documents, extractdoc, jobs, kinds
from peer import (
    UNKNOWN_ID, check, data_list, download, equal, is_integer, is_text, keys, parsed, refused, require,
    texts, upload,
)

# Neither the summary nor the detail of the schemas has a file_id. That a line of the list has the usage of its job
# is likely, no more.
FILES = jobs.Service("structflow", "model", may_name_input_at_create=False, names_input=False,
                     maybe_listed=("usage",))
INLINE = jobs.Service("structflow", "model", may_name_input_at_create=False, names_input=False,
                      results=("summary", "results"), unlisted=("summary", "results"), maybe_listed=("usage",))
NOTES = [{"note": "30代男性。主訴：発熱"}, {"text": "Line two", "page": 2}, {"note": 'Quotes " and \\', "deep": {"a": [1]}}]
# What must not be taken for the end of a line.
SEPARATORS = {"note": "one\u2028line\u2029still\u0085one\x0b\x0c"}


def models(server):
    jobs.catalogue(server, "/structflow/models", jobs.NAMES)


def refused_requests(server):
    body = request(server)
    inline = inline_request(server)
    common = {"with an unknown field": {"prompt": "x"},
              "with the output format of AnalyzeDoc": {"output_format": "json"},
              "with both inputs and file_id": {"inputs": inline["inputs"], "file_id": body["file_id"]}}
    for what, whole in (("of a file", body), ("of records", inline)):
        jobs.refuses(server, FILES, {
            **{f"{what} without {name}": jobs.without(whole, name) for name in whole},
            **{f"{what} {case}": {**whole, **more} for case, more in common.items()},
            f"{what} that is an array": [whole],
            **{f"{what} {case}": changed for case, changed in {
                **jobs.with_each(whole, "model", ("no-such/model", "", 5, None)),
                **jobs.with_each(whole, "system_prompt", (5, None, ["Extract."], {})),
                **jobs.with_each(whole, "example_output", ("{}", 5, None, [], [{"a": "b"}], True)),
            }.items()},
        })
    jobs.refuses(server, FILES, {
        "that is not JSON": b"model=a", "that is cut": b'{"model": "a',
        "that is empty": b"", "that is null": b"null",
        **jobs.with_each(body, "file_id", (UNKNOWN_ID, "", 5, None, [body["file_id"]])),
        **jobs.with_each(inline, "inputs", (5, "text", None, {}, {"id": "a", "data": {}}, [5], ["text"], [None],
                                            [[]], [{}], [{"id": "a"}], [{"data": {"note": "x"}}],
                                            [{"id": 5, "data": {"note": "x"}}], [{"id": "a", "data": 5}],
                                            [{"id": "a", "data": ["x"]}], [{"id": "a", "data": None}])),
        "whose second record is wrong": {**inline, "inputs": [inline["inputs"][0], {"id": "b"}]},
    })


def left_open(server):
    """What the pages don't say: a job or a refusal, and a job keeps its shape."""
    inline = inline_request(server)
    for what, inputs in (("no record", []), ("a text for data", [{"id": "a", "data": "x"}]),
                         ("one id twice", [{"id": "a", "data": {"n": 1}}, {"id": "a", "data": {"n": 2}}]),
                         ("an empty id", [{"id": "", "data": {"n": 1}}]), ("empty data", [{"id": "a", "data": {}}])):
        body = {**inline, "inputs": inputs}
        answer = server.post_json(INLINE.jobs, body)
        if answer.status == 202:
            job_id = parsed(f"inputs with {what}", answer, 202).get("job_id")
            detail = jobs.finish(server, INLINE, f"inputs with {what}", job_id)
            count = len(detail.get("results", inputs))
            equal(f"inputs with {what}: results", len(inputs), count)
        else:
            refused(f"inputs with {what}", answer)


def list_of_jobs(server):
    jobs.lists_newest_first(server, FILES, request(server))
    jobs.lists_newest_first(server, INLINE, inline_request(server))


def authorization(server):
    jobs.authorization(server, FILES, request(server))
    jobs.authorization(server, INLINE, inline_request(server))


def jobs_of_its_own(server):
    jobs.of_its_own(server, FILES, request(server))


def waiting(server):
    jobs.waits(server, FILES, request(server))
    jobs.waits(server, INLINE, inline_request(server))


def lines_of_a_file(server):
    """One line of output a record, whatever ends the lines of the input."""
    for what, data, count in (
        ("LF", jsonl(NOTES), 3), ("no last LF", jsonl(NOTES)[:-1], 3), ("CRLF", jsonl(NOTES, "\r\n"), 3),
        ("CRLF, not after the last", jsonl(NOTES, "\r\n")[:-2], 3), ("one record", jsonl(NOTES[:1]), 1),
        ("one record, no LF", jsonl(NOTES[:1])[:-1], 1), ("escaped letters", jsonl(NOTES, ascii_only=True), 3),
        ("spaces around", b"  " + jsonl(NOTES).replace(b"\n", b" \t\n ").strip() + b"\n", 3),
        ("other separators within a text", jsonl([SEPARATORS, *NOTES]), 4),
    ):
        records(server, f"JSONL, {what}", data, [True] * count)


def blank_lines(server):
    """A blank line is no record: no line of output stands for it, or one with an error."""
    lines = [json.dumps(one, ensure_ascii=False) for one in NOTES]
    for what, end in (("LF", "\n"), ("CRLF", "\r\n")):
        for where, order in (("first", ["", *lines]), ("last", [*lines, ""]),
                             ("between", [lines[0], "", " \t", *lines[1:]])):
            data = (end.join(order) + end).encode()
            output = run(server, f"blank line {where}, {what}", data)
            good = [line for line in output if not is_error(line)]
            equal(f"blank line {where}, {what}: lines without an error", len(lines), len(good))
            check(f"blank line {where}, {what}: lines", len(output) in (len(lines), len(order)),
                  f"{len(lines)} or {len(order)}", len(output))


def malformed_lines(server):
    """A line that is no JSON object fails alone: its place in the output has an `$error`, the others a record."""
    good = json.dumps(NOTES[0]).encode()
    for what, bad in (("not JSON", b"note: x"), ("cut", b'{"note": "x'), ("a text", b'"note"'), ("a number", b"5"),
                      ("an array", b'[{"note": "x"}]'), ("null", b"null"), ("two objects", b'{"a": 1} {"b": 2}'),
                      ("not UTF-8", b'{"note": "\xff\xfe"}'), ("unquoted names", b"{note: 1}")):
        for place in (0, 1, 2):
            lines = [good, good]
            lines.insert(place, bad)
            expected = [line is not bad for line in lines]
            records(server, f"line {place + 1} of 3 is {what}", b"\n".join(lines) + b"\n", expected)
    records(server, "only a malformed line, no LF", b"note: x", [False])


def many_lines(server):
    count = 5000
    data = jsonl([{"number": number, "note": f"note {number}"} for number in range(count)])
    bad = {0, 17, 2500, 4999}
    lines = [b"not JSON" if number in bad else line for number, line in enumerate(data.splitlines())]
    records(server, "5000 lines, 4 of them malformed", b"\n".join(lines) + b"\n",
            [number not in bad for number in range(count)])


def long_lines(server):
    long = {"note": "語" * 400_000}
    records(server, "a line of more than 1 MB", jsonl([NOTES[0], long, NOTES[1]]), [True] * 3)


def inline_records(server):
    body = inline_request(server)
    detail = jobs.complete(server, INLINE, "inline records", body)
    results(server, "inline records", body, detail)
    numbers = {**body, "inputs": [{"id": f"record {number}", "data": {"n": number}} for number in range(200)]}
    results(server, "200 inline records", numbers, jobs.complete(server, INLINE, "200 inline records", numbers))
    one = {**body, "inputs": [{"id": "日本 /1", "data": {"note": "only", "list": [1, None, {"a": True}]}}]}
    results(server, "one inline record", one, jobs.complete(server, INLINE, "one inline record", one))


def shapes(server):
    for what, example in (
        ("one member", {"total": 1}), ("a number with a fraction", {"total": 12.34}), ("a flag", {"paid": True}),
        ("nested arrays", {"table": [["cell"]]}), ("deep objects", {"a": {"b": {"c": {"d": "e"}}}}),
        ("the page's example", {"symptoms": ["fever"], "diagnosis": "cold", "treatment": ["rest"]}),
    ):
        records(server, f"example: {what}", jsonl(NOTES), [True] * 3, example)


def files_that_are_no_jsonl(server):
    """The job fails, or each of its lines does; a picture is never a record."""
    for what, name, data in (("picture", "page.png", documents.png()), ("docx", "a.docx", documents.docx(["Text"])),
                             ("plain text", "notes.txt", b"No JSON here.\nNor here.\n")):
        body = {**request(server), "file_id": upload(server, name, data)}
        job = jobs.create(server, FILES, f"StructFlow of a {what}", body)
        detail = jobs.finish(server, FILES, f"StructFlow of a {what}", job["job_id"])
        if detail["status"] == "completed":
            lines = split(f"StructFlow of a {what}", download(server, detail["output_file_id"]))
            check(f"StructFlow of a {what}: only errors", lines and all(map(is_error, lines)), "errors", lines[:3])


def empty_file(server):
    """What becomes of no records is left open, but not that it comes to an end."""
    body = {**request(server), "file_id": upload(server, "empty.jsonl", b"")}
    answer = server.post_json(FILES.jobs, body)
    if answer.status == 202:
        detail = jobs.finish(server, FILES, "empty file", parsed("empty file", answer, 202).get("job_id"))
        if detail["status"] == "completed":
            equal("empty file: output", b"", download(server, detail["output_file_id"]).strip())
    else:
        refused("empty file", answer)


def after_extraction(server):
    """The jsonl of ExtractDoc is the input of StructFlow, with no download between them."""
    extracted = jobs.complete(server, extractdoc.SERVICE, "extraction for StructFlow",
                              {**extractdoc.request(server), "output_format": "jsonl"})
    body = {**request(server), "file_id": extracted["output_file_id"]}
    detail = jobs.complete(server, FILES, "StructFlow of an extraction", body)
    compare_lines("StructFlow of an extraction", download(server, detail["output_file_id"]), [True], kinds.EXAMPLE)


def after_itself(server):
    """An output is a file as any other."""
    first = jobs.complete(server, FILES, "first StructFlow", request(server))
    body = {**request(server), "file_id": first["output_file_id"], "example_output": {"summary": "short"}}
    detail = jobs.complete(server, FILES, "StructFlow of its own output", body)
    compare_lines("StructFlow of its own output", download(server, detail["output_file_id"]), [True] * len(NOTES),
                  {"summary": "short"})


def modes_in_the_list(server):
    """output_file_id only for jobs of a file, and neither summary nor results."""
    of_file = jobs.complete(server, FILES, "job of a file", request(server))["job_id"]
    inline = jobs.complete(server, INLINE, "job of records", inline_request(server))["job_id"]
    rows = {row.get("job_id"): row for row in data_list("structflow list", server.get(FILES.jobs))}
    common = ("job_id", "model", "status", "progress", "created_at", "updated_at", "completed_at", "expires_at")
    keys("line of a file's job", rows[of_file], (*common, "output_file_id"), ("usage",))
    keys("line of an inline job", rows[inline], common, ("usage",))


def results(server, what, body, detail):
    """One result a record, each with its status, and a summary that counts those that failed."""
    rows, summary = detail["results"], detail["summary"]
    holds = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    require(f"{what}: results are objects", holds, "an array of objects", rows)
    equal(f"{what}: one result a record", len(body["inputs"]), len(rows))
    statuses = [row.get("status") for row in rows]
    check(f"{what}: each result has a status", all(map(is_text, statuses)), "a status each", statuses[:5])
    require(f"{what}: summary is an object", isinstance(summary, dict), "an object", summary)
    failed = summary.get("failed_count")
    check(f"{what}: summary.failed_count", is_integer(failed), "an integer", summary)
    # Which word a failed record has is not told; that of a job is likely.
    equal(f"{what}: failed_count counts the failed", statuses.count("failed"), failed)
    # The pages name no other member. If the ids of the records are there, they are there in order.
    ids = [row["id"] for row in rows if "id" in row]
    check(f"{what}: ids, if told, in order", ids in ([], [one["id"] for one in body["inputs"]]), "as sent", ids[:5])
    holders = ("output", "data", "result")
    for row in rows[:5]:
        for name in holders:
            if name in row and row.get("status") != "failed":
                kinds.compare(f"{what}: {name} of a result", body["example_output"], row[name])


def records(server, what, data, good, example=kinds.EXAMPLE):
    """Runs a job on these bytes; `good` says of each line whether it is a record."""
    body = {**request(server), "file_id": upload(server, "input.jsonl", data), "example_output": example}
    detail = jobs.complete(server, FILES, what, body)
    compare_lines(what, download(server, detail["output_file_id"]), good, example)
    check(f"{what}: the input file stays", download(server, body["file_id"]) == data, "as sent", "other bytes")


def run(server, what, data):
    body = {**request(server), "file_id": upload(server, "input.jsonl", data)}
    detail = jobs.complete(server, FILES, what, body)
    return split(what, download(server, detail["output_file_id"]))


def compare_lines(what, output, good, example):
    lines = split(what, output)
    require(f"{what}: one line of output a record", len(lines) == len(good), len(good),
            f"{len(lines)}: {lines[:3]}")
    errors = [number for number, line in enumerate(lines, start=1) if is_error(line)]
    equal(f"{what}: lines with an error", [number for number, one in enumerate(good, start=1) if not one], errors)
    wrong = [one for number, line in enumerate(lines, start=1) if number not in errors
             for one in kinds.differences(example, line, f"line {number}")]
    equal(f"{what}: the example's members and kinds", [], wrong[:10])
    for number in errors[:4]:
        error = lines[number - 1]["$error"]
        keys(f"{what}: error of line {number}", error, ("code", "message"))
        texts(f"{what}: error of line {number}", error, ("code", "message"))


def split(what, output):
    """The objects of a JSONL output, whose lines end with LF, the last one perhaps without."""
    lines = output.removesuffix(b"\n").split(b"\n") if output else []
    try:
        values = [json.loads(line) for line in lines]
    except ValueError:
        values = [None]
    require(f"{what}: output is one JSON object a line", all(isinstance(one, dict) for one in values),
            "objects", output[:300])
    return values


def is_error(line):
    """A failed line is wrapped in a reserved name and has no other."""
    return list(line) == ["$error"]


def jsonl(values, end="\n", ascii_only=False):
    return "".join(json.dumps(one, ensure_ascii=ascii_only) + end for one in values).encode()


def request(server):
    """The least that a job of a file needs."""
    return {**inline_request(server, inputs=False), "file_id": upload(server, "input.jsonl", jsonl(NOTES))}


def inline_request(server, inputs=True):
    body = {"model": jobs.first(server, "/structflow/models")["id"], "system_prompt": "Extract the facts.",
            "example_output": kinds.EXAMPLE}
    given = [{"id": f"doc{number}", "data": one} for number, one in enumerate(NOTES)]
    return {**body, "inputs": given} if inputs else body


FUNCTIONS = (
    models, refused_requests, left_open, list_of_jobs, authorization, jobs_of_its_own, waiting, lines_of_a_file,
    blank_lines, malformed_lines, many_lines, long_lines, inline_records, shapes, files_that_are_no_jsonl,
    empty_file, after_extraction, after_itself, modes_in_the_list,
)
