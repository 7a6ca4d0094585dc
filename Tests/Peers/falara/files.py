"""Jobs from one file, and their downloads. Source: Falara docs, File Translation, File Formats."""

import json

import formats
from falara import jobs
from falara.api import failure, is_count, object_of, one_of, stated, unique
from falara.textjobs import duplicate
from peer import BOUNDARY, check, equal, form, is_text, part, require

# What both generations of the pages read; the newer ones read JSON, too.
NAMES = {"page.html": None, "page.htm": None, "notes.md": None, "notes.markdown": None, "letter.docx": None,
         "app.xlf": "1.2", "app.xliff": "1.2", "newer.xliff": "2.0"}
OLDER = {"job_id": is_text, "status": one_of("queued"), "format": is_text, "segments_extracted": is_count,
         "translatable_segments": is_count, "file_size_bytes": is_count}
NEWER = {"job_id": is_text, "status": one_of("queued"), "message": is_text, "original_filename": is_text}
# The rest of the newer answer is not told.
MORE = {**{name: OLDER[name] for name in OLDER if name not in NEWER}, "word_count": is_count, "file_format": is_text,
        "segment_count": is_count, "file_size": is_count, "project_name": lambda value: True}


def every_format(server):
    names = dict(NAMES) if server.older else {**NAMES, "app.json": None}
    made = {}
    for name, version in names.items():
        content = sample(name, version)
        made[create(server, name, content)] = (name, content)
    early = next(iter(made))
    early_download(server, early)
    for job_id, seen in jobs.watch(server, made).items():
        name, content = made[job_id]
        jobs.life(name, job_id, seen)
        require(f"{name}: succeeds", seen[-1]["status"] in jobs.WITH_RESULT, jobs.WITH_RESULT, seen[-1])
        formats.compare(name, name, content, downloaded(server, name, f"/jobs/{job_id}/download"))


def early_download(server, job_id):
    """A file before its end: refused, though no page says how."""
    answer = server.get(f"/jobs/{job_id}/download")
    if jobs.look(server, job_id)["status"] not in jobs.WITH_RESULT:
        check("early download: status", 400 <= answer.status < 500, "4xx", answer)
        failure("early download", answer, answer.status)


def sample(name, version=None):
    return formats.sample(name, unique("the team"), version=version or "1.2")


def create(server, what, content, name=None, options=None):
    name = name or what
    value = object_of(f"{what}: create", post(server, name, content, briefing(**(options or {}))), 202)
    if "original_filename" in value or "message" in value:
        stated(f"{what}: create", value, NEWER, MORE)
        equal(f"{what}: original_filename", name, value.get("original_filename"))
    elif "format" in value:
        stated(f"{what}: create", value, OLDER)
        equal(f"{what}: file_size_bytes", len(content), value.get("file_size_bytes"))
        check(f"{what}: translatable_segments", 0 < value["translatable_segments"] <= value["segments_extracted"],
              f"1 to {value['segments_extracted']}", value["translatable_segments"])
    else:
        stated(f"{what}: create", value, {"job_id": is_text, "status": one_of("queued")})
    return value["job_id"]


def downloaded(server, what, path):
    failure(f"{what}: download without a key", server.get(path, key=None), 401)
    answer = server.get(path)
    require(f"{what}: download", answer.status == 200, 200, answer)
    check(f"{what}: download once more", server.get(path).body == answer.body, "the same bytes", "others")
    return answer.body


def names(server):
    for name in ("Grüße an alle.md", "spaced out (1).md", "two.dots.md"):
        job_id = create(server, name, sample("notes.md"))
        jobs.finish(server, name, job_id)


def options(server):
    fields = {"domain": "legal", "tone": "formal", "instructions": "Keep all references."}
    if not server.older:
        fields |= {"quality": "standard", "project_name": "Contracts", "glossary_ids": []}
    job_id = create(server, "file with options", sample("notes.md"), "notes.md", fields)
    last = jobs.finish(server, "file with options", job_id)
    answer = server.get(f"/jobs/{job_id}/result")
    check("file with options: result", answer.status == 200, f"200 after {last['status']}", answer)


def duplicates(server):
    content = sample("notes.md")
    first = create(server, "first of two files", content, "notes.md")
    duplicate("the same file again", post(server, "notes.md", content, briefing()), first)
    jobs.watch(server, [first])


def briefing(**fields):
    return json.dumps({"mode": "translation", "source_lang": "en", "target_lang": "de", **fields})


def post(server, name, content, words, kind=None, path="/jobs/file"):
    disposition = f'form-data; name="file"; filename="{name}"'
    parts = [part(content, disposition, f"Content-Type: {kind or formats.kind(name)}")]
    if words is not None:
        parts.append(part(words.encode(), 'form-data; name="briefing_json"'))
    return post_parts(server, path, *parts)


def post_parts(server, path, *parts):
    head = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return server.request("POST", path, form(*parts), head)


FUNCTIONS = (every_format, names, options, duplicates)
