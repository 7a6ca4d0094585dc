"""Files: upload, list, info, download. Source: LDX hub portal, Files; vendor clients' uploads."""

import email.utils
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.parse
from email.message import Message

from peer import (
    BOUNDARY, UNKNOWN_ID, Answer, check, data_list, download, equal, form, is_integer, is_text,
    keys, moment, newest_first, parsed, part, patiently, post_form, refused, require, texts,
    timestamps, upload,
)

ALPHABET = b"abcdefghijklmnopqrstuvwxyz"
ALL_BYTES = bytes(range(256)) + b"\r\n\r\n\n\r--\r\n"
TIMES = ("created_at", "updated_at", "expires_at")


def upload_with_part_type(server):
    body = form(part(ALL_BYTES, 'form-data; name="file"; filename="document.xlf"',
                     "Content-Type: application/xliff+xml"))
    stored("upload with a part type", server, post_form(server, body), "document.xlf", ALL_BYTES)


def upload_without_part_type(server):
    body = form(part(ALL_BYTES, 'form-data; name="file"; filename="input.xlf"'))
    stored("upload without a part type", server, post_form(server, body), "input.xlf", ALL_BYTES)


def upload_that_looks_like_a_delimiter(server):
    content = f"--{BOUNDARY}\r\n--{BOUNDARY[:-1]}\r\n--\r\nend --{BOUNDARY}--\r\n\r\n".encode()
    boundary = BOUNDARY + "-longer"
    body = form(part(content, 'form-data; name="file"; filename="trap.txt"'), boundary=boundary)
    answer = post_form(server, body, f"multipart/form-data; boundary={boundary}")
    stored("upload of delimiter look-alikes", server, answer, "trap.txt", content)


def upload_with_quoted_boundary(server):
    boundary = "peer boundary:7"
    body = form(part(ALPHABET, 'form-data; name="file"; filename="a.txt"'), boundary=boundary)
    answer = post_form(server, body, f'multipart/form-data; boundary="{boundary}"')
    stored("upload with a quoted boundary", server, answer, "a.txt", ALPHABET)


def upload_with_lower_case_headers(server):
    body = form(part(ALPHABET, 'form-data; name="file"; filename="a.txt"', "content-type: text/plain"))
    body = body.replace(b"Content-Disposition", b"content-disposition")
    stored("upload with lower-case part headers", server, post_form(server, body), "a.txt", ALPHABET)


def upload_with_uncommon_names(server):
    for name in ("Überprüfung 文書.xlf", "semi;colon=1, name=x.xlf", "100% + #1.xlf"):
        body = form(part(ALPHABET, f'form-data; name="file"; filename="{name}"'))
        stored(f"upload named {name}", server, post_form(server, body), name, ALPHABET)


def upload_with_quotes_in_the_name(server):
    backslashed = form(part(ALPHABET, r'form-data; name="file"; filename="say \"hi\".xlf"'))
    stored("upload named with backslash quotes", server, post_form(server, backslashed),
           ('say "hi".xlf', r"say \"hi\".xlf"), ALPHABET)
    percent = form(part(ALPHABET, 'form-data; name="file"; filename="say %22hi%22.xlf"'))
    stored("upload named with percent quotes", server, post_form(server, percent),
           ('say "hi".xlf', "say %22hi%22.xlf"), ALPHABET)


def upload_by_curl(server):
    stored("curl -F file=@", server, curl(server, ALL_BYTES, "report.pdf"), "report.pdf", ALL_BYTES)
    typed = curl(server, ALPHABET, "page.png", ";type=image/png")
    stored("curl -F with a type", server, typed, "page.png", ALPHABET)
    named = curl(server, ALPHABET, "契約 ü.pdf")
    stored("curl -F with a non-ASCII name", server, named, "契約 ü.pdf", ALPHABET)
    quotes = ('a "b".pdf', "a %22b%22.pdf", r"a \"b\".pdf")
    quoted = curl(server, ALPHABET, "page.pdf", r';filename="a \"b\".pdf"')
    stored("curl -F with quotes in the name", server, quoted, quotes, ALPHABET)
    large = ALL_BYTES * 12_000
    stored("curl -F of 3 MB", server, curl(server, large, "large.bin"), "large.bin", large)


def upload_in_chunks_by_curl(server):
    answer = curl(server, ALL_BYTES, "chunked.bin", options=("-H", "Transfer-Encoding: chunked"))
    if answer.status == 411:
        refused("chunked upload", answer, 411)
    else:
        stored("chunked upload", server, answer, "chunked.bin", ALL_BYTES)


def broken_uploads(server):
    before = newest(server)
    other = form(part(ALPHABET, 'form-data; name="document"; filename="a.txt"'))
    refused("upload whose part is not named file", post_form(server, other))
    refused("upload without parts", post_form(server, f"--{BOUNDARY}--\r\n".encode()))
    refused("upload with an empty body", post_form(server, b""))
    whole = form(part(ALPHABET, 'form-data; name="file"; filename="a.txt"'))
    refused("upload cut before its last delimiter", post_form(server, whole[:-20]))
    refused("upload with no boundary parameter", post_form(server, whole, "multipart/form-data"))
    refused("upload as JSON", server.post_json("/files", {"file": "abc"}))
    equal("refused uploads store no file", before, newest(server))


def list_of_files(server):
    first = upload(server, "first.txt", b"1")
    # Timestamps count whole seconds, so a tie would leave the order open.
    time.sleep(1.1)
    second = upload(server, "second.txt", b"22")
    rows = data_list("file list", server.get("/files"))
    for row in rows[:5]:
        file_info(f"file list line {row.get('file_id')}", row)
    newest_first("file list", rows)
    equal("file list starts with the newest", [second, first], [row.get("file_id") for row in rows[:2]])
    ids = [row.get("file_id") for row in rows]
    equal("file list names each file once", len(ids), len(set(ids)))
    info = parsed("info of the newest", server.get(f"/files/{second}"), 200)
    equal("file list line equals the file's info", info, rows[0])


def whole_content(server):
    file_id = upload(server, "letters.txt", ALPHABET, "text/plain")
    answer = server.get(f"/files/{file_id}/content")
    equal("whole content: status", 200, answer.status)
    equal("whole content: bytes", ALPHABET, answer.body)
    kind = answer.headers.get("Content-Type")
    check("whole content: has a content type", is_text(kind), "a Content-Type", kind)
    equal("whole content: no Content-Range", None, answer.headers.get("Content-Range"))
    equal("whole content twice: the same bytes", ALPHABET, download(server, file_id))


def ranges(server):
    file_id = upload(server, "letters.txt", ALPHABET)
    for asked, first, last in (("0-0", 0, 0), ("0-9", 0, 9), ("10-19", 10, 19), ("20-", 20, 25),
                               ("-4", 22, 25), ("20-1023", 20, 25), ("0-1023", 0, 25)):
        what = f"Range bytes={asked}"
        answer = content(server, file_id, {"Range": f"bytes={asked}"})
        equal(f"{what}: status", 206, answer.status)
        equal(f"{what}: Content-Range", f"bytes {first}-{last}/26", answer.headers.get("Content-Range"))
        equal(f"{what}: bytes", ALPHABET[first : last + 1], answer.body)
    beyond = content(server, file_id, {"Range": "bytes=26-30"})
    equal("Range past the end: status", 416, beyond.status)
    equal("Range past the end: Content-Range", "bytes */26", beyond.headers.get("Content-Range"))
    unknown_unit = content(server, file_id, {"Range": "lines=0-1"})
    equal("Range of an unknown unit is ignored", (200, ALPHABET), (unknown_unit.status, unknown_unit.body))


def unmodified_since(server):
    file_id = upload(server, "letters.txt", ALPHABET)
    info = parsed("info before a conditional read", server.get(f"/files/{file_id}"), 200)
    updated = moment(info.get("updated_at"))
    require("updated_at is a timestamp", updated is not None, "RFC 3339", info.get("updated_at"))
    for name, date in (("of updated_at", http_date(updated)), ("in the future", http_date(updated + 86_400)),
                       ("that is not a date", "yesterday")):
        answer = content(server, file_id, {"Range": "bytes=0-4", "If-Unmodified-Since": date})
        equal(f"If-Unmodified-Since {name}", (206, b"abcde"), (answer.status, answer.body))
    for name, more in (("with Range", {"Range": "bytes=0-4"}), ("without Range", {})):
        old = {"If-Unmodified-Since": "Sun, 06 Nov 1994 08:49:37 GMT", **more}
        equal(f"If-Unmodified-Since in 1994 {name}", 412, content(server, file_id, old).status)


def unknown_files(server):
    refused("info of an unknown file", server.get(f"/files/{UNKNOWN_ID}"), 404)
    refused("content of an unknown file", server.get(f"/files/{UNKNOWN_ID}/content"), 404)
    path = "/files/..%2F..%2F..%2Fetc%2Fpasswd"
    refused("info of an id that is a path", server.get(path), 400, 404)
    refused("content of an id that is a path", server.get(path + "/content"), 400, 404)


def no_deletion(server):
    file_id = upload(server, "kept.txt", ALPHABET)
    refused("DELETE of a file", server.request("DELETE", f"/files/{file_id}"), 404, 405)
    equal("DELETE of a file leaves it", ALPHABET, download(server, file_id))


def authorization(server):
    file_id = upload(server, "private.txt", ALPHABET)
    body = form(part(ALPHABET, 'form-data; name="file"; filename="a.txt"'))
    before = newest(server)
    for path in ("/files", f"/files/{file_id}", f"/files/{file_id}/content", f"/files/{UNKNOWN_ID}"):
        refused(f"GET {path} without a key", server.get(path, authorization=None), 401)
    refused("POST /files without a key", post_form(server, body, authorization=None), 401)
    refused("GET /files with a wrong key", server.get("/files", authorization="Bearer wrong"), 401, 403)
    basic = server.get("/files", authorization=f"Basic {server.key}")
    refused("GET /files with another scheme", basic, 401, 403)
    refused("POST /files with a wrong key", post_form(server, body, authorization="Bearer wrong"), 401, 403)
    equal("uploads without a key store no file", before, newest(server))


def stored(what, server, answer, names, expected):
    """An upload's answer, the file's info and its content all tell the same file."""
    info = parsed(what, answer, 200, 201)
    file_info(what, info)
    names = (names,) if isinstance(names, str) else names
    check(f"{what}: filename", info.get("filename") in names, " or ".join(names), info.get("filename"))
    equal(f"{what}: size", len(expected), info.get("size"))
    path = f"/files/{info.get('file_id')}"
    equal(f"{what}: info equals the answer", info, parsed(f"{what}: info", server.get(path), 200))
    content_answer = server.get(path + "/content")
    check(f"{what}: content", content_answer.body == expected, f"{len(expected)} bytes as sent",
          f"{content_answer.status}, {len(content_answer.body)} bytes")
    offered = offered_name(content_answer)
    check(f"{what}: Content-Disposition, if any, names the file", offered in (None, info.get("filename")),
          info.get("filename"), offered)


def file_info(what, info):
    keys(what, info, ("file_id", "filename", "size", *TIMES))
    texts(what, info, ("file_id", "filename"))
    check(f"{what}: size is an integer", is_integer(info.get("size")), "an integer", info.get("size"))
    timestamps(what, info, TIMES)
    order = [info.get(name) for name in TIMES]
    holds = all(map(is_text, order)) and order == sorted(order) and order[0] < order[2]
    check(f"{what}: created_at <= updated_at <= expires_at", holds, "rising times", order)


def offered_name(answer):
    """The file name of a Content-Disposition, read as the vendor's client does; None if there is none."""
    header = answer.headers.get("Content-Disposition", "")
    extended = re.search(r"filename\*=UTF-8''([^;\s]+)", header, re.IGNORECASE)
    if extended:
        return urllib.parse.unquote(extended.group(1))
    message = Message()
    message["Content-Disposition"] = header
    name = message.get_filename()
    return name.encode("latin-1", "replace").decode("utf-8", "replace") if name else None


def newest(server):
    rows = data_list("file list", server.get("/files"))
    return rows[0].get("file_id") if rows else None


def content(server, file_id, headers):
    return server.get(f"/files/{file_id}/content", headers=headers)


def http_date(seconds):
    return email.utils.formatdate(seconds, usegmt=True)


def curl(server, content_bytes, filename, more="", options=()):
    """Uploads with the curl command, a second and independent writer of multipart bodies."""
    require("the curl command is installed", shutil.which("curl"), "curl on PATH", "none")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, filename)
        with open(path, "wb") as file:
            file.write(content_bytes)
        command = ["curl", "-q", "--silent", "--show-error", "--noproxy", "*", "--max-time", "60",
                   "--dump-header", os.path.join(folder, "head"), *options,
                   "-H", f"Authorization: Bearer {server.key}", "-F", f"file=@{path}{more}",
                   server.base_url + "/files"]
        return patiently(lambda: run_curl(command, os.path.join(folder, "head")))


def run_curl(command, head_path):
    done = subprocess.run(command, capture_output=True)
    require("curl got an answer", done.returncode == 0, "exit code 0", done.stderr.decode())
    with open(head_path, encoding="latin-1") as file:
        # An interim `100 Continue` head may stand before the answer's own.
        head = file.read().replace("\r", "").strip().split("\n\n")[-1].split("\n")
    headers = Message()
    for line in head[1:]:
        name, _, value = line.partition(":")
        headers[name] = value.strip()
    return Answer(int(head[0].split()[1]), headers, done.stdout, 0.0)


FUNCTIONS = (
    upload_with_part_type, upload_without_part_type, upload_that_looks_like_a_delimiter,
    upload_with_quoted_boundary, upload_with_lower_case_headers, upload_with_uncommon_names,
    upload_with_quotes_in_the_name, upload_by_curl, upload_in_chunks_by_curl, broken_uploads,
    list_of_files, whole_content, ranges, unmodified_since, unknown_files, no_deletion, authorization,
)
