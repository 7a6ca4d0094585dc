"""RenderOCR: engines and page jobs. Source: LDX hub portal, RenderOCR Jobs; engines: LDX hub vendor client,
n8n node; output packages: Open Packaging Conventions."""

from ldxhub import jobs
from ldxhub.documents import pdf, png
from ldxhub.office import FORMATS, package
from peer import UNKNOWN_ID, download, equal, upload

SERVICE = jobs.Service("renderocr", "engine", unlisted=("output_file_id",), maybe_listed=())


def engines(server):
    pairs = [(source, target) for source in ("pdf", "jpeg", "png") for target in FORMATS]
    jobs.catalogue(server, "/renderocr/engines", jobs.NAMES, pairs, languages=True)


def refused_requests(server):
    body = request(server)
    cases = {
        **{f"without {name}": jobs.without(body, name) for name in body},
        "with an unknown field": {**body, "language": "jpn"},
        "that is an array": [body],
        "that is not JSON": b"engine=ki/ocr",
        "that is empty": b"",
        **jobs.with_each(body, "engine", ("no-such/engine", "", 5)),
        **jobs.with_each(body, "file_id", (UNKNOWN_ID, "", 5)),
        **jobs.with_each(body, "languages", ([], body["languages"][0], [5], {})),
        **jobs.with_each(body, "output_format", ("pdf", "text", "doc", "", 5)),
    }
    jobs.refuses(server, SERVICE, cases)


def list_of_jobs(server):
    jobs.lists_newest_first(server, SERVICE, request(server))


def authorization(server):
    jobs.authorization(server, SERVICE, request(server))


def jobs_of_its_own(server):
    jobs.of_its_own(server, SERVICE, request(server))


def renders_a_picture(server):
    for output_format in FORMATS:
        body = {**request(server), "output_format": output_format}
        detail = jobs.complete(server, SERVICE, f"PNG to {output_format}", body)
        package(f"PNG to {output_format}", output_format, download(server, detail["output_file_id"]))


def renders_a_document(server):
    body = {**request(server), "file_id": upload(server, "two-pages.pdf", pdf(pages=2), "application/pdf")}
    detail = jobs.complete(server, SERVICE, "PDF to docx", body)
    equal("PDF to docx: usage", {"input_pages": 2}, detail.get("usage"))
    package("PDF to docx", "docx", download(server, detail["output_file_id"]))


def fails_on_other_files(server):
    file_id = upload(server, "page.png", b"This is no picture.\n", "image/png")
    jobs.fails(server, SERVICE, "text as a picture", {**request(server), "file_id": file_id})


def request(server):
    engine = jobs.first(server, "/renderocr/engines", "png")
    language = engine["supported_languages"][0]["code"]
    file_id = upload(server, "page.png", png(), "image/png")
    return {"engine": engine["id"], "file_id": file_id, "languages": [language], "output_format": "docx"}


FUNCTIONS = (
    engines, refused_requests, list_of_jobs, authorization, jobs_of_its_own,
    renders_a_picture, renders_a_document, fails_on_other_files,
)
