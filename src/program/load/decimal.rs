//! Decimal numbers as they are written, made integers without a float on the way.

/// Why a number is not one that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// `nan`
    Nan,
    /// `inf` or `-inf`
    Infinite,
    /// More than an `i64` of the asked-for parts holds.
    TooLarge,
}

/// A number in JSON or TOML spelling (sign, digits, decimals, exponent; or `nan`, `inf`) times ten to the `places`,
/// rounded half away from zero.
pub(super) fn scaled(written: &str, places: i64) -> Result<i64, Unusable> {
    let (negative, digits) = match written.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, written.strip_prefix('+').unwrap_or(written)),
    };
    match digits {
        "nan" => return Err(Unusable::Nan),
        "inf" => return Err(Unusable::Infinite),
        _ => {}
    }
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all: Vec<i64> = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit).map(|digit| i64::from(digit - b'0')).collect();
    let whole_digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let leading = all.iter().take_while(|digit| **digit == 0).count();
    let significant = all.get(leading..).unwrap_or_default();
    if significant.is_empty() {
        return Ok(0);
    }
    let shift = exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { -FAR } else { FAR }).clamp(-FAR, FAR);
    let signed = |count: usize| i64::try_from(count).unwrap_or(FAR);
    let before_point = signed(whole_digits) - signed(leading) + shift + places;
    let magnitude = rounded(significant, before_point)?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// Beyond every exponent that matters, and far from overflow.
const FAR: i64 = 1 << 40;

/// The first `before_point` digits as an integer (zeros where there are none), rounded by the digit after them.
fn rounded(digits: &[i64], before_point: i64) -> Result<i64, Unusable> {
    if before_point < 0 {
        return Ok(0);
    }
    if before_point > 19 {
        return Err(Unusable::TooLarge);
    }
    let count = usize::try_from(before_point).unwrap_or(0);
    let mut sum = 0_i64;
    for digit in digits.iter().copied().chain(std::iter::repeat(0)).take(count) {
        sum = sum.checked_mul(10).and_then(|sum| sum.checked_add(digit)).ok_or(Unusable::TooLarge)?;
    }
    let up = i64::from(digits.get(count).is_some_and(|digit| *digit >= 5));
    sum.checked_add(up).ok_or(Unusable::TooLarge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_exactly() {
        for (written, places, value) in [
            ("0", 4, Ok(0)),
            ("-0.0", 4, Ok(0)),
            ("0.05", 4, Ok(500)),
            ("1", 4, Ok(10_000)),
            ("1.0", 4, Ok(10_000)),
            ("0.00005", 4, Ok(1)),
            ("0.00004999999999999999999999999", 4, Ok(0)),
            ("-0.00005", 4, Ok(-1)),
            ("7.5", 3, Ok(7500)),
            ("+7.5", 3, Ok(7500)),
            ("1e3", 3, Ok(1_000_000)),
            ("12.5E-1", 3, Ok(1250)),
            ("0.0000000000000000001e19", 3, Ok(1000)),
            ("9223372036854775.807", 3, Ok(i64::MAX)),
            ("9223372036854775.808", 3, Err(Unusable::TooLarge)),
            ("1e999999999999999999999999", 3, Err(Unusable::TooLarge)),
            ("1e-999999999999999999999999", 3, Ok(0)),
            ("0e999999999999999999999999", 3, Ok(0)),
            ("nan", 3, Err(Unusable::Nan)),
            ("-nan", 3, Err(Unusable::Nan)),
            ("-inf", 3, Err(Unusable::Infinite)),
        ] {
            assert_eq!(scaled(written, places), value, "{written} x 10^{places}");
        }
    }

    proptest! {
        #[test]
        fn any_number_of_thousandths_comes_back(thousandths in -1_000_000_000_000_i64..1_000_000_000_000) {
            let sign = if thousandths < 0 { "-" } else { "" };
            let written = format!("{sign}{}.{:03}", thousandths.abs() / 1000, thousandths.abs() % 1000);
            prop_assert_eq!(scaled(&written, 3), Ok(thousandths));
        }

        #[test]
        fn nothing_panics(written in "[-+0-9.eE_a-z]{0,40}") {
            let _ = scaled(&written, 4);
        }
    }
}
