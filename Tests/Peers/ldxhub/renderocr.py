"""RenderOCR: engines and page jobs. Source: LDX hub portal, RenderOCR Jobs; engines: LDX hub vendor client,
n8n node; output packages: Open Packaging Conventions."""

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from ldxhub import jobs
from peer import (
    UNKNOWN_ID, check, data_list, download, equal, is_text, keys, refused, require, texts, upload,
)

SERVICE = jobs.Service("renderocr", "engine", usage_required=False)
ENGINE_KEYS = ("id", "display_name", "provider", "description", "supported_conversions",
               "supported_languages")
# What the content types of each format's parts speak of.
FORMATS = {"docx": "wordprocessingml", "xlsx": "spreadsheetml", "pptx": "presentationml"}


def engines(server):
    rows = data_list("engines without a key", server.get("/renderocr/engines", authorization=None))
    require("engines: at least one", rows, "an engine", rows)
    for row in rows:
        what = f"engine {row.get('id')}"
        keys(what, row, ENGINE_KEYS)
        texts(what, row, ("id", "display_name", "provider", "description"))
        table(f"{what}: supported_conversions", row.get("supported_conversions"), ("from", "to"))
        table(f"{what}: supported_languages", row.get("supported_languages"), ("code", "display_name"))
    ids = [row.get("id") for row in rows]
    equal("engines: ids are unique", len(ids), len(set(ids)))


def conversions(server):
    pairs = {(one["from"], one["to"]) for one in first_engine(server)["supported_conversions"]}
    expected = {(source, target) for source in ("pdf", "jpeg", "png") for target in FORMATS}
    equal("engine: conversions of pdf, jpeg and png that are missing", set(), expected - pairs)
    aliases = {"jpg", "tif"} & {source for source, _ in pairs}
    equal("engine: formats named by their file extension", set(), aliases)


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
    """A job is found under its own service alone."""
    job_id = jobs.create(server, SERVICE, "job asked for elsewhere", request(server))["job_id"]
    refused("RenderOCR job asked for at RefineLoop", server.get(f"/refineloop/jobs/{job_id}"), 404)
    rows = data_list("refineloop list", server.get("/refineloop/jobs"))
    equal("RenderOCR job in the RefineLoop list", [], [row for row in rows if row.get("job_id") == job_id])
    refused("job id as a file id", server.get(f"/files/{job_id}"), 404)


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


def table(what, rows, names):
    holds = isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
    require(f"{what} is an array of objects", holds, "an array of objects", rows)
    wrong = [row for row in rows if set(row) != set(names) or not all(map(is_text, row.values()))]
    equal(f"{what}: lines other than {names}", [], wrong)


def package(what, output_format, data):
    require(f"{what}: a zip", zipfile.is_zipfile(io.BytesIO(data)), "a zip", data[:40])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        equal(f"{what}: damaged members", None, archive.testzip())
        names = archive.namelist()
        require(f"{what}: [Content_Types].xml", "[Content_Types].xml" in names, "[Content_Types].xml", names)
        types = archive.read("[Content_Types].xml")
        markup = [name for name in names if name.endswith((".xml", ".rels"))]
        broken = [name for name in markup if not is_xml(archive.read(name))]
    equal(f"{what}: members that are not well-formed", [], broken)
    family = FORMATS[output_format]
    check(f"{what}: content types", family.encode() in types, family, types)


def is_xml(data):
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return False
    return True


def request(server):
    engine = first_engine(server)
    language = engine["supported_languages"][0]["code"]
    file_id = upload(server, "page.png", png(), "image/png")
    return {"engine": engine["id"], "file_id": file_id, "languages": [language], "output_format": "docx"}


def first_engine(server):
    """The first engine that reads PNG."""
    rows = data_list("engines", server.get("/renderocr/engines"))
    able = [row for row in rows
            if any(one.get("from") == "png" for one in row.get("supported_conversions", []))]
    require("an engine to work with", able, "an engine that reads png", rows)
    return able[0]


def png(width=16, height=16):
    """A white picture, one bit a pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * (width // 8)) * height
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def pdf(pages):
    """A document of empty pages with a right cross-reference table."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> >>"] * pages
    data, offsets = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{value}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    return data + (f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\n"
                   f"startxref\n{len(data)}\n%%EOF\n").encode()


FUNCTIONS = (
    engines, conversions, refused_requests, list_of_jobs, authorization, jobs_of_its_own,
    renders_a_picture, renders_a_document, fails_on_other_files,
)
