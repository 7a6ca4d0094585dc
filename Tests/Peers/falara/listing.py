"""The list of jobs: its lines, pages and filters. Source: Falara docs, Jobs."""

import urllib.parse

from falara import jobs
from falara.api import (
    INVALID, failure, is_count, is_score, is_there, left_open, object_of, objects_of, one_of, or_null, stated, unique,
)
from falara.moments import is_moment, moment
from peer import check, equal, is_text, require

ROW = {
    "job_id": is_text, "batch_id": or_null(is_text), "status": lambda value: value in jobs.RANK,
    "mode": one_of("translation", "creation"), "source_lang": is_text, "target_lang": is_text,
    "quality": one_of("standard", "premium"), "project_name": or_null(is_text), "word_count": or_null(is_count),
    "billed_words": or_null(is_count), "qa_score": or_null(is_score), "is_file_job": jobs.is_flag,
    "archived": jobs.is_flag, "created_at": is_moment, "completed_at": or_null(is_moment),
}
# More pages than a run of these scripts can fill.
PAGES = 100


def lines(server):
    project = unique("Website")
    made = [jobs.maybe(server, f"job to list, {quality}", jobs.request(project_name=project, quality=quality))
            for quality in ("standard", "premium")]
    made = [one for one in made if one]
    looks = {job_id: seen[-1] for job_id, seen in jobs.watch(server, made).items()}
    rows = listed(server, "lines", project_name=project)
    if rows is None:
        return
    equal("lines: the project's jobs", sorted(made), sorted(row["job_id"] for row in rows))
    for row in rows:
        equal("line: status", looks[row["job_id"]]["status"], row["status"])
        equal("line: what was asked for", ("translation", "en", "de", project, False, False),
              tuple(row[name] for name in ("mode", "source_lang", "target_lang", "project_name", "is_file_job",
                                           "archived")))
        check("line: completed_at", is_moment(row["completed_at"]), "a time", row["completed_at"])
        count, billed = row["word_count"], row["billed_words"]
        if count is not None and billed is not None:
            expected = count * (1.5 if row["quality"] == "premium" else 1)
            check(f"line: billed_words of {row['quality']}", abs(billed - expected) < 1, expected, billed)


def pages(server):
    """From page to page to the end, nothing is lost and nothing comes twice."""
    project = unique("Pages")
    made = [jobs.create(server, f"job {number} of seven", jobs.request(project_name=project)) for number in range(7)]
    jobs.watch(server, made)
    whole = listed(server, "jobs on one page", project_name=project)
    if whole is None:
        return
    whole = [row["job_id"] for row in whole]
    for limit in (1, 2, 3, 7, 100):
        rows = listed(server, f"pages of {limit}", limit=limit, project_name=project)
        ids = [row["job_id"] for row in rows]
        equal(f"pages of {limit}: each job once", sorted(made), sorted(ids))
        check(f"pages of {limit}: newest first", newest_first(rows), "newest first",
              [row["created_at"] for row in rows])
        equal(f"pages of {limit}: the order of a page of its own", whole, ids)


def everything(server):
    rows = listed(server, "every job", limit=100)
    if rows is None:
        return
    ids = [row["job_id"] for row in rows]
    equal("every job: each once", len(ids), len(set(ids)))
    check("every job: newest first", newest_first(rows), "newest first", "another order")
    equal("every job: none is archived", [], [row["job_id"] for row in rows if row["archived"]])
    first = page(server, "first page", "")
    check("first page: 20 lines or all", len(first["data"]) == min(20, len(ids)), min(20, len(ids)), len(first["data"]))
    files = [row for row in rows if row["is_file_job"]]
    check("every job: those of files are told apart", len(files) < len(rows), "not all", len(files))


def filters(server):
    project = unique("Filters")
    made = jobs.create(server, "job to filter", jobs.request(project_name=project))
    status = jobs.watch(server, [made])[made][-1]["status"]
    rows = listed(server, f"status={status}", limit=100, status=status)
    if rows is None:
        return
    equal(f"status={status}: statuses", {status}, {row["status"] for row in rows})
    check(f"status={status}: has the job", made in [row["job_id"] for row in rows], "the job", "none")
    dead = listed(server, "status=dead", status="dead")
    equal("status=dead: statuses", set(), {row["status"] for row in dead} - {"dead"})
    both = listed(server, "both filters", status=status, project_name=project)
    equal("both filters: the job", [made], [row["job_id"] for row in both])
    equal("part of a project's name", [], listed(server, "part of a name", project_name=project[:-3]))
    equal("a project without jobs", [], listed(server, "no project", project_name=unique("None")))


def refused_lists(server):
    if not is_there(server, "list", server.get("/jobs")):
        return
    for query in ("limit=0", "limit=101", "limit=-1", "limit=ten", "limit=1.5"):
        failure(f"list with {query}", server.get(f"/jobs?{query}"), *INVALID)
    for query in ("cursor=no-such-cursor", "status=no-such-status", "no_such_filter=1", "limit="):
        answer = server.get(f"/jobs?{query}")
        if left_open(f"list with {query}", answer, 200):
            judged(f"list with {query}", object_of(f"list with {query}", answer))


def newest_first(rows):
    times = [moment(row["created_at"]) for row in rows]
    return times == sorted(times, reverse=True)


def listed(server, what, **query):
    """The lines of all pages; None if the older pages have no list."""
    rows, cursor, cursors = [], None, set()
    for _ in range(PAGES):
        fields = {**query, **({"cursor": cursor} if cursor else {})}
        answer = server.get(f"/jobs?{urllib.parse.urlencode(fields)}")
        if not is_there(server, what, answer):
            return None
        value = judged(what, object_of(what, answer))
        if "limit" in query:
            check(f"{what}: no more than the limit", len(value["data"]) <= query["limit"], query["limit"],
                  len(value["data"]))
        rows += value["data"]
        cursor = value["pagination"]["cursor"]
        if not value["pagination"]["has_more"]:
            return rows
        check(f"{what}: a page with more to come is not empty", value["data"] != [], "lines", "none")
        require(f"{what}: another cursor", is_text(cursor) and cursor not in cursors, "another one", cursor)
        cursors.add(cursor)
    require(f"{what}: the pages end", False, f"{PAGES} pages or fewer", "more")


def page(server, what, query):
    return judged(what, object_of(what, server.get(f"/jobs{query}")))


def judged(what, value):
    stated(what, value, {"data": jobs.is_list, "pagination": jobs.is_object})
    require(f"{what}: data and pagination", jobs.is_list(value.get("data")) and jobs.is_object(value.get("pagination")),
            "both", value)
    stated(f"{what}: pagination", value["pagination"], {"cursor": or_null(is_text), "has_more": jobs.is_flag})
    rows = objects_of(what, value["data"])
    wrong = [row for row in rows if set(row) != set(ROW) or not all(test(row[name]) for name, test in ROW.items())]
    if not wrong:
        return value
    stated(f"{what}: line", wrong[0], ROW)
    require(f"{what}: lines", False, "none wrong", wrong[0])


FUNCTIONS = (lines, pages, everything, filters, refused_lists)
