//! What the app asks of the outer world, and the outer world's answers: decisions to the journal's desk, the outcome to a thread of its
//! own.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use super::Arrival;
use super::foreseer::{Everything, Foreseer, PriceList};
use super::inputs::InputDesk;
use crate::app::{Again, Msg, NotSaved, Outcome, ReadOnly, Stood};
use crate::journal::presence::Seen;
use crate::journal::{self, DecideError, Decided, Desk, Drafts, Presence, Report};
use crate::program::criteria::Objective;
use crate::scoring::Terms;
use crate::scoring::text::Union;
use crate::session::{Draft, Intent, Session, Stand};
use crate::words::journal as words;
use crate::words::{Lang, presence, screen};

/// Writes the final assignment: the paths written, relative to the program directory, or why not, in words for people.
pub type Save = Box<dyn FnMut(&Session) -> Result<Vec<String>, String> + Send>;

/// What would follow: a question of [`crate::app::Effect::Try`], [`crate::app::Effect::Promise`] or [`crate::app::Effect::Travel`].
pub struct Question {
    /// The session as decided.
    pub session: Session,
    /// Which question it is.
    pub number: u64,
    /// From what.
    pub about: About,
}

/// From what something would follow.
pub enum About {
    /// From other weights and rules.
    Terms(Terms),
    /// From each of the other objectives.
    Objectives,
    /// How it stood after this record.
    Moment(u64),
}

/// The thread that works out what would follow: it takes the latest question, and whatever was asked meanwhile is forgotten for what
/// was asked last.
#[derive(Default)]
struct Reckoner {
    next: Option<Question>,
    busy: bool,
}

/// Everything that was asked for and may still be under way.
pub struct Errands {
    desk: Desk,
    presence: Presence,
    drafts: Drafts,
    saver: Option<Save>,
    saving: Option<JoinHandle<Save>>,
    reckoner: Arc<Mutex<Reckoner>>,
    foreseer: Foreseer<Everything>,
    lister: Foreseer<PriceList>,
    inputs: InputDesk,
    report: Sender<Arrival>,
}

impl Errands {
    /// Nothing asked for yet.
    pub fn new(desk: Desk, presence: Presence, drafts: Drafts, save: Save, inputs: InputDesk, report: Sender<Arrival>) -> Self {
        let (foreseer, lister) = (Foreseer::new(report.clone()), Foreseer::new(report.clone()));
        Self { desk, presence, drafts, saver: Some(save), saving: None, inputs, reckoner: Arc::default(), foreseer, lister, report }
    }

    /// Gives an intent its id and hands it to the journal.
    pub fn decide(&self, intent: Intent) {
        self.desk.decide(Intent { id: ulid::Ulid::generate().to_string(), ..intent });
    }

    /// Keeps the words that are being typed.
    pub fn keep(&self, draft: Option<Draft>) {
        self.drafts.keep(draft);
    }

    /// Tells the others where one is.
    pub fn stand(&self, stand: Stand) {
        self.presence.stand(stand);
    }

    /// Writes the outcome of a session as it stands now. One at a time: the app does not ask again before it has an answer.
    pub fn save(&mut self, session: &Session) {
        let returned = self.saving.take().and_then(|thread| thread.join().ok());
        let Some(mut save) = self.saver.take().or(returned) else { return self.tell(Msg::Saved(Err(String::new()))) };
        let (session, report) = (session.clone(), self.report.clone());
        let work = move || {
            let outcome = save(&session);
            let _ = report.send(Arrival::Told(Msg::Saved(outcome)));
            save
        };
        match thread::Builder::new().name("saver".into()).spawn(work) {
            Ok(thread) => self.saving = Some(thread),
            Err(error) => self.tell(Msg::Saved(Err(error.to_string()))),
        }
    }

    /// Writes that two passages mean the same, and reads the program's files again.
    pub fn unite(&self, union: Union, session: &Session) {
        self.inputs.unite(union, session.ledger().records().to_vec());
    }

    /// Reads the program's files again.
    pub fn read_again(&self, session: &Session) {
        self.inputs.read(session.ledger().records().to_vec());
    }

    /// From here on decisions are checked against what the program's files say now.
    pub fn stand_on(&self, again: &Again) {
        self.desk.stand_on(again.session.ground().clone());
    }

    /// Works out what would follow.
    pub fn reckon(&self, question: Question) {
        let Ok(mut reckoner) = self.reckoner.lock() else { return };
        reckoner.next = Some(question);
        if reckoner.busy {
            return;
        }
        let (shared, report) = (self.reckoner.clone(), self.report.clone());
        let work = move || {
            while let Some(question) = next_question(&shared) {
                answer(&question, &shared, &mut |message| _ = report.send(Arrival::Told(message)));
            }
        };
        // Where no thread is to be had the question stays, and is answered with the next one.
        reckoner.busy = thread::Builder::new().name("reckoner".into()).spawn(work).is_ok();
    }

    /// Works out what can be foreseen of a session.
    pub fn foresee(&self, number: u64, session: Session) {
        self.foreseer.ask(number, Everything(session));
    }

    /// Works out what each partner of a person would cost.
    pub fn list(&self, number: u64, question: PriceList) {
        self.lister.ask(number, question);
    }

    /// Waits until everything asked for has been written; what would only have been looked at is given up.
    pub fn finish(self) {
        self.foreseer.stop();
        self.lister.stop();
        drop(self.presence);
        drop(self.drafts);
        drop(self.desk);
        drop(self.inputs);
        if let Some(saving) = self.saving {
            let _ = saving.join();
        }
    }

    fn tell(&self, message: Msg) {
        let _ = self.report.send(Arrival::Told(message));
    }
}

/// Tells what follows, as soon as something does; gives up what a newer question has overtaken.
fn answer(Question { session, number, about }: &Question, reckoner: &Mutex<Reckoner>, tell: &mut dyn FnMut(Msg)) {
    let number = *number;
    match about {
        About::Terms(terms) => {
            session.try_terms(terms).into_iter().for_each(|tried| tell(Msg::Tried { number, tried: Box::new(tried) }));
        }
        About::Moment(seq) => {
            let mut overtaken = || reckoner.lock().is_ok_and(|reckoner| reckoner.next.is_some());
            let then = session.as_of(*seq, &mut overtaken);
            then.into_iter().for_each(|then| tell(Msg::Travelled { number, then: Stood(Box::new(then)) }));
        }
        About::Objectives => {
            for objective in Objective::ALL.into_iter().filter(|objective| *objective != session.objective()) {
                if reckoner.lock().is_ok_and(|reckoner| reckoner.next.is_some()) {
                    return;
                }
                tell(Msg::Promised { number, promise: Box::new(session.under(objective)) });
            }
        }
    }
}

/// The question that is waiting; with none, the thread may end.
fn next_question(reckoner: &Mutex<Reckoner>) -> Option<Question> {
    let mut reckoner = reckoner.lock().ok()?;
    let next = reckoner.next.take();
    reckoner.busy = next.is_some();
    next
}

/// Turns the desk's reports into messages for the app.
pub fn reporter(arrivals: Sender<Arrival>, lang: Lang) -> impl FnMut(Report) + Send + 'static {
    move |report| {
        for message in messages(report, lang) {
            // Nobody listens any more only when the session is ending.
            let _ = arrivals.send(Arrival::Told(message));
        }
    }
}

/// Turns what is seen of the others into messages for the app.
pub fn seer(arrivals: Sender<Arrival>, lang: Lang) -> impl FnMut(Seen) + Send + 'static {
    move |seen| {
        let message = match seen {
            Seen::Here(present) => Msg::Present(present),
            Seen::OtherHost(why) => Msg::ReadOnly(ReadOnly::TakenForGone(presence::taken_for_gone(&why, lang))),
        };
        let _ = arrivals.send(Arrival::Told(message));
    }
}

fn messages(report: Report, lang: Lang) -> Vec<Msg> {
    match report {
        Report::News(records) => vec![Msg::News(records)],
        Report::ReadOnly(reason) => vec![Msg::ReadOnly(read_only(&reason, lang))],
        Report::Writable => vec![Msg::Writable],
        Report::Waiting { holder } => vec![Msg::Waiting { holder: name(&holder, lang) }],
        Report::Unreadable(error) => vec![Msg::ReadOnly(ReadOnly::Other(words::unreadable(&error, lang)))],
        Report::Decided { id, result: Ok(Decided { news, record }) } => {
            let told = (!news.is_empty()).then_some(Msg::News(news));
            let outcome = record.map_or(Outcome::Already, Outcome::Recorded);
            told.into_iter().chain([Msg::Decided { id, outcome }]).collect()
        }
        Report::Decided { id, result: Err(error) } => vec![Msg::Decided { id, outcome: refused(error, lang) }],
    }
}

fn refused(error: DecideError, lang: Lang) -> Outcome {
    match error {
        DecideError::Refused(refusal) => Outcome::Refused(refusal),
        DecideError::Held(holder) => Outcome::NotSaved(NotSaved::Held { holder: name(&holder, lang) }),
        DecideError::DiskFull => Outcome::NotSaved(NotSaved::Full),
        DecideError::Unsure(_) => Outcome::NotSaved(NotSaved::SyncFailed),
        other => Outcome::NotSaved(NotSaved::Other(words::not_recorded(&other, lang, |_| String::new()))),
    }
}

fn read_only(reason: &journal::ReadOnly, lang: Lang) -> ReadOnly {
    match reason {
        journal::ReadOnly::Damage(damage) => ReadOnly::Damaged { line: damage.line },
        journal::ReadOnly::NotAllowed => ReadOnly::NoPermission,
        journal::ReadOnly::DiskFault => ReadOnly::SyncFailed,
        other => ReadOnly::Other(words::read_only(other, lang)),
    }
}

/// Who holds the journal, as far as is known.
fn name(holder: &journal::Holder, lang: Lang) -> String {
    match (holder.user.is_empty(), holder.pid) {
        (false, _) => holder.user.clone(),
        (true, Some(pid)) => format!("pid {pid}"),
        (true, None) => screen::somebody(lang).to_owned(),
    }
}

/// Lets a test of the way out make the program fail: `MENTOR_MATCH_TRIAL=panic` fails on the key F9, `panic-aside` on another thread.
/// Only in builds for testing.
#[cfg(debug_assertions)]
pub fn trial(message: &Msg) {
    use crate::app::{Code, Key};
    if *message != Msg::Key(Key::plain(Code::F(9))) {
        return;
    }
    match std::env::var("MENTOR_MATCH_TRIAL").as_deref() {
        Ok("panic") => fail(),
        Ok("panic-aside") => _ = thread::spawn(fail),
        _ => {}
    }
}

#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "a trial of what happens then")]
fn fail() {
    panic!("a trial")
}
