//! Numbers as people read them: percents that are whole, totals with room between thousands.

use crate::words::Lang;

/// Basis points as whole percents, halves up.
pub fn percent(basis_points: u16) -> u32 {
    (u32::from(basis_points) + 50) / 100
}

/// Basis points as percents with one decimal, halves up: `47.7`, in Swedish `47,7`.
pub fn tenths(basis_points: u16, lang: Lang) -> String {
    let tenths = (u32::from(basis_points) + 5) / 10;
    decimal(&format!("{}.{}", tenths / 10, tenths % 10), lang)
}

/// What part of a whole something is, in percents with as many decimals as say something: `0.02`, `1.4`, `12`; for less than a hundredth
/// `< 0.01`.
pub fn share(part: i64, whole: i64, lang: Lang) -> String {
    let (part, whole) = (u128::from(part.unsigned_abs()), u128::from(whole.unsigned_abs().max(1)));
    let hundredths = (part * 10_000 + whole / 2) / whole;
    let shown = match hundredths {
        0 if part > 0 => "< 0.01".to_owned(),
        0..100 => format!("0.{hundredths:02}"),
        100..995 => format!("{}.{}", (hundredths + 5) / 100, (hundredths + 5) % 100 / 10),
        _ => ((hundredths + 50) / 100).to_string(),
    };
    decimal(&shown, lang)
}

fn decimal(number: &str, lang: Lang) -> String {
    lang.pick(number.replace('.', ","), number.to_owned())
}

/// The number of a score: `82`.
pub fn score(basis_points: u16) -> String {
    percent(basis_points).to_string()
}

/// The number of a pair's score as it stands in a list: `~48` when it rests on little.
pub fn known_score(basis_points: u16, thin: bool) -> String {
    format!("{}{}", if thin { super::signs::THIN } else { "" }, percent(basis_points))
}

/// A pair's score: `82 %`, `~48 %` when it rests on little.
pub fn pair(basis_points: u16, thin: bool) -> String {
    format!("{} %", known_score(basis_points, thin))
}

/// A total in basis points as whole points with a space between thousands: `2 172`. The sign of a loss is a minus.
pub fn total(basis_points: i64) -> String {
    let points = (basis_points.unsigned_abs() + 50) / 100;
    let digits = points.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    if basis_points < 0 && points > 0 { format!("−{grouped}") } else { grouped }
}

/// The change from one total to another in whole points, as the difference of what is shown for them.
pub fn change(before: i64, after: i64) -> i64 {
    let shown = |basis_points: i64| (basis_points.abs() + 50) / 100 * basis_points.signum();
    shown(after) - shown(before)
}

/// The change from one total to another, always with its sign: `+3`, `−21`, `±0`.
pub fn difference(before: i64, after: i64) -> String {
    match change(before, after) {
        0 => "±0".to_owned(),
        loss @ ..0 => total(loss.saturating_mul(100)),
        gain => format!("+{}", total(gain.saturating_mul(100))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_shares_have_decimals() {
        for (points, sv, en) in [(4_774, "47,7", "47.7"), (4_775, "47,8", "47.8"), (0, "0,0", "0.0"), (9_999, "100,0", "100.0")] {
            assert_eq!((tenths(points, Lang::Sv).as_str(), tenths(points, Lang::En).as_str()), (sv, en), "{points}");
        }
        for (part, whole, shown) in [
            (0, 100, "0.00"),
            (1, 1_000_000, "< 0.01"),
            (1, 10_000, "0.01"),
            (99, 10_000, "0.99"),
            (100, 10_000, "1.0"),
            (144, 10_000, "1.4"),
            (146, 10_000, "1.5"),
            (994, 10_000, "9.9"),
            (995, 10_000, "10"),
            (5_000, 10_000, "50"),
            (5, 0, "500"),
            (i64::MAX, i64::MAX, "100"),
        ] {
            assert_eq!(share(part, whole, Lang::En), shown, "{part} of {whole}");
        }
        assert_eq!(share(1, 10_000, Lang::Sv), "0,01");
    }

    #[test]
    fn totals_have_room_between_thousands() {
        for (points, shown) in [(0, "0"), (49, "0"), (50, "1"), (217_200, "2 172"), (100_000_000, "1 000 000"), (-2_100, "−21"), (-20, "0")]
        {
            assert_eq!(total(points), shown, "{points}");
        }
        for (before, after, shown) in [(0, 0, "±0"), (120, 100, "±0"), (0, 300, "+3"), (176_651, 171_749, "−50"), (0, -234_500, "−2 345")]
        {
            assert_eq!(difference(before, after), shown, "{before} {after}");
        }
    }
}
