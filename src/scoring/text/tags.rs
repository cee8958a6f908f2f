//! Tags: whether two short names, such as interests, are the same thing.

use super::FULL;
use super::concepts::{ConceptId, Label};
use super::lexicon::Lexicon;
use super::passage::{Passage, Standing, Unit};

/// What a broader or narrower tag is worth.
const HALF: u16 = 5_000;

/// Whether two tags name the same thing: 10000 for the same concept or word, 5000 when one is the other's broader
/// concept, else 0.
pub fn same_word(lexicon: &Lexicon, a: &Passage, b: &Passage) -> u16 {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() && b.is_empty() && !a.bare.is_empty() && a.bare == b.bare { FULL } else { 0 };
    }
    let outright = |standing| standing == Standing::Outright;
    if a.concepts(outright).any(|of_a| b.concepts(outright).any(|of_b| of_a == of_b)) || same_words(a, b) {
        return FULL;
    }
    let concepts = lexicon.concepts();
    let near = |x: ConceptId, y: ConceptId| x == y || concepts.is_broader(x, y) || concepts.is_broader(y, x);
    let firmly = |standing| standing != Standing::Aside;
    if a.concepts(firmly).any(|of_a| b.concepts(firmly).any(|of_b| near(of_a, of_b))) { HALF } else { 0 }
}

/// What two tags have in common, if it is a concept of the table: the same one, or else the broader of the two.
pub fn in_common(lexicon: &Lexicon, a: &Passage, b: &Passage) -> Option<Label> {
    let concepts = lexicon.concepts();
    let firmly = |standing| standing != Standing::Aside;
    let pairs = || a.concepts(firmly).flat_map(|x| b.concepts(firmly).map(move |y| (x, y)));
    let same = pairs().find(|(x, y)| x == y).map(|(x, _)| x);
    let broader = || {
        pairs().find_map(|(x, y)| match (concepts.is_broader(x, y), concepts.is_broader(y, x)) {
            (true, _) => Some(x),
            (_, true) => Some(y),
            _ => None,
        })
    };
    lexicon.label(same.or_else(broader)?)
}

fn same_words(a: &Passage, b: &Passage) -> bool {
    let whole = |passage: &Passage| -> Vec<Unit> {
        passage.units.iter().filter(|found| found.standing >= Standing::Compound).map(|found| found.unit.clone()).collect()
    };
    let (a, b) = (whole(a), whole(b));
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().all(|one| many.iter().any(|other| is_same(one, other)))
}

fn is_same(a: &Unit, b: &Unit) -> bool {
    match (a, b) {
        (Unit::Concept(a), Unit::Concept(b)) => a == b,
        (Unit::Word { language, stem, form }, Unit::Word { language: other_language, stem: other_stem, form: other_form }) => {
            form == other_form || (language == other_language && stem == other_stem)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: u16) {
        let lexicon = Lexicon::built_in();
        let (a_read, b_read) = (lexicon.read(a), lexicon.read(b));
        assert_eq!(same_word(&lexicon, &a_read, &b_read), expected, "{a} / {b}");
        assert_eq!(same_word(&lexicon, &b_read, &a_read), expected, "{b} / {a}");
    }

    #[test]
    fn the_same_thing_in_other_words() {
        check("climbing", "klättring", FULL);
        check("Klippklättring", "Climbing", FULL);
        check("Träningsklättring", "Climbing", HALF);
        check("Bergsklättring", "Climbing", HALF);
        check("körsång", "choir", FULL);
        check("körsång", "singing", HALF);
        check("Längdskidor", "Cross-country skiing", FULL);
        check("Brädspel", "brädspelen", FULL);
        check("Frimärken", "frimärke", FULL);
        check("läsa", "Läsa", FULL);
        check("Klotspel", "klotspel", FULL);
    }

    #[test]
    fn what_two_tags_share_has_a_name() {
        let lexicon = Lexicon::built_in();
        let shared = |a: &str, b: &str| in_common(&lexicon, &lexicon.read(a), &lexicon.read(b)).map(|label| label.en);
        assert_eq!(shared("Klättring", "climbing").as_deref(), Some("climbing"));
        let broader = shared("friluftsliv", "friluftsliv");
        assert_eq!((shared("climbing", "friluftsliv"), shared("friluftsliv", "climbing")), (broader.clone(), broader));
        assert_eq!((shared("qwibb", "qwibb"), shared("", "climbing"), shared("chess", "climbing")), (None, None, None));
    }

    #[test]
    fn broader_is_half_and_siblings_are_nothing() {
        check("climbing", "friluftsliv", HALF);
        check("climbing", "skiing", 0);
        check("climbing", "chess", 0);
        check("Frimärken", "Qwibb", 0);
        check("", "", 0);
        check("län", "lan", 0);
    }
}
