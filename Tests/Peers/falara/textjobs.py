"""Jobs from text. Source: Falara docs, Text Translation, Jobs, Quality, Overview (duplicates); metadata, region codes,
chunks of 500: Falara Shopware connector."""

from falara import jobs
from falara.api import ODD_IDS, UNKNOWN_JOB, failure, is_there, left_open, object_of, objects_of, one_of, unique
from peer import check, equal, is_text, require

METADATA = {"entity_id": "e1", "entity_type": "cms_page", "field": "slot.s1.content", "slot_id": "s1",
            "slot_type": "text", "config_key": "content"}
OPTIONS = {"domain": "marketing", "tone": "formal", "instructions": "Use short sentences.", "text_type": "marketing",
           "style_reference": "Wir sprechen klar.", "constraints": [{"type": "max_chars", "value": 1000}]}
NEWER = {"quality": "standard", "glossary_ids": [], "glossary_priority": "private_first",
         "project_name": "Peer scripts"}


def a_text(server):
    source = unique()
    _, pieces = jobs.translate(server, "text", {"text": source})
    check("text: is translated", "".join(pieces) != source, "another text", source)
    long = "\n\n".join(unique("This is a paragraph. It has two sentences") for _ in range(8))
    jobs.translate(server, "long text", {"text": long})


def texts(server):
    sources = [unique("First"), unique("Second"), unique("Grüße 👋 \u65e5\u672c, “quoted” \\ \"plain\"")]
    last, pieces = jobs.translate(server, "texts", {"texts": sources}, sources)
    equal("texts: number of pieces", len(sources), len(pieces))
    equal("texts: segments", len(sources), last.get("segment_count", len(sources)))


def placeholders(server):
    marks = ("%@", "%1$@", "%d", "{name}", "{{count}}")
    sources = [f"{unique('Hello')} {one}, and again {one}" for one in marks]
    _, pieces = jobs.translate(server, "texts with placeholders", {"texts": sources}, sources)
    lost = [(one, piece) for one, source, piece in zip(marks, sources, pieces) if source.count(one) != piece.count(one)]
    equal("texts with placeholders: they survive", [], lost)


def texts_with_metadata(server):
    items = [{"text": unique("First"), "metadata": METADATA},
             {"text": unique("Second"), "metadata": {"entity_id": "e2"}}]
    what, body = "texts with metadata", jobs.request(texts=items)
    answer = server.post_json("/jobs", body)
    if server.older and answer.status in (400, 422):
        failure(f"{what}, not there, as in the older pages", answer, 400, 422)
        return
    job_id = object_of(what, answer, 202).get("job_id")
    jobs.result(server, what, jobs.finish(server, what, job_id), [item["text"] for item in items])
    value = object_of(f"{what}: result", server.get(f"/jobs/{job_id}/result"))
    # Where they come back is not told: at the segments, or at the pieces of the connector's form.
    pieces = value.get("segments", value.get("translated_text"))
    carried = [one.get("metadata") for one in pieces if isinstance(one, dict) and "metadata" in one]
    check(f"{what}: they come back", carried in ([], [item["metadata"] for item in items]), "as they were sent",
          carried)


def most_texts(server):
    """500 is the connector's chunk; what more of them do is not told, but none is lost."""
    token = unique()
    for number in (500, 501):
        what, sources = f"{number} texts", [f"Text {one}, {token}" for one in range(number)]
        if number == 500:
            jobs.translate(server, what, {"texts": sources}, sources)
            continue
        job_id = jobs.maybe(server, what, jobs.request(texts=sources))
        if job_id:
            jobs.result(server, what, jobs.finish(server, what, job_id), sources)


def options(server):
    jobs.translate(server, "text with options", OPTIONS)
    if not server.older:
        jobs.translate(server, "text with the newer options", {**OPTIONS, **NEWER})
    jobs.translate(server, "text to a region", {"target_lang": "de-AT"})
    taken = [jobs.maybe(server, f"text with terms of {what}", jobs.request(glossary=terms)) for what, terms in (
        ("source and target", [{"source": "guest", "target": "Gast"}]),
        ("term and translations", [{"term": "guest", "translations": {"de": "Gast"}}]))]
    check("text with terms: one of the forms is taken", any(taken), "a job", taken)
    jobs.watch(server, [one for one in taken if one])


def creation(server):
    jobs.translate(server, "creation", {"mode": "creation", "text": unique("Write about a garden")})


def duplicates(server):
    """The same again is refused, while the first runs and after, and the first job is named."""
    body = jobs.request(project_name="Twice") if not server.older else jobs.request()
    first = jobs.create(server, "first of two", body)
    duplicate("the same again", server.post_json("/jobs", body), first)
    last = jobs.finish(server, "first of two", first)
    again = duplicate("the same after its end", server.post_json("/jobs", body), first)
    equal("the same after its end: status", last["status"], again.get("status"))
    other = jobs.create(server, "another text", {**body, "text": unique()})
    check("another text is another job", other != first, "another id", other)
    jobs.watch(server, [other])
    several = jobs.request(texts=[unique("First"), unique("Second")])
    first = jobs.create(server, "first texts of two", several)
    duplicate("the same texts again", server.post_json("/jobs", several), first)
    jobs.watch(server, [first])


def duplicate(what, answer, first):
    value = failure(what, answer, 409)
    equal(f"{what}: keys", ["detail", "job_id", "status"], sorted(value))
    equal(f"{what}: the first job", first, value.get("job_id"))
    check(f"{what}: status", value.get("status") in jobs.RANK, "a status", value.get("status"))
    return value


def several_languages(server):
    codes = ["de", "fr", "es"]
    value = object_of("text to three", server.post_json("/jobs", jobs.request(target_lang=codes)), 202)
    rows = objects_of("text to three: jobs", value.get("jobs"))
    batch = value.get("batch_id")
    require("text to three: batch_id", is_text(batch), "a text", value)
    extra = sorted(set(value) - {"batch_id", "jobs", "status", "message", "total_jobs", "job_ids"})
    equal("text to three: other keys", [], extra)
    equal("text to three: languages", sorted(codes),
          sorted(str(row.get("target_language", row.get("target_lang"))) for row in rows))
    wrong = [row for row in rows if not is_text(row.get("job_id")) or not one_of("queued", None)(row.get("status"))]
    require("text to three: jobs queued", not wrong, "job_id and status", wrong)
    ids = [row["job_id"] for row in rows]
    equal("text to three: each a job of its own", 3, len(set(ids)))
    for job_id, seen in jobs.watch(server, ids).items():
        jobs.life("text to three", job_id, seen)
        jobs.result(server, "text to three", seen[-1])
    found = object_of("status of the batch", server.get(f"/jobs/batch/{batch}"))
    equal("status of the batch: batch_id", batch, found.get("batch_id", batch))


def one_language_in_a_list(server):
    what = "text to a list of one"
    value = object_of(what, server.post_json("/jobs", jobs.request(target_lang=["de"])), 202)
    if "batch_id" in value:
        rows = objects_of(f"{what}: jobs", value.get("jobs"))
        equal(f"{what}: number of jobs", 1, len(rows))
        value = rows[0]
    require(f"{what}: job_id", is_text(value.get("job_id")), "a text", value)
    jobs.finish(server, what, value["job_id"])


def batch_text(server):
    """No page shows its request; a superset of the likely ones."""
    body = jobs.request(target_lang=["de", "fr"], target_langs=["de", "fr"])
    answer = server.post_json("/jobs/batch-text", body)
    if left_open("batch-text", answer, 202):
        ids = jobs.members("batch-text", object_of("batch-text", answer, 202))
        equal("batch-text: number of jobs", 2, len(ids))
        jobs.watch(server, ids)


def premium(server):
    if server.older:
        return
    answer = server.post_json("/jobs", jobs.request(quality="premium"))
    if answer.status == 403:
        failure("premium, in a plan without", answer, 403)
        return
    job_id = object_of("premium", answer, 202).get("job_id")
    jobs.result(server, "premium", jobs.finish(server, "premium", job_id))


def not_ready_yet(server):
    """Asked at once, so before the end; a job may still be quicker now and then."""
    for attempt in range(3):
        job_id = jobs.create(server, f"early result, attempt {attempt + 1}", jobs.request())
        answer = server.get(f"/jobs/{job_id}/result")
        jobs.watch(server, [job_id])
        if answer.status != 200:
            break
    jobs.not_ready("early result", answer)
    equal("a result later", 200, server.get(f"/jobs/{job_id}/result").status)


def unknown_jobs(server):
    calls = (("GET", ""), ("GET", "/result"), ("GET", "/download"), ("PATCH", "/archive"), ("PATCH", "/unarchive"),
             ("POST", "/deliver"))
    for method, tail in calls:
        what = f"{method} {tail or 'status'} of an unknown job"
        answer = server.request(method, f"/jobs/{UNKNOWN_JOB}{tail}")
        if is_there(server, what, answer):
            failure(what, answer, 404)
        for one in ODD_IDS:
            answer = server.request(method, f"/jobs/{one}{tail}")
            check(f"{method} {tail or 'status'} of job {one}", answer.status in (400, 404, 405, 422), 404, answer)
    for tail in ("", "/download"):
        failure(f"unknown batch{tail}", server.get(f"/jobs/batch/{UNKNOWN_JOB}{tail}"), 404)


FUNCTIONS = (
    a_text, texts, placeholders, texts_with_metadata, most_texts, options, creation, duplicates, several_languages,
    one_language_in_a_list, batch_text, premium, not_ready_yet, unknown_jobs,
)
