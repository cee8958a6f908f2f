//! `decide`: one decision, recorded in the journal or refused with a reason.

use std::io::{self, IsTerminal};

use crate::journal::Holder;
use crate::program::{CriterionId, PersonId, Program, Role, Shown, Weight};
use crate::session::{Decision, Intent, Named, Record, Refusal, Session, Standing};
use crate::words::Lang;
use crate::words::counter::{self, pair, record};

use super::arguments::{Deciding, TwoPeople, Wanted};
use super::exit::Failure;
use super::voices::{Spoken, Voice};
use super::{Answer, Desk, opened};

/// What is wanted, read from the command line and not yet checked against the program.
enum Request {
    /// A decision that stands by itself.
    Plain(Decision),
    /// Two adepts exchange the mentors that they have now.
    Swap(PersonId, PersonId),
    /// A note about somebody, of whichever role.
    NotePerson(PersonId),
    /// One's last decision is taken back.
    Undo,
    /// The decision with this number is taken back.
    UndoOf(u64),
    /// One's last undo is taken back.
    Redo,
}

/// Records a decision and tells what it moved.
///
/// # Errors
/// When the command line makes no sense, the decision is refused, or the journal cannot be read or written.
pub fn answer(deciding: &Deciding, desk: &mut Desk) -> Result<Answer, Failure> {
    let (name, why) = (desk.name(deciding.name.as_deref())?, why(deciding, desk.lang)?);
    let request = read(&deciding.decision, desk.lang)?;
    let (mut journal, mut session) = opened::with_journal(&deciding.place, desk)?;
    let intent = intent(&request, &session, &name, why)?;
    let (ground, wanted) = (session.ground().clone(), (intent.decision.clone(), intent.undoes));
    let decided = journal.decide_telling(&ground, intent, jiff::Timestamp::now(), &mut |holder| wait_for(&holder, desk.lang));
    let decided = decided.map_err(Failure::Decision)?;
    for news in decided.news {
        session.apply(news);
    }
    Ok(Answer::done(match decided.record {
        None => {
            let ledger = session.ledger();
            record::already(ledger.made_so(&wanted.0, wanted.1).map(|seq| ledger.mark(seq)).as_ref(), desk.lang)
        }
        Some(record) => applied(record, &mut session, desk.lang),
    }))
}

/// Somebody who sits at the terminal is told whom the program waits for.
fn wait_for(holder: &Holder, lang: Lang) {
    if io::stderr().is_terminal() {
        super::say(&counter::waiting(holder, lang));
    }
}

/// What was recorded, and what moved.
fn applied(record: Record, session: &mut Session, lang: Lang) -> String {
    let (seq, moves_people) = (record.seq, record.decision.moves_people());
    let then = session.apply(record);
    let recorded = session.ledger().record(seq).map_or_else(String::new, |record| record::recorded(record, session.ledger(), lang));
    if moves_people { recorded + &pair::moved(&then, session.program(), lang) } else { recorded }
}

/// The words beside the decision; a note's text is its own.
fn why(deciding: &Deciding, lang: Lang) -> Result<Option<String>, Failure> {
    match (&deciding.decision, &deciding.why) {
        (Wanted::Voice(Voice::Vote { .. }), Some(_)) => Err(Failure::Usage(counter::vote_has_no_why(lang))),
        (wanted, given) => match (words(wanted), given) {
            (Some(_), Some(_)) => Err(Failure::Usage(counter::note_is_its_own_why(lang))),
            (Some(words), None) => Ok(Some(words.to_owned())),
            (None, why) => Ok(why.clone().filter(|why| !why.trim().is_empty())),
        },
    }
}

/// The words of a note.
fn words(wanted: &Wanted) -> Option<&str> {
    match wanted {
        Wanted::Note { text, .. } => Some(text),
        Wanted::Voice(voice) => voice.words(),
        _ => None,
    }
}

fn read(wanted: &Wanted, lang: Lang) -> Result<Request, Failure> {
    let named = |two: &TwoPeople| -> Result<Named, Failure> {
        Ok(Named { adept: opened::id(&two.adept, lang)?, mentor: opened::id(&two.mentor, lang)? })
    };
    Ok(Request::Plain(match wanted {
        Wanted::Lock(two) => Decision::Lock(named(two)?),
        Wanted::Unlock(two) => Decision::Unlock(named(two)?),
        Wanted::Assign(two) => Decision::Assign(named(two)?),
        Wanted::Forbid(two) => Decision::Forbid(named(two)?),
        Wanted::Allow(two) => Decision::Allow(named(two)?),
        Wanted::Note { pair, .. } => {
            let named = named(pair)?;
            Decision::Note { adept: Some(named.adept), mentor: Some(named.mentor) }
        }
        Wanted::Voice(voice) => match voice.spoken(|text| opened::id(text, lang), named)? {
            Spoken::Plain(decision) => decision,
            Spoken::NotePerson(person) => return Ok(Request::NotePerson(person)),
        },
        Wanted::Weight { criterion, points } => {
            let weight = Weight::read(points).ok_or_else(|| Failure::Usage(counter::not_a_weight(&Shown::new(points), lang)))?;
            Decision::Weight { criterion: CriterionId(criterion.as_str().into()), thousandths: weight }
        }
        Wanted::Rule { rule, effect } => Decision::Rule { rule: rule.clone(), effect: (*effect).into() },
        Wanted::Objective { objective } => Decision::Objective { objective: (*objective).into() },
        Wanted::Afresh => Decision::Afresh,
        Wanted::Finalise => Decision::Finalise,
        Wanted::Reopen => Decision::Reopen,
        Wanted::Swap { adept, other } => return Ok(Request::Swap(opened::id(adept, lang)?, opened::id(other, lang)?)),
        Wanted::Undo { number: None } => return Ok(Request::Undo),
        Wanted::Undo { number: Some(seq) } => return Ok(Request::UndoOf(*seq)),
        Wanted::Redo => return Ok(Request::Redo),
    }))
}

fn intent(request: &Request, session: &Session, by: &str, why: Option<String>) -> Result<Intent, Refusal> {
    // Asks for as much as there is: the program says what this member may.
    let (id, standing) = (ulid::Ulid::generate().to_string(), Standing::Chair);
    match request {
        Request::Plain(Decision::Reopen) if why.is_none() => Err(Refusal::NoReason),
        Request::Plain(decision) => Ok(session.intent(id, by, standing, decision.clone(), why)),
        Request::Swap(adept, other) => {
            let adept = known_adept(session.program(), adept)?;
            let other = known_adept(session.program(), other)?;
            Ok(session.intent(id, by, standing, session.swap(adept, other)?, why))
        }
        Request::NotePerson(person) => {
            // Nobody of the program has the id: told as it is for an adept.
            let role = session.program().find(person).map_or(Role::Adept, |(role, _)| role);
            let about = |of: Role| (role == of).then(|| person.clone());
            let decision = Decision::Note { adept: about(Role::Adept), mentor: about(Role::Mentor) };
            Ok(session.intent(id, by, standing, decision, why))
        }
        Request::Undo => Ok(Intent { why, ..session.undo(id, by, standing)? }),
        Request::UndoOf(seq) => Ok(Intent { why, ..session.undo_of(*seq, id, by, standing)? }),
        Request::Redo => Ok(Intent { why, ..session.redo(id, by, standing)? }),
    }
}

fn known_adept(program: &Program, id: &PersonId) -> Result<usize, Refusal> {
    program.adept(id).ok_or_else(|| Refusal::Nobody(Role::Adept, id.clone()))
}
