//! What there is to say about a pair, whoever says it: screen, counter and minutes use the same words for the same facts.

use crate::program::{FieldRef, Shown};
use crate::scoring::{Detail, Verdict};
use crate::session::PairState;

use super::Lang;

/// The state in one word.
pub fn state(state: PairState, lang: Lang) -> &'static str {
    match state {
        PairState::Locked => lang.pick("låst", "locked"),
        PairState::Proposed => lang.pick("föreslaget", "proposed"),
        PairState::Forbidden => lang.pick("förbjudet", "forbidden"),
        PairState::Blocked(_) => lang.pick("spärrat", "blocked"),
        PairState::Open => lang.pick("möjligt", "possible"),
    }
}

/// What a part says beside its quotes; empty when nothing.
pub fn detail(detail: &Detail, lang: Lang) -> String {
    let said = |sv: &str, en: &str| lang.pick(sv, en).to_owned();
    let named = |at: &FieldRef| field(&at.field, lang);
    match detail {
        Detail::None => String::new(),
        Detail::NotAsked => said("inget efterfrågat", "nothing was asked"),
        Detail::SwitchedOff => said("avstängt", "switched off"),
        Detail::Blank(at) => lang.pick(format!("inget svar: {}", named(at)), format!("no answer: {}", named(at))),
        Detail::Unreadable(at) => lang.pick(format!("inget tal: {}", named(at)), format!("not a number: {}", named(at))),
        Detail::UnknownPlace(at) => lang.pick(format!("okänd plats: {}", named(at)), format!("unknown place: {}", named(at))),
        Detail::Kilometres(km) => format!("{km} km"),
        Detail::Remote => said("kan ses på distans", "can meet at a distance"),
        Detail::Same => said("samma svar", "the same answer"),
        Detail::Differs => said("olika svar", "different answers"),
        Detail::Measured(thousandths) => {
            let number = crate::program::application::written_number(*thousandths);
            lang.pick(number.replace('.', ","), number)
        }
        Detail::SharedTags(0) => said("inget gemensamt", "nothing shared"),
        Detail::SharedTags(1) => said("1 gemensamt", "1 shared"),
        Detail::SharedTags(count) => lang.pick(format!("{count} gemensamma"), format!("{count} shared")),
        Detail::SharedLanguage(language) => Shown::new(language).to_string(),
        Detail::NoSharedLanguage => said("inget gemensamt språk", "no language in common"),
        Detail::Named => said("den ena har nämnt den andra", "one of them named the other"),
        Detail::NobodyNamed => said("ingen nämnd", "nobody named"),
        Detail::Cell { found: true } => said("enligt tabellen", "by the table"),
        Detail::Cell { found: false } => said("står inte i tabellen", "not in the table"),
        Detail::Rated { rating, scale } => lang.pick(format!("ert betyg {rating} av {scale}"), format!("your rating {rating} of {scale}")),
        Detail::NotRated => said("inget betyg", "not rated"),
    }
}

/// What became of a rule.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Kept => lang.pick("hålls", "kept"),
        Verdict::Blocks => lang.pick("spärrar", "blocks"),
        Verdict::Warns => lang.pick("varnar", "warns"),
        Verdict::WarnsUnknown => lang.pick("varnar: svar saknas", "warns: an answer is missing"),
        Verdict::BlocksUnknown => lang.pick("spärrar: svar saknas", "blocks: an answer is missing"),
    }
}

/// The fields of the usual forms; any other field is shown by its own name.
pub fn field(name: &str, lang: Lang) -> String {
    let known = match name {
        "organisation" => ("organisation", "organisation"),
        "field" => ("område", "field"),
        "education" => ("utbildning", "education"),
        "city" => ("ort", "city"),
        "english" => ("engelska", "English"),
        "language" => ("språk", "language"),
        "experience" => ("erfarenhet", "experience"),
        "ideal_adept" => ("en bra adept", "ideal adept"),
        "can_guide" => ("kan hjälpa med", "can guide"),
        "interests" => ("intressen", "interests"),
        "years" => ("år i yrket", "years at work"),
        "capacity" => ("antal adepter", "capacity"),
        "wishes" => ("önskemål", "wishes"),
        "goals" => ("mål", "goals"),
        "challenges" => ("utmaningar", "challenges"),
        "motivation" => ("varför", "motivation"),
        "expectations" => ("förväntningar", "expectations"),
        "contribution" => ("bidrar med", "contribution"),
        "department" => ("avdelning", "department"),
        "theme" => ("tema", "theme"),
        "languages" => ("språk", "languages"),
        other => return Shown::new(&other.replace('_', " ")).to_string(),
    };
    lang.pick(known.0, known.1).to_owned()
}
