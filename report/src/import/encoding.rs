//! From bytes to letters: what a spreadsheet on any machine may have written.

use super::ImportProblem;
use charrette_protocol::FileEncoding;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at to tell UTF-16 from other things.
const SAMPLE: usize = 8_192;

/// The text of a file without its byte order mark; line breaks are `\n`. What could not be read
/// is U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Result<(FileEncoding, String), ImportProblem> {
    refuse_other_formats(bytes)?;
    let (encoding, name) = sniff(bytes)?;
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Ok((name, text.replace("\r\n", "\n").replace('\r', "\n")))
}

fn sniff(bytes: &[u8]) -> Result<(&'static Encoding, FileEncoding), ImportProblem> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(if encoding == UTF_8 {
            (UTF_8, FileEncoding::Utf8WithMark)
        } else if encoding == UTF_16LE {
            (UTF_16LE, FileEncoding::Utf16LittleEndian)
        } else {
            (UTF_16BE, FileEncoding::Utf16BigEndian)
        });
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.contains(&0) {
        return without_mark(sample);
    }
    Ok(if is_utf8(bytes) { (UTF_8, FileEncoding::Utf8) } else { (WINDOWS_1252, FileEncoding::Windows1252) })
}

/// UTF-16 without a mark: western text has a zero in nearly every second byte.
fn without_mark(sample: &[u8]) -> Result<(&'static Encoding, FileEncoding), ImportProblem> {
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    if second * 3 > pairs && first * 20 < second {
        Ok((UTF_16LE, FileEncoding::Utf16LittleEndian))
    } else if first * 3 > pairs && second * 20 < first {
        Ok((UTF_16BE, FileEncoding::Utf16BigEndian))
    } else {
        Err(ImportProblem::NotText)
    }
}

/// Whether a file is UTF-8, perhaps with a broken letter here or there: letters beyond ASCII
/// that are whole outnumber broken ones by far. Of Windows-1252 none are whole, save by chance.
fn is_utf8(bytes: &[u8]) -> bool {
    let mut whole = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || whole > broken * 4
}

/// What people choose by mistake, told apart by its first bytes.
fn refuse_other_formats(bytes: &[u8]) -> Result<(), ImportProblem> {
    for (start, what) in [
        (&b"PK\x03\x04"[..], "a workbook, a document or a zip"),
        (b"\xd0\xcf\x11\xe0", "an old workbook or document"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"{\\rtf", "a document"),
    ] {
        if bytes.starts_with(start) {
            return Err(ImportProblem::OtherFormat { what });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_is_recognised() {
        let text = "text;column\nÉducation, “naïve” – señal;Événement\n";
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (windows, _, _) = WINDOWS_1252.encode(text);
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), FileEncoding::Utf8),
            (with_mark, FileEncoding::Utf8WithMark),
            (utf16(text, false, true), FileEncoding::Utf16LittleEndian),
            (utf16(text, true, true), FileEncoding::Utf16BigEndian),
            (utf16(text, false, false), FileEncoding::Utf16LittleEndian),
            (utf16(text, true, false), FileEncoding::Utf16BigEndian),
            (windows.into_owned(), FileEncoding::Windows1252),
        ] {
            assert_eq!(decode(&bytes).unwrap(), (encoding, text.to_owned()));
        }
        assert_eq!(decode(b"a\r\nb\rc\n").unwrap().1, "a\nb\nc\n");
        assert_eq!(decode(b"plain").unwrap().0, FileEncoding::Utf8);
    }

    #[test]
    fn one_broken_letter_does_not_spoil_the_others() {
        let mut bytes = "éééééééé\n".as_bytes().to_vec();
        bytes.extend(b"caf\xe9\n");
        assert_eq!(decode(&bytes).unwrap(), (FileEncoding::Utf8, "éééééééé\ncaf\u{fffd}\n".to_owned()));
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_way_out() {
        assert_eq!(
            decode(b"PK\x03\x04rest"),
            Err(ImportProblem::OtherFormat { what: "a workbook, a document or a zip" })
        );
        assert_eq!(decode(&[1, 0, 0, 0, 7, 0, 0, 0]), Err(ImportProblem::NotText));
        assert_eq!(decode(&[0; 64]), Err(ImportProblem::NotText));
    }
}
