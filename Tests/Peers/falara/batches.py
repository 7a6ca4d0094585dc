"""Jobs from several files, in both forms of answer. The request has what either generation of the pages asks for.
Source: Falara docs, Batch Operations, Jobs."""

import json
from collections import Counter

import formats
from falara import jobs
from falara.api import (
    UNKNOWN_JOB, all_stated, failure, is_count, is_number, left_open, object_of, one_of, or_null, stated, unique,
)
from falara.files import downloaded, post, post_parts, sample
from peer import check, equal, is_text, part, require

ITEM = {"filename": is_text, "status": one_of("queued", "error"), "target_language": is_text, "word_count": is_count,
        "estimated_cost_eur": is_number, "error": or_null(is_text), "job_id": or_null(is_text)}
OLDER = {"batch_id": is_text, "jobs": jobs.is_list, "total_files": is_count, "total_words": is_count,
         "estimated_total_cost_eur": is_number}


def several_files(server):
    contents = {name: sample(name) for name in ("page.html", "notes.md", "app.xliff", "letter.docx")}
    batch, ids = create(server, "batch of files", contents)
    early = server.get(f"/jobs/batch/{batch}/download")
    if any(jobs.look(server, one)["status"] not in jobs.WITH_RESULT for one in ids) and early.status != 200:
        failure("early download of a batch", early, early.status)
    for job_id, seen in jobs.watch(server, ids).items():
        jobs.life("batch of files", job_id, seen)
        require("batch of files: succeeds", seen[-1]["status"] in jobs.WITH_RESULT, jobs.WITH_RESULT, seen[-1])
    value = object_of("status of a batch", server.get(f"/jobs/batch/{batch}"))
    equal("status of a batch: batch_id", batch, value.get("batch_id", batch))
    failure("status of a batch without a key", server.get(f"/jobs/batch/{batch}", key=None), 401)
    archive(server, batch, contents)


def archive(server, batch, contents):
    """One member a file, of its format; how it is named is left open but for the extension."""
    what = "download of a batch"
    outputs = formats.members(what, downloaded(server, what, f"/jobs/batch/{batch}/download"))
    equal(f"{what}: members by format", Counter(map(formats.extension, contents)),
          Counter(map(formats.extension, outputs)))
    for name, data in outputs.items():
        source = next(one for one in contents if formats.extension(one) == formats.extension(name))
        stem = source.rpartition(".")[0]
        check(f"{what}: name of the member", stem in name, f"a name with {stem}", name)
        formats.compare(f"{what}: {name}", source, contents[source], data)


def files_of_one_name(server):
    """Two files may have the same name; neither is lost."""
    contents = [("notes.md", sample("notes.md")), ("notes.md", sample("notes.md"))]
    answer = post_all(server, contents)
    if left_open("batch with a name twice", answer, 202):
        value = object_of("batch with a name twice", answer, 202)
        ids = jobs.members("batch with a name twice", value)
        equal("batch with a name twice: number of jobs", 2, len(ids))
        jobs.watch(server, [one for one in ids if one])
        data = downloaded(server, "batch with a name twice", f"/jobs/batch/{value['batch_id']}/download")
        equal("batch with a name twice: members", 2, len(formats.members("batch with a name twice", data)))


def most_files(server):
    batch, ids = create(server, "batch of 20 files", {f"notes{number}.md": sample("notes.md") for number in range(20)})
    jobs.watch(server, ids)
    data = downloaded(server, "batch of 20 files", f"/jobs/batch/{batch}/download")
    equal("batch of 20 files: members", 20, len(formats.members("batch of 20 files", data)))
    more = [(f"notes{number}.md", sample("notes.md")) for number in range(21)]
    failure("batch of 21 files", post_all(server, more), 400, 413, 422)


def a_file_that_cannot_be_read(server):
    """It comes back as an error and the rest goes on, or the batch is refused."""
    what = "batch with a broken file"
    answer = post_all(server, [("notes.md", sample("notes.md")), ("letter.docx", b"no package")])
    if answer.status == 202:
        value = object_of(what, answer, 202)
        ids = jobs.members(what, value)
        if "jobs" in value:
            rows = value["jobs"]
            equal(f"{what}: statuses", ["error", "queued"], sorted(str(row.get("status")) for row in rows))
            wrong = [row for row in rows if row.get("status") == "error" and not is_text(row.get("error"))]
            equal(f"{what}: the error is told", [], wrong)
            ids = [row["job_id"] for row in rows if row.get("status") == "queued"]
        jobs.watch(server, [one for one in ids if one])
    else:
        failure(what, answer, 400, 422)


def create(server, what, contents):
    """A batch that the server must accept; gives its id and its jobs' ids."""
    value = object_of(f"{what}: create", post_all(server, list(contents.items())), 202)
    ids = jobs.members(f"{what}: create", value)
    equal(f"{what}: number of jobs", len(contents), len(ids))
    if "jobs" in value:
        stated(f"{what}: create", value, OLDER)
        all_stated(f"{what}: jobs", value["jobs"], ITEM)
        rows = value["jobs"]
        equal(f"{what}: names", sorted(contents), sorted(row["filename"] for row in rows))
        equal(f"{what}: languages", {"de"}, {row["target_language"] for row in rows})
        equal(f"{what}: total_files", len(contents), value["total_files"])
        equal(f"{what}: total_words", sum(row["word_count"] for row in rows), value["total_words"])
        cost = sum(row["estimated_cost_eur"] for row in rows)
        check(f"{what}: estimated_total_cost_eur", abs(cost - value["estimated_total_cost_eur"]) < 0.02, cost,
              value["estimated_total_cost_eur"])
    require(f"{what}: every file is a job", all(ids), "ids", ids)
    return value["batch_id"], ids


def post_all(server, contents, source="en", target="de"):
    parts = [part(data, f'form-data; name="files"; filename="{name}"', f"Content-Type: {formats.kind(name)}")
             for name, data in contents]
    words = json.dumps({"mode": "translation", "source_lang": source, "target_lang": target})
    fields = {"source_lang": source, "target_lang": target, "briefing_json": words}
    parts += [part(value.encode(), f'form-data; name="{name}"') for name, value in fields.items()]
    return post_parts(server, "/jobs/batch-file", *parts)


def refused_batches(server):
    failure("batch without files", post_all(server, []), 400, 422)
    one = [("notes.md", sample("notes.md"))]
    failure("batch to no language", post_all(server, one, target=""), 400, 422)
    failure("batch from no language", post_all(server, one, source=""), 400, 422)
    lonely = part(one[0][1], 'form-data; name="files"; filename="notes.md"', "Content-Type: text/markdown")
    failure("batch without languages", post_parts(server, "/jobs/batch-file", lonely), 400, 422)
    for tail in ("", "/download"):
        for odd in (UNKNOWN_JOB, "a%2Fb", "%C3%BC"):
            answer = server.get(f"/jobs/batch/{odd}{tail}")
            check(f"batch {odd}{tail}: status", answer.status in (400, 404, 422), 404, answer)


def batch_csv(server):
    """No page shows its request or answer; the older ones don't have it."""
    words = json.dumps({"mode": "creation", "source_lang": "en", "target_lang": "de"})
    content = f"name,text\nlamp,{unique('A lamp')}\n".encode()
    answer = post(server, "products.csv", content, words, "text/csv", "/jobs/batch-csv")
    if answer.status in (404, 405):
        check("batch-csv: not there, as in the older pages", server.older, "older pages", answer)
    else:
        left_open("batch-csv", answer, 200, 201, 202)


FUNCTIONS = (several_files, files_of_one_name, most_files, a_file_that_cannot_be_read, refused_batches, batch_csv)
