//! Bytes made text: UTF-8 and nothing else, but with a clear word about what else it is.

use super::findings::Findings;
use super::place::Text;
use crate::program::problem::{FileFault, Severity};

/// The text of a file, without a byte order mark; `None` when there is none, and then the findings say why.
pub(super) fn text_of(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Text> {
    if is_utf16(&bytes) {
        findings.add(Severity::Error, file, (1, 1), FileFault::Utf16);
        return None;
    }
    let (bytes, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest.to_vec(), true),
        None => (bytes, false),
    };
    match String::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => {
            findings.add(Severity::Error, file, (0, 0), FileFault::Empty);
            None
        }
        Ok(text) => {
            if marked {
                findings.add(Severity::Warning, file, (1, 1), FileFault::ByteOrderMark);
            }
            Some(Text::new(text))
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let byte = bytes.get(good).copied().unwrap_or_default();
            let before = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default()).into_owned();
            findings.add(Severity::Error, file, Text::new(before).place(good), FileFault::NotUtf8(byte));
            None
        }
    }
}

/// A UTF-16 byte order mark, or a first character that is a letter or bracket beside a zero byte.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        [0, second, ..] => *second != 0,
        [first, 0, ..] => *first != 0,
        _ => false,
    }
}
