//! Base64 as OpenSSH writes keys and fingerprints: the standard alphabet of RFC 4648, section 4.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes of a text with padding; `None` when it is not exactly what an encoder would have written.
pub fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    if text.is_empty() || !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for digit in digits {
        let value = ALPHABET.iter().position(|letter| letter == digit)?;
        held = (held << 6 | u32::try_from(value).ok()?) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    // What is left over is padding, and all of it is nought.
    (held & ((1 << bits) - 1) == 0 && bits != 6).then_some(bytes)
}

/// The text of some bytes, with padding.
pub fn encoded(bytes: &[u8]) -> String {
    let mut text = unpadded(bytes);
    text.extend(std::iter::repeat_n('=', text.len().next_multiple_of(4) - text.len()));
    text
}

/// The text of some bytes without padding, as fingerprints are written.
pub fn unpadded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let held = group.iter().fold(0_usize, |held, byte| held << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        let digits = [18, 12, 6, 0].into_iter().take(group.len() + 1);
        text.extend(digits.filter_map(|shift| ALPHABET.get(held >> shift & 63)).map(|letter| char::from(*letter)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_standard() {
        for (bytes, text) in
            [("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!((encoded(bytes.as_bytes()).as_str(), decoded(text.as_bytes()).as_deref()), (text, Some(bytes.as_bytes())));
        }
    }

    #[test]
    fn what_no_encoder_writes_is_refused() {
        for text in ["", "Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zm8", "Z===", "====", "Zm9v=", "Zm 8=", "Zm8=Zm8=", "Zm-_", "Zm8=\n"] {
            assert_eq!(decoded(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
            prop_assert_eq!(decoded(encoded(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn one_text_for_one_value(text in "[A-D/+=]{0,12}") {
            if let Some(bytes) = decoded(text.as_bytes()) {
                prop_assert_eq!(encoded(&bytes), text);
            }
        }
    }
}
