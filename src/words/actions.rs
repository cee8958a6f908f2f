//! What each action does, for the footer (a word or two), the help and the palette (at most 30 cells).

use super::Lang;
use crate::app::action::{Action, Scope};
use crate::app::key::{Code, Key};
use crate::app::keymap::Keymap;

/// What an action does, in at most 30 cells.
pub fn describe(action: Action, lang: Lang) -> &'static str {
    let (sv, en) = described(action);
    lang.pick(sv, en)
}

/// What an action does, in a word or two.
pub fn short(action: Action, lang: Lang) -> &'static str {
    let (sv, en) = shortened(action);
    lang.pick(sv, en)
}

/// The footer's word for [`Action::Lock`] on a locked pair.
pub fn unlock(lang: Lang) -> &'static str {
    lang.pick("lås upp", "unlock")
}

/// The footer's word for [`Action::Forbid`] on a forbidden pair.
pub fn allow(lang: Lang) -> &'static str {
    lang.pick("tillåt", "allow")
}

/// The footer's word for [`Action::Finalise`] once the assignment is final.
pub fn reopen(lang: Lang) -> &'static str {
    lang.pick("öppna igen", "reopen")
}

/// The footer's word for [`Action::Vote`] when votes wait for one's answer.
pub fn answer_vote(lang: Lang) -> &'static str {
    lang.pick("svara på röstning", "answer a vote")
}

/// The footer's word for [`Action::Vote`] for whoever only reads.
pub fn see_votes(lang: Lang) -> &'static str {
    lang.pick("se röster", "see votes")
}

/// The footer's word for [`Action::Accept`] among the decisions.
pub fn take_back(lang: Lang) -> &'static str {
    lang.pick("ta tillbaka", "take back")
}

/// The footer's word for [`Action::Accept`] where it leads to a person.
pub fn go_there(lang: Lang) -> &'static str {
    lang.pick("gå dit", "go there")
}

/// The footer's word for [`Action::Accept`]: an answer, a choice or the end of writing.
pub fn accept(scope: Scope, lang: Lang) -> &'static str {
    match scope {
        Scope::List | Scope::Find => lang.pick("välj", "choose"),
        Scope::Weights => lang.pick("behåll", "keep"),
        Scope::Log => lang.pick("så stod det", "as it stood"),
        Scope::Text => lang.pick("klar", "done"),
        Scope::Notes => lang.pick("ändra", "change"),
        Scope::Votes => lang.pick("lås paret", "lock the pair"),
        _ => lang.pick("ja", "yes"),
    }
}

/// The footer's word for [`Action::Back`]: an answer, or the way back.
pub fn back(scope: Scope, lang: Lang) -> &'static str {
    match scope {
        Scope::Confirm => lang.pick("nej", "no"),
        Scope::Refused => lang.pick("låt vara", "leave it"),
        Scope::Weights => lang.pick("lämna", "as before"),
        Scope::Past => lang.pick("åter till nu", "back to now"),
        _ => lang.pick("tillbaka", "back"),
    }
}

/// The footer's word for [`Action::OtherPane`]: what there is one more of here.
pub fn other_pane(scope: Scope, lang: Lang) -> &'static str {
    match scope {
        Scope::Reading => lang.pick("nästa ruta", "next pane"),
        Scope::Find => lang.pick("andra rollen", "other role"),
        Scope::Text => lang.pick("om vem", "about whom"),
        Scope::Votes => lang.pick("nästa omröstning", "next vote"),
        Scope::Weights => lang.pick("lista", "list"),
        _ => lang.pick("andra listan", "other list"),
    }
}

/// Where some keys are in force, as a heading of the help.
pub fn scope(scope: Scope, lang: Lang) -> &'static str {
    match scope {
        Scope::Session => lang.pick("I båda listorna", "In both lists"),
        Scope::People => lang.pick("I vänstra listan", "In the left list"),
        Scope::Partners => lang.pick("I högra listan", "In the right list"),
        Scope::Confirm => lang.pick("Vid en fråga", "When asked"),
        Scope::Refused => lang.pick("Vid ett nej", "When refused"),
        Scope::Reading => lang.pick("I läsrummet", "In the reading room"),
        Scope::Weights => lang.pick("Bland vikterna", "Among the weights"),
        Scope::Notes => lang.pick("Bland anteckningar", "Among notes"),
        Scope::Votes => lang.pick("Vid en omröstning", "At a vote"),
        Scope::List => lang.pick("I listor", "In lists"),
        Scope::Log => lang.pick("Bland besluten", "In the history"),
        Scope::Past => lang.pick("Medan man ser bakåt", "While the past is seen"),
        Scope::Find => lang.pick("I sökfält", "In search fields"),
        Scope::Text => lang.pick("I textfält", "In text fields"),
        Scope::Everywhere => lang.pick("Överallt", "Everywhere"),
    }
}

/// All keys as a Markdown table, for the handbook.
pub fn table(keymap: &Keymap, lang: Lang) -> String {
    let mut table = String::from(lang.pick("| var | tangenter | vad |\n|---|---|---|\n", "| where | keys | what |\n|---|---|---|\n"));
    for place in Scope::ALL {
        for (action, sequences) in keymap.bound(place).filter(|(_, sequences)| !sequences.is_empty()) {
            let keys: Vec<String> = sequences.iter().map(|sequence| format!("`{}`", keys(sequence, lang))).collect();
            table.push_str(&format!("| {} | {} | {} |\n", scope(place, lang), keys.join(" "), describe(action, lang)));
        }
    }
    table
}

/// A key sequence as it is written for people: `Ctrl-S`, `Space`, `g g`.
pub fn keys(keys: &[Key], lang: Lang) -> String {
    keys.iter().map(|key| one_key(*key, lang)).collect::<Vec<_>>().join(" ")
}

fn one_key(key: Key, lang: Lang) -> String {
    let name = match key.code {
        Code::Char(' ') => lang.pick("Blanksteg", "Space").to_owned(),
        Code::Char(c) if key.ctrl => c.to_uppercase().collect(),
        Code::Char(c) => c.to_string(),
        Code::F(n) => format!("F{n}"),
        Code::Enter => "Enter".to_owned(),
        Code::Esc => "Esc".to_owned(),
        Code::Tab => "Tab".to_owned(),
        Code::BackTab => lang.pick("Skift-Tab", "Shift-Tab").to_owned(),
        Code::Backspace => lang.pick("Backsteg", "Backspace").to_owned(),
        Code::Delete => "Del".to_owned(),
        Code::Insert => "Ins".to_owned(),
        Code::Up => lang.pick("Upp", "Up").to_owned(),
        Code::Down => lang.pick("Ner", "Down").to_owned(),
        Code::Left => lang.pick("Vänster", "Left").to_owned(),
        Code::Right => lang.pick("Höger", "Right").to_owned(),
        Code::Home => "Home".to_owned(),
        Code::End => "End".to_owned(),
        Code::PageUp => "PgUp".to_owned(),
        Code::PageDown => "PgDn".to_owned(),
    };
    format!("{}{}{name}", if key.ctrl { "Ctrl-" } else { "" }, if key.alt { "Alt-" } else { "" })
}

fn described(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Up => ("upp", "up"),
        Action::Down => ("ner", "down"),
        Action::PageUp => ("en sida upp", "a page up"),
        Action::PageDown => ("en sida ner", "a page down"),
        Action::First => ("till början", "to the top"),
        Action::Last => ("till slutet", "to the end"),
        Action::PaneLeft => ("till vänster", "to the left"),
        Action::PaneRight => ("till höger", "to the right"),
        Action::OtherPane => ("till andra listan", "to the other list"),
        Action::TurnRound => ("vänd: mentorer/adepter leder", "turn round: mentors lead"),
        Action::ToPartners => ("välj bland möjliga partner", "choose among the partners"),
        Action::Lock => ("lås eller lås upp paret", "lock or unlock this pair"),
        Action::Assign => ("para ihop de markerade", "make this pair"),
        Action::Swap => ("byt mentor mellan två adepter", "swap two adepts' mentors"),
        Action::Forbid => ("förbjud eller tillåt paret", "forbid or allow this pair"),
        Action::Explain => ("förklara, läs båda anmälningar", "explain, read both in full"),
        Action::Note => ("anteckningar: läs och skriv", "notes: read and write"),
        Action::Withdraw => ("ta bort din anteckning", "withdraw your note"),
        Action::Vote => ("rösta om ett par", "vote on a pair"),
        Action::VoteYes => ("rösta ja", "vote yes"),
        Action::VoteNo => ("rösta nej", "vote no"),
        Action::VoteTalk => ("prata om det först", "talk about it first"),
        Action::Reveal => ("visa vem som svarat vad", "show who answered what"),
        Action::NextReview => ("nästa att titta på", "next to look at"),
        Action::Search => ("sök en person", "search for a person"),
        Action::Undo => ("ångra ditt senaste beslut", "undo your last decision"),
        Action::Redo => ("gör om det ångrade", "redo what was undone"),
        Action::Order => ("ordning och urval", "order and filter"),
        Action::Weights => ("pröva vikter och regler", "try weights and rules"),
        Action::Lighter => ("mindre vikt, mildare regel", "less weight, milder rule"),
        Action::Heavier => ("mer vikt, strängare regel", "more weight, stricter rule"),
        Action::MuchLighter => ("mycket mindre vikt", "much less weight"),
        Action::MuchHeavier => ("mycket mer vikt", "much more weight"),
        Action::AsInFile => ("som i criteria.toml", "as in criteria.toml"),
        Action::Objective => ("vilket förslag är bäst?", "which assignment is best?"),
        Action::Afresh => ("nytt förslag härifrån", "propose again from here"),
        Action::Save => ("spara matchningen", "save the final assignment"),
        Action::Finalise => ("fastställ eller öppna igen", "make final, or reopen"),
        Action::Rivals => ("vilka vill hellre ha varandra", "would rather have each other"),
        Action::Follow => ("vilka är här, följ någon", "who is here, follow somebody"),
        Action::Changes => ("ändringar sedan du tittade", "changes since you last looked"),
        Action::Log => ("visa alla beslut", "show all decisions"),
        Action::Older => ("till beslutet före", "to the decision before"),
        Action::Newer => ("till beslutet efter", "to the decision after"),
        Action::MarkMoment => ("märk för jämförelse", "mark, to compare"),
        Action::CompareMoments => ("jämför två tidpunkter", "compare two moments"),
        Action::TakeBack => ("ta tillbaka just det här", "take back just this one"),
        Action::LookInLog => ("leta bland besluten", "look among the decisions"),
        Action::OnlyThisPair => ("bara det markerade paret", "only the marked pair"),
        Action::OnlyThisPerson => ("bara den markerade personen", "only the marked person"),
        Action::OnlyMine => ("bara mina egna", "only my own"),
        Action::Decisions => ("vad varje beslut kostar", "what each decision costs"),
        Action::Problems => ("visa fel i underlaget", "show problems in the input"),
        Action::Unite => ("de här betyder samma sak", "these mean the same"),
        Action::ReadAgain => ("läs programmets filer igen", "read the program's files again"),
        Action::Palette => ("alla kommandon", "all commands"),
        Action::Help => ("hjälp", "help"),
        Action::Back => ("tillbaka", "back"),
        Action::Accept => ("ja, gör det", "yes, go ahead"),
        Action::Reason => ("lägg till ett skäl", "add a reason"),
        Action::Look => ("titta på den andras beslut", "look at the other's decision"),
        Action::Retry => ("försök igen som det nu är", "try again as things stand now"),
        Action::Comment => ("anteckna om paret", "write a note about the pair"),
        Action::Suspend => ("lägg i bakgrunden", "suspend"),
        Action::Quit => ("avsluta", "quit"),
    }
}

fn shortened(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::TurnRound => ("vänd", "turn round"),
        Action::ToPartners => ("välj", "partners"),
        Action::Lock => ("lås", "lock"),
        Action::Assign => ("para ihop", "assign"),
        Action::Swap => ("byt", "swap"),
        Action::Forbid => ("förbjud", "forbid"),
        Action::Explain => ("förklara", "explain"),
        Action::Note => ("anteckna", "note"),
        Action::Withdraw => ("ta bort", "withdraw"),
        Action::Vote => ("rösta", "vote"),
        Action::VoteYes => ("ja", "yes"),
        Action::VoteNo => ("nej", "no"),
        Action::VoteTalk => ("prata först", "talk first"),
        Action::Reveal => ("visa svaren", "reveal"),
        Action::NextReview => ("nästa", "next to look at"),
        Action::Search => ("sök", "search"),
        Action::Undo => ("ångra", "undo"),
        Action::Redo => ("gör om", "redo"),
        Action::Order => ("ordning", "order"),
        Action::Weights => ("vikter", "weights"),
        Action::Lighter => ("mindre", "less"),
        Action::Heavier => ("mer", "more"),
        Action::MuchLighter => ("mycket mindre", "much less"),
        Action::MuchHeavier => ("mycket mer", "much more"),
        Action::AsInFile => ("som i filen", "as in file"),
        Action::Objective => ("mål", "goal"),
        Action::Afresh => ("nytt förslag", "afresh"),
        Action::Save => ("spara", "save"),
        Action::Finalise => ("fastställ", "make final"),
        Action::Rivals => ("hellre varandra", "rather each other"),
        Action::Follow => ("följ någon", "follow"),
        Action::Changes => ("ändringar", "changes"),
        Action::Log => ("beslut", "log"),
        Action::Older => ("äldre", "older"),
        Action::Newer => ("nyare", "newer"),
        Action::MarkMoment => ("märk", "mark"),
        Action::CompareMoments => ("jämför", "compare"),
        Action::TakeBack => ("ta tillbaka", "take back"),
        Action::LookInLog => ("leta", "look for"),
        Action::OnlyThisPair => ("paret", "this pair"),
        Action::OnlyThisPerson => ("personen", "this person"),
        Action::OnlyMine => ("mina", "mine"),
        Action::Decisions => ("kostnader", "costs"),
        Action::Problems => ("fel", "problems"),
        Action::Unite => ("betyder samma sak", "means the same"),
        Action::ReadAgain => ("läs om filerna", "read files again"),
        Action::Palette => ("kommandon", "commands"),
        Action::Accept => ("ja", "yes"),
        Action::Reason => ("skriv varför", "say why"),
        Action::Look => ("titta", "look"),
        Action::Retry => ("försök igen", "try again"),
        Action::Comment => ("kommentera", "comment"),
        other => described(other),
    }
}
