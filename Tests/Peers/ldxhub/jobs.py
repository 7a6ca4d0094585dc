"""What the job services share: create, poll, list. Source: LDX hub portal, the pages of the Jobs and Schemas;
`?wait=`: LDX hub vendor client, n8n node; a failed job: LDX hub vendor examples."""

import json
import time
from dataclasses import dataclass

from peer import (
    UNKNOWN_ID, check, data_list, equal, is_integer, is_text, keys, moment, newest_first, parsed,
    refused, require, texts, timestamps,
)

# What every model and every engine has.
NAMES = ("id", "display_name", "provider", "description")
RANK = {"queued": 0, "processing": 1, "completed": 2, "failed": 2}
TERMINAL = ("completed", "failed")
JOB_SECONDS = 60
USAGE = ("total_input_characters", "processed_input_characters", "skipped_characters",
         "output_characters", "vector_bytes", "input_pages")


@dataclass(frozen=True)
class Service:
    name: str
    # The key that names who does the work: `model` or `engine`.
    worker: str
    usage_required: bool = False
    # The create answer of the pages' examples has no file_id; where it is typed as a detail, one is no error.
    may_name_input_at_create: bool = True
    # Whether a job's detail has the file_id of its input.
    names_input: bool = True
    # What a completed job's detail holds besides.
    results: tuple = ("output_file_id",)
    # What a line of the list leaves out of the detail, and what it may leave out.
    unlisted: tuple = ()
    maybe_listed: tuple = ("output_file_id",)

    @property
    def jobs(self):
        return f"/{self.name}/jobs"


def create(server, service, what, body):
    """Creates a job that the server must accept; gives the answer's object."""
    what = f"{what}: create"
    job = parsed(what, server.post_json(service.jobs, body), 202)
    optional = ("file_id",) if service.may_name_input_at_create else ()
    keys(what, job, ("job_id", service.worker, "status", "progress", "created_at", "updated_at",
                     "expires_at"), optional)
    equal(f"{what}: status", "queued", job.get("status"))
    progress = job.get("progress")
    check(f"{what}: progress", is_number(progress) and progress == 0, 0, progress)
    equal(f"{what}: {service.worker}", body[service.worker], job.get(service.worker))
    timestamps(what, job, ("created_at", "updated_at", "expires_at"))
    require(f"{what}: job_id", is_text(job.get("job_id")), "a non-empty string", job.get("job_id"))
    return job


def look(server, service, job_id, wait=None):
    """One look at a job: its object and the seconds it took. Prints nothing if all is well."""
    query = "" if wait is None else f"?wait={wait}"
    # Longer than the longest wait that the service is known to hold an answer for.
    answer = server.get(f"{service.jobs}/{job_id}{query}", timeout=45)
    if answer.status != 200:
        require(f"GET of a {service.name} job{query}", False, 200, answer)
    return json.loads(answer.body), answer.seconds


def finish(server, service, what, job_id):
    """Polls to the job's end, checks how it went and the last detail, and gives that detail."""
    seen = []
    end = time.monotonic() + JOB_SECONDS
    while time.monotonic() < end:
        detail, _ = look(server, service, job_id, wait=5)
        seen.append(detail)
        if detail.get("status") in TERMINAL:
            break
        # A server that does not know `wait` answers at once and would be polled without pause.
        time.sleep(0.2)
    return judge(service, what, seen)


def judge(service, what, seen):
    """Checks the looks at one job, in their order, the last of which must be its end."""
    statuses = [detail.get("status") for detail in seen]
    require(f"{what}: ends within {JOB_SECONDS} s", statuses[-1] in TERMINAL, " or ".join(TERMINAL),
            statuses[-1])
    ranks = [RANK.get(status, -1) for status in statuses]
    check(f"{what}: only goes queued, processing, end", ranks == sorted(ranks) and ranks[0] >= 0,
          "no step back and no other status", statuses)
    progress = [detail.get("progress") for detail in seen]
    holds = all(is_number(value) and 0 <= value <= 100 for value in progress)
    check(f"{what}: progress is 0 to 100", holds, "numbers from 0 to 100", progress)
    latest = {detail["status"]: detail for detail in seen if detail.get("status") in RANK}
    for status, detail in latest.items():
        shape(service, f"{what}: {status}", detail)
    return seen[-1]


def shape(service, what, detail):
    """The keys and values that a job's detail has in its status."""
    status = detail["status"]
    required = ["job_id", service.worker, "status", "progress", "created_at", "updated_at", "expires_at"]
    required += ["file_id"] if service.names_input else []
    optional = []
    if status in TERMINAL:
        required.append("completed_at")
    if status == "completed":
        required += service.results
        (required if service.usage_required else optional).append("usage")
    if status == "failed":
        required.append("error")
    keys(what, detail, required, optional)
    texts(what, detail, [name for name in required if name.endswith("_id") or name == service.worker])
    times = [name for name in required if name.endswith("_at")]
    timestamps(what, detail, times)
    in_order(what, detail)
    if status == "completed":
        equal(f"{what}: progress", 100, detail.get("progress"))
    if "usage" in detail:
        usage_shape(what, detail["usage"])


def in_order(what, detail):
    created, updated = moment(detail.get("created_at")), moment(detail.get("updated_at"))
    expires, completed = moment(detail.get("expires_at")), moment(detail.get("completed_at"))
    if None not in (created, updated, expires):
        # completed_at may stand a second before updated_at, so only these pairs are certain.
        ended = created if completed is None else completed
        check(f"{what}: times are in order", created <= updated < expires and created <= ended < expires,
              "created_at <= updated_at, completed_at < expires_at", detail)


def usage_shape(what, usage):
    require(f"{what}: usage is an object", isinstance(usage, dict), "an object", usage)
    keys(f"{what}: usage", usage, (), USAGE)
    wrong = {name: value for name, value in usage.items() if not is_integer(value) or value < 0}
    equal(f"{what}: usage counts", {}, wrong)


def complete(server, service, what, body):
    """Creates a job and takes it to `completed`; gives its last detail."""
    job = create(server, service, what, body)
    detail = finish(server, service, what, job["job_id"])
    require(f"{what}: is completed", detail["status"] == "completed", "completed", detail)
    names = ("job_id", service.worker, *(("file_id",) if service.names_input else ()))
    own = {**body, "job_id": job["job_id"]}
    equal(f"{what}: the detail is this job's", [own[name] for name in names],
          [detail.get(name) for name in names])
    equal(f"{what}: created_at stays", job["created_at"], detail.get("created_at"))
    if "output_file_id" in service.results:
        check(f"{what}: the output is another file", detail["output_file_id"] != body["file_id"],
              "an id other than the input's", detail["output_file_id"])
    return detail


def fails(server, service, what, body):
    """A job that the server accepts and that then fails, with an error that says why."""
    job = create(server, service, what, body)
    detail = finish(server, service, what, job["job_id"])
    equal(f"{what}: status", "failed", detail["status"])
    error = detail.get("error")
    require(f"{what}: error is an object", isinstance(error, dict), "an object", error)
    keys(f"{what}: error", error, ("code", "message", "request_id"))
    texts(f"{what}: error", error, ("code", "message", "request_id"))
    return job["job_id"]


def refuses(server, service, cases):
    """Every body is a client error, and none of them leaves a job behind."""
    before = newest(server, service)
    for what, body in cases.items():
        refused(f"{service.name} job {what}", server.post_json(service.jobs, body))
    equal(f"{service.name}: refused bodies create no job", before, newest(server, service))


def without(body, *names):
    return {key: value for key, value in body.items() if key not in names}


def with_each(body, name, values):
    """One case for each value of a field."""
    return {f"with {name} {value!r}": {**body, name: value} for value in values}


def lists_newest_first(server, service, body):
    """Two jobs, a second apart: the later one comes first, and a line shows the detail but its results."""
    older = complete(server, service, f"{service.name} listed", body)
    # Timestamps count whole seconds, so a tie would leave the order open.
    time.sleep(1.1)
    newer = create(server, service, f"{service.name} listed later", body)
    rows = data_list(f"{service.name} list", server.get(service.jobs))
    newest_first(f"{service.name} list", rows)
    equal(f"{service.name} list starts with the newest", [newer["job_id"], older["job_id"]],
          [row.get("job_id") for row in rows[:2]])
    for name in service.unlisted:
        equal(f"{service.name} list: lines with {name}", [], [row.get("job_id") for row in rows if name in row])
    left_out = [*service.unlisted, *(name for name in service.maybe_listed if name not in rows[1])]
    equal(f"{service.name} list: the completed job's line", without(older, *left_out), rows[1])
    finish(server, service, f"{service.name} listed later", newer["job_id"])


def authorization(server, service, body):
    job = create(server, service, f"{service.name} private", body)
    before = newest(server, service)
    for path in (service.jobs, f"{service.jobs}/{job['job_id']}", f"{service.jobs}/{UNKNOWN_ID}"):
        refused(f"GET {path} without a key", server.get(path, authorization=None), 401)
    answer = server.post_json(service.jobs, body, authorization=None)
    refused(f"POST {service.jobs} without a key", answer, 401)
    answer = server.post_json(service.jobs, body, authorization="Bearer wrong")
    refused(f"POST {service.jobs} with a wrong key", answer, 401, 403)
    equal(f"{service.name}: jobs without a key are not created", before, newest(server, service))
    refused(f"GET of an unknown {service.name} job", server.get(f"{service.jobs}/{UNKNOWN_ID}"), 404)


def of_its_own(server, service, body):
    """A job is found under its own service alone."""
    other = "refineloop" if service.name != "refineloop" else "renderocr"
    job_id = create(server, service, f"{service.name} asked for elsewhere", body)["job_id"]
    refused(f"{service.name} job asked for at {other}", server.get(f"/{other}/jobs/{job_id}"), 404)
    rows = data_list(f"{other} list", server.get(f"/{other}/jobs"))
    equal(f"{service.name} job in the {other} list", [], [row for row in rows if row.get("job_id") == job_id])
    refused(f"{service.name} job id as a file id", server.get(f"/files/{job_id}"), 404)


def waits(server, service, body):
    """`?wait=` works here as with RefineLoop, where it is looked at closely."""
    job_id = create(server, service, f"{service.name} waited for", body)["job_id"]
    for wait in (None, "0", "soon"):
        seconds = look(server, service, job_id, wait)[1]
        check(f"{service.name}: wait={wait} answers at once", seconds < 1, "less than 1 s", f"{seconds:.2f} s")
    detail, seconds = look(server, service, job_id, wait=2)
    held = detail.get("status") in TERMINAL or seconds >= 1.5
    check(f"{service.name}: wait=2 holds while the job is open", held, "an end or 2 s", f"{seconds:.2f} s")
    check(f"{service.name}: wait=2 never takes longer", seconds <= 3.5, "about 2 s", f"{seconds:.2f} s")
    finish(server, service, f"{service.name} waited for", job_id)
    seconds = look(server, service, job_id, wait=10)[1]
    check(f"{service.name}: wait=10 on a job that ended", seconds < 1, "less than 1 s", f"{seconds:.2f} s")


def catalogue(server, path, names, conversions=(), languages=False):
    """A list of models or engines, the same with and without a key; gives its lines."""
    what = path.strip("/").replace("/", " ")
    rows = data_list(f"{what} without a key", server.get(path, authorization=None))
    require(f"{what}: at least one", rows, "a line", rows)
    for row in rows:
        line = f"{what}, {row.get('id')}"
        keys(line, row, (*names, *(("supported_conversions",) if conversions else ()),
                         *(("supported_languages",) if languages else ())))
        texts(line, row, names)
        if conversions:
            table(f"{line}: supported_conversions", row.get("supported_conversions"), ("from", "to"))
        if languages:
            table(f"{line}: supported_languages", row.get("supported_languages"), ("code", "display_name"))
    ids = [row.get("id") for row in rows]
    equal(f"{what}: ids are unique", len(ids), len(set(ids)))
    equal(f"{what} with the key: the same", rows, data_list(f"{what} with the key", server.get(path)))
    pairs = {(one["from"], one["to"]) for row in rows for one in row.get("supported_conversions", ())}
    equal(f"{what}: conversions that are missing", set(), set(conversions) - pairs)
    aliases = {"jpg", "tif", "txt"} & {token for pair in pairs for token in pair}
    equal(f"{what}: formats named by their file extension", set(), aliases)
    return rows


def table(what, rows, names):
    holds = isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
    require(f"{what} is an array of objects", holds, "an array of objects", rows)
    wrong = [row for row in rows if set(row) != set(names) or not all(map(is_text, row.values()))]
    equal(f"{what}: lines other than {names}", [], wrong)


def first(server, path, source=None):
    """The first model or engine; with `source`, the first that reads this format."""
    rows = data_list(path, server.get(path))
    able = [row for row in rows if source is None
            or any(one.get("from") == source for one in row.get("supported_conversions", []))]
    require(f"{path}: one to work with", able and is_text(able[0].get("id")), f"one that reads {source}", rows)
    return able[0]


def newest(server, service):
    rows = data_list(f"{service.name} list", server.get(service.jobs))
    return rows[0].get("job_id") if rows else None


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
