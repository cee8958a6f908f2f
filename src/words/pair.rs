//! What there is to say about a pair, whoever says it: screen, counter and minutes use the same words for the same facts.

use crate::program::{FieldRef, Role, Shown};
use crate::scoring::counterfactual::Rank;
use crate::scoring::{Detail, Gap, Verdict};
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

/// What was asked in vain: as it was written, and by the concept's name in the reader's language where that is another word.
pub fn gap(gap: &Gap, lang: Lang) -> String {
    let words = Shown::new(&gap.quote.text).to_string();
    let name = gap.topic.as_ref().map(|topic| lang.pick(&topic.sv, &topic.en)).filter(|name| name.to_lowercase() != words.to_lowercase());
    name.map_or_else(|| format!("«{words}»"), |name| format!("«{words}» ({})", Shown::new(name)))
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

/// `rank 2 of 6, equal with 1 other`.
pub fn rank(rank: Rank, lang: Lang) -> String {
    let equal = match rank.equal {
        0 => String::new(),
        1 => lang.pick(", likvärdig med 1 annan", ", equal with 1 other").to_owned(),
        many => lang.pick(format!(", likvärdig med {many} andra"), format!(", equal with {many} others")),
    };
    let place = lang.pick(format!("plats {} av {}", rank.place, rank.of), format!("rank {} of {}", rank.place, rank.of));
    place + &equal
}

/// A rank in two words: `rank 2`.
pub fn place(rank: Rank, lang: Lang) -> String {
    lang.pick(format!("plats {}", rank.place), format!("rank {}", rank.place))
}

/// The score without one criterion: `without Career 98 %, rank 1`. The percent as it is shown, the rank where there is one.
pub fn without(label: &str, percent: &str, rank: Option<Rank>, lang: Lang) -> String {
    let rank = rank.map_or_else(String::new, |rank| format!(", {}", place(rank, lang)));
    lang.pick(format!("utan {label} {percent}{rank}"), format!("without {label} {percent}{rank}"))
}

/// What is missing to the next rank: points as they are shown, the rank, who holds it, and the criterion with the most room.
pub fn next(points: &str, rank: usize, holder: &str, most_room: Option<(&str, &str)>, lang: Lang) -> String {
    let room = most_room.map_or_else(String::new, |(label, room)| {
        lang.pick(format!("; mest utrymme: {label}, {room} poäng"), format!("; most room: {label}, {room} points"))
    });
    lang.pick(format!("{points} poäng till plats {rank} ({holder}){room}"), format!("{points} points to rank {rank} ({holder}){room}"))
}

/// What would make a blocked pair possible: every rule that blocks it, and the answers that would lift some of them, in the words of
/// [`field`].
pub fn unblock(rules: &[String], answers: &[String], lang: Lang) -> String {
    let rules = match rules {
        [one] => lang.pick(format!("Möjligt om regeln släpps: {one}"), format!("Possible if this rule gives way: {one}")),
        several => {
            let all = several.join("; ");
            lang.pick(
                format!("Möjligt bara om alla de här reglerna släpps: {all}"),
                format!("Possible only if all these rules give way: {all}"),
            )
        }
    };
    if answers.is_empty() {
        return rules;
    }
    let answers = answers.join(", ");
    lang.pick(format!("{rules}. Svar som kan häva spärren: {answers}"), format!("{rules}. Answers that could lift it: {answers}"))
}

/// One person's field: `mentor: English`.
pub fn asked_of(at: &FieldRef, lang: Lang) -> String {
    let role = match at.role {
        Role::Mentor => "mentor",
        Role::Adept => "adept",
    };
    format!("{role}: {}", field(&at.field, lang))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_tell_their_equals() {
        for (equal, sv, en) in [
            (0, "plats 2 av 6", "rank 2 of 6"),
            (1, "plats 2 av 6, likvärdig med 1 annan", "rank 2 of 6, equal with 1 other"),
            (3, "plats 2 av 6, likvärdig med 3 andra", "rank 2 of 6, equal with 3 others"),
        ] {
            let here = Rank { place: 2, of: 6, equal };
            assert_eq!((rank(here, Lang::Sv), rank(here, Lang::En)), (sv.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn what_would_be_otherwise_is_told_in_a_line() {
        let rank = Some(Rank { place: 1, of: 6, equal: 0 });
        assert_eq!(without("Career", "~98 %", rank, Lang::En), "without Career ~98 %, rank 1");
        assert_eq!(without("Karriär", "98 %", None, Lang::Sv), "utan Karriär 98 %");
        assert_eq!(
            next("5.2", 2, "Eva Ask", Some(("Career", "16")), Lang::En),
            "5.2 points to rank 2 (Eva Ask); most room: Career, 16 points"
        );
        assert_eq!(next("5,2", 2, "Eva Ask", None, Lang::Sv), "5,2 poäng till plats 2 (Eva Ask)");
        let (one, two) = (["Samma ort".to_owned()], ["Samma ort".to_owned(), "Engelska".to_owned()]);
        assert_eq!(unblock(&one, &[], Lang::Sv), "Möjligt om regeln släpps: Samma ort");
        assert_eq!(
            unblock(&two, &["English".to_owned()], Lang::En),
            "Possible only if all these rules give way: Samma ort; Engelska. Answers that could lift it: English"
        );
    }
}
