"""What the job services share: create, poll, list. Source: LDX hub portal, RefineLoop Jobs and RenderOCR
Jobs; `?wait=`: LDX hub vendor client, n8n node; a failed job: LDX hub vendor examples."""

import json
import time
from dataclasses import dataclass

from peer import (
    UNKNOWN_ID, check, data_list, equal, is_integer, is_text, keys, moment, newest_first, parsed,
    refused, require, texts, timestamps,
)

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
    usage_required: bool

    @property
    def jobs(self):
        return f"/{self.name}/jobs"


def create(server, service, what, body):
    """Creates a job that the server must accept; gives the answer's object."""
    what = f"{what}: create"
    job = parsed(what, server.post_json(service.jobs, body), 202)
    # The RenderOCR page calls its answer a job detail, so there a file_id is no error.
    optional = ("file_id",) if service.worker == "engine" else ()
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
    required = ["job_id", "file_id", service.worker, "status", "progress", "created_at", "updated_at",
                "expires_at"]
    optional = []
    if status in TERMINAL:
        required.append("completed_at")
    if status == "completed":
        required.append("output_file_id")
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
    equal(f"{what}: the detail is this job's", (job["job_id"], body["file_id"], body[service.worker]),
          (detail.get("job_id"), detail.get("file_id"), detail.get(service.worker)))
    equal(f"{what}: created_at stays", job["created_at"], detail.get("created_at"))
    check(f"{what}: the output is another file", detail.get("output_file_id") != body["file_id"],
          "an id other than the input's", detail.get("output_file_id"))
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


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


def with_each(body, name, values):
    """One case for each value of a field."""
    return {f"with {name} {value!r}": {**body, name: value} for value in values}


def lists_newest_first(server, service, body):
    """Two jobs, a second apart: the later one comes first, and a line shows the detail but its output."""
    older = complete(server, service, f"{service.name} listed", body)
    # Timestamps count whole seconds, so a tie would leave the order open.
    time.sleep(1.1)
    newer = create(server, service, f"{service.name} listed later", body)
    rows = data_list(f"{service.name} list", server.get(service.jobs))
    newest_first(f"{service.name} list", rows)
    equal(f"{service.name} list starts with the newest", [newer["job_id"], older["job_id"]],
          [row.get("job_id") for row in rows[:2]])
    with_output = [row.get("job_id") for row in rows if "output_file_id" in row]
    equal(f"{service.name} list: lines with output_file_id", [], with_output)
    equal(f"{service.name} list: the completed job's line", without(older, "output_file_id"), rows[1])
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


def newest(server, service):
    rows = data_list(f"{service.name} list", server.get(service.jobs))
    return rows[0].get("job_id") if rows else None


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
