//! What makes two spellings one: the same words once legal forms, marks, connecting words and å, ä, ö typed without their marks are set
//! aside; two names of one organisation; a word cut short with a full stop; one letter's difference in a long word.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::reading::fold;

const ORGANISATIONS: &str = include_str!("../../../config/organisations.tsv");

/// A longer answer is a sentence and no name.
const MOST_LETTERS: usize = 60;
/// A name of more words is a sentence too.
const MOST_WORDS: usize = 7;
/// Shorter names differ in their marks only when they are different names (Ås, As).
const LEAST_WITHOUT_MARKS: usize = 6;
/// In shorter words one letter makes another word.
const LEAST_WORD: usize = 7;
/// Two spellings of a word begin alike.
const SAME_BEGINNING: usize = 3;

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// The telling words in one, without marks when it is long enough. Equal keys are one name.
    pub(super) key: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    letters: String,
    /// Cut short with a full stop.
    cut: bool,
}

impl Form {
    /// Takes a name apart; `None` for what is no name: a sentence, a number, or words that many different people use of themselves.
    pub(super) fn of(text: &str) -> Option<Self> {
        let folded = fold(text);
        if folded.chars().count() > MOST_LETTERS || !folded.chars().any(char::is_alphabetic) || names_nobody(&folded) {
            return None;
        }
        let mut words = words(&folded);
        without_legal_forms(&mut words);
        let whole: String = words.iter().map(|word| word.letters.as_str()).collect();
        let key = if whole.chars().count() >= LEAST_WITHOUT_MARKS { bare(&whole) } else { whole };
        (!words.is_empty() && words.len() <= MOST_WORDS).then_some(Self { key, words })
    }

    /// Whether a word of it is cut short.
    pub(super) fn is_cut(&self) -> bool {
        self.words.iter().any(|word| word.cut)
    }

    /// Whether this name is the other one with words cut short: "tekn. högskolan" of "tekniska högskolan".
    pub(super) fn is_cut_from(&self, other: &Self) -> bool {
        let is_word = |(cut, whole): (&Word, &Word)| match cut.cut {
            true => whole.letters.starts_with(&cut.letters) && cut.letters.chars().count() >= 3,
            false => whole.letters == cut.letters,
        };
        self.is_cut() && self.words.len() == other.words.len() && self.words.iter().zip(&other.words).all(is_word)
    }

    /// Whether the two differ by one letter, in one long word that begins alike.
    pub(super) fn is_a_letter_from(&self, other: &Self) -> bool {
        let mut differing = self.words.iter().zip(&other.words).enumerate().filter(|(_, (a, b))| a.letters != b.letters);
        let Some((nth, (a, b))) = differing.next() else { return false };
        let last = nth + 1 == self.words.len();
        self.words.len() == other.words.len() && differing.next().is_none() && is_a_slip(&a.letters, &b.letters, last)
    }
}

/// One letter more, less, other or exchanged with its neighbour. Another ending is another word (ekonom, ekonomi), but for the s of a
/// genitive before another word.
fn is_a_slip(a: &str, b: &str, last: bool) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if short.len() < LEAST_WORD || long.len() - short.len() > 1 || !short.iter().chain(&long).all(|c| c.is_alphabetic()) {
        return false;
    }
    let start = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let end = short.iter().rev().zip(long.iter().rev()).take(short.len() - start).take_while(|(a, b)| a == b).count();
    let differing = long.get(start..long.len() - end).unwrap_or_default();
    let inside = start + end >= short.len().saturating_sub(2) && start >= SAME_BEGINNING;
    match (long.len() - short.len(), differing) {
        (1, [letter]) => inside && (end > 0 || (*letter == 's' && !last)),
        (0, [_]) => inside && end > 0,
        (0, [first, second]) => inside && short.get(start) == Some(second) && short.get(start + 1) == Some(first),
        _ => false,
    }
}

/// The names of one organisation, as an index that they share.
pub(super) struct Organisations(HashMap<String, usize>);

impl Organisations {
    /// The embedded table.
    pub(super) fn built_in() -> Self {
        let lines = ORGANISATIONS.lines().filter(|line| !line.starts_with('#')).zip(0..);
        let names = lines.flat_map(|(line, row)| line.split('|').filter_map(move |name| Some((Form::of(name)?.key, row))));
        Self(names.collect())
    }

    /// Which organisation a name is of.
    pub(super) fn of(&self, form: &Form) -> Option<usize> {
        self.0.get(&form.key).copied()
    }
}

/// The keys that differ by at most one letter from each other, as pairs of places: those that become equal when each loses a letter. (The
/// deletion neighbourhood of Mor and Fraenkel, 1982: no comparison of all with all.)
pub(super) fn neighbours(forms: &[Form]) -> Vec<(usize, usize)> {
    const CROWD: usize = 20;
    let mut without: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, form) in forms.iter().enumerate().filter(|(_, form)| form.key.chars().count() >= LEAST_WORD) {
        let shorter = form.key.char_indices().map(|(at, c)| {
            let (head, tail) = form.key.split_at(at);
            format!("{head}{}", tail.get(c.len_utf8()..).unwrap_or_default())
        });
        for key in shorter.chain([form.key.clone()]) {
            let places = without.entry(key).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = without
        .into_values()
        .filter(|places| (2..=CROWD).contains(&places.len()))
        .flat_map(|places| {
            let later = |(nth, a): (usize, &usize)| places.iter().skip(nth + 1).map(|b| (*a, *b)).collect::<Vec<_>>();
            places.iter().enumerate().flat_map(later).collect::<Vec<_>>()
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Words that say of somebody that there is a company or an authority, and not which.
fn names_nobody(folded: &str) -> bool {
    const NOBODY: [&str; 24] = [
        "egen firma",
        "eget företag",
        "egen verksamhet",
        "egenföretagare",
        "egen företagare",
        "enskild firma",
        "self-employed",
        "self employed",
        "freelance",
        "freelancer",
        "frilans",
        "frilansare",
        "konsult",
        "student",
        "pensionär",
        "retired",
        "arbetslös",
        "arbetssökande",
        "unemployed",
        "kommunen",
        "regionen",
        "universitetet",
        "staten",
        "myndighet",
    ];
    const SOME: [&str; 6] = ["en ", "ett ", "a ", "an ", "någon ", "något "];
    NOBODY.contains(&folded) || SOME.iter().any(|some| folded.starts_with(some))
}

fn words(folded: &str) -> Vec<Word> {
    const CONNECTING: [&str; 5] = ["och", "and", "o", "und", "et"];
    const SHORT: [(&str, &str); 4] = [("reg", "region"), ("univ", "universitet"), ("inst", "institutionen"), ("dept", "department")];
    let mut found = Vec::new();
    let mut rest = folded;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        // "& Co." is no shortened word, and neither is the one letter of "a.b.".
        let cut = after.starts_with(". ") && word.chars().count() >= 3;
        let written_out = SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
        found.push(Word { letters: written_out.unwrap_or(word).to_owned(), cut: cut && written_out.is_none() });
    }
    let telling = found.iter().filter(|word| !CONNECTING.contains(&word.letters.as_str())).count();
    if telling > 0 {
        found.retain(|word| !CONNECTING.contains(&word.letters.as_str()));
    }
    found
}

/// Takes away the words that only say what kind of company it is, at either end.
fn without_legal_forms(words: &mut Vec<Word>) {
    const FORMS: [&str; 18] = [
        "ab",
        "hb",
        "kb",
        "aktiebolag",
        "aktiebolaget",
        "handelsbolag",
        "publ",
        "asa",
        "oy",
        "oyj",
        "aps",
        "gmbh",
        "inc",
        "ltd",
        "limited",
        "plc",
        "llc",
        "corp",
    ];
    let is_form = |word: Option<&Word>| word.is_some_and(|word| FORMS.contains(&word.letters.as_str()));
    while words.len() > 1 && is_form(words.last()) {
        words.pop();
    }
    while words.len() > 1 && is_form(words.first()) {
        words.remove(0);
    }
}

/// Without marks above letters.
fn bare(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfd().filter(|c| !is_combining_mark(*c)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(a: &str, b: &str) -> bool {
        let (Some(one), Some(other)) = (Form::of(a), Form::of(b)) else { return false };
        let organisations = Organisations::built_in();
        let known = organisations.of(&one).is_some_and(|row| organisations.of(&other) == Some(row));
        let letter = one.is_a_letter_from(&other);
        assert_eq!(letter, other.is_a_letter_from(&one), "{a:?} and {b:?}");
        let near = neighbours(&[one.clone(), other.clone()]).len() == 1;
        assert!(near || !letter || one.key == other.key, "{a:?} and {b:?} are not met");
        one.key == other.key || known || letter || one.is_cut_from(&other) || other.is_cut_from(&one)
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        for (a, b) in [
            ("Region Uppsala", "region uppsala"),
            ("Region Uppsala", "Reg. Uppsala"),
            ("KTH", "Kungliga Tekniska högskolan"),
            ("Kungl. Tekniska högskolan", "KTH Royal Institute of Technology"),
            ("Goteborg Energi", "Göteborg Energi AB"),
            ("AB Volvo", "Volvo (publ)"),
            ("Berg & Co Revision", "Berg och Co Revision HB"),
            ("Norrsken and Kaj", "Norrsken & Kaj"),
            ("Media-teknik", "Mediateknik"),
            ("Granvik Energi AB", "Granviks Energi"),
            ("Försäkringskassan", "Forsakringskassan"),
            ("Läkemedelsverket", "Läkmedelsverket"),
            ("Läkemedelsverket", "Läkemedelsevrket"),
            ("Tekn. museet", "Tekniska museet"),
            ("Mälardalens högskola", "MDU"),
            ("H&M", "Hennes & Mauritz AB"),
            ("Institutionen för lingvistik", "Inst. för lingvistik"),
            ("Psykologprogrammet", "Psykologprogramet"),
        ] {
            assert!(are_one(a, b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn names_that_are_alike_stay_apart() {
        for (a, b) in [
            ("Region Skåne", "Region Skaraborg"),
            ("Bank A", "Bank B"),
            ("ICA", "ICA Kvantum"),
            ("Psykologi", "Psykolog"),
            ("Psykologi", "Fysiologi"),
            ("Geologi", "Teologi"),
            ("Ekonomi", "Ekonomin"),
            ("Karlstads universitet", "Karlskrona universitet"),
            ("Lund", "Lunde"),
            ("Distrikt 1234567", "Distrikt 1234568"),
            ("Hallen", "Hällan"),
            ("En myndighet", "en myndighet"),
            ("Egen firma", "egen firma"),
            ("AB", "HB"),
            ("Vård", "Vard"),
            ("Mikrobiologi", "Makrobiologi"),
            ("12", "12"),
        ] {
            assert!(!are_one(a, b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn every_organisation_is_one_and_no_name_is_of_two() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in ORGANISATIONS.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.contains('|'), "one name alone: {line}");
            for name in line.split('|') {
                let form = Form::of(name).unwrap_or_else(|| panic!("{name} is no name"));
                let earlier = seen.insert(form.key, line);
                assert!(earlier.is_none_or(|earlier| earlier == line), "{name} is of two: {earlier:?}");
            }
        }
        assert!(seen.len() > 150);
    }
}
