"""What every peer script needs: an HTTP helper, one multipart writer and a way to state a check."""

import calendar
import http.client
import json
import re
import time
import urllib.parse
from dataclasses import dataclass

UNKNOWN_ID = "zz" + "0" * 30
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BOUNDARY = "peer-boundary-5f1c9d"

totals = {"passed": 0, "failed": 0}


class Stop(Exception):
    """A check failed that the rest of its function stands on; the failure is already counted."""


def check(what, holds, expected, got):
    totals["passed" if holds else "failed"] += 1
    if holds:
        print(f"ok {what}", flush=True)
    else:
        print(f"FAIL {what}: expected {_short(expected)}, got {_short(got)}", flush=True)
    return holds


def equal(what, expected, got):
    return check(what, expected == got, repr(expected), repr(got))


def require(what, holds, expected, got):
    if not check(what, holds, expected, got):
        raise Stop


def _short(value):
    text = " ".join(str(value).split())
    return text if len(text) <= 300 else text[:300] + "…"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    def __str__(self):
        return f"{self.status} {self.body[:200]!r}"


class Server:
    def __init__(self, base_url, key):
        self.base_url = base_url.rstrip("/")
        self.key = key
        self._parts = urllib.parse.urlsplit(self.base_url)

    def address(self):
        default = 443 if self._parts.scheme == "https" else 80
        return self._parts.hostname, self._parts.port or default

    def request(self, method, path, body=None, headers=None, authorization="the key", timeout=30):
        """Sends one request; `authorization` is a header value, or None to send no such header."""
        sent = dict(headers or {})
        if authorization == "the key":
            authorization = f"Bearer {self.key}"
        if authorization is not None:
            sent["Authorization"] = authorization
        return patiently(lambda: self._once(method, path, body, sent, timeout))

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post_json(self, path, value, **options):
        """Posts a value as JSON; bytes go out as they are, to send what is not JSON."""
        body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        return self.request("POST", path, body, {"Content-Type": "application/json"}, **options)

    def _once(self, method, path, body, headers, timeout):
        return exchange(method, self.base_url + path, body, headers, timeout)


def exchange(method, url, body=None, headers=None, timeout=30):
    """Sends one request to a whole URL, with no header but the given ones."""
    parts = urllib.parse.urlsplit(url)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.hostname, parts.port, timeout=timeout)
    started = time.monotonic()
    try:
        # As it was given: an odd path is sent as it is, too.
        target = url[len(f"{parts.scheme}://{parts.netloc}"):] or "/"
        try:
            connection.request(method, target, body, headers or {})
        except (BrokenPipeError, ConnectionResetError):
            # A server may refuse a body before it has read all of it; the answer is there to be read.
            pass
        answer = connection.getresponse()
        content = answer.read()
        return Answer(answer.status, answer.headers, content, time.monotonic() - started)
    finally:
        connection.close()


def patiently(send):
    """Sends again while the server answers 429, which says that nothing was done."""
    for attempt in range(6):
        answer = send()
        if answer.status != 429:
            break
        pause = answer.headers.get("Retry-After", "")
        time.sleep(min(60, int(pause) if pause.isdigit() else 2**attempt))
    return answer


def parsed(what, answer, *statuses):
    """The JSON object of an answer that must have one of these statuses."""
    expected = " or ".join(map(str, statuses))
    require(f"{what}: status {expected}", answer.status in statuses, expected, answer)
    kind = answer.headers.get("Content-Type", "")
    check(f"{what}: JSON content type", kind.split(";")[0].strip().lower() == "application/json",
          "application/json", kind)
    try:
        value = json.loads(answer.body)
    except ValueError:
        value = None
    require(f"{what}: a JSON object", isinstance(value, dict), "a JSON object", answer.body)
    return value


def data_list(what, answer):
    """The objects of a `{"data": [...]}` envelope."""
    value = parsed(what, answer, 200)
    equal(f"{what}: envelope keys", ["data"], sorted(value))
    rows = value.get("data")
    holds = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    require(f"{what}: data is an array of objects", holds, "an array of objects", rows)
    return rows


def refused(what, answer, *statuses):
    """A client error: one of `statuses`, or any 4xx that does not speak of the key."""
    if statuses:
        holds, expected = answer.status in statuses, " or ".join(map(str, statuses))
    else:
        holds = 400 <= answer.status < 500 and answer.status not in (401, 403, 429)
        expected = "4xx other than 401, 403 and 429"
    check(f"{what}: status", holds, expected, answer)
    if not 200 <= answer.status < 300:
        check(f"{what}: the error has a body", answer.body != b"", "a body", "none")


def keys(what, value, required, optional=()):
    missing = sorted(set(required) - set(value))
    extra = sorted(set(value) - set(required) - set(optional))
    check(f"{what}: keys", not missing and not extra, f"the keys {sorted(required)}",
          f"missing {missing}, besides them {extra}")


def texts(what, value, names):
    wrong = {name: value.get(name) for name in names if not is_text(value.get(name))}
    equal(f"{what}: {', '.join(names)} are non-empty strings", {}, wrong)


def timestamps(what, value, names):
    wrong = {name: value.get(name) for name in names if moment(value.get(name)) is None}
    equal(f"{what}: {', '.join(names)} are RFC 3339 UTC with Z", {}, wrong)


def is_text(value):
    return isinstance(value, str) and value != ""


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def moment(text):
    """Seconds since 1970 of a timestamp, or None if it is not one."""
    if not isinstance(text, str) or not TIMESTAMP.fullmatch(text):
        return None
    try:
        return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        return None


def newest_first(what, rows):
    times = [row.get("created_at") for row in rows]
    holds = all(map(is_text, times)) and times == sorted(times, reverse=True)
    check(f"{what}: created_at falls from line to line", holds, "newest first", times[:10])


def part(content, disposition, *lines):
    """One body part: its header lines, an empty line, its bytes."""
    head = [f"Content-Disposition: {disposition}", *lines]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


def form(*parts, boundary=BOUNDARY):
    delimiter = b"--" + boundary.encode()
    return b"".join(delimiter + b"\r\n" + one + b"\r\n" for one in parts) + delimiter + b"--\r\n"


def post_form(server, body, content_type=f"multipart/form-data; boundary={BOUNDARY}", **options):
    return server.request("POST", "/files", body, {"Content-Type": content_type}, **options)


def upload(server, filename, content, content_type="application/octet-stream"):
    """Uploads bytes that another service's script works on; gives the file's id."""
    disposition = f'form-data; name="file"; filename="{filename}"'
    answer = post_form(server, form(part(content, disposition, f"Content-Type: {content_type}")))
    file_id = parsed(f"upload of {filename}", answer, 200, 201).get("file_id")
    require(f"upload of {filename}: file_id", is_text(file_id), "a non-empty string", file_id)
    return file_id


def download(server, file_id):
    answer = server.get(f"/files/{file_id}/content")
    require(f"download of {file_id}", answer.status == 200, 200, answer)
    return answer.body
