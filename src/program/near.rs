//! Did you mean?

/// The candidates that a word is a likely slip of, nearest first; at most `most`.
pub(crate) fn near<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>, most: usize) -> Vec<&'c str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return Vec::new();
    }
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
            let slips = distance(&word, &letters);
            (letters.len() <= LONGEST && slips <= (word.len().max(letters.len()) / 3).max(1)).then_some((slips, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// Nobody mistypes a longer word as another; keeps the work small.
const LONGEST: usize = 64;

/// Letters to add, drop, change or swap with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let changed = last[j] + usize::from(x != y);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && y == a[i - 1] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let words = ["weight", "want", "offer", "kind", "objective"];
        for (word, found) in [
            ("wieght", vec!["weight"]),
            ("Want", vec!["want"]),
            ("ofer", vec!["offer"]),
            ("xyz", vec![]),
            ("wind", vec!["kind"]),
            ("magi", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(near(word, words, 3), found, "{word}");
        }
        assert_eq!(near(&"w".repeat(100_000), words, 3), Vec::<&str>::new());
    }
}
