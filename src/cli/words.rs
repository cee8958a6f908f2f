//! `words`: the program's own words, and how two passages come to mean the same.

use serde::Serialize;

use crate::own_words::unite;
use crate::program::Shown;
use crate::scoring::text::{Listed, Said, Union, listed};
use crate::words::own_words as words;

use super::arguments::Wording;
use super::exit::Failure;
use super::{Answer, Desk, opened};

/// One concept's words as other programs read them.
#[derive(Debug, Serialize)]
struct Told {
    file: String,
    line: usize,
    id: String,
    kind: &'static str,
    sv: Vec<String>,
    en: Vec<String>,
}

/// Lists the program's own words, or adds two that mean the same.
///
/// # Errors
/// When the program cannot be read, or nothing was added.
pub fn answer(wording: &Wording, desk: &mut Desk) -> Result<Answer, Failure> {
    match (&wording.wanted, &wording.offered) {
        (None, _) => list(wording, desk),
        (Some(_), None) => Err(Failure::Usage(words::one_of_two(desk.lang).to_owned())),
        (Some(wanted), Some(offered)) => add(wording, [wanted, offered], desk),
    }
}

fn add(wording: &Wording, [wanted, offered]: [&String; 2], desk: &mut Desk) -> Result<Answer, Failure> {
    opened::is_there(&wording.place.directory, desk.lang)?;
    let said = |text: &String| Said { text: text.clone(), language: None };
    let union = Union { wanted: said(wanted), offered: said(offered) };
    let added = unite(&wording.place.directory, wording.place.criteria.as_deref(), &union).map_err(Failure::Words)?;
    let both = [wanted, offered].map(|text| Shown::new(text.trim()));
    let [wanted, offered] = both.each_ref().map(Shown::as_str);
    Ok(Answer::done(words::added([wanted, offered], &added, desk.lang) + "\n"))
}

fn list(wording: &Wording, desk: &mut Desk) -> Result<Answer, Failure> {
    let program = opened::program(&wording.place, desk)?;
    let tables = &program.criteria.text.own_concepts;
    let all: Vec<(&str, Listed)> =
        tables.iter().flat_map(|(file, table)| listed(table).into_iter().map(move |concept| (file.as_str(), concept))).collect();
    let shown = |text: &str| Shown::new(text).to_string();
    if wording.json {
        let told = |(file, one): &(&str, Listed)| Told {
            file: shown(file),
            line: one.line,
            id: shown(&one.id),
            kind: one.kind.name(),
            sv: one.swedish.iter().map(|term| shown(term)).collect(),
            en: one.english.iter().map(|term| shown(term)).collect(),
        };
        return Ok(Answer::done(super::pretty(&all.iter().map(told).collect::<Vec<_>>())?));
    }
    if all.is_empty() {
        return Ok(Answer::done(format!("{}\n", words::no_words(desk.lang))));
    }
    let line = |(file, one): &(&str, Listed)| {
        let mut terms: Vec<String> = one.swedish.iter().map(|term| shown(term)).collect();
        terms.extend(one.english.iter().map(|term| shown(term)).filter(|term| !one.swedish.contains(term)));
        format!("{}:{}  {}: {}\n", shown(file), one.line, shown(&one.id), terms.join(" = "))
    };
    Ok(Answer::done(all.iter().map(line).collect()))
}
