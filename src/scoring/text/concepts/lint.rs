//! What a table must not do. Each rule names every row that breaks it, so that a table can be put right in one go.
//!
//! `UPDATE_EXPECTED=1 cargo test --lib lint` writes anew which words of the samples each beginning takes; then read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::super::Lexicon;
use super::super::reading::read_in;
use super::super::words::tokens;
use super::built_in::TABLES;
use super::*;

const TRAPS: &str = include_str!("../../../../tests/data/traps.tsv");
const ENGLISH: &str = include_str!("../../../../tests/data/english.txt");
const SHARED: &str = include_str!("../../../../config/concepts/shared.txt");
const BOTH: [Language; 2] = [Language::Swedish, Language::English];

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

fn concepts() -> &'static Concepts {
    LEXICON.concepts()
}

fn code(language: Language) -> &'static str {
    match language {
        Language::Swedish => "sv",
        Language::English => "en",
    }
}

fn folder(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "{} found\n{}\n", found.len(), found.join("\n"));
}

/// The ids of the concepts that a text in this language names.
fn named(text: &str, language: Language) -> BTreeSet<&'static str> {
    read_in(&LEXICON, text, language).concepts(|_| true).map(|id| concepts().name(id)).collect()
}

/// Every term without its star: the concepts that have it, and whether as a beginning.
fn holders(language: Language) -> BTreeMap<String, BTreeSet<(ConceptId, bool)>> {
    let mut holders: BTreeMap<String, BTreeSet<(ConceptId, bool)>> = BTreeMap::new();
    for (id, term) in concepts().terms(language) {
        let bare = term.trim_start_matches('=').trim_end_matches('*').to_lowercase();
        holders.entry(bare).or_default().insert((id, term.ends_with('*')));
    }
    holders
}

#[test]
fn every_table_is_sound() {
    let mut concepts = Concepts::default();
    let faults = concepts.add_all(&TABLES.map(|(_, table)| table));
    let of_file = |((file, _), faults): (&(&str, &str), Vec<FaultyLine>)| {
        faults.into_iter().map(|fault| format!("{file}, line {}: {:?}", fault.line, fault.what)).collect::<Vec<_>>()
    };
    none(TABLES.iter().zip(faults).flat_map(of_file).collect());
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    let names = std::fs::read_dir(folder("config/concepts")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut tables: Vec<String> = names.filter(|name| name != "shared.txt").collect();
    tables.sort();
    let mut built_in = TABLES.map(|(name, _)| name);
    built_in.sort_unstable();
    assert_eq!(tables, built_in);
}

#[test]
fn every_concept_stands_in_one_file_with_terms_in_both_languages() {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (file, table) in TABLES {
        for row in rows::rows(table).0 {
            if let Some(other) = first.insert(row.id, file) {
                found.push(format!("{file}: {} stands in {other} too", row.id));
            }
            if row.swedish.is_empty() || row.english.is_empty() {
                found.push(format!("{file}: {} has terms in one language only", row.id));
            }
        }
    }
    none(found);
}

#[test]
fn no_term_stands_in_two_concepts_unless_it_is_said() {
    let said: BTreeMap<&str, &str> =
        SHARED.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect();
    let mut unused: BTreeSet<&str> = said.keys().copied().collect();
    let mut found = Vec::new();
    for language in BOTH {
        for (term, holders) in holders(language) {
            let ids: BTreeSet<&str> = holders.iter().map(|(id, _)| concepts().name(*id)).collect();
            if ids.len() < 2 {
                continue;
            }
            let key = format!("{}:{term}", code(language));
            unused.remove(key.as_str());
            let why = said.get(key.as_str()).and_then(|why| why.split_once(": "));
            if why.is_none_or(|(named, why)| why.is_empty() || named.split(' ').collect::<BTreeSet<_>>() != ids) {
                found.push(format!("{key}\t{}: ", ids.into_iter().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    found.extend(unused.into_iter().map(|key| format!("{key} is said to be shared and is not")));
    none(found);
}

/// A beginning that takes a word which is no compound of it (kommun*, kommunikation) means something else by it. Where another concept has a compound
/// of it (klimatjurist), that concept's longer term wins, and what it goes on with is a word by itself.
#[test]
fn no_beginning_swallows_an_unrelated_term() {
    let mut found = Vec::new();
    for language in BOTH {
        let holders = holders(language);
        for (beginning, own) in &holders {
            for (id, _) in own.iter().filter(|(_, open)| *open) {
                let longer = holders.range(beginning.clone()..).skip(1).take_while(|(term, _)| term.starts_with(beginning.as_str()));
                for (term, others) in longer.filter(|(term, _)| !term.contains(' ') && !is_compound_of(beginning, term, &holders)) {
                    if others.iter().all(|(other, _)| !is_related(*id, *other)) {
                        let other = others.iter().map(|(other, _)| concepts().name(*other)).collect::<Vec<_>>().join(" ");
                        found.push(format!("{}: {beginning}* ({}) swallows {term} ({other})", code(language), concepts().name(*id)));
                    }
                }
            }
        }
    }
    none(found);
}

/// Whether the word goes on with an ending or with a word that is known by itself.
fn is_compound_of(beginning: &str, term: &str, holders: &BTreeMap<String, BTreeSet<(ConceptId, bool)>>) -> bool {
    let rest = &term[beginning.len()..];
    let is_word = |rest: &str| {
        let known = LEXICON.is_element(rest);
        known
            || holders.contains_key(rest)
            || holders.iter().any(|(other, own)| rest.starts_with(other.as_str()) && own.iter().any(|(_, open)| *open))
    };
    ["", "s", "e", "a", "o", "-", "u", "ar", "er", "ings", "nings", "arnas", "ande", "are"]
        .iter()
        .any(|joint| rest.strip_prefix(joint).is_some_and(is_word))
        || ["er", "ar", "n", "en", "et", "na", "erna", "s", "a", "ar", "are", "ning", "ing", "nings", "else"].contains(&rest)
}

/// Kin, or under a common ancestor, or one the other's ancestor.
fn is_related(one: ConceptId, other: ConceptId) -> bool {
    let ancestors = |id| {
        let mut all = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            open.extend(concepts().broader(id).iter().filter(|broader| all.insert(**broader)));
        }
        all
    };
    !ancestors(one).is_disjoint(&ancestors(other))
}

#[test]
fn short_terms_are_exact() {
    let is_short = |term: &str| term.trim_end_matches('*').chars().filter(|c| c.is_alphanumeric()).count() <= 3;
    let of_language = |language| concepts().terms(language).map(move |(id, term)| (language, id, term));
    let open = BOTH.into_iter().flat_map(of_language).filter(|(_, _, term)| is_short(term) && term.ends_with('*') && !term.ends_with("-*"));
    none(open.map(|(language, id, term)| format!("{}: {term} ({})", code(language), concepts().name(id))).collect());
    for (language, text) in [(Language::Swedish, "cnca, hrung"), (Language::English, "ITs, AIM, erped")] {
        assert_eq!(named(text, language), BTreeSet::new(), "{text}");
    }
}

#[test]
fn every_concept_is_reached_by_its_name_in_both_languages() {
    let mut found = Vec::new();
    for id in (0..).take(concepts().len()) {
        let label = concepts().label(id).unwrap();
        for (language, label) in [(Language::Swedish, label.sv), (Language::English, label.en)] {
            let named = named(&label, language);
            if !named.contains(concepts().name(id)) {
                found.push(format!("{}: {} is not found in {label:?}: {named:?}", code(language), concepts().name(id)));
            }
        }
    }
    none(found);
}

/// Each trap: language, words, and the only concepts that they may name.
#[test]
fn everyday_words_are_not_swallowed() {
    let mut found = Vec::new();
    for line in TRAPS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [language, text, may] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let language = if language == "sv" { Language::Swedish } else { Language::English };
        let may: BTreeSet<&str> = may.split('|').collect();
        for word in text.split(' ') {
            let not: Vec<&str> = named(word, language).into_iter().filter(|id| !may.contains(id)).collect();
            if !not.is_empty() {
                found.push(format!("{}: {word} is read as {}", code(language), not.join(", ")));
            }
        }
    }
    none(found);
}

/// English texts with words that are others in Swedish: what they name is named by the English half of the tables alone.
#[test]
fn swedish_terms_are_never_found_in_english() {
    let mut swedish: BTreeMap<String, BTreeSet<ConceptId>> = BTreeMap::new();
    for (term, holders) in holders(Language::Swedish) {
        swedish.insert(term, holders.into_iter().map(|(id, _)| id).collect());
    }
    let mut alike = 0;
    let mut found = Vec::new();
    for text in ENGLISH.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let passage = LEXICON.read(text);
        let read_as_english = read_in(&LEXICON, text, Language::English);
        if passage != read_as_english {
            found.push(format!("not read as English: {text}"));
        }
        alike += tokens(text).iter().filter(|token| swedish.contains_key(&token.form)).count();
        for hit in &passage.units {
            let said = text.get(hit.range.clone()).unwrap().to_lowercase();
            if let (super::super::passage::Unit::Concept(id), Some(holders)) = (&hit.unit, swedish.get(&said))
                && holders.contains(id)
                && !concepts().terms(Language::English).any(|(other, term)| other == *id && is_like(term, &said))
            {
                found.push(format!("{said} is read as {} in: {text}", concepts().name(*id)));
            }
        }
    }
    none(found);
    assert!(alike >= 25, "only {alike} of the words are Swedish terms too");
}

/// Whether an English term and what stands in a text may be the same: they begin alike.
fn is_like(term: &str, said: &str) -> bool {
    let term = term.trim_start_matches('=').trim_end_matches('*').to_lowercase();
    let begin: String = term.chars().take(4).collect();
    said.starts_with(&begin)
}
