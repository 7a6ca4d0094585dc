"""Files that are refused. Source: Falara docs, File Translation, File Formats."""

import json

from falara import jobs
from falara.api import failure, left_open, object_of, without
from falara.files import briefing, post, post_parts, sample
from peer import part

# Above the limit of the newer pages, which is the higher one: 50 MB.
TOO_LARGE = 50 * 1024 * 1024 + 65536


def refused_files(server):
    content = sample("notes.md")
    good = json.loads(briefing())
    cases = {"that is no JSON": "mode=translation", "that is cut": '{"mode": "tr', "that is empty": "",
             "that is an array": "[]", **{f"without {name}": json.dumps(without(good, name)) for name in good}}
    for what, words in cases.items():
        statuses = (400,) if "JSON" in what or "cut" in what else (400, 422)
        failure(f"file with a briefing {what}", post(server, "notes.md", content, words), *statuses)
    failure("file without a briefing", post(server, "notes.md", content, None), 400, 422)
    only = part(briefing().encode(), 'form-data; name="briefing_json"')
    failure("form without a file", post_parts(server, "/jobs/file", only), 400, 422)
    answer = server.request("POST", "/jobs/file", b"no form", {"Content-Type": "multipart/form-data"})
    failure("file without a boundary", answer, 400, 422)


def unsupported_formats(server):
    for name in ("program.exe", "film.mp4", "README", "archive.zip"):
        answer = post(server, name, b"some bytes", briefing(), "application/octet-stream")
        failure(f"file {name}", answer, 400, 415)


def other_types(server):
    """The older pages refuse a media type that is not the extension's; the newer ones are silent."""
    answer = post(server, "letter.docx", sample("letter.docx"), briefing(), "text/html")
    if server.older or answer.status == 415:
        failure("DOCX sent as HTML", answer, 415)
    elif left_open("DOCX sent as HTML", answer, 202):
        jobs.watch(server, [object_of("DOCX sent as HTML", answer, 202)["job_id"]])


def nothing_to_translate(server):
    failure("DOCX that is no package", post(server, "letter.docx", b"no package", briefing()), 400, 415, 422)
    failure("XLIFF that is cut", post(server, "app.xliff", b"<xliff version='1.2'><file>", briefing()), 400, 422)
    failure("empty Markdown", post(server, "notes.md", b"", briefing()), 400, 422)
    empty = b"<!DOCTYPE html>\n<html><body></body></html>\n"
    failure("HTML without words", post(server, "page.html", empty, briefing()), 400, 422)


def too_large(server):
    failure("file above 50 MB", post(server, "page.html", b"<p>Word</p>" * (TOO_LARGE // 11), briefing()), 413)


FUNCTIONS = (refused_files, unsupported_formats, other_types, nothing_to_translate, too_large)
