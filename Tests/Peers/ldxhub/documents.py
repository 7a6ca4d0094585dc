"""Makes the pictures and documents that jobs work on: PNG, JPEG, PDF, DOCX, XLSX, PPTX. Source: the formats'
public specifications (PNG; ITU-T T.81; PDF 1.4; ECMA-376)."""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FAMILY = "application/vnd.openxmlformats-officedocument."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def png(width=16, height=16):
    """A white picture, one bit a pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * (width // 8)) * height
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def jpeg():
    """A grey picture of 8 by 8 pixels: one block whose coefficients are all zero."""
    def segment(marker, data):
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data

    def one_code(table):
        """A Huffman table that knows one code, of one bit, for the symbol 0."""
        return segment(0xC4, bytes([table, 1, *[0] * 15, 0]))

    return (b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
            + segment(0xDB, bytes([0, *[1] * 64])) + segment(0xC0, bytes([8, 0, 8, 0, 8, 1, 1, 0x11, 0]))
            + one_code(0x00) + one_code(0x10) + segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + b"\x3f\xff\xd9")


def pdf(pages=1, text=None, packed=False):
    """A document with a right cross-reference table; each page shows the text, if there is one."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    shown = pages + 3
    resources = f"<< /Font << /F1 {shown + 1} 0 R >> >>" if text else "<< >>"
    contents = f" /Contents {shown} 0 R" if text else ""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources}{contents} >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    objects = [one.encode() for one in objects + [page] * pages]
    if text:
        stream = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
        stream = zlib.compress(stream) if packed else stream
        coded = " /Filter /FlateDecode" if packed else ""
        head = f"<< /Length {len(stream)}{coded} >>\nstream\n".encode()
        objects += [head + stream + b"\nendstream",
                    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    data, offsets = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    return data + (f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\n"
                   f"startxref\n{len(data)}\n%%EOF\n").encode()


def docx(paragraphs, compression=zipfile.ZIP_DEFLATED, main="word/document.xml", streamed=False):
    """A paragraph is a text or a list of the texts of its runs; a tuple of such is a table of one row."""
    body = "".join(map(word_block, paragraphs))
    parts = {main: f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'}
    kinds = {main: FAMILY + "wordprocessingml.document.main+xml"}
    return package(parts, kinds, main, {}, compression, streamed)


def word_block(block):
    if isinstance(block, tuple):
        cells = "".join(f"<w:tc><w:tcPr/>{word_block(one)}</w:tc>" for one in block)
        return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"
    return f"<w:p>{''.join(map(word_run, [block] if isinstance(block, str) else block))}</w:p>"


def word_run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def xlsx(shared, inline, compression=zipfile.ZIP_DEFLATED):
    """One sheet: column A holds shared texts, column B texts that stand in their cells."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c>'
        f'<c r="B{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row>'
        for row, text in enumerate(inline, start=1))
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
                           '<sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}" count="{len(shared)}" uniqueCount="{len(shared)}">'
                                f"{texts}</sst>",
    }
    kinds = {"xl/workbook.xml": FAMILY + "spreadsheetml.sheet.main+xml",
             "xl/worksheets/sheet1.xml": FAMILY + "spreadsheetml.worksheet+xml",
             "xl/sharedStrings.xml": FAMILY + "spreadsheetml.sharedStrings+xml"}
    links = {"xl/workbook.xml": [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")]}
    return package(parts, kinds, "xl/workbook.xml", links, compression)


def pptx(slides, compression=zipfile.ZIP_DEFLATED):
    """A slide a text. Without masters and layouts: enough to be read, too little to be shown."""
    names = [f"slides/slide{number}.xml" for number in range(1, len(slides) + 1)]
    ids = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in range(1, len(slides) + 1))
    parts = {"ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDE}" xmlns:r="{OFFICE}"><p:sldIdLst>{ids}'
                                     '</p:sldIdLst><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'}
    kinds = {"ppt/presentation.xml": FAMILY + "presentationml.presentation.main+xml"}
    for name, text in zip(names, slides):
        parts[f"ppt/{name}"] = (
            f'<p:sld xmlns:p="{SLIDE}" xmlns:a="{DRAWING}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/>'
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Text\"/>"
            "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r>"
            f"<a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>")
        kinds[f"ppt/{name}"] = FAMILY + "presentationml.slide+xml"
    links = {"ppt/presentation.xml": [("slide", name) for name in names]}
    return package(parts, kinds, "ppt/presentation.xml", links, compression)


class Stream(io.RawIOBase):
    """Takes bytes and never goes back, so that a zip has the lengths of its members behind them."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def package(parts, kinds, main, links, compression, streamed=False):
    """An Office file of these parts; `links` are the relationships of a part, in the order of their ids."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    types = (f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
             f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>')
    files = {"[Content_Types].xml": types, "_rels/.rels": relationships([("officeDocument", main)]), **parts}
    for name, targets in links.items():
        folder, _, base = name.rpartition("/")
        files[f"{folder}/_rels/{base}.rels"] = relationships(targets)
    target = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(name, DECLARATION + text)
    return target.data if streamed else target.getvalue()


def relationships(targets):
    lines = "".join(f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                    for number, (kind, target) in enumerate(targets, start=1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
