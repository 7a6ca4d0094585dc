"""CastDoc: engines and conversions of text-based PDF to Office files. Source: LDX hub portal, CastDoc Jobs;
engines and formats: LDX hub vendor client, n8n node; output packages: Open Packaging Conventions."""

from ldxhub import documents, jobs
from ldxhub.office import FORMATS, package
from peer import UNKNOWN_ID, download, equal, parsed, upload

SERVICE = jobs.Service("castdoc", "engine")


def engines(server):
    jobs.catalogue(server, "/castdoc/engines", jobs.NAMES, [("pdf", target) for target in FORMATS])


def refused_requests(server):
    body = request(server)
    cases = {
        **{f"without {name}": jobs.without(body, name) for name in body},
        # No OCR here, so no languages either.
        "with the languages of RenderOCR": {**body, "languages": ["jpn"]},
        "with an unknown field": {**body, "format": "docx"},
        "that is an array": [body],
        "that is not JSON": b"engine=ki/cast",
        "that is empty": b"",
        **jobs.with_each(body, "engine", ("no-such/engine", "ki/ocr", "ki/extract", "", 5, None)),
        **jobs.with_each(body, "file_id", (UNKNOWN_ID, "", 5, None, [body["file_id"]])),
        **jobs.with_each(body, "output_format", ("pdf", "text", "doc", "DOCX", ".docx", "", 5, None, ["docx"])),
    }
    jobs.refuses(server, SERVICE, cases)


def list_of_jobs(server):
    jobs.lists_newest_first(server, SERVICE, request(server))


def authorization(server):
    jobs.authorization(server, SERVICE, request(server))


def jobs_of_its_own(server):
    jobs.of_its_own(server, SERVICE, request(server))


def waiting(server):
    jobs.waits(server, SERVICE, request(server))


def casts_a_document(server):
    """Every format, from a PDF of two pages with text on them."""
    data = documents.pdf(pages=2, text="Quarterly figures and notes")
    for output_format in FORMATS:
        what = f"PDF cast to {output_format}"
        body = {**request(server), "file_id": upload(server, "report.pdf", data, "application/pdf"),
                "output_format": output_format}
        detail = jobs.complete(server, SERVICE, what, body)
        # Only counted for PDF, says the schema of usage, and whether CastDoc has a usage at all it does not say.
        equal(f"{what}: input_pages, if told", 2, detail.get("usage", {}).get("input_pages", 2))
        output = download(server, detail["output_file_id"])
        info = parsed(f"{what}: info of the output", server.get(f"/files/{detail['output_file_id']}"), 200)
        equal(f"{what}: size of the output", len(output), info.get("size"))
        package(what, output_format, output)
        equal(f"{what}: the input file stays", data, download(server, body["file_id"]))


def casts_packed_streams(server):
    data = documents.pdf(pages=1, text="Packed text", packed=True)
    body = {**request(server), "file_id": upload(server, "packed.pdf", data, "application/pdf")}
    detail = jobs.complete(server, SERVICE, "PDF with packed streams", body)
    package("PDF with packed streams", "docx", download(server, detail["output_file_id"]))


def names_and_types_say_nothing(server):
    """The format is found in the bytes, not in the file's name or type."""
    file_id = upload(server, "input", documents.pdf(text="No name"), "application/octet-stream")
    jobs.complete(server, SERVICE, "PDF without an extension", {**request(server), "file_id": file_id})


def fails_on_other_files(server):
    for what, name, data in (("text as a PDF", "notes.pdf", b"This is no PDF.\n"), ("empty file", "empty.pdf", b""),
                             ("picture", "page.png", documents.png()),
                             ("document that is one already", "a.docx", documents.docx(["Text"]))):
        body = {**request(server), "file_id": upload(server, name, data)}
        jobs.fails(server, SERVICE, f"CastDoc of a {what}", body)


def request(server):
    file_id = upload(server, "page.pdf", documents.pdf(text="One page"), "application/pdf")
    engine = jobs.first(server, "/castdoc/engines", "pdf")["id"]
    return {"engine": engine, "file_id": file_id, "output_format": "docx"}


FUNCTIONS = (
    engines, refused_requests, list_of_jobs, authorization, jobs_of_its_own, waiting, casts_a_document,
    casts_packed_streams, names_and_types_say_nothing, fails_on_other_files,
)
