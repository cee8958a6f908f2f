//! Fuzzy search: the only place that knows the matcher. Case and the marks on letters make no difference.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use unicode_normalization::UnicodeNormalization;

use crate::program::{Application, Program, Role, Shown};

/// More characters than a search reads of one text; keeps a hostile application from slowing the keys down.
const READ: usize = 400;
/// The answers that people are searched by, beside name and id.
const FIELDS: [&str; 3] = ["organisation", "department", "education"];

/// Everybody's name and what they are found by, made once.
#[derive(Debug, Clone)]
pub struct Finder {
    adepts: Vec<Findable>,
    mentors: Vec<Findable>,
}

#[derive(Clone)]
struct Findable {
    name: Shown,
    id: String,
    folded: String,
    others: Vec<String>,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Findable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Findable").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index into the program's people of the role.
    pub index: usize,
    /// The characters of the name that were found, as indices of characters; empty when something else was found.
    pub hit: Vec<usize>,
}

impl Finder {
    /// Reads everybody's name, id, organisation and education.
    pub fn of(program: &Program) -> Self {
        let read = |people: &[Application]| people.iter().map(Findable::of).collect();
        Self { adepts: read(program.adepts()), mentors: read(program.mentors()) }
    }

    /// An adept's name, safe to show.
    pub fn adept(&self, index: usize) -> Shown {
        self.name(Role::Adept, index)
    }

    /// A mentor's name, safe to show.
    pub fn mentor(&self, index: usize) -> Shown {
        self.name(Role::Mentor, index)
    }

    /// Somebody's name, safe to show.
    pub fn name(&self, role: Role, index: usize) -> Shown {
        self.people(role).get(index).map(|person| person.name.clone()).unwrap_or_default()
    }

    /// The people of a role who match, best first; everybody for an empty search.
    pub fn find(&self, role: Role, wanted: &str) -> Vec<Found> {
        let wanted = fold(wanted.trim());
        let matcher = SkimMatcherV2::default();
        let found = self.people(role).iter().enumerate().filter_map(|(index, person)| {
            let (score, hit) = person.matches(&matcher, &wanted)?;
            Some((score, Found { index, hit }))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(score, found)| (std::cmp::Reverse(*score), found.index));
        found.into_iter().map(|(_, found)| found).collect()
    }

    fn people(&self, role: Role) -> &[Findable] {
        match role {
            Role::Adept => &self.adepts,
            Role::Mentor => &self.mentors,
        }
    }
}

impl Findable {
    fn of(person: &Application) -> Self {
        let name = Shown::new(&person.name());
        let others = FIELDS.iter().flat_map(|field| person.texts(field)).map(|text| fold(&text)).collect();
        Self { folded: fold(name.as_str()), name, id: fold(person.id.as_str()), others }
    }

    /// A name counts for more than an id, an id for more than an answer; each word of the search must be found in the same text.
    fn matches(&self, matcher: &SkimMatcherV2, wanted: &str) -> Option<(i64, Vec<usize>)> {
        const NAME: i64 = 1_000_000;
        const ID: i64 = 500_000;
        if let Some((score, hit)) = words(matcher, &self.folded, wanted) {
            return Some((NAME + score, hit));
        }
        if let Some((score, _)) = words(matcher, &self.id, wanted) {
            return Some((ID + score, vec![]));
        }
        // A long answer holds the letters of nearly anything, so there the words themselves must stand.
        let stands = |text: &&String| wanted.split_whitespace().all(|word| text.contains(word));
        self.others.iter().find(stands).map(|_| (0, vec![]))
    }
}

/// How well a label matches a search, and the characters found in it, as indices of characters; the greater the better.
pub fn matches(label: &str, wanted: &str) -> Option<(i64, Vec<usize>)> {
    words(&SkimMatcherV2::default(), &fold(label), &fold(wanted.trim()))
}

/// Every word of the search must match; both texts are folded.
fn words(matcher: &SkimMatcherV2, text: &str, wanted: &str) -> Option<(i64, Vec<usize>)> {
    let (mut total, mut hit) = (0, Vec::new());
    for word in wanted.split_whitespace() {
        let (score, indices) = matcher.fuzzy_indices(text, word)?;
        total += score + whole(text, word);
        hit.extend(indices);
    }
    hit.sort_unstable();
    hit.dedup();
    Some((total, hit))
}

/// What a word is worth for standing in one piece, and for beginning a word of the text.
fn whole(text: &str, word: &str) -> i64 {
    let begins = text.split_whitespace().any(|other| other.starts_with(word));
    match (begins, text.contains(word)) {
        (true, _) => 200,
        (false, true) => 100,
        (false, false) => 0,
    }
}

/// Folds case and the marks on letters, one character to one character of the composed text, so that places found in the folded text are
/// places in the text itself.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.get(..READ).unwrap_or(text).to_ascii_lowercase();
    }
    text.nfc().take(READ).map(fold_character).collect()
}

fn fold_character(c: char) -> char {
    let base = match c {
        'ø' | 'Ø' => 'o',
        'æ' | 'Æ' => 'a',
        'œ' | 'Œ' => 'o',
        'ł' | 'Ł' => 'l',
        'ß' | 'ẞ' => 's',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'þ' | 'Þ' => 't',
        'ı' | 'İ' => 'i',
        other => std::iter::once(other).nfd().next().unwrap_or(other),
    };
    base.to_lowercase().next().unwrap_or(base)
}

/// Where a name stands in a Swedish list: å, ä and ö after z, other marks ignored.
pub fn sorts_as(text: &str) -> String {
    let letter = |c: char| match c {
        'å' | 'Å' => '{',
        'ä' | 'Ä' | 'æ' | 'Æ' => '|',
        'ö' | 'Ö' | 'ø' | 'Ø' => '}',
        other => fold_character(other),
    };
    text.nfc().take(READ).map(letter).collect()
}
