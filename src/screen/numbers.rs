//! Numbers as people read them: percents that are whole, totals with room between thousands.

/// Basis points as whole percents, halves up.
pub fn percent(basis_points: u16) -> u32 {
    (u32::from(basis_points) + 50) / 100
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
