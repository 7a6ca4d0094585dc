"""Falara's client, its errors, and which generation of answers the server gives. Source: Falara docs, Authentication,
Overview."""

import json
import secrets
import time
import urllib.parse

from peer import Server, check, equal, exchange, is_integer, is_text, require

UNKNOWN_JOB = "00000000-0000-4000-8000-000000000000"
ODD_IDS = ("a%2Fb", "..%2F..%2Fetc%2Fpasswd", "job%20abc", "%C3%BC%F0%9F%98%80", "a%3Fb%23c", "%25", "a%0D%0Ab")
# A request that is no good: the pages name both.
INVALID = (400, 422)


class Api(Server):
    def __init__(self, base_url, key):
        super().__init__(base_url, key)
        self._older = None

    def request(self, method, path, body=None, headers=None, key="the key", timeout=60):
        """Sends one request; `key` is what goes in X-API-Key, or None to send no such header."""
        sent = dict(headers or {})
        if key is not None:
            sent["X-API-Key"] = self.key if key == "the key" else key
        answer = self._once(method, path, body, sent, timeout)
        if answer.status == 429:
            # No page tells a header; one minute is the window that the older ones name.
            pause = answer.headers.get("Retry-After") or answer.headers.get("X-RateLimit-Reset") or "60"
            failure(f"{method} {path}, too soon", answer, 429)
            print(f"waiting {pause} s for the rate limit", flush=True)
            time.sleep(min(60, int(pause)) + 0.2 if pause.isdigit() else 60)
            answer = self._once(method, path, body, sent, timeout)
        return answer

    def send_json(self, method, path, value, **options):
        body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        return self.request(method, path, body, {"Content-Type": "application/json"}, **options)

    def post_json(self, path, value, **options):
        return self.send_json("POST", path, value, **options)

    @property
    def older(self):
        """Whether the answers are those of the older pages, by the glossary list; they lack some calls."""
        if self._older is None:
            self._older = self.get("/glossaries").body.lstrip().startswith(b"[")
        return self._older

    def health(self):
        parts = urllib.parse.urlsplit(self.base_url)
        return [exchange("GET", f"{parts.scheme}://{parts.netloc}{path}/health")
                for path in dict.fromkeys(("", parts.path.removesuffix("/v1")))]


def json_of(what, answer, *statuses):
    """The JSON value of an answer that must have one of these statuses."""
    statuses = statuses or (200,)
    require(f"{what}: status", answer.status in statuses, statuses, answer)
    content_type = answer.headers.get("Content-Type", "")
    check(f"{what}: JSON content type", content_type.split(";")[0].strip().lower() == "application/json",
          "application/json", content_type)
    try:
        return json.loads(answer.body)
    except ValueError:
        require(f"{what}: JSON", False, "JSON", answer.body)


def object_of(what, answer, *statuses):
    value = json_of(what, answer, *statuses)
    require(f"{what}: an object", isinstance(value, dict), "an object", value)
    return value


def objects_of(what, value):
    holds = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    require(f"{what}: an array of objects", holds, "an array of objects", value)
    return value


def failure(what, answer, *statuses):
    """An error with one of these statuses; gives its body, an object with `detail`, or an empty one if it is none."""
    if not check(f"{what}: status", answer.status in statuses, " or ".join(map(str, statuses)), answer):
        return {}
    value = object_of(what, answer, *statuses)
    detail = value.get("detail")
    if answer.status == 422 and isinstance(detail, list):
        wrong = [one for one in objects_of(f"{what}: detail", detail) if not is_text(one.get("msg"))]
        check(f"{what}: lines of detail", detail != [] and not wrong, "objects with msg", detail)
    else:
        holds = is_text(detail) or isinstance(detail, dict) and detail != {}
        check(f"{what}: detail", holds, "a text", detail)
    return value


def left_open(what, answer, *statuses):
    """What no page tells: done with one of these statuses, or refused, be it by the plan. Gives whether it was done."""
    if answer.status in statuses:
        check(f"{what}: done", True, "", "")
        return True
    failure(what, answer, *INVALID, 403)
    return False


def done(what, answer):
    """Any success will do, as no page tells the answer; what body there is must be JSON."""
    require(f"{what}: status", 200 <= answer.status < 300, "2xx", answer)
    if answer.body:
        json_of(what, answer, answer.status)


def is_there(server, what, answer):
    """Whether a call that the older pages lack is there; the newer ones have it."""
    if answer.status in (404, 405) and server.older:
        check(f"{what}: not there, as in the older pages", True, "", "")
        return False
    return True


def unique(words="Good morning"):
    """A text that no job has had before: the service refuses the same twice."""
    return f"{words}, dear guest {secrets.token_hex(5)}."


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_count(value):
    return is_integer(value) and value >= 0


def is_score(value):
    return is_number(value) and 0 <= value <= 100


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


def wrong_fields(value, tests):
    """The fields of an object that fail their tests; a field that is not there is left to the caller."""
    return {name: value[name] for name, test in tests.items() if name in value and not test(value[name])}


def or_null(test):
    return lambda value: value is None or test(value)


def one_of(*values):
    return lambda value: value in values


def all_stated(what, rows, required, optional=None):
    """As `stated`, for many objects in one line."""
    tests = {**required, **(optional or {})}
    wrong = [row for row in rows if not set(required) <= set(row) <= set(tests) or wrong_fields(row, tests)]
    equal(f"{what}: lines of a wrong kind, of {len(rows)}", [], wrong[:3])


def stated(what, value, required, optional=None):
    """The required fields are there, each field passes its test, and there are no others."""
    tests = {**required, **(optional or {})}
    equal(f"{what}: missing keys", [], sorted(set(required) - set(value)))
    equal(f"{what}: other keys", [], sorted(set(value) - set(tests)))
    equal(f"{what}: fields of a wrong kind", {}, wrong_fields(value, tests))
