#!/usr/bin/env bash
# Reads the files of two whole workshops with programs that know nothing of their writers: python-docx and openpyxl, and
# LibreOffice and pdftotext where they are installed.
#
#   scripts/office.sh FOLDER
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$(mkdir -p "$1" && cd "$1" && pwd)
files=$folder/files
rm -rf "$files"
REPORT_FILES=$files cargo test --quiet --locked -p charrette-report --test report -- workshops docx workbook

if [ ! -x "$folder/python/bin/python" ]; then
  python3 -m venv "$folder/python"
  "$folder/python/bin/pip" install --quiet python-docx==1.2.0 openpyxl==3.1.5
fi
"$folder/python/bin/python" tests/office/check_docx.py "$files"/*.docx
"$folder/python/bin/python" tests/office/check_xlsx.py "$files"/*.xlsx
echo "python-docx and openpyxl find nothing wrong in $(find "$files" -name '*.docx' -o -name '*.xlsx' | wc -l) files."

if ! command -v soffice >/dev/null || ! command -v pdftotext >/dev/null; then
  echo "LibreOffice or pdftotext is not installed: the files were not opened with them."
  exit 0
fi
for name in full-seminar recommendations; do
  for file in "$files/$name"-*.docx "$files/$name"-*.xlsx; do
    timeout 300 soffice --headless --convert-to pdf --outdir "$folder/pdf" "$file" >/dev/null
  done
  pdf=$folder/pdf/$name-report.pdf
  # What the report says stands in what LibreOffice made of it.
  for words in "How it worked" "Annex: method and limits" "45 participants"; do
    pdftotext "$pdf" - | tr -s '[:space:]' ' ' | grep -qF "$words" || {
      echo "$pdf does not say: $words" >&2
      exit 1
    }
  done
done
echo "LibreOffice opened them; what they say is in its PDFs ($folder/pdf)."
