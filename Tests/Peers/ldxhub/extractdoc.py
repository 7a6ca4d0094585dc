"""ExtractDoc: engines and texts of documents. Source: LDX hub portal, ExtractDoc Jobs; engines: the operator's
article on dynamic dropdowns, which shows a live answer; jsonl: LDX hub vendor client, n8n node."""

import json
import zipfile

from ldxhub import documents, jobs, renderocr
from peer import UNKNOWN_ID, check, download, equal, require, upload

SERVICE = jobs.Service("extractdoc", "engine")
SOURCES = ("pdf", "docx", "xlsx", "pptx")
TARGETS = ("text", "jsonl")
PARAGRAPHS = ["First paragraph of the report.", "Profit & loss: 5 < 7", "見出し：第二章", 'Quotes "here" and \\ there',
              "Last paragraph, with an Ümlaut 🙂."]


def engines(server):
    pairs = [(source, target) for source in SOURCES for target in TARGETS]
    jobs.catalogue(server, "/extractdoc/engines", jobs.NAMES, pairs)


def refused_requests(server):
    body = request(server)
    cases = {
        **{f"without {name}": jobs.without(body, name) for name in body},
        "with the languages of RenderOCR": {**body, "languages": ["jpn"]},
        "with an unknown field": {**body, "format": "text"},
        "that is an array": [body],
        "that is not JSON": b"engine=ki/extract",
        "that is empty": b"",
        **jobs.with_each(body, "engine", ("no-such/engine", "ki/ocr", "ki/cast", "", 5, None)),
        **jobs.with_each(body, "file_id", (UNKNOWN_ID, "", 5, None, [body["file_id"]])),
        **jobs.with_each(body, "output_format",
                         ("docx", "txt", "json", "TEXT", "text/plain", "", 5, None, ["text"])),
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


def text_of_documents(server):
    """Every paragraph is in the text, in the document's order, however the zip holds its parts."""
    for packing, compression in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
        data = documents.docx(PARAGRAPHS, compression)
        text_of(server, f"{packing} docx", "report.docx", data, PARAGRAPHS)
        streamed = documents.docx(PARAGRAPHS, compression, streamed=True)
        text_of(server, f"{packing} docx written as a stream", "streamed.docx", streamed, PARAGRAPHS)
    # The main part is the one that the package's relationships name.
    other = documents.docx(PARAGRAPHS, main="word/document2.xml")
    text_of(server, "docx whose main part has another name", "other.docx", other, PARAGRAPHS)
    table = documents.docx(["Before", ("Left cell", ["Right ", "cell"]), "After"])
    text_of(server, "docx with a table", "table.docx", table, ["Before", "Left cell", "Right cell", "After"])
    runs = documents.docx([["Split ", "into", " runs"], "Plain"])
    text_of(server, "docx with split runs", "runs.docx", runs, ["Split into runs", "Plain"])
    long = [f"Paragraph {number} of a long document." for number in range(3000)]
    text_of(server, "docx of 3000 paragraphs", "long.docx", documents.docx(long), long)


def text_of_tables_and_slides(server):
    for packing, compression in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
        table = documents.xlsx(["Item", "Pears & plums"], ["Price", "約十二"], compression)
        text_of(server, f"{packing} xlsx", "table.xlsx", table, ["Item", "Price", "Pears & plums", "約十二"])
        slides = documents.pptx(["Opening", "見通し", "Q & A"], compression)
        text_of(server, f"{packing} pptx", "slides.pptx", slides, ["Opening", "見通し", "Q & A"])


def text_of_pdf(server):
    for packed in (False, True):
        what = f"PDF with {'packed' if packed else 'plain'} streams"
        data = documents.pdf(pages=2, text="Text on the page", packed=packed)
        detail = text_of(server, what, "page.pdf", data, ["Text on the page"])
        equal(f"{what}: input_pages, if told", 2, detail.get("usage", {}).get("input_pages", 2))


def one_line_of_json(server):
    """`jsonl` is one line, an object with the text that `text` gives."""
    for name, data in (("report.docx", documents.docx(PARAGRAPHS)), ("table.xlsx", documents.xlsx(["a"], ["b"])),
                       ("slides.pptx", documents.pptx(["One", "Two"])), ("page.pdf", documents.pdf(text="Page"))):
        what = f"{name} as jsonl"
        file_id = upload(server, name, data)
        text = output(server, f"{name} as text", {**request(server), "file_id": file_id}).decode()
        line = output(server, what, {**request(server), "file_id": file_id, "output_format": "jsonl"})
        equal(f"{what}: line ends before the last byte", 0, line[:-1].count(b"\n"))
        value = parsed_line(what, line)
        equal(f"{what}: members", ["text"], sorted(value))
        equal(f"{what}: the same text", text.strip(), str(value.get("text")).strip())


def text_of_a_rendered_page(server):
    """The output of a RenderOCR job is the input of the next, with no download between them."""
    for output_format in ("docx", "xlsx", "pptx"):
        what = f"RenderOCR {output_format} to text"
        rendered = jobs.complete(server, renderocr.SERVICE, f"{what}: render",
                                 {**renderocr.request(server), "output_format": output_format})
        body = {**request(server), "file_id": rendered["output_file_id"]}
        decoded(what, output(server, what, body))


def names_and_types_say_nothing(server):
    """The format is found in the bytes, not in the file's name or type."""
    told = "Told by its bytes"
    for what, data in (("docx", documents.docx([told])), ("pdf", documents.pdf(text=told))):
        text_of(server, f"{what} without an extension", "input", data, [told])


def fails_on_other_files(server):
    whole = documents.docx(PARAGRAPHS)
    for what, name, data in (
        ("text as a docx", "notes.docx", b"This is no docx.\n"), ("empty file", "empty.docx", b""),
        ("picture", "page.png", documents.png()), ("cut docx", "cut.docx", whole[: len(whole) // 2]),
    ):
        body = {**request(server), "file_id": upload(server, name, data)}
        jobs.fails(server, SERVICE, f"ExtractDoc of a {what}", body)


def text_of(server, what, name, data, expected):
    """The texts of a document come back in their order; gives the job's detail."""
    body = {**request(server), "file_id": upload(server, name, data)}
    detail = jobs.complete(server, SERVICE, what, body)
    text = decoded(what, download(server, detail["output_file_id"]))
    place, missing = 0, []
    for one in expected:
        found = text.find(one, place)
        place, missing = (found + len(one), missing) if found >= 0 else (place, [*missing, one])
    check(f"{what}: holds its texts in their order", not missing, expected, f"without {missing[:5]}: {text[:200]!r}")
    equal(f"{what}: the input file stays", data, download(server, body["file_id"]))
    return detail


def output(server, what, body):
    return download(server, jobs.complete(server, SERVICE, what, body)["output_file_id"])


def decoded(what, data):
    try:
        text, fault = data.decode(), ""
    except UnicodeDecodeError as error:
        text, fault = None, error
    require(f"{what}: UTF-8", text is not None, "UTF-8", fault)
    return text


def parsed_line(what, line):
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    require(f"{what}: a JSON object", isinstance(value, dict), "a JSON object", line[:200])
    return value


def request(server):
    engine = jobs.first(server, "/extractdoc/engines", "docx")["id"]
    file_id = upload(server, "document.docx", documents.docx(["One paragraph"]))
    return {"engine": engine, "file_id": file_id, "output_format": "text"}


FUNCTIONS = (
    engines, refused_requests, list_of_jobs, authorization, jobs_of_its_own, waiting, text_of_documents,
    text_of_tables_and_slides, text_of_pdf, one_line_of_json, text_of_a_rendered_page, names_and_types_say_nothing,
    fails_on_other_files,
)
