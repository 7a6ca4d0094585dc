"""Documents, whichever way the server answers: finished with its bytes, finished with a link alone, or a job to poll.
Source: Flixu docs, Translate Document, Job Status, Formats; what a pre-signed link takes: Amazon S3."""

import base64
import binascii
import json
import time

import formats
from flixu.account import read_usage
from flixu.api import consumed, failure, is_number, keys, numbers, quality, success
from peer import BOUNDARY, check, equal, form, is_text, part, require

FINISHED = ("download_url", "filename", "source_lang", "target_lang", "character_count", "credits_used",
            "quality_score")
JOB = ("job_id", "status", "progress", "result_url", "error")
RANK = {"created": 0, "processing": 1, "completed": 2, "error": 2, "failed": 2}
PROGRESS = {"created": 0.0, "processing": 0.5, "completed": 1.0, "error": 0.0, "failed": 0.0}
JOB_SECONDS = 20
LANGUAGES = {"source_lang": "en", "target_lang": "de"}


def localization(server):
    for name, version in (("localization.xliff", "1.2"), ("newer.xliff", "2.0")):
        translate(server, f"XLIFF {version}", name, formats.sample(name, "Ann", version=version))
    for name in ("app.json", "messages.po", "film.srt", "letter.docx"):
        translate(server, name, name, formats.sample(name, "Ann"))


def every_text_format(server):
    """A small file of each other listed format that can be written here."""
    data, _ = success("formats for documents", server.get("/formats"))
    listed = {row["extension"] for row in data["formats"]}
    for one in sorted(listed & set(formats.EXTENSIONS) - {"xliff", "json", "po", "srt", "docx"}):
        translate(server, f"sample.{one}", f"sample.{one}", formats.sample(f"sample.{one}", "Ann"))


def names(server):
    for name in ("Grüße an alle.json", "two.dots.json", "spaced out (1).json", "a" * 100 + ".json"):
        translate(server, f"document {name[:30]}", name, formats.sample("a.json", "Ann"))


def options(server):
    """Glossaries come as one part with JSON in it, unlike in the other calls; they may be unknown."""
    for name, value in (("glossary_ids", '["gloss_abc123", "gloss_def456"]'), ("tm_id", "tm_abc123"),
                        ("brand_voice_id", "bv_ghi")):
        what = f"document with {name}"
        answer = post(server, "a.json", formats.sample("a.json", "Ann"), {**LANGUAGES, name: value})
        if answer.status in (200, 202):
            outcome(server, what, "a.json", answer, LANGUAGES)
        elif answer.status == 403:
            failure(what, answer, 403, "feature_locked")
        elif answer.status == 404:
            failure(what, answer, 404, "not_found")
        else:
            failure(what, answer, 400, "bad_request")


def usage_grows(server):
    before = read_usage(server, "usage before a document")
    translate(server, "document for usage", "a.json", formats.sample("a.json", "Ann"))
    after = read_usage(server, "usage after a document")
    equal("usage: total_documents grows by one", before["total_documents"] + 1, after["total_documents"])
    check("usage: total_characters grows", after["total_characters"] > before["total_characters"],
          f"more than {before['total_characters']}", after["total_characters"])


def translate(server, what, name, content):
    """A document that must succeed: its answer in whichever form, its output, its price."""
    before = consumed(server)
    data, output = outcome(server, what, name, post(server, name, content, LANGUAGES), LANGUAGES)
    require(f"{what}: succeeds", output is not None, "a finished document", data)
    formats.compare(what, name, content, output)
    paid = consumed(server) - before
    if "credits_used" in data:
        equal(f"{what}: the quota pays what is charged", data["credits_used"], paid)
    else:
        check(f"{what}: the quota pays", paid > 0, "more than 0", paid)


def outcome(server, what, name, answer, languages):
    """Follows an answer to its end; gives its last object and the output, which is None if a job failed."""
    data, meta = success(what, answer, 200, 202)
    if is_text(data.get("file_data")):
        return data, with_bytes(server, what, name, answer, data, meta, languages)
    if "download_url" in data:
        finished(what, name, answer, data, meta, languages)
        check(f"{what}: file_data is left out or empty", not data.get("file_data"), "nothing", data.get("file_data"))
        return data, presigned(server, what, data["download_url"])
    require(f"{what}: the answer is a file, a link or a job", is_text(data.get("job_id")),
            "file_data, download_url or job_id", sorted(data))
    return job(server, what, data)


def with_bytes(server, what, name, answer, data, meta, languages):
    finished(what, name, answer, data, meta, languages)
    try:
        output, fault = base64.b64decode(data["file_data"], validate=True), ""
    except (binascii.Error, ValueError) as error:
        output, fault = None, error
    require(f"{what}: file_data is Base64", output is not None, "Base64", fault)
    linked = presigned(server, what, data["download_url"])
    check(f"{what}: the link has the same bytes", linked == output, f"{len(output)} bytes", linked[:100])
    return output


def finished(what, name, answer, data, meta, languages):
    equal(f"{what}: status of what is finished", 200, answer.status)
    keys(what, data, FINISHED, ("file_data", "job_id"))
    equal(f"{what}: filename", name, data.get("filename"))
    equal(f"{what}: languages", languages, {key: data.get(key) for key in languages})
    numbers(what, data, ("character_count", "credits_used"))
    check(f"{what}: character_count", data["character_count"] > 0, "more than 0", data["character_count"])
    equal(f"{what}: a credit a character", data["character_count"], data["credits_used"])
    quality(what, data.get("quality_score"))
    if "credits_used" in meta:
        equal(f"{what}: credits_used of meta", data["credits_used"], meta["credits_used"])
    require(f"{what}: download_url", is_url(data.get("download_url")), "a URL", data.get("download_url"))


def presigned(server, what, url):
    """A link that carries its own permission: it works without the key, and is refused with it."""
    plain = server.follow(url)
    require(f"{what}: the link works without the key", plain.status == 200, 200, plain)
    keyed = server.follow(url, authorization=f"Bearer {server.key}")
    check(f"{what}: the link is refused with the key", 400 <= keyed.status < 500, "4xx", keyed.status)
    check(f"{what}: the link works again", server.follow(url).body == plain.body, "the same bytes", "others")
    return plain.body


def job(server, what, data):
    keys(f"{what}: job", data, ("job_id",), JOB[1:])
    seen = [data] if "status" in data else []
    end = time.monotonic() + JOB_SECONDS
    while time.monotonic() < end:
        answer = server.get(f"/translate/{data['job_id']}")
        require(f"{what}: job", answer.status == 200, 200, answer)
        seen.append(json.loads(answer.body)["data"])
        if RANK.get(seen[-1].get("status")) == 2:
            break
        time.sleep(0.05)
    last, meta = success(f"{what}: job at its end", server.get(f"/translate/{data['job_id']}"))
    equal(f"{what}: job: meta", ["request_id"], sorted(meta))
    life(what, data["job_id"], [*seen, last])
    if last["status"] != "completed":
        return last, None
    return last, result(server, what, last["result_url"])


def life(what, job_id, seen):
    """Every look at a job is right by itself, and they follow one another."""
    wrong = [fault for one in seen for fault in faults(job_id, one)]
    equal(f"{what}: {len(seen)} looks at the job", [], wrong)
    ranks = [RANK.get(one.get("status"), -1) for one in seen]
    check(f"{what}: statuses in order", ranks == sorted(ranks), "created, processing, an end",
          [one.get("status") for one in seen])
    require(f"{what}: job ends within {JOB_SECONDS} s", ranks[-1] == 2, "an end", seen[-1])
    equal(f"{what}: an end stays", seen[-2], seen[-1])


def faults(job_id, one):
    status, progress = one.get("status"), one.get("progress")
    if one.get("job_id") != job_id or status not in RANK:
        yield f"job_id or status of {one}"
    if not set(one) <= set(JOB) or "progress" not in one:
        yield f"keys {sorted(one)}"
    if not is_number(progress) or progress != PROGRESS.get(status):
        yield f"progress {progress} of {status}"
    if status == "completed" and not is_url(one.get("result_url")):
        yield f"result_url of {one}"
    if status != "completed" and one.get("result_url") is not None:
        yield f"result_url while {status}"
    if one.get("error") is not None and (status not in ("error", "failed") or not is_text(one["error"])):
        yield f"error {one['error']!r} while {status}"


def result(server, what, url):
    """On the API's own host the key is needed; elsewhere it is a link that carries its own permission."""
    if not server.owns(url):
        return presigned(server, what, url)
    require(f"{what}: result_url is under the base URL", url.startswith(server.base_url + "/"), server.base_url, url)
    path = url[len(server.base_url):]
    failure(f"{what}: result without a key", server.get(path, authorization=None), 401)
    failure(f"{what}: result with a wrong key", server.get(path, authorization="Bearer flx_wrong"), 401)
    answer = server.get(path)
    if answer.status in (302, 303, 307):
        return presigned(server, what, answer.headers.get("Location", ""))
    require(f"{what}: result", answer.status == 200, 200, answer)
    check(f"{what}: the result once more", server.get(path).body == answer.body, "the same bytes", "others")
    return answer.body


def post(server, name, content, fields, content_type=None, **options):
    disposition = f'form-data; name="file"; filename="{name}"'
    kind = content_type or formats.kind(name)
    parts = [part(content, disposition, f"Content-Type: {kind}")]
    parts += [part(value.encode(), f'form-data; name="{key}"') for key, value in fields.items()]
    return post_parts(server, *parts, **options)


def post_parts(server, *parts, **options):
    head = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return server.request("POST", "/translate/document", form(*parts), head, **options)


def is_url(value):
    return isinstance(value, str) and value.startswith(("http://", "https://"))


FUNCTIONS = (localization, every_text_format, names, options, usage_grows)
