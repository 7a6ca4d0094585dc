"""AnalyzeDoc: vision models and records made from documents. Source: LDX hub vendor examples (job, models,
recorded jobs and outputs) and vendor client, n8n node 0.10.0. That it has a list and answers 202 is inferred from
the other services."""

import json
import re

from ldxhub import documents, jobs, kinds
from peer import UNKNOWN_ID, data_list, download, equal, parsed, require, upload

SERVICE = jobs.Service("analyzedoc", "model")
INPUTS = {"pdf": documents.pdf(pages=2, text="Invoice 7"), "jpeg": documents.jpeg(), "png": documents.png()}


def models(server):
    jobs.catalogue(server, "/analyzedoc/models", jobs.NAMES, [(source, "json") for source in INPUTS])


def refused_requests(server):
    body = request(server)
    cases = {
        **{f"without {name}": jobs.without(body, name) for name in body},
        "with an unknown field": {**body, "detail": "high"},
        "with the inputs of StructFlow": {**body, "inputs": [{"id": "a", "data": {"text": "x"}}]},
        "that is an array": [body],
        "that is not JSON": b"model=a",
        "that is empty": b"",
        **jobs.with_each(body, "model", ("no-such/model", "", 5, None)),
        **jobs.with_each(body, "file_id", (UNKNOWN_ID, "", 5, None, [body["file_id"]])),
        **jobs.with_each(body, "system_prompt", (5, None, ["Read."], {})),
        **jobs.with_each(body, "example_output", ("{}", 5, None, [], [{"a": "b"}], True)),
        **jobs.with_each(body, "output_format", ("text", "jsonl", "JSON", "", 5, None)),
    }
    jobs.refuses(server, SERVICE, cases)


def list_of_jobs(server):
    jobs.lists_newest_first(server, SERVICE, request(server))


def authorization(server):
    jobs.authorization(server, SERVICE, request(server))


def jobs_of_its_own(server):
    jobs.of_its_own(server, SERVICE, request(server))


def waiting(server):
    jobs.waits(server, SERVICE, request(server))


def analyzes_each_format(server):
    for name, data in INPUTS.items():
        detail = analyze(server, name, {**request(server), "file_id": upload(server, f"page.{name}", data)})
        if name == "pdf":
            equal("pdf: input_pages, if told", 2, detail.get("usage", {}).get("input_pages", 2))


def every_model(server):
    """Ids hold `/`, `@`, `:` and `.`, and each that is listed is accepted as it is written."""
    listed = [row["id"] for row in data_list("models", server.get("/analyzedoc/models"))]
    for model in listed[:4] + [one for one in listed if ":" in one or "@" in one][:4]:
        jobs.complete(server, SERVICE, f"model {model}", {**request(server), "model": model})


def shapes(server):
    """Small examples, deep ones and members whose names need care in JSON."""
    for what, example in (
        ("one member", {"total": 1}), ("a number with a fraction", {"total": 12.34}), ("a flag", {"paid": True}),
        ("nested arrays", {"table": [["cell"]]}), ("deep objects", {"a": {"b": {"c": {"d": "e"}}}}),
        ("names with quotes and spaces",
         {'a "quoted" name': "x", "back\\slash": "y", "two\nlines": "z", "": "none"}),
    ):
        analyze(server, what, {**request(server), "example_output": example})


def fails_on_other_files(server):
    for what, name, data in (("text as a picture", "page.png", b"This is no picture.\n"),
                             ("empty file", "empty.pdf", b""), ("docx", "a.docx", documents.docx(["Text"]))):
        body = {**request(server), "file_id": upload(server, name, data)}
        jobs.fails(server, SERVICE, f"AnalyzeDoc of a {what}", body)


def analyze(server, what, body):
    """Runs a job and compares its output with the example; gives the job's detail."""
    what = f"AnalyzeDoc, {what}"
    detail = jobs.complete(server, SERVICE, what, body)
    data = download(server, detail["output_file_id"])
    info = parsed(f"{what}: info of the output", server.get(f"/files/{detail['output_file_id']}"), 200)
    equal(f"{what}: size of the output", len(data), info.get("size"))
    try:
        record = json.loads(data)
    except ValueError:
        record = None
    require(f"{what}: output is JSON", record is not None, "JSON", data[:200])
    kinds.compare(what, body["example_output"], record)
    between = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", data.strip())
    equal(f"{what}: compact, without spaces between its members", [], re.findall(rb"\s", between))
    return detail


def request(server):
    return {"model": jobs.first(server, "/analyzedoc/models", "png")["id"],
            "file_id": upload(server, "page.png", documents.png(), "image/png"),
            "system_prompt": "Read the invoice.", "example_output": kinds.EXAMPLE, "output_format": "json"}


FUNCTIONS = (
    models, refused_requests, list_of_jobs, authorization, jobs_of_its_own, waiting, analyzes_each_format,
    every_model, shapes, fails_on_other_files,
)
