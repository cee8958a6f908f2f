//! Feeds keys to the machine and answers its effects as the journal would.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::{App, Effect, Key, Msg, NoticeText, Outcome, Refused};
use crate::program::criteria::{Capacity, Condition, Effect as RuleEffect, Kind, Unknown};
use crate::program::{Answer, Application, Criteria, Criterion, CriterionId, PersonId, Program, Role, Roles, Rule, Source, Weight};
use crate::session::foresight::Matter;
use crate::session::{Admission, Decision, Draft, Intent, Ledger, Note, Present, Record, Session, Stand, Standing};
use crate::words::Lang;

/// A small program: scores are ratings of 0 to 100, so they are known to the point.
pub struct Table {
    pub adepts: Vec<&'static str>,
    pub mentors: Vec<(&'static str, u32)>,
    pub rating: fn(usize, usize) -> u32,
    pub blocked: Vec<(usize, usize)>,
}

impl Table {
    /// Four adepts and three mentors, the second of whom has two seats; the fourth adept is not allowed to have the first mentor.
    pub fn small() -> Self {
        Self {
            adepts: vec!["Åsa Ek", "Bo Alm", "Cia Öberg", "Dan Ängs"],
            mentors: vec![("Eva Ask", 1), ("Fia Björk", 2), ("Gun Cedergren", 1)],
            rating: |adept, mentor| [[90, 50, 40], [80, 70, 60], [30, 75, 72], [95, 20, 10]][adept][mentor],
            blocked: vec![(3, 0)],
        }
    }

    /// More people than a screen has rows.
    pub fn wide() -> Self {
        const NAMES: [&str; 40] = [
            "A A", "B B", "C C", "D D", "E E", "F F", "G G", "H H", "I I", "J J", "K K", "L L", "M M", "N N", "O O", "P P", "Q Q", "R R",
            "S S", "T T", "U U", "V V", "W W", "X X", "Y Y", "Z Z", "Å Å", "Ä Ä", "Ö Ö", "AA A", "BB B", "CC C", "DD D", "EE E", "FF F",
            "GG G", "HH H", "II I", "JJ J", "KK K",
        ];
        let mentors = NAMES.iter().take(30).map(|name| (*name, 1)).collect();
        let rating = |adept: usize, mentor: usize| u32::try_from((adept * 37 + mentor * 61 + adept * mentor * 7) % 101).unwrap();
        Self { adepts: NAMES.to_vec(), mentors, rating, blocked: vec![] }
    }

    pub fn program(&self) -> Arc<Program> {
        let id = |role: Role, n: usize| PersonId::new(&format!("{}{:02}", if role == Role::Adept { "a" } else { "m" }, n + 1)).unwrap();
        let pair = |(adept, mentor): (usize, usize)| (id(Role::Adept, adept), id(Role::Mentor, mentor));
        let cells = (0..self.adepts.len()).flat_map(|a| (0..self.mentors.len()).map(move |m| (a, m)));
        let ratings: BTreeMap<_, _> = cells.map(|(a, m)| (pair((a, m)), (self.rating)(a, m))).collect();
        let criteria = Criteria {
            title: "Prov".into(),
            criteria: vec![Criterion {
                id: CriterionId("ratings".into()),
                label: "Omdömen".into(),
                weight: Weight(10_000),
                kind: Kind::Pairs { ratings, scale: 100 },
            }],
            rules: vec![Rule {
                id: "not".into(),
                label: "Inte de två".into(),
                condition: Condition::Pairs(self.blocked.iter().map(|place| pair(*place)).collect()),
                effect: RuleEffect::Block,
                unknown: Unknown::Allow,
            }],
            capacity: Capacity { field: Some("capacity".into()), default: 1 },
            ..Criteria::default()
        };
        let adepts = self.adepts.iter().enumerate().map(|(n, name)| person(id(Role::Adept, n), Role::Adept, name, 0));
        let mentors = self.mentors.iter().enumerate().map(|(n, (name, seats))| person(id(Role::Mentor, n), Role::Mentor, name, *seats));
        Arc::new(Program::new(criteria, adepts.chain(mentors)))
    }
}

fn person(id: PersonId, role: Role, name: &str, seats: u32) -> Application {
    let (first, last) = name.split_once(' ').unwrap();
    let mut answers = BTreeMap::new();
    if role == Role::Mentor {
        answers.insert("capacity".into(), Answer::Number(i64::from(seats) * 1000));
        answers.insert("organisation".into(), Answer::Text(format!("Företaget {last}")));
    }
    answers.insert("goals".into(), Answer::Text("Jag vill lära mig mer.".into()));
    Application {
        id,
        role,
        first_name: first.into(),
        last_name: last.into(),
        email: String::new(),
        phone: String::new(),
        answers,
        source: Source::default(),
    }
}

/// The same program with this chair.
fn chaired_by(chair: &str, program: &Program) -> Arc<Program> {
    let roles = Roles { chair: Some(vec![chair.to_owned()]), ..Roles::default() };
    let people: Vec<_> = program.adepts().iter().chain(program.mentors()).cloned().collect();
    Arc::new(Program::new(Criteria { roles, ..program.criteria.clone() }, people))
}

/// A machine with a journal beside it.
pub struct Driver {
    pub app: App,
    pub journal: Vec<Record>,
    ledger: Ledger,
    /// Effects that were not decisions.
    pub effects: Vec<Effect>,
    /// While true, decisions are not answered but kept.
    pub slow: bool,
    pub waiting: Option<Intent>,
    /// The last question what can be foreseen, while it is not answered.
    pub curious: Option<u64>,
    /// What was to be kept of what was being typed.
    pub drafts: Vec<Option<Draft>>,
    /// Where the others were told that one stands.
    pub stood: Vec<Stand>,
    /// The last question for prices, while it is not answered.
    pub pricing: Option<(u64, Role, usize)>,
}

impl Driver {
    pub fn new(table: &Table) -> Self {
        Self::of(table.program(), Standing::Editor)
    }

    /// Anna sits here, who chairs when she is to and the program names nobody else.
    pub fn of(program: Arc<Program>, role: Standing) -> Self {
        let chairs = role == Standing::Chair && program.criteria.roles.chair.is_none();
        let program = if chairs { chaired_by("anna", &program) } else { program };
        Self::at(Session::open(program, []), role)
    }

    pub fn at(session: Session, role: Standing) -> Self {
        let app = App::open(session, vec![], "anna", role, Lang::En);
        Self {
            app,
            journal: vec![],
            ledger: Ledger::default(),
            effects: vec![],
            slow: false,
            waiting: None,
            curious: None,
            drafts: vec![],
            stood: vec![],
            pricing: None,
        }
    }

    /// The same person sits down again, over the same journal.
    pub fn again(&self) -> Self {
        let scorer = Arc::new(self.app.session().scorer().clone());
        let session = Session::with_scorer(scorer, self.journal.iter().cloned());
        Self { journal: self.journal.clone(), ledger: self.ledger.clone(), ..Self::at(session, self.app.role()) }
    }

    /// Types keys: characters as they are, others by name in `<…>`.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        for key in read(script) {
            self.send(Msg::Key(key));
        }
        self
    }

    pub fn send(&mut self, message: Msg) -> &mut Self {
        for effect in self.app.update(message) {
            match effect {
                Effect::Decide(intent) if self.slow => self.waiting = Some(intent),
                Effect::Decide(intent) => self.answer(intent),
                Effect::Foresee { number } => self.curious = Some(number),
                Effect::List { number, role, person } => self.pricing = Some((number, role, person)),
                Effect::Stand(stand) => self.stood.push(stand),
                Effect::Keep(draft) => self.drafts.push(draft),
                other => self.effects.push(other),
            }
        }
        self
    }

    /// Answers what can be foreseen, all of it.
    pub fn foresee(&mut self) -> &mut Self {
        let Some(number) = self.curious.take() else { return self };
        let session = self.app.decided_session().clone();
        for matter in Matter::ALL {
            let foreseen = session.foresee(matter, &mut || false).expect("nobody cancels");
            self.send(Msg::Foreseen { number, foreseen });
        }
        self
    }

    /// Answers the decision that was kept.
    pub fn answer_now(&mut self) -> &mut Self {
        let intent = self.waiting.take().expect("no decision waits");
        self.answer(intent);
        self
    }

    /// What the journal does: checks, appends, answers.
    fn answer(&mut self, mut intent: Intent) {
        assert!(self.app.pending().is_some(), "an effect without anything pending");
        let before = self.app.session().ledger().last();
        intent.id = format!("id{}", self.journal.len() + 1);
        let id = intent.id.clone();
        let outcome = match self.ledger.check(self.app.session().ground(), &intent) {
            Ok(Admission::Already) => Outcome::Already,
            Err(refusal) => Outcome::Refused(refusal),
            Ok(Admission::Record) => Outcome::Recorded(self.append(intent)),
        };
        assert_eq!(self.app.session().ledger().last(), before, "changed before the record came back");
        self.send(Msg::Decided { id, outcome });
    }

    fn append(&mut self, intent: Intent) -> Record {
        let record = Record {
            sum: String::new(),
            seq: self.ledger.last() + 1,
            id: intent.id,
            at: "2026-11-21T20:31:14Z".into(),
            by: intent.by,
            account: None,
            role: intent.role,
            see: intent.see,
            decision: intent.decision,
            expect: intent.expect,
            was: intent.was,
            undoes: intent.undoes,
            note: intent.why.map(|text| Note { salt: String::new(), hash: String::new(), text: Some(text) }),
        };
        self.ledger.apply(record.clone());
        self.journal.push(record.clone());
        record
    }

    /// Somebody else decides, on another screen; the record reaches the journal but not yet this machine.
    pub fn elsewhere(&mut self, by: &str, decision: Decision) -> Record {
        self.try_elsewhere(by, decision).expect("the other's decision was refused")
    }

    /// As above, unless it would be refused.
    pub fn try_elsewhere(&mut self, by: &str, decision: Decision) -> Option<Record> {
        let session = self.app.session();
        let intent = session.intent(format!("id{}", self.journal.len() + 1), by, Standing::Editor, decision, None);
        let intent = Intent { expect: self.ledger.expect(&intent.decision, None), ..intent };
        (self.ledger.check(session.ground(), &intent) == Ok(Admission::Record)).then(|| self.append(intent))
    }

    /// Somebody else writes or changes a note, on another screen.
    pub fn says_elsewhere(&mut self, by: &str, decision: Decision, words: &str) -> Record {
        let intent = self.app.session().intent(format!("id{}", self.journal.len() + 1), by, Standing::Editor, decision, Some(words.into()));
        let intent = Intent { expect: self.ledger.expect(&intent.decision, None), ..intent };
        assert_eq!(self.ledger.check(self.app.session().ground(), &intent), Ok(Admission::Record));
        self.append(intent)
    }

    /// Who else sits here: names, in small letters those who decide, in capitals those who only read.
    pub fn here(&mut self, names: &[&str]) -> &mut Self {
        let stand = Stand { leads: Role::Adept, adept: None, mentor: None, mode: Default::default(), touched: 0 };
        let present = |(n, name): (usize, &&str)| Present {
            sitting: format!("s{n}"),
            by: (*name).to_owned(),
            account: "grupp".into(),
            host: "h".into(),
            role: if name.starts_with(char::is_uppercase) { Standing::Viewer } else { Standing::Editor },
            stand: stand.clone(),
        };
        let all = names.iter().enumerate().map(present).collect();
        self.send(Msg::Present(all))
    }

    /// Somebody else takes back what they decided.
    pub fn take_back_elsewhere(&mut self, intent: Intent) -> Record {
        assert_eq!(self.ledger.check(self.app.session().ground(), &intent), Ok(Admission::Record));
        self.append(Intent { id: format!("id{}", self.journal.len() + 1), ..intent })
    }

    pub fn adept(&self, n: usize) -> PersonId {
        self.app.session().program().adepts()[n].id.clone()
    }

    pub fn mentor(&self, n: usize) -> PersonId {
        self.app.session().program().mentors()[n].id.clone()
    }

    /// Who leads under the cursor.
    pub fn subject(&self) -> Option<usize> {
        self.app.people().selected().map(|row| row.index)
    }

    /// The marked partner.
    pub fn marked(&self) -> Option<usize> {
        self.app.partners().selected().map(|row| row.index)
    }

    /// Each adept's mentor, `-` for nobody: `b a - c`.
    pub fn proposal(&self) -> String {
        let letter = |mentor: Option<usize>| mentor.map_or('-', |m| char::from(b'a' + u8::try_from(m % 26).unwrap()));
        self.app.session().proposal().mentor_of.iter().map(|mentor| letter(*mentor)).collect()
    }

    /// The kinds of decision in the journal.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.journal.iter().map(|record| record.decision.kind()).collect()
    }

    pub fn said(&self) -> Option<&NoticeText> {
        self.app.notice().map(|notice| &notice.text)
    }

    pub fn refused(&self) -> Option<&Refused> {
        match self.said() {
            Some(NoticeText::Refused(refused)) => Some(refused),
            _ => None,
        }
    }

    /// The line below the panes, in English.
    pub fn line(&self) -> String {
        let notice = |text| crate::words::notices::notice(text, self.app.session(), self.app.now(), Lang::En);
        self.said().map(notice).unwrap_or_default()
    }
}

/// `jj<space>` as keys.
pub fn read(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let (name, after) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            Some(found) => found,
            None => rest.split_at(first.len_utf8()),
        };
        let name = if name == " " { "space" } else { name };
        keys.push(name.parse().unwrap_or_else(|_| panic!("{name:?} is no key")));
        rest = after;
    }
    keys
}
