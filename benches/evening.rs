//! An evening at the table with 1,000 adepts and 1,000 mentors: from each key to the finished frame, app and screen together.
//!
//! `cargo bench --bench evening`. A key that decides is measured to the frame with the new proposal; what the journal needs on the disk is
//! left out. It prints percentiles, since the slowest key is what people notice: aim 16 ms for 99 of 100.

#![allow(missing_docs, clippy::expect_used)]

mod made;

use std::hint::black_box;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mentor_match::app::{App, Effect, Msg, Outcome};
use mentor_match::program::criteria::{Matching, Objective};
use mentor_match::program::{Criteria, Program};
use mentor_match::screen::{Look, view};
use mentor_match::session::{Admission, Intent, Ledger, Record, Session, Standing};
use mentor_match::terminal::writer::{FrameWriter, Sink};
use mentor_match::words::Lang;
use ratatui::layout::Rect;

const PEOPLE: usize = 1_000;
const ROUNDS: usize = 120;
const SIZE: Rect = Rect { x: 0, y: 0, width: 120, height: 40 };

fn main() {
    // Only `cargo bench` asks for figures; `cargo test --benches` is content when this builds.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let made = made::program(PEOPLE, true);
    for objective in [Objective::Total, Objective::Floor, Objective::Fair] {
        let matching = Matching { objective, ..made.criteria.matching };
        let people = made.adepts().iter().chain(made.mentors()).cloned();
        let program = Program::new(Criteria { matching, ..made.criteria.clone() }, people);
        let mut evening = Evening::of(Arc::new(program));
        (0..ROUNDS).for_each(|round| evening.round(round));
        report(&format!("{objective:?}: key that decides"), &mut evening.decisions);
        report(&format!("{objective:?}: key that asks"), &mut evening.questions);
        report(&format!("{objective:?}: any other key"), &mut evening.others);
    }
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default();
    println!("{what:<28} p50 {:>9.2?}  p99 {:>9.2?}  max {:>9.2?}  of {}", at(50), at(99), at(100), times.len());
}

/// Takes frames and forgets them.
struct Nowhere;

impl Sink for Nowhere {
    fn take(&mut self, frame: &[u8]) -> io::Result<bool> {
        black_box(frame);
        Ok(true)
    }
}

struct Evening {
    app: App,
    ledger: Ledger,
    writer: FrameWriter<Nowhere>,
    decisions: Vec<Duration>,
    questions: Vec<Duration>,
    others: Vec<Duration>,
}

impl Evening {
    fn of(program: Arc<Program>) -> Self {
        let mut app = App::open(Session::open(program, []), Vec::new(), "anna", Standing::Editor, Lang::Sv);
        app.update(Msg::Resize(SIZE.width, SIZE.height));
        let (decisions, questions, others) = Default::default();
        let mut evening = Self { app, ledger: Ledger::default(), writer: FrameWriter::new(Nowhere), decisions, questions, others };
        evening.show();
        evening
    }

    /// Somebody is kept from the present partner, which is taken back; another pair is looked at, locked, and sometimes left so.
    fn round(&mut self, round: usize) {
        self.press("g");
        (0..round % 23).for_each(|_| self.press("pagedown"));
        (0..round % 7).for_each(|_| self.press("down"));
        ["x", "u", "enter"].into_iter().for_each(|key| self.press(key));
        (0..2 + round % 9).for_each(|_| self.press("down"));
        ["space", "enter"].into_iter().for_each(|key| self.press(key));
        if !round.is_multiple_of(3) {
            self.press("u");
        }
        (0..2).for_each(|_| self.press("esc"));
    }

    /// A key, what the journal answers, and the frame.
    fn press(&mut self, key: &str) {
        let key = key.parse().expect("a key");
        let begun = Instant::now();
        let effects = self.app.update(Msg::Key(key));
        let decision = effects.into_iter().find_map(|effect| if let Effect::Decide(intent) = effect { Some(intent) } else { None });
        match decision {
            Some(intent) => {
                let asked = begun.elapsed();
                let decided = self.answer(intent);
                let begun = Instant::now();
                self.app.update(decided);
                self.show();
                self.decisions.push(asked + begun.elapsed());
            }
            None => {
                self.show();
                let took = begun.elapsed();
                if self.app.modal().is_some() { self.questions.push(took) } else { self.others.push(took) }
            }
        }
    }

    fn show(&mut self) {
        self.writer.show(view(&self.app, &Look::default(), SIZE)).expect("nowhere takes everything");
    }

    /// What the journal does, but for the disk.
    fn answer(&mut self, mut intent: Intent) -> Msg {
        intent.id = format!("{}", self.ledger.last() + 1);
        let id = intent.id.clone();
        let outcome = match self.ledger.check(self.app.session().ground(), &intent) {
            Ok(Admission::Already) => Outcome::Already,
            Err(refusal) => Outcome::Refused(refusal),
            Ok(Admission::Record) => {
                let Intent { id, by, role, see, decision, expect, was, undoes, .. } = intent;
                let (sum, at) = (String::new(), String::new());
                let record = Record {
                    sum,
                    seq: self.ledger.last() + 1,
                    id,
                    at,
                    by,
                    account: None,
                    role,
                    see,
                    decision,
                    expect,
                    was,
                    undoes,
                    note: None,
                };
                self.ledger.apply(record.clone());
                Outcome::Recorded(record)
            }
        };
        Msg::Decided { id, outcome }
    }
}
