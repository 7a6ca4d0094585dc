"""RefineLoop: models and XLIFF jobs. Source: LDX hub portal, RefineLoop Jobs; `?wait=`: LDX hub vendor
client, n8n node."""

import pathlib
import time

from ldxhub import jobs, xliff
from peer import (
    UNKNOWN_ID, check, data_list, download, equal, keys, moment, parsed, require, upload,
)

SERVICE = jobs.Service("refineloop", "model", usage_required=True, may_name_input_at_create=False,
                       unlisted=("output_file_id",), maybe_listed=())
SAMPLES = pathlib.Path(__file__).parent.parent / "samples"
USAGE_KEYS = ("total_input_characters", "processed_input_characters", "skipped_characters",
              "output_characters", "vector_bytes")


def models(server):
    jobs.catalogue(server, "/refineloop/models", jobs.NAMES)


def refused_requests(server):
    body = request(server)
    cases = {
        "without model": jobs.without(body, "model"),
        "without file_id": jobs.without(body, "file_id"),
        "with an unknown field": {**body, "max_revision": 3},
        "that is an array": [body],
        "that is a string": "model",
        "that is not JSON": b'{"model": ',
        "that is empty": b"",
        **jobs.with_each(body, "model", ("no-such/model", "", 5)),
        **jobs.with_each(body, "file_id", (UNKNOWN_ID, "", 5)),
        **jobs.with_each(body, "max_revisions", (0, 11, -1, "3", 2.5, True, [3])),
        **jobs.with_each(body, "output_mode", ("everything", "Full", 1)),
        **jobs.with_each(body, "exclude_numeric_segments", ("true", 1)),
        **jobs.with_each(body, "remove_hyphenation", ("false", 0)),
        **jobs.with_each(body, "domain", (1, ["IR"])),
        **jobs.with_each(body, "note_language", (1, {"code": "ja"})),
        **jobs.with_each(body, "custom_instructions", (1, ["short"])),
    }
    jobs.refuses(server, SERVICE, cases)


def life_of_a_job(server):
    """Looks without `wait`, often enough to see each status."""
    body = request(server)
    started = time.monotonic()
    job = jobs.create(server, SERVICE, "watched job", body)
    seen = []
    while time.monotonic() < started + jobs.JOB_SECONDS:
        seen.append(jobs.look(server, SERVICE, job["job_id"])[0])
        if seen[-1].get("status") in jobs.TERMINAL:
            break
        time.sleep(0.2 if time.monotonic() < started + 10 else 1)
    took = time.monotonic() - started
    last = jobs.judge(SERVICE, "watched job", seen)
    equal("watched job: status", "completed", last["status"])
    statuses = [detail.get("status") for detail in seen]
    # Between two looks a quick job may pass through `processing`.
    check("watched job: processing is seen in a job of more than 2 s", took < 2 or "processing" in statuses,
          "processing", statuses)
    again, _ = jobs.look(server, SERVICE, job["job_id"])
    equal("watched job: its end stays as it is", last, again)
    before, after = moment(job["expires_at"]), moment(last.get("expires_at"))
    check("watched job: expires_at does not fall", None not in (before, after) and before <= after,
          f"at least {job['expires_at']}", last.get("expires_at"))


def waiting(server):
    body = request(server)
    job_id = jobs.create(server, SERVICE, "waited job", body)["job_id"]
    for wait in (None, "0", "-1", "soon", ""):
        seconds = jobs.look(server, SERVICE, job_id, wait)[1]
        check(f"wait={wait} answers at once", seconds < 1, "less than 1 s", f"{seconds:.2f} s")
    short_waits(server, job_id)
    detail, seconds = jobs.look(server, SERVICE, job_id, wait=10)
    check("wait=10 on a job that ended answers at once", seconds < 1, "less than 1 s", f"{seconds:.2f} s")
    equal("wait=10 on a job that ended: status", "completed", detail.get("status"))


def short_waits(server, job_id):
    """`?wait=2` to the job's end: about 2 s each while it is open, less when it ends."""
    looks = []
    end = time.monotonic() + jobs.JOB_SECONDS
    while time.monotonic() < end and (not looks or looks[-1][0] not in jobs.TERMINAL):
        detail, seconds = jobs.look(server, SERVICE, job_id, wait=2)
        looks.append((detail.get("status"), round(seconds, 2)))
        if seconds < 1:
            time.sleep(0.2)
    require("wait=2: the job ends", looks[-1][0] in jobs.TERMINAL, "an end", looks)
    held = [seconds for status, seconds in looks if status not in jobs.TERMINAL]
    check("wait=2 holds while the job is open", all(seconds >= 1.5 for seconds in held), "about 2 s", held)
    check("wait=2 never takes longer", all(seconds <= 3.5 for _, seconds in looks), "about 2 s", looks)


def early_return(server):
    """A wait that is longer than the job ends with the job, not with the wait."""
    body = request(server)
    job = jobs.create(server, SERVICE, "job with a long wait", body)
    # The server's clock need not be this machine's.
    ahead = moment(job["created_at"]) - time.time()
    end = time.monotonic() + jobs.JOB_SECONDS
    looks, detail = [], {}
    while detail.get("status") not in jobs.TERMINAL and time.monotonic() < end:
        detail, seconds = jobs.look(server, SERVICE, job["job_id"], wait=60)
        looks.append(round(seconds, 2))
        if seconds < 1:
            time.sleep(0.2)
    check("wait=60 is cut to the server's limit", max(looks) <= 32, "at most 30 s", looks)
    completed = moment(detail.get("completed_at"))
    require("job with a long wait: completed_at", completed is not None, "a timestamp", detail)
    late = time.time() + ahead - completed
    check("wait=60 answers when the job ends", late <= 3, "within 3 s of completed_at", f"{late:.1f} s later")


def list_of_jobs(server):
    jobs.lists_newest_first(server, SERVICE, request(server))


def authorization(server):
    jobs.authorization(server, SERVICE, request(server))


def refines_xliff_12(server):
    refine(server, "XLIFF 1.2", "xliff12.xlf")


def refines_xliff_20(server):
    refine(server, "XLIFF 2.0", "xliff20.xlf", max_revisions=10)


def takes_every_option(server):
    detail, before, after = refine(
        server, "all options", "xliff20.xlf", exclude_numeric_segments=True, remove_hyphenation=False,
        max_revisions=1, domain="IR", note_language="ja", output_mode="full",
        custom_instructions="専門用語は原文のまま残してください")
    equal("all options: excluded numeric targets stay", xliff.numeric_targets(before),
          xliff.numeric_targets(after))
    skipped = detail.get("usage", {}).get("skipped_characters", 0)
    check("all options: numeric segments count as skipped", skipped > 0, "more than 0", skipped)


def output_modes(server):
    sizes = {}
    for mode in ("full", "translations", "none"):
        what = f"output_mode {mode}"
        detail, before, after = refine(server, what, "xliff12.xlf", output_mode=mode, max_revisions=3)
        sizes[mode] = len(download(server, detail["output_file_id"]))
        if mode != "full":
            equal(f"{what}: adds no notes", [], list(after.notes - before.notes))
    # The pages don't say which element the remarks of `full` stand in; `refine` has seen that no note is lost.
    check("output_mode full adds remarks to translations, and that holds no less than none",
          sizes["full"] > sizes["translations"] >= sizes["none"], "falling sizes", sizes)


def fails_on_other_files(server):
    model = first_model(server)
    whole = (SAMPLES / "xliff12.xlf").read_bytes()
    cases = {
        "plain text": ("notes.txt", b"This is not XLIFF.\n"),
        "plain text named .xlf": ("notes.xlf", b"This is not XLIFF.\n"),
        "XML that is not XLIFF": ("page.xlf", b"<html><body>Hello</body></html>"),
        "XLIFF cut in the middle": ("cut.xlf", whole[: len(whole) // 2]),
    }
    for what, (name, data) in cases.items():
        job_id = jobs.fails(server, SERVICE, what, {"model": model, "file_id": upload(server, name, data)})
        rows = data_list("list after a failed job", server.get(SERVICE.jobs))
        line = next((row for row in rows if row.get("job_id") == job_id), {})
        equal(f"{what}: status in the list", "failed", line.get("status"))


def refine(server, what, sample, **options):
    """Refines a sample; gives the job's detail and the documents before and after."""
    data = (SAMPLES / sample).read_bytes()
    body = {"model": first_model(server), "file_id": upload(server, sample, data, "application/xliff+xml")}
    detail = jobs.complete(server, SERVICE, what, {**body, **options})
    usage(what, detail.get("usage"))
    output = download(server, detail["output_file_id"])
    info = parsed(f"{what}: info of the output", server.get(f"/files/{detail['output_file_id']}"), 200)
    equal(f"{what}: size of the output", len(output), info.get("size"))
    before, after = xliff.read(data), xliff.parsed_output(what, output)
    xliff.compare(what, before, after)
    equal(f"{what}: the input file stays", data, download(server, body["file_id"]))
    return detail, before, after


def usage(what, value):
    require(f"{what}: usage", isinstance(value, dict), "an object", value)
    keys(f"{what}: usage", value, USAGE_KEYS)
    total, parts = value.get("total_input_characters", 0), (
        value.get("processed_input_characters", 0) + value.get("skipped_characters", 0))
    check(f"{what}: usage: total is processed and skipped", total == parts > 0,
          "total = processed + skipped", value)
    output = value.get("output_characters", 0)
    check(f"{what}: usage: output_characters", output > 0, "more than 0", output)


def request(server):
    """The least that a job needs: a model of the catalogue and an uploaded XLIFF file."""
    data = (SAMPLES / "xliff12.xlf").read_bytes()
    return {"model": first_model(server), "file_id": upload(server, "document.xlf", data)}


def first_model(server):
    return jobs.first(server, "/refineloop/models")["id"]


FUNCTIONS = (
    models, refused_requests, life_of_a_job, waiting, early_return, list_of_jobs, authorization,
    refines_xliff_12, refines_xliff_20, takes_every_option, output_modes, fails_on_other_files,
)
