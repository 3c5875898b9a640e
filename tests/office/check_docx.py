"""Reads Word files with python-docx, which knows nothing of the writer, and says what is wrong with them.

    python tests/office/check_docx.py report.docx ...

Ends with 1 if anything is, each fault in words on a line of its own.
"""

import re
import sys
import zipfile

import docx
from docx.oxml.ns import qn

FIELD = re.compile(r"^ (TOC \\o \"1-[12]\" \\n \\h \\z|SEQ (Figure|Table) \\\* ARABIC) $")
CAPTION = re.compile(r"^(Figure|Table)\u00a0(\d+)\. ")


def text_of(element):
    """All words of an element, those inside of fields and links too."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def check(path):
    """What is wrong with a file, in words."""
    document = docx.Document(path)
    body = document.element.body
    paragraphs = document.paragraphs
    faults = []

    def demand(holds, words):
        if not holds:
            faults.append(words)

    # Headings by their styles, none deeper than the one before allows.
    depth = 0
    headings = [paragraph for paragraph in paragraphs if paragraph.style.name.startswith("Heading ")]
    for heading in headings:
        level = int(heading.style.name.removeprefix("Heading "))
        demand(level <= depth + 1, f"a heading skips a level: {heading.text[:40]!r}")
        depth = level
    titles = [paragraph for paragraph in paragraphs if paragraph.style.name == "Title"]
    demand(len(titles) == 1, f"{len(titles)} titles instead of one")

    # Contents that name every section.
    entries = [text_of(p) for p in body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='TOC1']") is not None]
    sections = [heading.text for heading in headings if heading.style.name == "Heading 1"]
    demand(
        [re.sub(r"^\d+", "", entry) for entry in entries] == sections,
        f"contents have {len(entries)} entries for {len(sections)} sections, or other words",
    )

    # Captions, numbered from 1, as many as there are tables.
    numbers = {"Figure": 0, "Table": 0}
    for paragraph in (paragraph for paragraph in paragraphs if paragraph.style.name == "Caption"):
        found = CAPTION.match(text_of(paragraph._p))
        if not found:
            faults.append(f"a caption without a number: {text_of(paragraph._p)[:40]!r}")
            continue
        kind, number = found[1], int(found[2])
        numbers[kind] += 1
        demand(number == numbers[kind], f"{kind} {number} comes where {kind} {numbers[kind]} should")
    demand(len(document.tables) == numbers["Table"], f"{len(document.tables)} tables, {numbers['Table']} captions")

    # Tables whose head comes again, and whose rows are all as wide.
    for index, table in enumerate(document.tables, 1):
        row = table.rows[0]._tr
        properties = row.trPr
        head = properties is not None and properties.find(qn("w:tblHeader")) is not None
        long = len(text_of(row)) > 1200
        demand(head or long, f"the head of table {index} does not come again")
        widths = {len(row._tr.findall(qn("w:tc"))) for row in table.rows}
        demand(len(widths) == 1, f"rows of table {index} differ in width")

    # Pictures with their words and numbers of their own.
    pictures = list(body.iter(qn("wp:docPr")))
    demand(len(pictures) >= numbers["Figure"] or not pictures, f"{len(pictures)} pictures for {numbers['Figure']} figures")
    for picture in pictures:
        demand((picture.get("descr") or "").strip(), f"{picture.get('name')} has no alternative text")
    demand(len({picture.get("id") for picture in pictures}) == len(pictures), "two pictures have one number")

    # Links that lead somewhere inside, and no fields but the two.
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    for link in body.iter(qn("w:hyperlink")):
        demand(link.get(qn("w:anchor")) in places, f"a link leads nowhere: {text_of(link)[:40]!r}")
    fields = [node.text for node in body.iter(qn("w:instrText"))]
    fields += [node.get(qn("w:instr")) for node in body.iter(qn("w:fldSimple"))]
    for field in fields:
        demand(FIELD.match(field), f"a field that should not be: {field!r}")

    # Nothing outside.
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            demand(b'TargetMode="External"' not in parts.read(name), f"{name} leads out of the file")
    demand(document.core_properties.author == "Charrette", f"the file names an author: {document.core_properties.author!r}")
    return faults


def main(paths):
    """Checks all files; true if all are well."""
    well = bool(paths)
    for path in paths:
        try:
            faults = check(path)
        except Exception as error:  # a file that cannot be read is a finding, not an end
            faults = [f"cannot be read: {error}"]
        for fault in faults:
            print(f"{path}: {fault}", file=sys.stderr)
        well = well and not faults
        if not faults:
            print(f"{path}: well")
    if not paths:
        print("Name the files to check: check_docx.py report.docx ...", file=sys.stderr)
    return well


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
