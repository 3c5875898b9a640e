"""Reads a workbook with openpyxl and says in words what is wrong with it.

    pip install openpyxl
    python tests/office/check_xlsx.py workbook.xlsx ...

Ends with 1 if anything is wrong.
"""

import re
import sys
import zipfile

import openpyxl

UNITS = 32_767
"""The most UTF-16 units a cell takes."""


def problems(path):
    book = openpyxl.load_workbook(path)
    if book.sheetnames[0] != "Results":
        yield f"the first sheet is {book.sheetnames[0]!r}, not 'Results'"
    for sheet in book:
        yield from (f"{sheet.title}: {problem}" for problem in sheet_problems(sheet))
    for name in book.defined_names:
        yield f"a name is defined: {name}"
    with zipfile.ZipFile(path) as parts:
        for part in parts.infolist():
            text = parts.read(part).decode("utf-8")
            if part.filename.endswith(".rels") and 'TargetMode="External"' in text:
                yield f"{part.filename} leads out of the file"
            if re.search(r"<f[ >]", text):
                yield f"{part.filename} calculates"
            if part.date_time[:3] != (1980, 1, 1):
                yield f"{part.filename} has a time of writing: {part.date_time}"


def sheet_problems(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield f"{cell.coordinate} is a formula"
            if cell.data_type == "e":
                yield f"{cell.coordinate} is an error"
            if cell.hyperlink:
                yield f"{cell.coordinate} is a link"
            if isinstance(cell.value, str) and len(cell.value.encode("utf-16-le")) // 2 > UNITS:
                yield f"{cell.coordinate} has more than {UNITS} units"
    if sheet.title == "Results":
        questions = sum(1 for row in sheet.iter_rows(max_col=1) if row[0].value == "Rank")
        if len(sheet._charts) > questions:
            yield f"{len(sheet._charts)} charts for {questions} tables"
        if questions and not sheet._charts:
            yield "results without a chart"
        return
    if sheet.freeze_panes != "A2":
        yield f"its first row does not stay: {sheet.freeze_panes}"
    if sheet.max_row > 1 and not sheet.auto_filter.ref:
        yield "it cannot be filtered"
    for cell in sheet[1]:
        if not (cell.value and cell.font.bold):
            yield f"{cell.coordinate} is no heading: {cell.value!r}"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Say which workbook to check: check_xlsx.py workbook.xlsx")
    found = [f"{path}: {problem}" for path in sys.argv[1:] for problem in problems(path)]
    print("\n".join(found) or f"{len(sys.argv) - 1} workbooks checked: nothing wrong")
    sys.exit(1 if found else 0)
