//! Every situation that a sentence is made for, in both languages, to the letter.

use super::*;
use crate::program::criteria::{Condition, Criteria, Effect, Kind, Rule, Unknown};
use crate::program::{Criterion, CriterionId, Weight};

const NAMES: Names<'static> = Names { adept: "Åsa Ek", mentor: "Lars Holmes" };

fn program() -> Program {
    let criterion = |label: &str| Criterion {
        id: CriterionId(label.into()),
        label: label.to_owned(),
        weight: Weight(1_000),
        kind: Kind::Named { a: vec![], b: vec![] },
    };
    let rule = |label: &str| Rule {
        id: label.to_owned(),
        label: label.to_owned(),
        condition: Condition::Pairs(Default::default()),
        effect: Effect::Block,
        unknown: Unknown::Allow,
    };
    let criteria = Criteria {
        criteria: vec![criterion("Avdelning"), criterion("År i yrket")],
        rules: vec![rule("Samma arbetsgivare"), rule("Samma efternamn: släkt?")],
        ..Criteria::default()
    };
    Program::new(criteria, [])
}

fn concept(kind: ConceptKind, sv: &str, en: &str) -> Topic {
    Topic::Concept(Label { sv: sv.to_owned(), en: en.to_owned(), kind })
}

fn strategy() -> Topic {
    concept(ConceptKind::Skill, "strategi", "strategy")
}

fn first_job() -> Topic {
    concept(ConceptKind::Wish, "första jobbet", "first job")
}

fn climate() -> Topic {
    concept(ConceptKind::Field, "klimat", "climate")
}

fn answer(asker: Role, topic: Topic) -> Reason {
    Reason::Answer { asker, topic, near: false }
}

fn interest(topic: Topic) -> Reason {
    Reason::Interest { topic, near: false }
}

fn gist(reasons: Vec<Reason>, gap: Option<(Role, Topic)>) -> Gist {
    let gap = gap.map(|(asker, topic)| Unanswered { asker, topic });
    let silence = reasons.is_empty().then_some(Silence::Unanswered(Role::Adept));
    Gist { blocked: vec![], thin: false, reasons, gap, silence }
}

#[track_caller]
fn check(gist: &Gist, sv: &str, en: &str) {
    let said = |lang| sentence(lang, gist, NAMES, &program(), Measure::Whole);
    assert_eq!((said(Lang::Sv).as_str(), said(Lang::En).as_str()), (sv, en));
}

#[test]
fn two_reasons_and_a_gap() {
    let whole = gist(vec![answer(Role::Adept, first_job()), interest(climate())], Some((Role::Adept, strategy())));
    check(
        &whole,
        "Lars Holmes kan vägleda Åsa Ek kring första jobbet och delar intresset för klimat; önskan om strategi får inget svar.",
        "Lars Holmes can guide Åsa Ek on the first job and shares the interest in climate; the wish for strategy is unanswered.",
    );
    let less = |measure| sentence(Lang::En, &whole, NAMES, &program(), measure);
    assert_eq!(less(Measure::OneReason), "Lars Holmes can guide Åsa Ek on the first job; the wish for strategy is unanswered.");
    assert_eq!(less(Measure::Least), "Lars Holmes can guide Åsa Ek on the first job.");
}

#[test]
fn each_kind_of_concept_has_its_phrase() {
    for (kind, sv, en, sv_said, en_said) in [
        (ConceptKind::Skill, "ledarskap", "leadership", "kan vägleda Åsa Ek kring ledarskap", "can guide Åsa Ek on leadership"),
        (
            ConceptKind::Function,
            "styrelsearbete",
            "board work",
            "kan vägleda Åsa Ek kring styrelsearbete",
            "can guide Åsa Ek on board work",
        ),
        (ConceptKind::Life, "stress", "stress", "kan vägleda Åsa Ek kring stress", "can guide Åsa Ek on stress"),
        (ConceptKind::Field, "juridik", "law", "kan berätta för Åsa Ek om juridik", "can tell Åsa Ek about law"),
        (
            ConceptKind::Industry,
            "offentlig sektor",
            "public sector",
            "kan berätta för Åsa Ek om offentlig sektor",
            "can tell Åsa Ek about the public sector",
        ),
        (
            ConceptKind::Occupation,
            "tandläkare",
            "dentist",
            "kan berätta för Åsa Ek om rollen som tandläkare",
            "can tell Åsa Ek about the role of dentist",
        ),
    ] {
        let said = gist(vec![answer(Role::Adept, concept(kind, sv, en))], None);
        check(&said, &format!("Lars Holmes {sv_said}."), &format!("Lars Holmes {en_said}."));
    }
    let reading = concept(ConceptKind::Interest, "läsa böcker", "reading");
    check(
        &gist(vec![interest(reading)], None),
        "Lars Holmes delar intresset för att läsa böcker med Åsa Ek.",
        "Lars Holmes shares the interest in reading with Åsa Ek.",
    );
}

#[test]
fn reasons_of_one_form_are_put_together() {
    check(
        &gist(vec![answer(Role::Adept, first_job()), answer(Role::Adept, strategy())], None),
        "Lars Holmes kan vägleda Åsa Ek kring första jobbet och strategi.",
        "Lars Holmes can guide Åsa Ek on the first job and strategy.",
    );
    check(
        &gist(vec![interest(climate()), interest(Topic::Words("brädspel".into()))], None),
        "Lars Holmes delar intresset för klimat och «brädspel» med Åsa Ek.",
        "Lars Holmes shares the interest in climate and «brädspel» with Åsa Ek.",
    );
    check(
        &gist(vec![answer(Role::Adept, climate()), answer(Role::Adept, strategy())], None),
        "Lars Holmes kan berätta för Åsa Ek om klimat och kan vägleda kring strategi.",
        "Lars Holmes can tell Åsa Ek about climate and can guide on strategy.",
    );
}

#[test]
fn what_the_mentor_asks_for_is_answered_by_the_adept() {
    check(
        &gist(vec![answer(Role::Adept, first_job()), answer(Role::Mentor, strategy())], Some((Role::Mentor, climate()))),
        "Lars Holmes kan vägleda Åsa Ek kring första jobbet och får svar på önskan om strategi; Lars Holmes får inget svar på frågan om klimat.",
        "Lars Holmes can guide Åsa Ek on the first job and gets an answer to the wish for strategy; Lars Holmes gets no answer to the question of climate.",
    );
    check(
        &gist(vec![answer(Role::Mentor, Topic::Words("fjärrvärme".into()))], None),
        "Lars Holmes får svar av Åsa Ek på «fjärrvärme».",
        "Lars Holmes gets an answer from Åsa Ek to «fjärrvärme».",
    );
}

#[test]
fn what_is_only_near_says_so() {
    let near = |asker, topic| Reason::Answer { asker, topic, near: true };
    check(
        &gist(vec![near(Role::Adept, strategy()), Reason::Interest { topic: climate(), near: true }], None),
        "Lars Holmes kan vägleda Åsa Ek kring något nära strategi och delar ett intresse nära klimat.",
        "Lars Holmes can guide Åsa Ek on something close to strategy and shares an interest close to climate.",
    );
    check(
        &gist(vec![near(Role::Mentor, strategy())], None),
        "Lars Holmes får nästan svar av Åsa Ek på önskan om strategi.",
        "Lars Holmes gets nearly an answer from Åsa Ek to the wish for strategy.",
    );
}

#[test]
fn words_without_a_concept_are_quoted() {
    let words = |text: &str| Topic::Words(text.to_owned());
    check(
        &gist(vec![answer(Role::Adept, words("fjärrvärme"))], Some((Role::Adept, words("a «b»\nc")))),
        "Lars Holmes skriver liksom Åsa Ek om «fjärrvärme»; «a ‹b› c» får inget svar.",
        "Lars Holmes writes, as Åsa Ek does, about «fjärrvärme»; «a ‹b› c» is unanswered.",
    );
    check(
        &gist(vec![Reason::Common { topic: words("Kubernetes"), near: false }, answer(Role::Adept, words("x".repeat(60).as_str()))], None),
        &format!("Lars Holmes har «Kubernetes» gemensamt med Åsa Ek och skriver också om «{}…».", "x".repeat(39)),
        &format!("Lars Holmes has «Kubernetes» in common with Åsa Ek and also writes about «{}…».", "x".repeat(39)),
    );
}

#[test]
fn facts_are_told_when_they_carry() {
    for (reason, sv, en) in [
        (Reason::Kilometres(0), "finns på samma ort som Åsa Ek", "is in the same place as Åsa Ek"),
        (Reason::Kilometres(12), "finns 12 km från Åsa Ek", "is 12 km from Åsa Ek"),
        (Reason::Remote, "kan träffa Åsa Ek på distans", "can meet Åsa Ek at a distance"),
        (Reason::Language("svenska".into()), "delar språket «svenska» med Åsa Ek", "shares the language «svenska» with Åsa Ek"),
        (Reason::Named { by: Role::Adept }, "är namngiven av Åsa Ek", "is named by Åsa Ek"),
        (Reason::Named { by: Role::Mentor }, "har nämnt Åsa Ek vid namn", "has asked for Åsa Ek by name"),
        (Reason::Rated { rating: 6, scale: 7 }, "har ert betyg 6 av 7 med Åsa Ek", "has your rating 6 of 7 with Åsa Ek"),
        (Reason::Same(0), "svarar som Åsa Ek på «Avdelning»", "answers as Åsa Ek does on «Avdelning»"),
        (Reason::Differs(0), "skiljer sig från Åsa Ek som önskat i fråga om «Avdelning»", "differs from Åsa Ek as wished on «Avdelning»"),
        (Reason::Fits(1), "passar Åsa Ek i fråga om «År i yrket»", "fits Åsa Ek on «År i yrket»"),
    ] {
        check(&gist(vec![reason], None), &format!("Lars Holmes {sv}."), &format!("Lars Holmes {en}."));
    }
    for (reason, sv, en) in [
        (Reason::Kilometres(0), "finns på samma ort", "is in the same place"),
        (Reason::Kilometres(12), "finns 12 km bort", "is 12 km away"),
        (Reason::Remote, "kan ses på distans", "can meet at a distance"),
        (Reason::Language("svenska".into()), "delar språket «svenska»", "shares the language «svenska»"),
        (Reason::Rated { rating: 6, scale: 7 }, "har ert betyg 6 av 7", "has your rating 6 of 7"),
        (Reason::Same(0), "har samma svar på «Avdelning»", "has the same answer on «Avdelning»"),
        (Reason::Differs(0), "skiljer sig som önskat i fråga om «Avdelning»", "differs as wished on «Avdelning»"),
        (Reason::Fits(1), "passar i fråga om «År i yrket»", "fits on «År i yrket»"),
    ] {
        let said = gist(vec![answer(Role::Adept, strategy()), reason], None);
        check(
            &said,
            &format!("Lars Holmes kan vägleda Åsa Ek kring strategi och {sv}."),
            &format!("Lars Holmes can guide Åsa Ek on strategy and {en}."),
        );
    }
}

#[test]
fn gaps_follow_their_kind() {
    for (topic, sv, en) in [
        (concept(ConceptKind::Field, "juridik", "law"), "frågan om juridik får inget svar", "the question of law is unanswered"),
        (
            concept(ConceptKind::Occupation, "tandläkare", "dentist"),
            "frågan om rollen som tandläkare får inget svar",
            "the question of the role of dentist is unanswered",
        ),
        (concept(ConceptKind::Interest, "dans", "dancing"), "intresset för dans delas inte", "the interest in dancing is not shared"),
        (concept(ConceptKind::Life, "stress", "stress"), "frågan om stress får inget svar", "the question of stress is unanswered"),
        (first_job(), "frågan om första jobbet får inget svar", "the question of the first job is unanswered"),
    ] {
        let said = gist(vec![Reason::Kilometres(3)], Some((Role::Adept, topic)));
        check(&said, &format!("Lars Holmes finns 3 km från Åsa Ek; {sv}."), &format!("Lars Holmes is 3 km from Åsa Ek; {en}."));
    }
}

#[test]
fn without_a_reason_it_is_honest() {
    for (silence, sv, en) in [
        (
            Silence::Unanswered(Role::Adept),
            "Inget som Åsa Ek frågar efter får svar i anmälan från Lars Holmes.",
            "Nothing that Åsa Ek asks for is answered in Lars Holmes's application.",
        ),
        (
            Silence::Unanswered(Role::Mentor),
            "Inget som Lars Holmes frågar efter får svar i anmälan från Åsa Ek.",
            "Nothing that Lars Holmes asks for is answered in Åsa Ek's application.",
        ),
        (
            Silence::Unclear(Role::Adept),
            "Inget som Åsa Ek frågar efter får ett tydligt svar i anmälan från Lars Holmes.",
            "Nothing that Åsa Ek asks for is clearly answered in Lars Holmes's application.",
        ),
        (
            Silence::NothingAsked,
            "Inget har efterfrågats som går att jämföra mellan Åsa Ek och Lars Holmes.",
            "Nothing was asked that can be compared between Åsa Ek and Lars Holmes.",
        ),
        (
            Silence::NothingShared,
            "Inget talar särskilt för Åsa Ek och Lars Holmes som par.",
            "Nothing in particular speaks for Åsa Ek and Lars Holmes as a pair.",
        ),
    ] {
        // What is open goes without saying when nothing is answered.
        check(&Gist { silence: Some(silence), ..gist(vec![], Some((Role::Adept, strategy()))) }, sv, en);
    }
}

#[test]
fn a_short_way_is_no_answer() {
    check(
        &Gist { silence: Some(Silence::Unanswered(Role::Adept)), ..gist(vec![Reason::Kilometres(0)], None) },
        "Inget som Åsa Ek frågar efter får svar i anmälan från Lars Holmes; Lars Holmes finns på samma ort.",
        "Nothing that Åsa Ek asks for is answered in Lars Holmes's application; Lars Holmes is in the same place.",
    );
}

#[test]
fn little_to_go_on_is_said_first() {
    check(
        &Gist { thin: true, ..gist(vec![interest(climate())], None) },
        "Lite att gå på: Lars Holmes delar intresset för klimat med Åsa Ek.",
        "Little to go on: Lars Holmes shares the interest in climate with Åsa Ek.",
    );
    check(
        &Gist { thin: true, ..gist(vec![], None) },
        "Lite att gå på: inget som Åsa Ek frågar efter får svar i anmälan från Lars Holmes.",
        "Little to go on: nothing that Åsa Ek asks for is answered in Lars Holmes's application.",
    );
}

#[test]
fn a_blocked_pair_names_its_rules_and_nothing_else() {
    let blocked = |rules: Vec<usize>| Gist { blocked: rules, thin: true, ..gist(vec![interest(climate())], None) };
    check(&blocked(vec![0]), "Spärrat: Samma arbetsgivare.", "Blocked: Samma arbetsgivare.");
    check(
        &blocked(vec![0, 1]),
        "Spärrat: Samma arbetsgivare; Samma efternamn: släkt?",
        "Blocked: Samma arbetsgivare; Samma efternamn: släkt?",
    );
}
