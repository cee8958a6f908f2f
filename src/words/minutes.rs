//! The sentences of the minutes, and why an adept has no mentor. Texts in, text out: whoever puts them into Markdown escapes them.

use super::counter::counted;
use super::{Lang, terms};
use crate::program::criteria::Objective;
use crate::program::{PersonId, Program, Shown};
use crate::session::why::WhyEmpty;
use crate::session::{Decision, Record};

/// The fixed words of the minutes.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    /// Before the program's title.
    pub minutes: &'static str,
    /// Where the program has no title.
    pub untitled: &'static str,
    /// Heading over the pairs.
    pub pairs: &'static str,
    /// Heading over the adepts without a mentor.
    pub adepts_without: &'static str,
    /// Heading over the mentors without an adept.
    pub mentors_without: &'static str,
    /// Heading over the decisions.
    pub decisions: &'static str,
    /// Heading over the notes.
    pub notes: &'static str,
    /// Heading over the votes.
    pub votes: &'static str,
    /// Before what the group answered about a pair.
    pub vote: &'static str,
    /// Heading over the weights.
    pub weights: &'static str,
    /// Heads of the table of weights: criterion, weight in force, weight in the file.
    pub weight_heads: [&'static str; 3],
    /// Heads of the table of rules: rule, what it does, what it does in the file.
    pub rule_heads: [&'static str; 3],
    /// Heading over the journal.
    pub journal: &'static str,
    /// Where a list has nothing in it.
    pub none: &'static str,
    /// A pair that people have locked.
    pub locked: &'static str,
    /// A pair that the solver found.
    pub proposed: &'static str,
    /// Before the words beside a decision.
    pub why: &'static str,
    /// Where such words have been erased.
    pub erased: &'static str,
    /// After a decision that no longer holds.
    pub taken_back: &'static str,
    /// A percent that rests on little.
    pub thin: &'static str,
    /// Before a rule that a pair does not keep.
    pub rule: &'static str,
}

/// The fixed words of the minutes in a language.
pub fn fixed(lang: Lang) -> Fixed {
    let swedish = Fixed {
        minutes: "Protokoll",
        untitled: "mentorprogrammet",
        pairs: "Paren",
        adepts_without: "Adepter utan mentor",
        mentors_without: "Mentorer utan adept",
        decisions: "Besluten",
        notes: "Anteckningar",
        votes: "Omröstningar",
        vote: "Omröstning",
        weights: "Vikterna som gällde",
        weight_heads: ["Kriterium", "Vikt", "I criteria.toml"],
        rule_heads: ["Regel", "Gör", "I criteria.toml"],
        journal: "Journalen",
        none: "Inga.",
        locked: "låst",
        proposed: "föreslaget",
        why: "Skäl",
        erased: "orden är raderade",
        taken_back: "tillbakataget",
        thin: "vilar på få svar",
        rule: "Regel",
    };
    let english = Fixed {
        minutes: "Minutes",
        untitled: "the mentor programme",
        pairs: "The pairs",
        adepts_without: "Adepts without a mentor",
        mentors_without: "Mentors without an adept",
        decisions: "The decisions",
        notes: "Notes",
        votes: "Votes",
        vote: "Vote",
        weights: "The weights in force",
        weight_heads: ["Criterion", "Weight", "In criteria.toml"],
        rule_heads: ["Rule", "Does", "In criteria.toml"],
        journal: "The journal",
        none: "None.",
        locked: "locked",
        proposed: "proposed",
        why: "Why",
        erased: "the words have been erased",
        taken_back: "taken back",
        thin: "rests on few answers",
        rule: "Rule",
    };
    lang.pick(swedish, english)
}

/// What the minutes count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// All adepts.
    pub adepts: usize,
    /// Adepts with a mentor.
    pub matched: usize,
    /// The sum of scores; basis points.
    pub total: i64,
    /// The sum that would have been reached without decisions about pairs; basis points.
    pub best: i64,
    /// The lowest score; basis points.
    pub worst: Option<u16>,
    /// What the proposal makes as good as possible.
    pub objective: Objective,
}

/// Who saved the minutes and when; `at` is `2026-11-21 20:31`.
pub fn saved(by: &str, at: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("Sparat {at} UTC av {by}."),
        Lang::En => format!("Saved {at} UTC by {by}."),
    }
}

/// The totals, one sentence each.
pub fn totals(totals: Totals, lang: Lang) -> Vec<String> {
    let Totals { adepts, matched, total, best, worst, objective } = totals;
    let mut sentences = vec![match lang {
        Lang::Sv => format!("{matched} av {} har en mentor.", counted(adepts, "adept", "adepter")),
        Lang::En => format!("{matched} of {} {} a mentor.", counted(adepts, "adept", "adepts"), if matched == 1 { "has" } else { "have" }),
    }];
    if let (Some(worst), Ok(count @ 1..)) = (worst, i64::try_from(matched)) {
        let (mean, worst) = (percent(total / count), percent(i64::from(worst)));
        sentences.push(match lang {
            Lang::Sv => format!("Paren passar i genomsnitt till {mean} %, det lägsta till {worst} %."),
            Lang::En => format!("The pairs fit by {mean} % on average, the lowest by {worst} %."),
        });
    }
    let (sum, possible) = (percent(total), percent(best));
    let highest = objective == Objective::Total && total >= best;
    sentences.push(match (lang, !highest) {
        (Lang::Sv, true) => format!("Summan är {sum} poäng; utan gruppens egna val om par hade den blivit {possible}."),
        (Lang::Sv, false) => format!("Summan är {sum} poäng, den högsta möjliga utan egna val om par är {possible}."),
        (Lang::En, true) => format!("The sum is {sum} points; without the group's own choices of pairs it would have been {possible}."),
        (Lang::En, false) => format!("The sum is {sum} points, the highest possible without choices of pairs is {possible}."),
    });
    sentences.push(format!("{}: {}.", lang.pick("Förslagets mål", "The objective"), terms::objective(objective, lang)));
    sentences
}

/// One part of a pair's score: `Intressen: 21 av 30`; points in whole percents.
pub fn part(label: &str, points: u16, of: u16, lang: Lang) -> String {
    let (points, of) = (percent(i64::from(points)), percent(i64::from(of)));
    format!("{label}: {points} {} {of}", lang.pick("av", "of"))
}

/// What one record decided. `person` gives a person's name, `redo` says whether a record that takes another
/// back makes a decision count again.
pub fn decided(record: &Record, person: &dyn Fn(&PersonId) -> String, program: &Program, redo: bool, lang: Lang) -> String {
    let two = |sv: &str, en: &str, adept: &PersonId, mentor: &PersonId| {
        format!("{} {} {} {}", lang.pick(sv, en), person(adept), lang.pick("med", "with"), person(mentor))
    };
    match &record.decision {
        Decision::Lock(p) => two("låste", "locked", &p.adept, &p.mentor),
        Decision::Unlock(p) => two("låste upp", "unlocked", &p.adept, &p.mentor),
        Decision::Assign(p) => two("parade ihop", "paired", &p.adept, &p.mentor),
        Decision::Forbid(p) => two("förbjöd", "forbade", &p.adept, &p.mentor),
        Decision::Allow(p) => two("tillät", "allowed", &p.adept, &p.mentor),
        Decision::Swap { adept, gets, other, other_gets } => {
            let (adept, gets, other, other_gets) = (person(adept), person(gets), person(other), person(other_gets));
            match lang {
                Lang::Sv => format!("bytte: {adept} får {gets}, {other} får {other_gets}"),
                Lang::En => format!("swapped: {adept} gets {gets}, {other} gets {other_gets}"),
            }
        }
        Decision::Note { adept, mentor } => {
            let about: Vec<String> = adept.iter().chain(mentor).map(person).collect();
            match about.as_slice() {
                [] => lang.pick("antecknade om programmet", "noted about the program").to_owned(),
                about => format!("{} {}", lang.pick("antecknade om", "noted about"), about.join(lang.pick(" och ", " and "))),
            }
        }
        Decision::Reword { note } => lang.pick(format!("ändrade anteckning {note}"), format!("reworded note {note}")),
        Decision::Withdraw { note } => lang.pick(format!("tog bort anteckning {note}"), format!("withdrew note {note}")),
        Decision::Vote { adept, mentor, .. } => {
            let (adept, mentor) = (person(adept), person(mentor));
            lang.pick(format!("röstade om {adept} och {mentor}"), format!("voted on {adept} and {mentor}"))
        }
        Decision::Reveal(p) => {
            let (adept, mentor) = (person(&p.adept), person(&p.mentor));
            lang.pick(format!("visade rösterna om {adept} och {mentor}"), format!("revealed the votes on {adept} and {mentor}"))
        }
        Decision::Weight { criterion, thousandths } => {
            let (criterion, weight) = (terms::criterion(program, criterion), terms::weight(*thousandths, lang));
            lang.pick(format!("satte vikten för {criterion} till {weight}"), format!("set the weight of {criterion} to {weight}"))
        }
        Decision::Rule { rule, effect } => terms::set_rule(terms::rule(program, rule).as_str(), *effect, lang),
        Decision::Objective { objective } => terms::set_objective(*objective, lang),
        Decision::Afresh => lang.pick("gjorde förslaget på nytt", "made the proposal afresh").to_owned(),
        Decision::Consent { person: who, yes } => {
            let answer = if *yes { lang.pick("tackade ja", "said yes") } else { lang.pick("tackade nej", "said no") };
            format!("{} {} {answer}", lang.pick("skrev upp att", "recorded that"), person(who))
        }
        Decision::Finalise => lang.pick("fastställde matchningen", "made the assignment final").to_owned(),
        Decision::Reopen => lang.pick("öppnade matchningen igen", "reopened the assignment").to_owned(),
        Decision::Undo => {
            let verb = if redo {
                lang.pick("gjorde om det som togs tillbaka i", "redid what was taken back in")
            } else {
                lang.pick("tog tillbaka", "took back")
            };
            format!("{verb} {} {}", lang.pick("beslut", "decision"), record.undoes.unwrap_or(0))
        }
    }
}

/// How many decisions there are, and how to see that they are the same later.
pub fn journal(records: u64, sum: Option<&str>, lang: Lang) -> Vec<String> {
    let Some(sum) = sum else { return vec![lang.pick("Inget beslut är fattat.", "Nothing has been decided.").to_owned()] };
    match lang {
        Lang::Sv => vec![
            format!("{records} beslut, sista summan {sum}."),
            format!(
                "Svarar `mentor-match verify KATALOG --head {sum}` att beslut {records} har den summan, har inget av dessa beslut ändrats, tagits bort eller bytt plats sedan dess."
            ),
        ],
        Lang::En => vec![
            format!("{records} {}, last sum {sum}.", if records == 1 { "decision" } else { "decisions" }),
            format!(
                "If `mentor-match verify DIR --head {sum}` answers that decision {records} has that sum, none of these decisions has been changed, removed or moved since."
            ),
        ],
    }
}

/// Why an adept has no mentor, in one sentence.
pub fn why_empty(why: &WhyEmpty, program: &Program, lang: Lang) -> String {
    if why.mentors == 0 {
        return lang.pick("Programmet har inga mentorer.", "The program has no mentors.").to_owned();
    }
    let mut reasons: Vec<String> = Vec::new();
    for (rule, count) in &why.blocked {
        let label = program.criteria.rules.get(*rule).map(|rule| Shown::new(&rule.label).to_string()).unwrap_or_default();
        reasons.push(match lang {
            Lang::Sv => format!("{count} utesluts av regeln ”{label}”"),
            Lang::En => format!("{count} ruled out by the rule “{label}”"),
        });
    }
    for (count, one, many, en) in [
        (why.forbidden, "förbjuden av gruppen", "förbjudna av gruppen", "forbidden by the group"),
        (why.below_minimum, "under programmets minsta poäng", "under programmets minsta poäng", "below the program's minimum"),
        (why.full, "utan ledig plats", "utan ledig plats", "without a free seat"),
        (
            why.outbid,
            "möjlig, men platserna gör mer nytta för andra",
            "möjliga, men platserna gör mer nytta för andra",
            "possible, but the seats are worth more to others",
        ),
    ] {
        if count > 0 {
            reasons.push(format!("{count} {}", lang.pick(if count == 1 { one } else { many }, en)));
        }
    }
    let mentors = why.mentors;
    let head = match (lang, mentors) {
        (Lang::Sv, 1) => "Av 1 mentor".to_owned(),
        (Lang::Sv, _) => format!("Av {mentors} mentorer"),
        (Lang::En, 1) => "Of 1 mentor".to_owned(),
        (Lang::En, _) => format!("Of {mentors} mentors"),
    };
    format!("{head}: {}.", reasons.join(", "))
}

/// Basis points as whole percents, halves upwards.
fn percent(points: i64) -> i64 {
    (points + 50).div_euclid(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::criteria::{Condition, Effect, Rule, Unknown};
    use crate::program::{Criteria, FieldRef};

    #[test]
    fn why_nobody_counts_every_mentor() {
        let field = |role: &str| FieldRef::read(&format!("{role}.english")).unwrap();
        let rule = Rule {
            id: "english".into(),
            label: "Engelska".into(),
            condition: Condition::Differ(field("mentor"), field("adept")),
            effect: Effect::Block,
            unknown: Unknown::Warn,
        };
        let program = Program::new(Criteria { rules: vec![rule], ..Criteria::default() }, []);
        let why = WhyEmpty { mentors: 24, blocked: vec![(0, 10)], forbidden: 3, below_minimum: 2, full: 5, outbid: 4 };
        assert_eq!(
            why_empty(&why, &program, Lang::Sv),
            "Av 24 mentorer: 10 utesluts av regeln ”Engelska”, 3 förbjudna av gruppen, 2 under programmets minsta poäng, 5 utan ledig plats, \
             4 möjliga, men platserna gör mer nytta för andra."
        );
        let one = WhyEmpty { mentors: 1, full: 1, ..WhyEmpty::default() };
        assert_eq!(why_empty(&one, &program, Lang::En), "Of 1 mentor: 1 without a free seat.");
        let outbid = WhyEmpty { mentors: 2, forbidden: 1, outbid: 1, ..WhyEmpty::default() };
        assert_eq!(
            why_empty(&outbid, &program, Lang::Sv),
            "Av 2 mentorer: 1 förbjuden av gruppen, 1 möjlig, men platserna gör mer nytta för andra."
        );
        assert_eq!(why_empty(&WhyEmpty::default(), &program, Lang::En), "The program has no mentors.");
    }

    #[test]
    fn totals_are_said_in_whole_points() {
        let some = Totals { adepts: 3, matched: 2, total: 14_950, best: 16_000, worst: Some(6_949), objective: Objective::Total };
        let [counted, mean, sum, objective] = <[String; 4]>::try_from(totals(some, Lang::En)).unwrap();
        assert_eq!(counted, "2 of 3 adepts have a mentor.");
        assert_eq!(mean, "The pairs fit by 75 % on average, the lowest by 69 %.");
        assert_eq!(sum, "The sum is 150 points; without the group's own choices of pairs it would have been 160.");
        assert_eq!(objective, "The objective: largest total.");
        let one = Totals { adepts: 1, matched: 1, total: 5_000, best: 5_000, worst: Some(5_000), objective: Objective::Floor };
        assert_eq!(totals(one, Lang::Sv)[2], "Summan är 50 poäng; utan gruppens egna val om par hade den blivit 50.");
        assert_eq!(totals(one, Lang::En)[0], "1 of 1 adept has a mentor.");
        assert_eq!(journal(1, Some("ab"), Lang::En)[0], "1 decision, last sum ab.");
        assert_eq!(totals(Totals { adepts: 0, matched: 0, total: 0, best: 0, worst: None, objective: Objective::Fair }, Lang::Sv).len(), 3);
    }
}
