//! What deserves a second look in what people wrote: empty answers, data in the wrong place, spellings, places, people without a pair.

use super::{Said, one, quoted, said};
use crate::program::problem::{MoreOf, Private, SecondLook as Found, Several, Spelling, Taken};
use crate::program::{FieldRef, PersonId, Role};
use crate::words::Lang;

pub(super) fn say(found: &Found, lang: Lang) -> Said {
    match found {
        Found::SaysNothing { field, words, who } => says_nothing(field, words, who, lang),
        Found::InName { field, what, who } => in_name(field, *what, who, lang),
        Found::PersonalNumber { field, who } => said(
            lang,
            (
                format!("I {} hos {} står något som ser ut som ett personnummer.", answer(field, lang), people(who, lang)),
                "Ta bort det ur filen: personnummer ska inte finnas i underlaget.",
            ),
            (
                format!(
                    "In {} of {} there is something that looks like a personal identity number.",
                    answer(field, lang),
                    people(who, lang)
                ),
                "Take it out of the file: identity numbers should not be here.",
            ),
        ),
        Found::PersonalNumberAsId => said(
            lang,
            ("Ett id ser ut som ett personnummer, och id:n syns överallt.", "Ge anmälan ett annat id, till exempel \"a17\"."),
            (
                "An id looks like a personal identity number, and ids are shown everywhere.",
                "Give the application another id, such as \"a17\".",
            ),
        ),
        Found::SameName { who, both_roles } => same_name(who, *both_roles, lang),
        Found::Spellings { fields, spellings, taken } => in_two_ways(fields, spellings, *taken, lang),
        Found::UnknownPlace { place, near, field, who } => unknown_place(place.as_deref(), near, field, who, lang),
        Found::Alone { id, role, others, blocked, without_seats } => alone(id, *role, (*others, *without_seats), blocked, lang),
        Found::More { of, who } => more(*of, who, lang),
        Found::Weighed(found) => super::weighing::say(found, lang),
    }
}

fn says_nothing(field: &FieldRef, words: &[String], who: &Several, lang: Lang) -> Said {
    let phrases = list(words.iter().map(|word| quoted(word, lang)).collect(), lang);
    let remedy =
        lang.pick("Fråga om svaret behövs, eller låt frågan stå tom.", "Ask if the answer is needed, or leave the question blank.");
    let what = match (who.count, lang) {
        (..=1, Lang::Sv) => {
            format!("Svaret i {} hos {} säger ingenting ({phrases}); det räknas som tomt.", answer(field, lang), people(who, lang))
        }
        (..=1, Lang::En) => {
            format!("The answer in {} of {} says nothing ({phrases}); it counts as blank.", answer(field, lang), people(who, lang))
        }
        (count, Lang::Sv) => {
            format!("{count} svar i {} säger ingenting ({phrases}); de räknas som tomma: {}.", answer(field, lang), people(who, lang))
        }
        (count, Lang::En) => {
            format!("{count} answers in {} say nothing ({phrases}); they count as blank: {}.", answer(field, lang), people(who, lang))
        }
    };
    Said { what, remedy: remedy.to_owned() }
}

fn in_name(field: &str, what: Private, who: &Several, lang: Lang) -> Said {
    let who = people(who, lang);
    let (sv, en) = match what {
        Private::Email => (
            ("en e-postadress", "Flytta adressen till \"email\" och skriv namnet här."),
            ("an e-mail address", "Move the address to \"email\" and write the name here."),
        ),
        Private::Phone => (
            ("ett telefonnummer", "Flytta numret till \"phone\" och skriv namnet här."),
            ("a telephone number", "Move the number to \"phone\" and write the name here."),
        ),
        Private::PersonalNumber => (
            ("ett personnummer", "Ta bort numret ur filen och skriv namnet här."),
            ("a personal identity number", "Take the number out of the file and write the name here."),
        ),
    };
    said(
        lang,
        (format!("I {field} hos {who} står {} i stället för ett namn.", sv.0), sv.1),
        (format!("In {field} of {who} there is {} instead of a name.", en.0), en.1),
    )
}

fn same_name(who: &Several, both_roles: bool, lang: Lang) -> Said {
    let ids = people(who, lang);
    match both_roles {
        true => said(
            lang,
            (
                format!("{ids} har samma för- och efternamn, i båda rollerna."),
                "Är det samma person: fråga om hen vill vara både mentor och adept. Annars är allt som det ska.",
            ),
            (
                format!("{ids} have the same first and last name, in both roles."),
                "If it is one person: ask whether they mean to be both mentor and adept. Otherwise all is well.",
            ),
        ),
        false => said(
            lang,
            (format!("{ids} har samma för- och efternamn."), "Är det samma person: ta bort den äldre anmälan. Annars är allt som det ska."),
            (
                format!("{ids} have the same first and last name."),
                "If it is one person: take the older application away. Otherwise all is well.",
            ),
        ),
    }
}

fn in_two_ways(fields: &[FieldRef], spellings: &[Spelling], taken: Taken, lang: Lang) -> Said {
    const TOLD: usize = 6;
    let way = |spelling: &Spelling| match &spelling.text {
        Some(text) => format!("{} ({})", quoted(text, lang), people(&spelling.who, lang)),
        None => lang.pick(format!("det som {} skrev", people(&spelling.who, lang)), format!("what {} wrote", people(&spelling.who, lang))),
    };
    let mut ways: Vec<String> = spellings.iter().take(TOLD).map(way).collect();
    if let Some(rest) = spellings.len().checked_sub(TOLD).filter(|rest| *rest > 0) {
        ways.push(lang.pick(format!("{rest} till"), format!("{rest} more")));
    }
    let (ways, fields) = (list(ways, lang), list(fields.iter().map(|field| answer(field, lang)).collect(), lang));
    let usual = spellings.iter().find_map(|spelling| spelling.text.as_deref());
    let write = usual.map(|usual| quoted(usual, lang)).unwrap_or_else(|| lang.pick("på samma sätt", "the same way").to_owned());
    let (sv, en) = match taken {
        Taken::AsOne => (
            ("; programmet räknar dem redan som ett", format!("Skriv gärna {write} överallt; poängen blir desamma.")),
            ("; the program takes them for one already", format!("Write {write} everywhere if you like; the scores stay the same.")),
        ),
        Taken::Apart => (
            ("; programmet räknar dem som olika", format!("Är det ett och samma: skriv {write} överallt.")),
            ("; the program takes them apart", format!("If it is one and the same: write {write} everywhere.")),
        ),
        Taken::NotCompared => (
            ("", format!("Är det ett och samma: skriv {write} överallt.")),
            ("", format!("If it is one and the same: write {write} everywhere.")),
        ),
    };
    said(
        lang,
        (capital(&format!("{ways} i {fields} verkar vara ett och samma{}.", sv.0)), sv.1),
        (capital(&format!("{ways} in {fields} seem to be one and the same{}.", en.0)), en.1),
    )
}

fn unknown_place(place: Option<&str>, near: &[&str], field: &FieldRef, who: &Several, lang: Lang) -> Said {
    let (who, field) = (people(who, lang), answer(field, lang));
    let near = list_or(near.iter().map(|name| (*name).to_owned()).collect(), lang);
    let remedy = match near.is_empty() {
        true => lang.pick("Skriv närmaste större ort.".to_owned(), "Write the nearest larger place.".to_owned()),
        false => lang.pick(
            format!("Menades {near}? Skriv annars närmaste större ort."),
            format!("Was {near} meant? Otherwise write the nearest larger place."),
        ),
    };
    let what = match (place, lang) {
        (Some(place), Lang::Sv) => {
            format!("Orten {} i {field} hos {who} är okänd, så avståndet räknas som obesvarat.", quoted(place, lang))
        }
        (Some(place), Lang::En) => {
            format!("The place {} in {field} of {who} is not known, so the distance counts as unanswered.", quoted(place, lang))
        }
        (None, Lang::Sv) => format!("I {field} hos {who} står ingen känd ort, så avståndet räknas som obesvarat."),
        (None, Lang::En) => format!("In {field} of {who} there is no known place, so the distance counts as unanswered."),
    };
    Said { what, remedy }
}

fn alone(id: &PersonId, role: Role, (others, without_seats): (usize, usize), blocked: &[(String, usize)], lang: Lang) -> Said {
    const TOLD: usize = 4;
    let by_rule = |(nth, (label, count)): (usize, &(String, usize))| {
        let label = quoted(label, lang);
        match (nth, lang) {
            (0, Lang::Sv) => format!("{count} hindras av {label}"),
            (0, Lang::En) => format!("{count} {} ruled out by {label}", if *count == 1 { "is" } else { "are" }),
            (_, Lang::Sv) => format!("{count} av {label}"),
            (_, Lang::En) => format!("{count} by {label}"),
        }
    };
    let mut reasons: Vec<String> = blocked.iter().take(TOLD).enumerate().map(by_rule).collect();
    if without_seats > 0 {
        let takes = if without_seats == 1 { "takes" } else { "take" };
        reasons.push(lang.pick(format!("{without_seats} tar inga adepter"), format!("{without_seats} {takes} no adepts")));
    }
    let reasons = list(reasons, lang);
    let other = one(role.other());
    said(
        lang,
        (
            format!("{id} har ingen möjlig {other} bland {others}: {reasons}."),
            "Se efter om svaren stämmer, låt en regel varna i stället för att hindra, eller sök någon som passar.",
        ),
        (
            format!("{id} has no possible {other} among {others}: {reasons}."),
            "See whether the answers are right, let a rule warn instead of block, or look for somebody who fits.",
        ),
    )
}

fn more(of: MoreOf, who: &Several, lang: Lang) -> Said {
    let (count, ids) = (who.count, people(who, lang));
    let (sv, en) = match of {
        MoreOf::SameNames => (
            format!("Ytterligare {count} anmälningar har namn som någon annan har: {ids}."),
            format!("Another {count} applications bear a name that somebody else has: {ids}."),
        ),
        MoreOf::Spellings(groups) => (
            format!("Ytterligare {groups} grupper av stavningar verkar vara ett och samma, hos {ids}."),
            format!("Another {groups} groups of spellings seem to be one and the same, of {ids}."),
        ),
        MoreOf::Places(places) => {
            (format!("Ytterligare {places} orter är okända, hos {ids}."), format!("Another {places} places are not known, of {ids}."))
        }
        MoreOf::Alone(Role::Adept) => (
            format!("Ytterligare {count} adepter har ingen möjlig mentor: {ids}."),
            format!("Another {count} adepts have no possible mentor: {ids}."),
        ),
        MoreOf::Alone(Role::Mentor) => (
            format!("Ytterligare {count} mentorer har ingen möjlig adept: {ids}."),
            format!("Another {count} mentors have no possible adept: {ids}."),
        ),
    };
    let remedy = ("Åtgärda de första; då visas nästa.", "Deal with the first ones; then the next are shown.");
    said(lang, (sv, remedy.0), (en, remedy.1))
}

/// `a1, a2 och 3 till`
fn people(who: &Several, lang: Lang) -> String {
    let mut named: Vec<String> = who.first.iter().map(ToString::to_string).collect();
    if let Some(rest) = who.count.checked_sub(who.first.len()).filter(|rest| *rest > 0) {
        named.push(lang.pick(format!("{rest} till"), format!("{rest} more")));
    }
    list(named, lang)
}

/// A sentence that may begin with a word begins with a capital.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A field in quotation marks.
fn answer(field: &FieldRef, lang: Lang) -> String {
    quoted(&field.to_string(), lang)
}

/// `a, b och c`
pub(super) fn list(items: Vec<String>, lang: Lang) -> String {
    joined(items, lang.pick(" och ", " and "))
}

fn list_or(items: Vec<String>, lang: Lang) -> String {
    joined(items, lang.pick(" eller ", " or "))
}

fn joined(mut items: Vec<String>, word: &str) -> String {
    let Some(last) = items.pop() else { return String::new() };
    if items.is_empty() { last } else { format!("{}{word}{last}", items.join(", ")) }
}
