//! Where words that somebody wrote stand in that person's answer, for the kinds of criteria that do not say it themselves.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::breakdown::Place;

/// How words stand in a text, from what says least that this place is meant to what says most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Inside a longer word.
    Inside,
    /// As words of a sentence.
    Words,
    /// As one thing of a list that was written in a line.
    Thing,
    /// As the whole text.
    All,
}

/// The place where words most clearly stand for themselves; of equals the first. `None` when they stand nowhere.
pub(super) fn place_of(words: &str, texts: &[Cow<'_, str>]) -> Option<Place> {
    let in_text = |(text, written): (usize, &Cow<'_, str>)| -> Vec<(Standing, Place)> {
        let ranges = written.match_indices(words).filter(|(_, found)| !found.is_empty());
        let ranges = ranges.map(|(start, found)| start..start + found.len());
        ranges.map(|range| (standing(written, &range), Place { text, range })).collect()
    };
    let found = texts.iter().enumerate().flat_map(in_text);
    found.max_by_key(|(standing, place)| (*standing, Reverse((place.text, place.range.start)))).map(|(_, place)| place)
}

fn standing(written: &str, range: &Range<usize>) -> Standing {
    const BETWEEN_THINGS: [char; 10] = [',', ';', '/', '\n', '(', ')', '[', ']', '|', '.'];
    let (before, after) = (written.get(..range.start).unwrap_or_default(), written.get(range.end..).unwrap_or_default());
    let beside = [before.chars().next_back(), after.chars().next()];
    let beyond = [before.trim_end_matches(' ').chars().next_back(), after.trim_start_matches(' ').chars().next()];
    if beside == [None, None] {
        Standing::All
    } else if beyond.iter().all(|c| c.is_none_or(|c| BETWEEN_THINGS.contains(&c))) {
        Standing::Thing
    } else if beside.iter().all(|c| !c.is_some_and(char::is_alphanumeric)) {
        Standing::Words
    } else {
        Standing::Inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, texts: &[&str], expected: Option<(usize, Range<usize>)>) {
        let texts: Vec<Cow<'_, str>> = texts.iter().map(|text| Cow::Borrowed(*text)).collect();
        assert_eq!(place_of(words, &texts).map(|place| (place.text, place.range)), expected, "{words:?} in {texts:?}");
    }

    #[test]
    fn words_are_found_where_they_stand_for_themselves() {
        check("piano", &["jazzpiano, piano"], Some((0, 11..16)));
        check("piano", &["stort piano, piano (flygel)"], Some((0, 13..18)));
        check("piano", &["spelar piano ibland", "piano"], Some((1, 0..5)));
        check("piano", &["pianostämmare och piano ibland"], Some((0, 19..24)));
        check("piano", &["pianola"], Some((0, 0..5)));
        check("åka skidor", &["dans", "åka skidor"], Some((1, 0..11)));
        check("dans", &[], None);
        check("", &["dans"], None);
    }
}
