"""Documents that are refused or fail, and ids that are nobody's. Source: Flixu docs, Translate Document, Job Status,
Error Codes, Formats."""

import formats
from flixu.api import ODD_IDS, bad_request, consumed, failure, success, without
from flixu.documents import LANGUAGES, outcome, post, post_parts
from peer import check, equal, part

# The smallest limit of the pages' list, and a cue more.
FIVE_MB = 5 * 1024 * 1024


def refused_documents(server):
    before = consumed(server)
    content = formats.sample("a.json", "Ann")
    for name in LANGUAGES:
        answer = post(server, "a.json", content, without(LANGUAGES, name))
        bad_request(f"document without {name}", answer)
    for name, value in (("source_lang", ""), ("source_lang", "zzzzz"), ("target_lang", ""), ("target_lang", "zzzzz"),
                        ("target_lang", "en")):
        answer = post(server, "a.json", content, {**LANGUAGES, name: value})
        bad_request(f"document with {name} {value!r}", answer)
    fields = [part(value.encode(), f'form-data; name="{key}"') for key, value in LANGUAGES.items()]
    bad_request("document without a file", post_parts(server, *fields))
    nameless = part(content, 'form-data; name="file"', "Content-Type: application/json")
    bad_request("document without a file name", post_parts(server, nameless, *fields), "unsupported_format")
    answer = server.request("POST", "/translate/document", b"no form", {"Content-Type": "multipart/form-data"})
    bad_request("document without a boundary", answer)
    bad_request("document as JSON", server.post_json("/translate/document", {"file": "abc", **LANGUAGES}))
    equal("refused documents cost nothing", before, consumed(server))


def unsupported_formats(server):
    data, _ = success("formats for refusals", server.get("/formats"))
    listed = {row["extension"] for row in data["formats"]}
    before = consumed(server)
    for one in ("pptx", "mp4", "exe", "json.bak"):
        if one not in listed:
            answer = post(server, f"deck.{one}", b"some bytes", LANGUAGES, "application/octet-stream")
            failure(f"document .{one}", answer, 400, "unsupported_format", "bad_request")
    answer = post(server, "README", b"some bytes", LANGUAGES, "application/json")
    failure("document without an extension", answer, 400, "unsupported_format", "bad_request")
    equal("unsupported formats cost nothing", before, consumed(server))


def too_large(server):
    cue = b"00:00:01,000 --> 00:00:02,000\nOpen the door and see who is there\n\n"
    before = consumed(server)
    content = b"1\n" + cue * (FIVE_MB // len(cue) + 1)
    check("the large file is just above 5 MB", FIVE_MB < len(content) < FIVE_MB + 100, FIVE_MB, len(content))
    failure("document above 5 MB for .srt", post(server, "film.srt", content, LANGUAGES), 413)
    equal("a document too large costs nothing", before, consumed(server))


def broken_documents(server):
    """Not said where a file that can't be read is refused: at once, or as a job that fails. It costs nothing."""
    cases = {"broken.xliff": b"<xliff version='1.2'><file>", "broken.json": b'{"a": ', "broken.docx": b"no package"}
    for name, content in cases.items():
        before = consumed(server)
        answer = post(server, name, content, LANGUAGES)
        if answer.status in (200, 202):
            _, output = outcome(server, name, name, answer, LANGUAGES)
            if output is not None:
                continue
        else:
            bad_request(name, answer, "unsupported_format")
        equal(f"{name} costs nothing", before, consumed(server))


def unknown_jobs(server):
    for one in ("doc_000000000000", "zz" + "0" * 30, "a" * 500):
        failure(f"job {one[:40]}", server.get(f"/translate/{one}"), 404, "not_found")
        failure(f"download of {one[:40]}", server.get(f"/documents/{one}/download"), 404)


def odd_ids(server):
    for one in ODD_IDS:
        for path in (f"/translate/{one}", f"/documents/{one}/download"):
            answer = server.get(path)
            check(f"GET {path}: status", answer.status in (400, 404), "404", answer)


FUNCTIONS = (refused_documents, unsupported_formats, too_large, broken_documents, unknown_jobs, odd_ids)
