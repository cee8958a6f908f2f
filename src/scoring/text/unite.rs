//! Two passages that mean the same to a group, as lines for the program's own concept table.
//!
//! ```text
//! wanted, offered ─► terms (clean, short) ─► what the tables know of them ─► lines, read again to see that they do what they should
//! ```
//!
//! Whatever a passage was read as before it still is afterwards: a longer or more exact term would take the words away from other concepts,
//! so these get the term too.

use std::collections::BTreeMap;

use crate::program::{Shown, composed};

use super::concepts::{ConceptId, ConceptKind};
use super::language::Language;
use super::lexicon::Lexicon;
use super::passage::{Found, Passage, Standing, Unit};
use super::words::{self, Pause};

/// A term has no more words; a longer one would never be found in a text.
pub const MOST_WORDS: usize = 8;
/// A term has no more characters.
pub const LONGEST_TERM: usize = 120;
/// An id has no more letters of the words that it comes from.
const LONGEST_ID: usize = 40;

/// Two passages that are to mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// The words that ask.
    pub wanted: Said,
    /// The words that answer.
    pub offered: Said,
}

/// Words that somebody wrote, and the language in which they are read.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// The language of the sentence that they stand in; `None` when it is not known, or they stand in none.
    pub language: Option<Language>,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Said({} bytes, {:?})", self.text.len(), self.language)
    }
}

/// Which of the two passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OneSide {
    /// The words that ask.
    Wanted,
    /// The words that answer.
    Offered,
}

/// Why two passages cannot be made to mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoUnion {
    /// No letter in it.
    Nothing(OneSide),
    /// More than [`MOST_WORDS`] words or [`LONGEST_TERM`] characters.
    TooLong(OneSide),
    /// Something stands between the words that ends a phrase: a comma, a full stop.
    Apart(OneSide),
    /// Nothing but words that everybody uses: a term of these is never looked for.
    NoTopic(OneSide),
    /// They mean the same already.
    Already,
}

/// The lines that make two passages mean the same, in the order in which they belong in the table; without line breaks.
///
/// A passage that is a concept of the tables gets the other's words as a term of that concept; of two, the one that is wanted. When neither
/// is one, a new concept is made.
///
/// # Errors
/// Why there are no such lines.
pub fn lines(lexicon: &Lexicon, union: &Union) -> Result<Vec<String>, NoUnion> {
    let wanted = Side::read(lexicon, &union.wanted, OneSide::Wanted)?;
    let offered = Side::read(lexicon, &union.offered, OneSide::Offered)?;
    if wanted.means(&offered) {
        return Err(NoUnion::Already);
    }
    let known = wanted.whole.first().or(offered.whole.first()).copied();
    let id = known.map_or_else(|| new_id(lexicon, &wanted.term), |concept| lexicon.concepts().name(concept).to_owned());
    let mut rows: BTreeMap<(bool, String), Row> = BTreeMap::new();
    let row = rows.entry((false, id.clone())).or_insert_with(|| Row::of(lexicon, known));
    for side in [&wanted, &offered].into_iter().filter(|side| known.is_none_or(|concept| !side.whole.contains(&concept))) {
        row.add(side);
    }
    for side in [&wanted, &offered] {
        for lost in side.lost(&with(lexicon, &rows)) {
            rows.entry((true, lexicon.concepts().name(lost).to_owned())).or_insert_with(|| Row::of(lexicon, Some(lost))).add(side);
        }
    }
    let larger = with(lexicon, &rows);
    let united = larger.concepts().id(&id);
    for side in [&wanted, &offered] {
        let whole = side.again(&larger).map(|side| side.whole).unwrap_or_default();
        if !united.is_some_and(|united| whole.contains(&united)) {
            return Err(NoUnion::NoTopic(side.which));
        }
    }
    Ok(written(&rows))
}

/// One passage and what the tables know of it.
struct Side {
    which: OneSide,
    term: String,
    language: Option<Language>,
    /// The concepts that all of its words together are.
    whole: Vec<ConceptId>,
    /// The concepts that any of its words are.
    any: Vec<ConceptId>,
    passage: Passage,
}

impl Side {
    fn read(lexicon: &Lexicon, said: &Said, which: OneSide) -> Result<Side, NoUnion> {
        let term = term(&said.text);
        if term.chars().count() > LONGEST_TERM {
            return Err(NoUnion::TooLong(which));
        }
        let tokens = words::tokens(&term);
        let Some((first, last)) = tokens.first().zip(tokens.last()).filter(|_| term.contains(char::is_alphabetic)) else {
            return Err(NoUnion::Nothing(which));
        };
        if tokens.len() > MOST_WORDS {
            return Err(NoUnion::TooLong(which));
        }
        if tokens.iter().skip(1).any(|token| token.pause != Pause::None) {
            return Err(NoUnion::Apart(which));
        }
        let all = first.range.start..last.range.end;
        let mut reading = lexicon.reading();
        let language = said.language.or_else(|| reading.language_at(&term, &all));
        let passage = reading.read_in(&term, language);
        let concept = |unit: &Unit| if let Unit::Concept(id) = unit { Some(*id) } else { None };
        let outright = |standing| standing == Standing::Outright;
        let of_all = |found: &&Found| found.range == all && outright(found.standing);
        let whole = passage.units.iter().filter(of_all).filter_map(|found| concept(&found.unit)).collect();
        let any = passage.concepts(outright).collect();
        Ok(Side { which, whole, any, passage, language, term })
    }

    /// The same words as these tables read them.
    fn again(&self, lexicon: &Lexicon) -> Result<Side, NoUnion> {
        Side::read(lexicon, &Said { text: self.term.clone(), language: self.language }, self.which)
    }

    /// Whether both are one concept, or one word that no table knows.
    fn means(&self, other: &Side) -> bool {
        // The parts of a compound are units beside it.
        let one = |side: &Side| {
            let mut whole = side.passage.units.iter().filter(|found| found.standing >= Standing::Compound);
            whole.next().filter(|_| whole.next().is_none()).map(|found| found.unit.clone())
        };
        let same_word = match (one(self), one(other)) {
            (Some(Unit::Word { language, stem, form }), Some(Unit::Word { language: to, stem: other, form: written })) => {
                form == written || (language == to && stem == other)
            }
            _ => false,
        };
        same_word || self.whole.iter().any(|concept| other.whole.contains(concept)) || self.forms() == other.forms()
    }

    fn forms(&self) -> Vec<String> {
        words::tokens(&self.term).into_iter().map(|token| token.form).collect()
    }

    /// The concepts that the words would not be any more when they are read with these tables.
    fn lost(&self, larger: &Lexicon) -> Vec<ConceptId> {
        let kept = self.again(larger).map(|side| side.any).unwrap_or_default();
        self.any.iter().filter(|concept| !kept.contains(concept)).copied().collect()
    }
}

/// What is written of one concept.
struct Row {
    kind: ConceptKind,
    swedish: Vec<String>,
    english: Vec<String>,
}

impl Row {
    fn of(lexicon: &Lexicon, concept: Option<ConceptId>) -> Row {
        let kind = concept.map_or(ConceptKind::Skill, |concept| lexicon.concepts().kind(concept));
        Row { kind, swedish: Vec::new(), english: Vec::new() }
    }

    /// Words whose language is not known could be either's.
    fn add(&mut self, side: &Side) {
        for (column, language) in [(&mut self.swedish, Language::Swedish), (&mut self.english, Language::English)] {
            if side.language.is_none_or(|known| known == language) && !column.contains(&side.term) {
                column.push(side.term.clone());
            }
        }
    }
}

fn with(lexicon: &Lexicon, rows: &BTreeMap<(bool, String), Row>) -> Lexicon {
    lexicon.clone().with_own_words(&written(rows).join("\n")).0
}

/// The united concept first.
fn written(rows: &BTreeMap<(bool, String), Row>) -> Vec<String> {
    let line = |((_, id), row): (&(bool, String), &Row)| {
        let Row { kind, swedish, english } = row;
        format!("{id}\t{}\t\t{}\t{}", kind.name(), swedish.join("|"), english.join("|"))
    };
    rows.iter().filter(|(_, row)| !row.swedish.is_empty() || !row.english.is_empty()).map(line).collect()
}

/// A passage as a term: one line, without the signs that mean something in a table, and without what only surrounds the words.
fn term(text: &str) -> String {
    let means_something = |c: char| matches!(c, '|' | '*' | '=' | '\u{fffd}') || c.is_control() || c.is_whitespace();
    let shown = Shown::new(&composed(text)).to_string();
    let words: Vec<&str> = shown.split(means_something).filter(|word| !word.is_empty()).collect();
    let joined = words.join(" ");
    // C++ and C# end in what is a sign of theirs.
    let inner = joined.trim_start_matches(|c: char| !c.is_alphanumeric());
    inner.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#')).to_owned()
}

/// `own_` and the words in plain letters, with a number where the tables have it already.
fn new_id(lexicon: &Lexicon, term: &str) -> String {
    let letter = |c: char| match c {
        'å' | 'ä' | 'à' | 'á' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => c,
        _ => '_',
    };
    let plain: String = term.to_lowercase().chars().map(letter).collect();
    let words: Vec<&str> = plain.split('_').filter(|word| !word.is_empty()).collect();
    let mut id = format!("own_{}", words.join("_"));
    id.truncate(LONGEST_ID);
    let id = id.trim_end_matches('_').to_owned();
    let numbered = (2..).map(|number: usize| format!("{id}_{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| lexicon.concepts().id(id).is_none()).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
strategy\tskill\t\tstrategi\tstrategy
business\tfield\t\taffärsutveckl*\tbusiness development
care\tindustry\t\tvård*|sjukvård\thealth care
lead\tskill\t\tleda projekt\tproject management
own_kubb\tinterest\t\tkubbspel\t";

    fn tables() -> Lexicon {
        let (lexicon, faults) = Lexicon::without_concepts().with_own_words(TABLE);
        assert_eq!(faults, []);
        lexicon
    }

    fn union(wanted: &str, offered: &str, language: Option<Language>) -> Union {
        let said = |text: &str| Said { text: text.to_owned(), language };
        Union { wanted: said(wanted), offered: said(offered) }
    }

    fn check(wanted: &str, offered: &str, language: Option<Language>, expected: Result<&[&str], NoUnion>) {
        let found = lines(&tables(), &union(wanted, offered, language));
        assert_eq!(
            found.as_ref().map(Vec::as_slice).map_err(|why| *why),
            expected.map(|lines| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()).as_deref().map_err(|why| *why),
            "{wanted} = {offered}"
        );
        if let Ok(lines) = found {
            let (larger, faults) = tables().with_own_words(&lines.join("\n"));
            assert_eq!(faults, [], "{wanted} = {offered}");
            assert_eq!(super::lines(&larger, &union(wanted, offered, language)), Err(NoUnion::Already), "{wanted} = {offered}");
        }
    }

    const SV: Option<Language> = Some(Language::Swedish);
    const EN: Option<Language> = Some(Language::English);

    #[test]
    fn what_the_tables_know_decides_where_the_words_go() {
        check("strategi", "långsiktigt tänkande", SV, Ok(&["strategy\tskill\t\tlångsiktigt tänkande\t"]));
        check("long-term thinking", "strategy", EN, Ok(&["strategy\tskill\t\t\tlong-term thinking"]));
        check("byrådirektör", "handläggare", SV, Ok(&["own_byradirektor\tskill\t\tbyrådirektör|handläggare\t"]));
        check("kubb", "pinnspel", None, Ok(&["own_kubb_2\tskill\t\tkubb|pinnspel\tkubb|pinnspel"]));
    }

    #[test]
    fn words_keep_every_concept_that_they_were() {
        check("strategi", "affärsutveckling", SV, Ok(&["strategy\tskill\t\taffärsutveckling\t", "business\tfield\t\taffärsutveckling\t"]));
        check(
            "att leda projekt i vården",
            "enhetschef",
            SV,
            Ok(&[
                "own_att_leda_projekt_i_varden\tskill\t\tatt leda projekt i vården|enhetschef\t",
                "care\tindustry\t\tatt leda projekt i vården\t",
                "lead\tskill\t\tatt leda projekt i vården\t",
            ]),
        );
    }

    #[test]
    fn terms_are_clean() {
        let written = |text: &str| lines(&tables(), &union("strategi", text, SV)).unwrap().join("\n");
        let row = |term: &str| format!("strategy\tskill\t\t{term}\t");
        for (text, term) in [
            ("  stora\tdrag\n", "stora drag"),
            ("stora|drag*", "stora drag"),
            ("«stora drag»,", "stora drag"),
            ("stora \u{202e}drag", "stora drag"),
            ("\u{1b}[31mstora", "31mstora"),
            ("# stora drag", "stora drag"),
            ("C++", "C++"),
            ("a\u{30a}der", "åder"),
        ] {
            assert_eq!(written(text), row(term), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_term_is_refused() {
        use OneSide::{Offered, Wanted};
        let many = "ett två tre fyra fem sex sju åtta nio";
        for (wanted, offered, why) in [
            ("", "x y", NoUnion::Nothing(Wanted)),
            ("strategi", " |*\t", NoUnion::Nothing(Offered)),
            ("strategi", "2019", NoUnion::Nothing(Offered)),
            ("strategi", many, NoUnion::TooLong(Offered)),
            (&*"x".repeat(500), "strategi", NoUnion::TooLong(Wanted)),
            ("plan, mål", "strategi", NoUnion::Apart(Wanted)),
            ("strategi", "erfarenhet", NoUnion::NoTopic(Offered)),
            ("strategi", "Strategi", NoUnion::Already),
            ("cykelbud", "cykelbud", NoUnion::Already),
            ("cykelbuden", "cykelbud", NoUnion::Already),
        ] {
            check(wanted, offered, SV, Err(why));
        }
        check("strategi", "strategy", None, Err(NoUnion::Already));
    }

    proptest::proptest! {
        /// Whatever is united: both mean the same afterwards, and neither stops being what it was.
        #[test]
        fn nothing_is_taken_away(wanted in "(strategi|strategy|affärsutveckling|vården|vård|leda projekt|kubb|[a-zåäö]{2,9})( (i|vården|kubb|leda projekt|[a-zåäö]{3,8})){0,3}", offered in "(strategi|affärsutveckl|sjukvård|health care|project management|[a-zåäö|*,. ]{0,12})( (vårdplan|[a-zåäö]{3,8})){0,2}", language in 0..3_usize) {
            let tables = tables();
            let union = union(&wanted, &offered, [None, SV, EN][language]);
            if let Ok(lines) = lines(&tables, &union) {
                let (larger, faults) = tables.clone().with_own_words(&lines.join("\n"));
                proptest::prop_assert!(faults.is_empty(), "{lines:?}");
                for (said, which) in [(&union.wanted, OneSide::Wanted), (&union.offered, OneSide::Offered)] {
                    let side = Side::read(&tables, said, which).map_err(|_| proptest::test_runner::TestCaseError::fail("unreadable"))?;
                    proptest::prop_assert!(side.lost(&larger).is_empty(), "{lines:?}");
                }
                proptest::prop_assert_eq!(super::lines(&larger, &union), Err(NoUnion::Already));
            }
        }
    }
}
