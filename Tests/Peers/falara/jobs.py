"""What the scripts on jobs share: create, poll to the end, judge each look, read the result in each of its forms.
Source: Falara docs, Jobs, Text Translation, Pipeline; `translated_text`, `billed_words`, short status answers: Falara
Shopware connector."""

import json
import time

from falara.api import (
    all_stated, failure, is_count, is_number, is_score, left_open, object_of, objects_of, one_of, or_null, stated,
    unique, wrong_fields,
)
from falara.moments import is_moment, moment
from peer import check, equal, is_text, require

RANK = {"queued": 0, "processing": 1, "correcting": 1, "completed": 2, "completed_with_blocks": 2, "needs_review": 2,
        "failed": 2, "dead": 2}
WITH_RESULT = ("completed", "completed_with_blocks", "needs_review")
STEPS = ("supervisor", "source_review", "translator", "qa", "finalizing")
SEGMENTS = ("pending", "processing", "translated", "qa_passed", "qa_failed", "blocked", "correcting", "done", "failed")
NOTES = ("source_error", "low_confidence", "length_deviation", "terminology")
JOB_SECONDS = 20


def is_list(value):
    return isinstance(value, list)


def is_object(value):
    return isinstance(value, dict)


def is_flag(value):
    return isinstance(value, bool)


# The status answer of the older pages; what the newer ones may tell besides is what they list.
STATUS = {
    "job_id": is_text, "status": lambda value: value in RANK, "segment_count": is_count, "segments": is_list,
    "token_usage": is_object, "cost_eur": is_number, "error_log": is_list, "created_at": is_moment,
    "started_at": or_null(is_moment), "finished_at": or_null(is_moment), "current_step": or_null(one_of(*STEPS)),
    "source_review_enabled": is_flag,
}
BESIDES = {
    "qa_score": or_null(is_score), "batch_id": or_null(is_text), "mode": one_of("translation", "creation"),
    "source_lang": is_text, "target_lang": is_text, "target_language": is_text,
    "quality": one_of("standard", "premium"), "project_name": or_null(is_text), "word_count": or_null(is_count),
    "billed_words": or_null(is_count), "is_file_job": is_flag, "archived": is_flag, "completed_at": or_null(is_moment),
    "warning": or_null(is_text), "original_filename": or_null(is_text), "format": or_null(is_text),
    "error": or_null(is_text),
}
SHORT = {"job_id": is_text, "status": lambda value: value in RANK}
# The connector's example has a step of its own.
SHORT_BESIDES = {"current_step": or_null(one_of(*STEPS, "translation")), "qa_score": or_null(is_score)}
SEGMENT = {"id": is_count, "status": one_of(*SEGMENTS), "qa_score": or_null(is_score), "retry_count": is_count,
           "error": or_null(is_text)}
RESULT = {
    "job_id": is_text, "status": one_of(*WITH_RESULT), "translation": is_text, "segments": is_list,
    "cost_eur": is_number, "token_usage": is_object, "word_count": is_object, "qa_score": is_score,
    "warning": or_null(is_text), "delivery_notes": is_list,
}
PIECE = {"id": is_count, "source": is_text, "translation": is_text, "qa_score": or_null(is_score),
         "status": one_of(*SEGMENTS)}
TOKENS = dict.fromkeys(("input", "output", "cache_read", "cache_write", "total"), is_count)
SHORT_TOKENS = dict.fromkeys(("input_tokens", "output_tokens"), is_count)
WORDS = {"source": is_count, "target": is_count}
# The newer pages show no result: the connector's keys are needed, those of the older pages may be there as well.
CONNECTOR = {"job_id": is_text, "translated_text": lambda one: is_text(one) or is_list(one)}
CONNECTOR_BESIDES = {
    **{name: test for name, test in RESULT.items() if name not in CONNECTOR}, "qa_score": or_null(is_score),
    "billed_words": is_count, "quality": is_text, "word_count": lambda one: is_count(one) or is_object(one),
}


def request(**fields):
    """A request for a job of its own."""
    body = {"mode": "translation", "source_lang": "en", "target_lang": "de", **fields}
    if "text" not in fields and "texts" not in fields:
        body["text"] = unique()
    return body


def create(server, what, body):
    """One job that the server must accept; gives its id."""
    job = object_of(f"{what}: create", server.post_json("/jobs", body), 202)
    stated(f"{what}: create", job, {"job_id": is_text, "status": one_of("queued")}, {"message": is_text})
    return job["job_id"]


def look(server, job_id):
    answer = server.get(f"/jobs/{job_id}")
    if answer.status != 200:
        require(f"GET of a job: {job_id}", False, 200, answer)
    return json.loads(answer.body)


def watch(server, job_ids):
    """Polls jobs to their ends; gives every look at each."""
    seen = {job_id: [] for job_id in job_ids}
    end = time.monotonic() + JOB_SECONDS
    running = list(seen)
    while running and time.monotonic() < end:
        for job_id in running:
            seen[job_id].append(look(server, job_id))
        running = [one for one in running if RANK.get(seen[one][-1].get("status")) != 2]
        time.sleep(0.05)
    require(f"{len(seen)} jobs end within {JOB_SECONDS} s", not running, "ends", running[:5])
    return seen


def finish(server, what, job_id):
    """Polls a job to its end and judges it; gives its last status answer."""
    seen = watch(server, [job_id])[job_id]
    last = object_of(f"{what}: status", server.get(f"/jobs/{job_id}"))
    equal(f"{what}: an end stays", seen[-1], last)
    life(what, job_id, seen)
    return last


def life(what, job_id, seen):
    last = seen[-1]
    equal(f"{what}: job_id", {job_id}, {one.get("job_id") for one in seen})
    if "segment_count" in last:
        stated(f"{what}: status answer", last, STATUS, BESIDES)
    else:
        stated(f"{what}: short status answer", last, SHORT, SHORT_BESIDES)
    tests = {**STATUS, **BESIDES} if "segment_count" in last else {**SHORT, **SHORT_BESIDES}
    wrong = [wrong_fields(one, tests) for one in seen]
    equal(f"{what}: fields of a wrong kind on the way", [], [one for one in wrong if one])
    ranks = [RANK.get(one.get("status"), -1) for one in seen]
    check(f"{what}: statuses in order", ranks == sorted(ranks), "queued, running, an end",
          [one.get("status") for one in seen])
    idle = [one.get("current_step") for one, rank in zip(seen, ranks) if rank != 1]
    equal(f"{what}: no step before it runs and after", {None}, set(idle))
    steps_in_order(what, seen)
    if "segment_count" in last:
        equal(f"{what}: faults of {len(seen)} looks", [], [fault for one in seen for fault in faults(one)])
        equal(f"{what}: what falls back", [], list(fallbacks(seen)))


def steps_in_order(what, seen):
    """Forward, but for the loops of correction, which go from the test back to the translator."""
    steps = [one["current_step"] for one in seen if one.get("current_step") in STEPS]
    backward = [(old, new) for old, new in zip(steps, steps[1:]) if STEPS.index(new) < STEPS.index(old)]
    loops = {("qa", "translator"), ("finalizing", "translator"), ("finalizing", "qa")}
    equal(f"{what}: steps that go back", set(), set(backward) - loops)


def faults(one):
    """What is wrong in one look at a job, by itself."""
    rows, rank = one.get("segments") or [], RANK.get(one.get("status"))
    for row in rows:
        if set(row) != set(SEGMENT) or not all(test(row[name]) for name, test in SEGMENT.items()):
            yield f"segment {row}"
    if [row.get("id") for row in rows] != list(range(len(rows))):
        yield f"ids {[row.get('id') for row in rows]}"
    if len(rows) != one.get("segment_count"):
        yield f"{len(rows)} segments of {one.get('segment_count')}"
    usage = one.get("token_usage") or {}
    if set(usage) != {"input_tokens", "output_tokens"} or not all(map(is_count, usage.values())):
        yield f"token_usage {usage}"
    if not is_number(one.get("cost_eur")) or one["cost_eur"] < 0:
        yield f"cost_eur {one.get('cost_eur')}"
    if (one.get("finished_at") is not None) != (rank == 2):
        yield f"finished_at {one.get('finished_at')} while {one.get('status')}"
    started = one.get("started_at") is not None
    if started if rank == 0 else one.get("status") in WITH_RESULT and not started:
        yield f"started_at {one.get('started_at')} while {one.get('status')}"
    times = [moment(one.get(name)) for name in ("created_at", "started_at", "finished_at")]
    known = [time for time in times if time is not None]
    if known != sorted(known):
        yield f"times {known}"
    if one.get("status") == "completed":
        left = [row for row in rows if row.get("status") in ("pending", "processing", "failed", "blocked")]
        if not rows or left:
            yield f"completed with segments {left}"


def fallbacks(seen):
    """What must not go back from look to look."""
    marks = [{"segment_count": one.get("segment_count"), "cost_eur": one.get("cost_eur"),
              "translated segments": sum(row.get("status") not in ("pending", "processing") for row in one["segments"]),
              "retries": sum(row.get("retry_count", 0) for row in one["segments"]),
              **one.get("token_usage", {})} for one in seen]
    for old, new in zip(marks, marks[1:]):
        yield from (f"{name}: {old[name]}, then {new.get(name)}" for name in old if new.get(name, -1) < old[name])
    if len({(one.get("created_at")) for one in seen}) != 1:
        yield "created_at"


def result(server, what, last, sources=None):
    """The result of a job at its end: in one of its forms, or refused if there is none. Gives its pieces' texts."""
    answer = server.get(f"/jobs/{last['job_id']}/result")
    if last["status"] not in WITH_RESULT:
        return not_ready(f"{what}: result of a job that is {last['status']}", answer)
    value = object_of(f"{what}: result", answer)
    equal(f"{what}: result: job_id", last["job_id"], value.get("job_id"))
    if "translated_text" in value:
        return connector_result(what, value, last, sources)
    stated(f"{what}: result", value, RESULT, {"billed_words": is_count, "quality": is_text})
    ending(what, value, last)
    rows = segments(what, value, last, sources)
    totals(what, value, rows)
    missing = [row["translation"] for row in rows if row["translation"].strip() not in value["translation"]]
    equal(f"{what}: result: translation has every segment", [], missing)
    notes(what, value)
    return [row["translation"] for row in rows]


def ending(what, value, last):
    equal(f"{what}: result: status", last["status"], value["status"])
    warned = value["warning"] is not None
    equal(f"{what}: result: a warning goes with needs_review", value["status"] == "needs_review", warned)


def segments(what, value, last, sources):
    rows = objects_of(f"{what}: result: segments", value["segments"])
    all_stated(f"{what}: result: segments", rows, PIECE, {"metadata": lambda one: True})
    if "segment_count" in last:
        equal(f"{what}: result: number of segments", last["segment_count"], len(rows))
    check(f"{what}: result: ids", [row["id"] for row in rows] == list(range(len(rows))), "0, 1, …", rows[:3])
    if sources is not None:
        equal(f"{what}: result: sources", sources, [row["source"] for row in rows])
    return rows


def notes(what, value):
    for note in objects_of(f"{what}: result: delivery_notes", value["delivery_notes"]):
        check(f"{what}: result: type of a note", note.get("type") in NOTES, NOTES, note)


def tokens_of(what, usage):
    if "total" not in usage:
        return stated(f"{what}: result: token_usage", usage, SHORT_TOKENS)
    stated(f"{what}: result: token_usage", usage, TOKENS)
    equal(f"{what}: result: tokens in all", usage["input"] + usage["output"], usage["total"])


def totals(what, value, rows):
    check(f"{what}: result: token_usage is the longer one", "total" in value["token_usage"], "total",
          value["token_usage"])
    tokens_of(what, value["token_usage"])
    stated(f"{what}: result: word_count", value["word_count"], WORDS)
    check(f"{what}: result: cost_eur", value["cost_eur"] >= 0, "0 or more", value["cost_eur"])
    mean_score(what, value, rows)


def mean_score(what, value, rows):
    scores = [row["qa_score"] for row in rows if row["qa_score"] is not None]
    if scores:
        mean = sum(scores) / len(scores)
        check(f"{what}: result: qa_score is the mean", abs(value["qa_score"] - mean) <= 0.1, mean, value["qa_score"])


def connector_result(what, value, last, sources):
    stated(f"{what}: connector's result", value, CONNECTOR, CONNECTOR_BESIDES)
    if {"status", "warning"} <= set(value):
        ending(what, value, last)
    if "segments" in value:
        rows = segments(what, value, last, sources)
        if value.get("qa_score") is not None:
            mean_score(what, value, rows)
    if "token_usage" in value:
        tokens_of(what, value["token_usage"])
    if is_object(value.get("word_count")):
        stated(f"{what}: result: word_count", value["word_count"], WORDS)
    if "delivery_notes" in value:
        notes(what, value)
    check(f"{what}: connector's result: cost_eur", value.get("cost_eur", 0) >= 0, "0 or more", value.get("cost_eur"))
    pieces = value["translated_text"]
    pieces = [pieces] if isinstance(pieces, str) else [piece_text(one) for one in pieces]
    equal(f"{what}: connector's result: pieces without text", [], [one for one in pieces if not is_text(one)])
    if sources is not None:
        equal(f"{what}: connector's result: number of pieces", len(sources), len(pieces))
    return pieces


def piece_text(one):
    """A piece is a text, or an object with one."""
    if isinstance(one, dict):
        return next((one[name] for name in ("text", "translation", "translated_text") if name in one), None)
    return one


def not_ready(what, answer):
    """409, with the status at the top or in `detail`."""
    value = failure(what, answer, 409)
    detail = value.get("detail")
    status = value.get("status", detail.get("status") if isinstance(detail, dict) else None)
    check(f"{what}: tells the status", status in RANK, "a status", value)
    check(f"{what}: is no duplicate", "job_id" not in value or status not in WITH_RESULT, "not ready", value)


def translate(server, what, fields=None, sources=None):
    """A job that must succeed, from its request to its result; gives its last status answer and its pieces."""
    job_id = create(server, what, request(**(fields or {})))
    last = finish(server, what, job_id)
    pieces = result(server, what, last, sources)
    require(f"{what}: succeeds", last["status"] in WITH_RESULT, WITH_RESULT, last)
    return last, pieces


def maybe(server, what, body):
    """A job that may be refused, as the pages differ or are silent; gives its id or None."""
    answer = server.post_json("/jobs", body)
    if not left_open(what, answer, 202):
        return None
    value = object_of(what, answer, 202)
    check(f"{what}: a job or a batch", is_text(value.get("job_id")) or is_text(value.get("batch_id")), "an id", value)
    return value.get("job_id")


def members(what, value):
    """The ids of the jobs in the answer of a batch, which has one of two forms; None stands for a file not read."""
    require(f"{what}: batch_id", is_text(value.get("batch_id")), "a text", value)
    if "job_ids" in value:
        form = {"batch_id": is_text, "job_ids": is_list, "total_jobs": is_count, "status": one_of("queued")}
        stated(what, value, form, {"message": is_text})
        equal(f"{what}: total_jobs", len(value["job_ids"]), value["total_jobs"])
        ids = value["job_ids"]
    else:
        ids = [row.get("job_id") for row in objects_of(f"{what}: jobs", value.get("jobs"))]
    real = [one for one in ids if one is not None]
    check(f"{what}: ids of the jobs", all(map(is_text, real)) and len(set(real)) == len(real), "texts, each once", ids)
    return ids
