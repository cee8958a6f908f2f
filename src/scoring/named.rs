//! `named`: someone named the other in a free text. Full marks when it happened, not asked when it did not.
//!
//! A name is the first and the last name, one after the other, whatever the case, composed or decomposed, hyphen or space, with or
//! without a genitive s; å ä ö are letters of their own. Of several given names the first is enough. A last name alone does not count, nor does a
//! name that is part of a longer hyphenated one, nor one that is turned away ("helst inte Sara Holm").

use std::collections::HashMap;
use std::ops::Range;

use crate::program::{Application, FieldRef, Pair, Program};

use super::FULL;
use super::breakdown::{Detail, Evidence};
use super::kind::{Side, Valuer, Why, person, place, quote};
use super::reading::{Word, refused, words};
use super::value::Value;

/// One `named` criterion, read.
pub(super) struct Named {
    sides: [Mentions; 2],
}

/// Whom the people of one role named in some fields.
struct Mentions {
    fields: Vec<FieldRef>,
    by_person: Side<Vec<Mention>>,
}

/// Somebody named somebody.
struct Mention {
    /// The named one's place in the other role.
    named: usize,
    /// Which of the fields.
    field: usize,
    /// The name as it was written.
    written: String,
}

impl Named {
    /// Reads every text for the names of the other role.
    pub(super) fn read(program: &Program, a: &[FieldRef], b: &[FieldRef]) -> Self {
        Self { sides: [a, b].map(|fields| Mentions::read(program, fields)) }
    }

    fn find(&self, pair: Pair) -> Option<(&Mentions, &Mention)> {
        self.sides.iter().find_map(|side| Some((side, side.find(pair)?)))
    }
}

impl Valuer for Named {
    fn value(&self, pair: Pair) -> Value {
        self.find(pair).map_or(Value::NOT_ASKED, |_| Value::FULL)
    }

    fn why(&self, program: &Program, pair: Pair) -> Why {
        let evidence = self.sides.iter().filter_map(|side| side.evidence(program, pair, side.find(pair)?)).collect();
        let detail = if self.find(pair).is_some() { Detail::Named } else { Detail::NobodyNamed };
        Why { evidence, gaps: Vec::new(), detail }
    }
}

impl Mentions {
    fn read(program: &Program, fields: &[FieldRef]) -> Self {
        let role = super::kind::role_of(fields);
        let names = Names::of(program.people(role.other()));
        let by_person = Side::read(program, role, |person| {
            let mut mentions: Vec<Mention> = Vec::new();
            for (field, reference) in fields.iter().enumerate() {
                for text in person.texts(&reference.field) {
                    mentions.extend(names.in_text(&text).into_iter().map(|(named, written)| Mention { named, field, written }));
                }
            }
            mentions.sort_by_key(|mention| mention.named);
            mentions.dedup_by_key(|mention| mention.named);
            mentions
        });
        Self { fields: fields.to_vec(), by_person }
    }

    fn find(&self, pair: Pair) -> Option<&Mention> {
        let mentions = self.by_person.of(pair)?;
        let named = place(self.by_person.role().other(), pair);
        mentions.get(mentions.binary_search_by_key(&named, |mention| mention.named).ok()?)
    }

    fn evidence(&self, program: &Program, pair: Pair, mention: &Mention) -> Option<Evidence> {
        let other = self.by_person.role().other();
        let name = FieldRef { role: other, field: "first_name".to_owned() };
        let want = quote(self.fields.get(mention.field)?, mention.written.clone());
        Some(Evidence { want, offer: quote(&name, person(program, other, pair)?.name()), strength: FULL, topic: None })
    }
}

/// The names of everybody of one role, by their first word.
struct Names {
    by_first_word: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Names {
    fn of(people: &[Application]) -> Self {
        let mut by_first_word: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (place, person) in people.iter().enumerate() {
            for name in forms(person) {
                if let Some(first) = name.first().cloned() {
                    by_first_word.entry(first).or_default().push((name, place));
                }
            }
        }
        Self { by_first_word }
    }

    /// Everybody who is named in a text and not turned away, with the name as it was written.
    fn in_text(&self, text: &str) -> Vec<(usize, String)> {
        let words = words(text);
        let mut found = Vec::new();
        for (start, word) in words.iter().enumerate() {
            for (name, place) in self.by_first_word.get(&word.form).into_iter().flatten() {
                let range = stands_at(&words, start, name).filter(|_| !refused(&words, start));
                found.extend(range.and_then(|range| text.get(range)).map(|written| (*place, written.to_owned())));
            }
        }
        found
    }
}

/// The words of a person's whole name; and of the first given name with the last name, when there are several given names.
fn forms(person: &Application) -> Vec<Vec<String>> {
    let split = |text: &str| words(text).into_iter().map(|word| word.form).collect::<Vec<_>>();
    let last = split(&person.last_name);
    let mut given = vec![split(&person.first_name)];
    given.extend(person.first_name.split_whitespace().next().map(split).filter(|short| Some(short) != given.first()));
    given.retain(|given| !given.is_empty() && !last.is_empty());
    given.into_iter().map(|given| [given, last.clone()].concat()).collect()
}

/// Where the name stands when it begins with this word.
fn stands_at(words: &[Word], start: usize, name: &[String]) -> Option<Range<usize>> {
    let end = start.checked_add(name.len())?;
    let (first, last) = (words.get(start)?, words.get(end.checked_sub(1)?)?);
    let written = words.get(start..end)?;
    let one_sentence = first.sentence == last.sentence;
    let apart = !first.hyphened && words.get(end).is_none_or(|next| !next.hyphened);
    let (family, before) = name.split_last()?;
    let same = before.iter().zip(written).all(|(part, word)| *part == word.form)
        && (last.form == *family || last.form.strip_suffix('s').is_some_and(|bare| bare == family));
    (one_sentence && apart && same).then_some(first.range.start..last.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Role;
    use crate::scoring::samples;

    fn check(first: &str, last: &str, text: &str, named: bool) {
        let mut person = samples::person(Role::Adept, "a1", &[]);
        (person.first_name, person.last_name) = (first.to_owned(), last.to_owned());
        assert_eq!(!Names::of(&[person]).in_text(text).is_empty(), named, "{first} {last} in {text:?}");
    }

    #[test]
    fn names_are_found_as_people_write_them() {
        check("Sara", "Holm", "Gärna Sara Holm som jag träffade.", true);
        check("Sara", "Holm", "SARA  HOLM", true);
        check("Sara", "Holm", "Jag är Sara Holms mentor", true);
        check("Sara", "Holm", "Sara Holm's mentor", true);
        check("Sara", "Holm", "Någon som Holm", false);
        check("Sara", "Holm", "Sara. Holm är en ö.", false);
        check("Sara", "Holm", "Sara Holmberg", false);
        check("Sara", "Holm", "Helst inte Sara Holm", false);
        check("Sara", "Holm", "Anna Holm, Sara Berg", false);
        check("Sara", "Holm", "Sara Holm-Berg", false);
        check("Sara", "Holm", "Eva-Sara Holm", false);
        check("Åsa", "Öberg", "a\u{30a}sa o\u{308}berg", true);
        check("A\u{30a}sa", "Öberg", "Åsa Öberg", true);
        check("Åsa", "Öberg", "Asa Oberg", false);
        check("Anna-Karin", "Svensson-Berg", "anna karin svensson berg", true);
        check("Anna-Karin", "Svensson-Berg", "Anna-Karin Svensson‑Bergs", true);
        check("Anna-Karin", "Berg", "Anna Berg", false);
        check("Anna Maria", "Berg", "Anna Berg", true);
        check("Anna Maria", "Berg", "Anna Maria Berg", true);
        check("Anna Maria", "Berg", "Maria Berg", false);
        check("Carl", "von Essen", "carl von Essen", true);
        check("-", "Holm", "Holm", false);
        check("Sara", "Holm", "", false);
    }
}
