"""Uploads by chunks. Source: LDX hub portal, Uploads and Files; a file of chunks as a job's input: the same."""

import base64
import json
import random
import time

from ldxhub import extractdoc, files, jobs
from ldxhub.documents import docx
from peer import (
    UNKNOWN_ID, check, data_list, download, equal, form, is_text, moment, parsed, part, post_form,
    refused, require, upload,
)

MEGABYTE = 1_000_000
# The page says 5 MB of bytes before they are encoded; whether its megabyte is 1,000,000 or 1,048,576 bytes it
# does not say. So chunks up to the smaller number must pass, those beyond the larger one must not.
LIMIT = 5 * MEGABYTE
SURELY_TOO_LONG = (5 << 20) + 1


def an_empty_file(server):
    """A session is a file from its start, with nothing in it yet."""
    info = parsed("session", server.post_json("/uploads", {"filename": "notes.txt"}), 200, 201)
    files.file_info("session", info)
    equal("session: filename", "notes.txt", info.get("filename"))
    equal("session: size", 0, info.get("size"))
    path = f"/files/{info.get('file_id')}"
    equal("session: info equals the answer", info, parsed("session: info", server.get(path), 200))
    answer = server.get(path + "/content")
    equal("session: content of the empty file", (200, b""), (answer.status, answer.body))
    rows = data_list("file list", server.get("/files"))
    check("session: the file is in the list", info in rows, info, rows[:3])


def names(server):
    for name in ("契約 ü.pdf", 'say "hi".xlf', "100% + #1.xlf", "a" * 200 + ".txt"):
        info = parsed(f"session named {name}", server.post_json("/uploads", {"filename": name}), 200, 201)
        equal(f"session named {name}: filename", name, info.get("filename"))


def sessions_of_one_name(server):
    first, second = (session(server, "same.txt") for _ in range(2))
    check("two sessions of one name are two files", first != second, "two ids", first)
    append(server, "chunk of the first", first, b"first", 5)
    append(server, "chunk of the second", second, b"the second", 10)
    append(server, "next chunk of the first", first, b", more", 11)
    equal("sessions side by side", (b"first, more", b"the second"),
          (download(server, first), download(server, second)))


def chunks_in_order(server):
    """Every byte value, chunks of many lengths (each rest by 3, which Base64 pads), one of a single byte."""
    file_id = session(server, "chunks.bin")
    before = parsed("info before the chunks", server.get(f"/files/{file_id}"), 200)
    source, sent = random.Random(11), b""
    for length in (1, 2, 3, 256, 4096, 99_999, 1, 70_000):
        data = bytes(range(256)) if length == 256 else source.randbytes(length)
        sent += data
        info = append(server, f"chunk of {length} bytes", file_id, data, len(sent))
    check("chunks: content", download(server, file_id) == sent, f"{len(sent)} bytes as sent", "others")
    equal("chunks: info equals the last answer", info, parsed("chunks: info", server.get(f"/files/{file_id}"), 200))
    equal("chunks: the file keeps its id, name and birth",
          [before.get(name) for name in ("file_id", "filename", "created_at")],
          [info.get(name) for name in ("file_id", "filename", "created_at")])
    part_ = server.get(f"/files/{file_id}/content", headers={"Range": "bytes=1-8"})
    equal("chunks: a range of the content", (206, sent[1:9]), (part_.status, part_.body))


def updated_by_chunks(server):
    file_id = session(server, "later.txt")
    before = parsed("info before a later chunk", server.get(f"/files/{file_id}"), 200)
    # Timestamps count whole seconds.
    time.sleep(1.1)
    after = append(server, "a later chunk", file_id, b"later", 5)
    check("a later chunk moves updated_at", moment(after.get("updated_at")) > moment(before.get("updated_at")),
          f"after {before.get('updated_at')}", after.get("updated_at"))


def repeated_chunk(server):
    """A chunk that is sent again is appended again: the page warns that this is not idempotent."""
    file_id = session(server, "twice.txt")
    append(server, "chunk", file_id, b"once ", 5)
    append(server, "the same chunk again", file_id, b"once ", 10)
    equal("repeated chunk: content", b"once once ", download(server, file_id))


def largest_chunk(server):
    file_id = session(server, "large.bin")
    data = random.Random(5).randbytes(LIMIT)
    append(server, "chunk of 5,000,000 bytes", file_id, data, LIMIT)
    append(server, "chunk after it", file_id, b"end", LIMIT + 3)
    check("largest chunk: content", download(server, file_id) == data + b"end", "as sent", "other bytes")


def too_long_chunk(server):
    file_id = session(server, "large.bin")
    append(server, "chunk before one that is too long", file_id, b"start", 5)
    refused("chunk of more than 5 MB", put(server, file_id, bytes(SURELY_TOO_LONG)))
    holds(server, "after a chunk of more than 5 MB", file_id, b"start")
    between = put(server, file_id, bytes(LIMIT + 1))
    if between.status == 200:
        length = parsed("chunk of 5,000,001 bytes", between, 200).get("size")
        equal("chunk of 5,000,001 bytes, taken: size", LIMIT + 6, length)
    else:
        refused("chunk of 5,000,001 bytes", between)
        holds(server, "after a chunk of 5,000,001 bytes", file_id, b"start")
        append(server, "chunk after refused ones", file_id, b", end", 10)


def refused_sessions(server):
    before = files.newest(server)
    cases = {
        "without filename": {},
        "with an unknown field": {"filename": "a.txt", "size": 3},
        "with the field of another call": {"name": "a.txt"},
        "that is an array": ["a.txt"],
        "that is a string": "a.txt",
        "that is null": b"null",
        "that is not JSON": b"filename=a.txt",
        "that is cut": b'{"filename": "a.t',
        "that is empty": b"",
        **jobs.with_each({}, "filename", ("", 5, None, True, ["a.txt"], {"name": "a.txt"})),
    }
    for what, body in cases.items():
        refused(f"session {what}", server.post_json("/uploads", body))
    as_form = form(part(b"abc", 'form-data; name="file"; filename="a.txt"'))
    answer = server.request("POST", "/uploads", as_form, {"Content-Type": "multipart/form-data; boundary=b"})
    refused("session by a form", answer)
    equal("refused sessions make no file", before, files.newest(server))


def refused_chunks(server):
    file_id = session(server, "strict.bin")
    append(server, "chunk before refused ones", file_id, b"start", 5)
    good = encoded(b"abc")
    cases = {
        "without data": {},
        "with an unknown field": {"data": good, "offset": 5},
        "with the field of another call": {"content": good},
        "that is an array": [good],
        "that is a string": good,
        "that is null": b"null",
        "that is not JSON": b"abc",
        "that is cut": b'{"data": "YW',
        "that is empty": b"",
        **jobs.with_each({}, "data", (5, None, True, [good], {"base64": good})),
        # None of these is Base64 in any alphabet.
        **jobs.with_each({}, "data", ("%%%%", "YWJj!", "äöü=", "YWJjZ", "Y", "=", "====", "YW=Jj", "a b c d e")),
    }
    for what, body in cases.items():
        refused(f"chunk {what}", put_json(server, file_id, body))
    holds(server, "after refused chunks", file_id, b"start")
    append(server, "chunk after refused ones", file_id, b", end", 10)
    holds(server, "in the end", file_id, b"start, end")


def left_open(server):
    """What the pages don't say: either way is right, but never half of it."""
    for what, data, meant in (("no bytes", "", b""), ("the URL-safe alphabet", "-_-_", b"\xfb\xff\xbf"),
                              ("no padding", "YWI", b"ab")):
        file_id = session(server, "open.bin")
        answer = put_json(server, file_id, {"data": data})
        if answer.status == 200:
            size = parsed(f"chunk with {what}", answer, 200).get("size")
            equal(f"chunk with {what}, taken: size", len(meant), size)
            holds(server, f"after a chunk with {what}", file_id, meant)
        else:
            refused(f"chunk with {what}", answer)
            holds(server, f"after a chunk with {what}", file_id, b"")
    whole = upload(server, "whole.txt", b"whole")
    answer = put(server, whole, b", and more")
    if answer.status == 200:
        holds(server, "of a file that was uploaded whole, after a chunk", whole, b"whole, and more")
    else:
        refused("chunk to a file that was uploaded whole", answer)
        holds(server, "of a file that was uploaded whole", whole, b"whole")


def unknown_sessions(server):
    before = files.newest(server)
    refused("chunk to an unknown file", put(server, UNKNOWN_ID, b"abc"), 404)
    refused("chunk to an empty file_id", server.request("PUT", "/uploads/", body({"data": encoded(b"abc")}), JSON),
            400, 404, 405)
    refused("chunk without a file_id", server.request("PUT", "/uploads", body({"data": encoded(b"abc")}), JSON),
            400, 404, 405)
    refused("chunk to an id that is a path", put(server, "..%2F..%2Fetc%2Fpasswd", b"abc"), 400, 404)
    job = jobs.create(server, extractdoc.SERVICE, "job whose id is no file's", extractdoc.request(server))
    refused("chunk to a job's id", put(server, job["job_id"], b"abc"), 404)
    rows = [row.get("file_id") for row in data_list("file list", server.get("/files"))]
    made = [row for row in rows if row == UNKNOWN_ID]
    check("chunks to unknown files make no file", not made and before in rows, "no such file", rows[:3])


def other_methods(server):
    """The pages have two calls; there is neither an end to say nor a way to take a session back."""
    file_id = session(server, "kept.txt")
    append(server, "chunk before other methods", file_id, b"kept", 4)
    for method, path in (("DELETE", f"/uploads/{file_id}"), ("PATCH", f"/uploads/{file_id}"), ("GET", "/uploads"),
                         ("POST", f"/uploads/{file_id}")):
        answer = server.request(method, path, body({"data": encoded(b"abc")}), JSON)
        refused(f"{method} {path.replace(file_id, '{id}')}", answer, 404, 405)
    holds(server, "after other methods", file_id, b"kept")


def authorization(server):
    file_id = session(server, "private.txt")
    append(server, "private chunk", file_id, b"private", 7)
    before = files.newest(server)
    for what, key, statuses in (("without a key", None, (401,)), ("with a wrong key", "Bearer wrong", (401, 403)),
                                ("with another scheme", f"Basic {server.key}", (401, 403))):
        answer = server.post_json("/uploads", {"filename": "a.txt"}, authorization=key)
        refused(f"session {what}", answer, *statuses)
        refused(f"chunk {what}", put(server, file_id, b", no more", authorization=key), *statuses)
    equal("sessions without a key make no file", before, files.newest(server))
    holds(server, "after chunks without a key", file_id, b"private")


def serves_a_job(server):
    """A file of chunks is as good as one that was uploaded whole."""
    data = docx(["Brought in pieces."])
    file_id = session(server, "pieces.docx")
    for start in range(0, len(data), 100):
        append(server, f"chunk from byte {start}", file_id, data[start : start + 100], min(start + 100, len(data)))
    request = {**extractdoc.request(server), "file_id": file_id}
    detail = jobs.complete(server, extractdoc.SERVICE, "job on a file of chunks", request)
    text = download(server, detail["output_file_id"]).decode()
    check("job on a file of chunks: text", "Brought in pieces." in text, "the document's text", text)
    holds(server, "after a job", file_id, data)


JSON = {"Content-Type": "application/json"}


def session(server, filename):
    info = parsed(f"session for {filename}", server.post_json("/uploads", {"filename": filename}), 200, 201)
    require(f"session for {filename}: file_id", is_text(info.get("file_id")), "a non-empty string", info)
    return info["file_id"]


def append(server, what, file_id, data, total):
    """A chunk that must be taken; gives the answer, which has the size of the whole file."""
    info = parsed(what, put(server, file_id, data), 200)
    files.file_info(what, info)
    equal(f"{what}: size of all so far", total, info.get("size"))
    equal(f"{what}: file_id", file_id, info.get("file_id"))
    return info


def put(server, file_id, data, **options):
    return put_json(server, file_id, {"data": encoded(data)}, **options)


def put_json(server, file_id, value, **options):
    return server.request("PUT", f"/uploads/{file_id}", body(value), JSON, **options)


def body(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def encoded(data):
    return base64.b64encode(data).decode()


def holds(server, what, file_id, expected):
    """Nothing but these bytes is in the file, and its info says so."""
    size = parsed(f"info {what}", server.get(f"/files/{file_id}"), 200).get("size")
    equal(f"size {what}", len(expected), size)
    content = download(server, file_id)
    check(f"content {what}", content == expected, f"{len(expected)} bytes", f"{len(content)} bytes")


FUNCTIONS = (
    an_empty_file, names, sessions_of_one_name, chunks_in_order, updated_by_chunks, repeated_chunk, largest_chunk,
    too_long_chunk, refused_sessions, refused_chunks, left_open, unknown_sessions, other_methods, authorization,
    serves_a_job,
)
