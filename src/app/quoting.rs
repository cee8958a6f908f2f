//! Where the quotes of a breakdown stand in the answers as they are shown.

use std::ops::Range;

use crate::program::application::says_nothing;
use crate::program::{Answer, Application, FieldRef, Program, Role, Shown};
use crate::scoring::text::Label;
use crate::scoring::{Breakdown, Quote};

use super::modal::explain::{AnswerLine, Passage, Quoted};

/// For each part the places of its quotes; those of names, which stand in no answer, are left out.
pub(super) fn quoted(program: &Program, breakdown: &Breakdown, shown: &[&AnswerLine]) -> Vec<Vec<Quoted>> {
    let find = |quote: &Quote, passage: Passage| {
        let pair = breakdown.pair;
        let place = if quote.field.role == Role::Adept { pair.adept } else { pair.mentor };
        let person = program.people(quote.field.role).get(place)?;
        let line = shown.iter().find(|line| line.field == quote.field)?;
        let range = place_in(person, quote, line.text.as_str())?;
        Some(Quoted { field: quote.field.clone(), range, passage })
    };
    let answered: Vec<&Label> =
        breakdown.parts.iter().flat_map(|part| &part.evidence).filter_map(|evidence| evidence.topic.as_ref()).collect();
    let of_part = |part: &crate::scoring::Part| {
        let evidence = part.evidence.iter().enumerate();
        let evidence = evidence.flat_map(|(n, evidence)| [(&evidence.want, n), (&evidence.offer, n)]);
        let mut quotes: Vec<Quoted> = evidence.filter_map(|(quote, n)| find(quote, Passage::Evidence(n))).collect();
        quotes.extend(part.gaps.iter().filter_map(|gap| {
            // What another criterion's evidence answers has been answered.
            let elsewhere = gap.topic.as_ref().is_some_and(|topic| answered.contains(&topic));
            find(&gap.quote, if elsewhere { Passage::Gap } else { Passage::OtherGap })
        }));
        quotes
    };
    breakdown.parts.iter().map(of_part).collect()
}

/// The marks in one answer while the cursor is on a part: its own quotes first, then the other parts' gaps; of two that overlap the first
/// is kept.
pub(super) fn marks(field: &FieldRef, quoted: &[Vec<Quoted>], part: usize) -> Vec<(Range<usize>, Passage)> {
    let in_field = |quotes: &'_ [Quoted]| -> Vec<(Range<usize>, Passage)> {
        quotes.iter().filter(|quote| quote.field == *field).map(|quote| (quote.range.clone(), quote.passage)).collect()
    };
    let own = quoted.get(part).map(|quotes| in_field(quotes)).unwrap_or_default();
    let own = own.into_iter().map(|(range, passage)| (range, if passage == Passage::OtherGap { Passage::Gap } else { passage }));
    let others = quoted.iter().enumerate().filter(|(place, _)| *place != part).flat_map(|(_, quotes)| in_field(quotes));
    let mut kept: Vec<(Range<usize>, Passage)> = Vec::new();
    for (range, passage) in own.chain(others.filter(|(_, passage)| *passage == Passage::OtherGap)) {
        if kept.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start) {
            kept.push((range, passage));
        }
    }
    kept.sort_by_key(|(range, _)| range.start);
    kept
}

/// The bytes of a shown answer that a quote stands for.
fn place_in(person: &Application, quote: &Quote, shown: &str) -> Option<Range<usize>> {
    let words = Shown::new(quote.text.trim());
    let words = Some(words.as_str()).filter(|words| !words.is_empty())?;
    let exact = quote.at.as_ref().and_then(|at| {
        let (written, start) = written(person.answers.get(&quote.field.field)?, at.text)?;
        // The spaces around an answer are not shown.
        let shown_from = written.len() - written.trim_start().len();
        let before = Shown::new(written.get(shown_from..start.checked_add(at.range.start)?)?);
        let from = before.as_str().len();
        Some(from..from + words.len())
    });
    // Where an answer's letters were composed or hidden, the words are looked for.
    exact.filter(|range| shown.get(range.clone()) == Some(words)).or_else(|| shown.find(words).map(|start| start..start + words.len()))
}

/// An answer as it is shown but for what is neutralised, and where in it one of its texts begins.
fn written(answer: &Answer, text: usize) -> Option<(String, usize)> {
    match answer {
        Answer::Text(written) => Some((written.clone(), 0)),
        Answer::List(list) => {
            let mut telling = list.iter().enumerate().filter(|(_, entry)| !says_nothing(entry));
            let (entry, _) = telling.nth(text)?;
            let start = list.iter().take(entry).map(|entry| entry.len() + 2).sum();
            Some((list.join(", "), start))
        }
        Answer::Number(_) | Answer::YesNo(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{PersonId, Source};
    use crate::scoring::Place;

    fn person(answer: Answer) -> Application {
        Application {
            id: PersonId::new("a").unwrap(),
            role: Role::Adept,
            first_name: "Ada".into(),
            last_name: "Ek".into(),
            email: String::new(),
            phone: String::new(),
            answers: [("wish".to_owned(), answer)].into(),
            source: Source::default(),
        }
    }

    fn check(answer: Answer, shown: &str, text: &str, at: Option<(usize, usize)>, expected: Option<usize>) {
        let field = FieldRef::read("adept.wish").unwrap();
        let at = at.map(|(place, start)| Place { text: place, range: start..start + text.len() });
        let quote = Quote { field, text: text.into(), at };
        let found = place_in(&person(answer), &quote, shown);
        assert_eq!(found.as_ref().map(|range| range.start), expected, "{text:?} in {shown:?}");
        assert!(found.is_none_or(|range| &shown[range] == text));
    }

    #[test]
    fn quotes_keep_their_place() {
        let text = |text: &str| Answer::Text(text.into());
        let list = |all: &[&str]| Answer::List(all.iter().map(|one| (*one).to_owned()).collect());
        check(text("jobb, och jobb"), "jobb, och jobb", "jobb", Some((0, 10)), Some(10));
        check(text("å\n\njobb och jobb"), "å jobb och jobb", "jobb", Some((0, 13)), Some(12));
        check(text("\u{202e}å jobb, jobb"), "\u{fffd}å jobb, jobb", "jobb", Some((0, 12)), Some(12));
        check(list(&["jobb", "-", "jobb igen"]), "jobb, -, jobb igen", "jobb", Some((1, 0)), Some(9));
        check(text("  jobb, jobb "), "jobb, jobb", "jobb", Some((0, 8)), Some(6));
        check(text("jobb"), "jobb", "jobb", None, Some(0));
        check(text("jobb"), "jobb", "annat", None, None);
    }

    #[test]
    fn the_part_under_the_cursor_comes_first() {
        let field = FieldRef::read("adept.wish").unwrap();
        let at = |range: Range<usize>, passage| Quoted { field: field.clone(), range, passage };
        let quoted = [
            vec![at(0..4, Passage::Evidence(0)), at(10..14, Passage::OtherGap)],
            vec![at(2..6, Passage::OtherGap), at(20..22, Passage::Gap)],
        ];
        assert_eq!(marks(&field, &quoted, 0), [(0..4, Passage::Evidence(0)), (10..14, Passage::Gap)]);
        assert_eq!(marks(&field, &quoted, 1), [(2..6, Passage::Gap), (10..14, Passage::OtherGap), (20..22, Passage::Gap)]);
        assert_eq!(marks(&field, &quoted, 9), [(2..6, Passage::OtherGap), (10..14, Passage::OtherGap)]);
    }
}
