"""Flixu's client, its two envelopes and the headers of each answer. Source: Flixu docs, Overview, Authentication,
Error Codes, Rate Limits."""

import json
import re
import time

from peer import Server, check, equal, exchange, is_integer, is_text, keys, require

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
TYPES = {400: "validation_error", 401: "authentication_error", 402: "billing_error", 403: "authorization_error",
         404: "not_found_error", 429: "rate_limit_error", 500: "server_error"}
PACE = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
# Ids that need an escape in a path, and no id of a job.
ODD_IDS = ("a%2Fb", "..%2F..%2Fetc%2Fpasswd", "doc%20abc", "%C3%BC%F0%9F%98%80", "a%3Fb%23c", "%25", "a%0D%0Ab")


class Api(Server):
    """A server whose every answer is looked at for the headers that the pages promise on all of them."""

    def __init__(self, base_url, key):
        super().__init__(base_url, key)
        self.patient = True
        self.answers = 0
        self.faults = []
        self.ids = []

    def request(self, method, path, body=None, headers=None, authorization="the key", timeout=30):
        sent = dict(headers or {})
        if authorization == "the key":
            authorization = f"Bearer {self.key}"
        if authorization is not None:
            sent["Authorization"] = authorization
        answer = self._noted(method, path, body, sent, timeout)
        if answer.status == 429 and self.patient:
            failure(f"{method} {path}, too soon", answer, 429, "rate_limit_exceeded")
            pause = whole(answer.headers.get(PACE[2]))
            print(f"waiting {pause} s for the rate limit", flush=True)
            time.sleep(5 if pause is None else min(60, pause) + 1)
            answer = self._noted(method, path, body, sent, timeout)
        return answer

    def _noted(self, method, path, body, headers, timeout):
        answer = self._once(method, path, body, headers, timeout)
        what = f"{method} {path}: {answer.status}"
        self.answers += 1
        self.faults += [f"{what}: {fault}" for fault in pace_faults(answer)]
        self.ids.append(answer.headers.get("X-Request-Id"))
        return answer

    def owns(self, url):
        """Whether a URL is on the API's own origin, to which alone the key goes."""
        return url.startswith(self.base_url[: self.base_url.index("/", 8)] + "/")

    def follow(self, url, authorization=None):
        """GET of a URL that the service gave."""
        headers = {} if authorization is None else {"Authorization": authorization}
        return exchange("GET", url, None, headers)


def whole(text):
    return int(text) if text is not None and re.fullmatch(r"\d+", text) else None


def pace_faults(answer):
    limit, remaining, reset = (whole(answer.headers.get(name)) for name in PACE)
    faults = [f"{name} is {answer.headers.get(name)}" for name in PACE if whole(answer.headers.get(name)) is None]
    if not faults:
        if limit == 0 or remaining > limit:
            faults.append(f"{remaining} remaining of {limit}")
        if reset > 60:
            faults.append(f"reset in {reset} s")
    return faults


def paced_throughout(server):
    equal(f"{', '.join(PACE)} on each of {server.answers} answers", [], server.faults[:5])


def ids_differ(server):
    without = sum(one is None for one in server.ids)
    equal(f"answers without X-Request-Id, of {server.answers}", 0, without)
    equal("each request has an id of its own", len(server.ids) - without, len(set(server.ids) - {None}))


def body_of(what, answer):
    content_type = answer.headers.get("Content-Type", "")
    check(f"{what}: JSON content type", content_type.split(";")[0].strip().lower() == "application/json",
          "application/json", content_type)
    try:
        value = json.loads(answer.body)
    except ValueError:
        value = None
    require(f"{what}: a JSON object", isinstance(value, dict), "a JSON object", answer.body)
    return value


def success(what, answer, *statuses):
    """The `data` and `meta` of an answer that must be one."""
    statuses = statuses or (200,)
    require(f"{what}: status", answer.status in statuses, statuses, answer)
    value = body_of(what, answer)
    keys(f"{what}: envelope", value, ("data", "meta"))
    data, meta = value.get("data"), value.get("meta")
    require(f"{what}: data and meta are objects", isinstance(data, dict) and isinstance(meta, dict),
            "two objects", value)
    keys(f"{what}: meta", meta, ("request_id",), ("credits_used", "processing_time_ms"))
    counts = {name: meta[name] for name in ("credits_used", "processing_time_ms") if name in meta}
    check(f"{what}: numbers of meta", all(map(is_count, counts.values())), "integers from 0", counts)
    request_id(what, answer, meta)
    return data, meta


def failure(what, answer, status, *codes):
    """An error of this status. Without codes any will do, as no page tells them."""
    if not check(f"{what}: status", answer.status == status, status, answer):
        return
    value = body_of(what, answer)
    keys(f"{what}: error envelope", value, ("error",))
    error = value.get("error")
    require(f"{what}: error is an object", isinstance(error, dict), "an object", error)
    keys(f"{what}: error", error, ("code", "message", "type", "request_id"))
    wrong = {name: error.get(name) for name in ("code", "message", "type") if not is_text(error.get(name))}
    equal(f"{what}: code, message and type are texts", {}, wrong)
    if status in TYPES:
        equal(f"{what}: type", TYPES[status], error.get("type"))
    if codes:
        check(f"{what}: code", error.get("code") in codes, " or ".join(codes), error.get("code"))
    request_id(what, answer, error)


def request_id(what, answer, holder):
    given = holder.get("request_id")
    holds = isinstance(given, str) and UUID.fullmatch(given) is not None
    check(f"{what}: request_id is a UUID", holds, "a UUID", given)
    equal(f"{what}: X-Request-Id is the request_id", given, answer.headers.get("X-Request-Id"))


def bad_request(what, answer, *codes):
    failure(what, answer, 400, "bad_request", *codes)


def is_count(value):
    return is_integer(value) and value >= 0


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def numbers(what, value, names):
    wrong = {name: value.get(name) for name in names if not is_count(value.get(name))}
    equal(f"{what}: {', '.join(names)} are integers from 0", {}, wrong)


def quality(what, score):
    holds = score is None or is_integer(score) and 0 <= score <= 100
    check(f"{what}: quality_score", holds, "0 to 100 or null", score)


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


def with_each(body, name, values):
    return {f"with {name} {value!r}"[:80]: {**body, name: value} for value in values}


def consumed(server):
    """What the organization has used of its credits; prints nothing if all is well."""
    answer = server.get("/quota")
    if answer.status != 200:
        require("GET /quota", False, 200, answer)
    return json.loads(answer.body)["data"]["credits"]["consumed"]


def codes_of(server, count):
    """So many target languages for English."""
    data = json.loads(server.get("/languages").body)["data"]["languages"]
    found = [row["code"] for row in data if row["code"].split("-")[0] != "en"][:count]
    require(f"there are {count} languages besides English", len(found) == count, count, len(found))
    return found
