"""Small documents, written by hand: what a Word file and a PDF need at least."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def paragraph(text, style=""):
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows):
    cells = (
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def docx(body, header="", footer=""):
    """A Word file with these paragraphs and tables, and with a header and a footer."""
    references = "".join(
        f'<w:{part}Reference w:type="default" r:id="r{part}"/>' for part in ("header", "footer")
    )
    document = (
        f'{HEAD}<w:document {W} xmlns:r="{OFFICE}"><w:body>{"".join(body)}'
        f"<w:sectPr>{references}</w:sectPr></w:body></w:document>"
    )
    parts = {"header": header, "footer": footer}
    relations = "".join(
        f'<Relationship Id="r{part}" Type="{OFFICE}/{part}" Target="{part}1.xml"/>'
        for part in parts
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": document,
        **{
            f"word/{part}1.xml": f"{HEAD}<w:{tag} {W}>{paragraph(text)}</w:{tag}>"
            for tag, (part, text) in zip(("hdr", "ftr"), parts.items(), strict=True)
        },
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return data.getvalue()


def pdf(pages):
    """A PDF; each page is a list of (x, y, text)."""
    characters = sorted({each for page in pages for _, _, text in page for each in text})
    codes = {each: number for number, each in enumerate(characters, 1)}
    chars = "\n".join(f"<{code:04x}> <{ord(each):04x}>" for each, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{chars}\nendbfchar\nendcmap end end"
    )
    objects = {
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000]"
        " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        6: stream(cmap),
    }
    kids = []
    for number, page in enumerate(pages):
        shown = (
            f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{codes[each]:04x}' for each in text)}> Tj ET"
            for x, y, text in page
        )
        content = 10 + 2 * number
        objects[content] = stream("\n".join(shown))
        objects[content + 1] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{content + 1} 0 R")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
    data, places = b"%PDF-1.7\n", {}
    for number, text in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(data)
    rows = [b"0000000000 65535 f \n"]
    for number in range(1, max(objects) + 1):
        at = places.get(number)
        rows.append(f"{at:010} 00000 n \n".encode() if at else b"0000000000 65535 f \n")
    data += f"xref\n0 {len(rows)}\n".encode() + b"".join(rows)
    return (
        data + f"trailer\n<< /Size {len(rows)} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )


def stream(text):
    return f"<< /Length {len(text.encode())} >>\nstream\n{text}\nendstream"
