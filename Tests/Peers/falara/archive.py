"""Jobs put away and brought back. No page shows the answers, so any success will do. Source: Falara docs, Overview,
Jobs."""

from falara import jobs
from falara.api import INVALID, UNKNOWN_JOB, done, failure, is_there, left_open, unique
from falara.listing import listed
from peer import equal


def one_job(server):
    project, made = finished(server, 2)
    first, second = made
    answer = server.request("PATCH", f"/jobs/{first}/archive")
    if not is_there(server, "archive", answer):
        return
    done("archive", answer)
    visible(server, "after archive", project, [second])
    last = jobs.look(server, first)
    equal("an archived job has its status", "completed", last["status"])
    equal("an archived job says so", True, last.get("archived", True))
    equal("an archived job has its result", 200, server.get(f"/jobs/{first}/result").status)
    again = server.request("PATCH", f"/jobs/{first}/archive")
    if again.status != 409:
        done("archive twice", again)
    done("unarchive", server.request("PATCH", f"/jobs/{first}/unarchive"))
    visible(server, "after unarchive", project, made)
    failure("archive without a key", server.request("PATCH", f"/jobs/{first}/archive", key=None), 401)
    visible(server, "after archive without a key", project, made)


def several_jobs(server):
    project, made = finished(server, 3)
    answer = server.post_json("/jobs/archive-batch", {"job_ids": made[:2]})
    if not is_there(server, "archive-batch", answer):
        return
    done("archive-batch", answer)
    visible(server, "after archive-batch", project, made[2:])
    for job_id in made[:2]:
        done("unarchive after archive-batch", server.request("PATCH", f"/jobs/{job_id}/unarchive"))
    visible(server, "after unarchive of both", project, made)
    for what, body in (("without job_ids", {}), ("with a text for job_ids", {"job_ids": made[0]}),
                       ("that is no JSON", b"job_ids")):
        failure(f"archive-batch {what}", server.post_json("/jobs/archive-batch", body), *INVALID)
    answer = server.post_json("/jobs/archive-batch", {"job_ids": [UNKNOWN_JOB]})
    if answer.status == 404:
        failure("archive-batch of an unknown job", answer, 404)
    else:
        left_open("archive-batch of an unknown job", answer, 200, 202, 204)
    visible(server, "after refused ones", project, made)


def every_job(server):
    """The last of all, as it puts away what the other scripts have made."""
    project, made = finished(server, 2)
    answer = server.request("POST", "/jobs/archive-all")
    if not is_there(server, "archive-all", answer):
        return
    done("archive-all", answer)
    equal("after archive-all: visible jobs", [], listed(server, "after archive-all"))
    done("unarchive after archive-all", server.request("PATCH", f"/jobs/{made[0]}/unarchive"))
    visible(server, "after archive-all and unarchive", project, made[:1])


def finished(server, count):
    project = unique("Archive")
    made = [jobs.create(server, "job to archive", jobs.request(project_name=project)) for _ in range(count)]
    jobs.watch(server, made)
    return project, made


def visible(server, what, project, expected):
    rows = listed(server, what, project_name=project)
    equal(f"{what}: visible jobs", sorted(expected), sorted(row["job_id"] for row in rows or ()))


FUNCTIONS = (one_job, several_jobs, every_job)
