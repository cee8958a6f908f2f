//! Programs made up for the benches: the same people on every machine, from sentences as people write them.

#![allow(missing_docs, dead_code)]

use std::sync::Arc;

use mentor_match::program::criteria::{Condition, Effect, Kind, Measure, Measured, Reward, Rule, Unknown};
use mentor_match::program::{Answer, Application, Criteria, Criterion, CriterionId, FieldRef, PersonId, Program, Role, Source, Weight};

const SENTENCES: [&str; 30] = [
    "Jag vill veta hur det är att arbeta som controller på ett större företag.",
    "Help to build a network in Sweden and to prepare for my first interviews.",
    "Jag behöver råd om hur man blir chef och om ledarskap i offentlig sektor.",
    "Maskininlärning och dataanalys i praktiken, gärna inom vården.",
    "I am curious about sustainability reporting and climate strategy.",
    "Hur man startar eget, hittar kunder och vågar ta betalt.",
    "Balans mellan arbete och fritid, och hur man undviker stress.",
    "Projektledning inom bygg och samhällsplanering.",
    "A first job within marketing or communication would be wonderful.",
    "Forskning eller näringsliv? Jag funderar på att doktorera i kemi.",
    "Rekrytering, arbetsrätt och organisationsutveckling.",
    "Juridik, särskilt avtal, upphandling och förvaltningsrätt.",
    "Femton år i byggbranschen, numera platschef för ett sjukhusbygge.",
    "Auktoriserad revisor och delägare i en mindre byrå; tidigare ekonomichef.",
    "Lead data scientist who mentors junior engineers and reviews their code.",
    "Kommunikationschef på en myndighet med ansvar för press och sociala medier.",
    "HR-direktör med erfarenhet av förändringsarbete och fackliga förhandlingar.",
    "Entreprenör som har grundat tre företag inom medicinteknik.",
    "Hållbarhetschef som arbetar med klimatredovisning och cirkulär ekonomi.",
    "Jurist på länsstyrelsen med ansvar för miljöprövningar.",
    "Lärare och rektor som brinner för elever som har det svårt.",
    "Sjuksköterska som blev vårdutvecklare och nu leder en enhet.",
    "Product manager in the game industry, earlier a consultant in Berlin.",
    "Har flyttat mellan länder och vet hur det är att börja om i ett nytt språk.",
    "Jag kan visa hur en vanlig vecka ser ut och låta adepten följa med på möten.",
    "Vi kan tala om vägval, löneförhandling och hur man säger nej.",
    "Någon som är nyfiken, ställer frågor och inte är rädd för att göra fel.",
    "Det viktigaste för mig är ett ärligt samtal om vad yrket innebär.",
    "Studerar statsvetenskap och nationalekonomi på kandidatnivå.",
    "Civilingenjör i teknisk fysik med inriktning mot energisystem.",
];
const INTERESTS: [&str; 12] = [
    "löpning",
    "körsång",
    "klättring",
    "matlagning",
    "film",
    "brädspel",
    "skidor",
    "hiking",
    "photography",
    "fotboll",
    "trädgård",
    "chess",
];
const CITIES: [&str; 8] = ["Uppsala", "Stockholm", "Örebro kommun", "Västerås", "Göteborg", "Malmö", "Umeå", "distans"];

/// A small generator of the same numbers on every machine (Numerical Recipes' 64-bit congruence).
struct Dice(u64);

impl Dice {
    fn of(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn some(&mut self, of: &[&str], most: usize, between: &str) -> String {
        let count = 1 + self.of(most);
        (0..count).map(|_| of[self.of(of.len())]).collect::<Vec<_>>().join(between)
    }
}

fn application(role: Role, place: usize, dice: &mut Dice) -> Option<Application> {
    let texts = ["wants", "offers", "more", "wishes"].map(|field| (field, dice.some(&SENTENCES, 6, " ")));
    let short = [
        ("interests", dice.some(&INTERESTS, 5, ", ")),
        ("city", dice.some(&CITIES, 1, "")),
        ("code", dice.some(&["it", "hr", "ekonomi", "juridik"], 1, "")),
        ("years", format!("{} år", dice.of(30))),
        ("language", dice.some(&["svenska", "engelska", "sv, en", "svenska och finska"], 1, "")),
        ("organisation", format!("Företaget {} AB", dice.of(60))),
    ];
    Some(Application {
        id: PersonId::new(&format!("{}{place}", if role == Role::Adept { 'a' } else { 'm' }))?,
        role,
        first_name: format!("Förnamn{}", dice.of(200)),
        last_name: format!("Efternamn{place}"),
        email: String::new(),
        phone: String::new(),
        answers: texts.into_iter().chain(short).map(|(field, text)| (field.to_owned(), Answer::Text(text))).collect(),
        source: Source::default(),
    })
}

/// So many adepts and as many mentors under three text criteria, and seven of other kinds unless it is to be texts only.
pub fn program(people: usize, only_text: bool) -> Arc<Program> {
    let field = |role, name: &str| FieldRef { role, field: name.to_owned() };
    let (mentor, adept) = (|name: &str| field(Role::Mentor, name), |name: &str| field(Role::Adept, name));
    let text = [
        Kind::Text { want: vec![adept("wants")], offer: vec![mentor("offers"), mentor("more")] },
        Kind::Text { want: vec![adept("more")], offer: vec![mentor("offers"), mentor("wants")] },
        Kind::Text { want: vec![mentor("wishes")], offer: vec![adept("offers"), adept("wants")] },
    ];
    let other = [
        Kind::Tags {
            a: vec![mentor("interests")],
            b: vec![adept("interests")],
            measure: Measure::Overlap,
            enough: 2,
            reward: Reward::Same,
        },
        Kind::Equal { a: mentor("code"), b: adept("code"), reward: Reward::Different },
        Kind::Number { measured: Measured::One(mentor("years")), zero: 1_000, full: 8_000 },
        Kind::Distance { a: mentor("city"), b: adept("city"), full_km: 20, zero_km: 200, remote: Some(5_000) },
        Kind::Language { a: mentor("language"), b: adept("language") },
        Kind::Named { a: vec![mentor("wishes")], b: vec![adept("wishes")] },
        Kind::Table {
            row: mentor("code"),
            col: adept("code"),
            default: 3_000,
            cells: [(("it".to_owned(), "hr".to_owned()), 7_000)].into(),
        },
    ];
    let kinds = text.into_iter().chain(other.into_iter().filter(|_| !only_text));
    let criteria = kinds.zip(1_u32..).map(|(kind, place)| {
        let id = CriterionId(format!("c{place}").into());
        Criterion { id, label: String::new(), weight: Weight(place * 3_500), kind }
    });
    let same = Rule {
        id: "same".to_owned(),
        label: "same".to_owned(),
        condition: Condition::Same(mentor("organisation"), adept("organisation")),
        effect: Effect::Block,
        unknown: Unknown::Warn,
    };
    let mut dice = Dice(7);
    let people: Vec<Application> = [Role::Adept, Role::Mentor]
        .into_iter()
        .flat_map(|role| (0..people).map(move |place| (role, place)))
        .filter_map(|(role, place)| application(role, place, &mut dice))
        .collect();
    Arc::new(Program::new(Criteria { criteria: criteria.collect(), rules: vec![same], ..Criteria::default() }, people))
}

/// So many adepts and as many mentors under ten criteria that are quickly valued, with every seventh answer left blank: for what is done
/// with values once they are there.
pub fn without_texts(people: usize) -> Arc<Program> {
    let made = program(people, false);
    let field = |role, name: &str| FieldRef { role, field: name.to_owned() };
    let mut plain = [
        Kind::Number { measured: Measured::One(field(Role::Adept, "years")), zero: 30_000, full: 0 },
        Kind::Equal { a: field(Role::Mentor, "city"), b: field(Role::Adept, "city"), reward: Reward::Same },
        Kind::Number { measured: Measured::Gap(field(Role::Mentor, "years"), field(Role::Adept, "years")), zero: 30_000, full: 0 },
    ]
    .into_iter();
    let mut criteria = made.criteria.clone();
    for criterion in &mut criteria.criteria {
        if matches!(criterion.kind, Kind::Text { .. }) {
            plain.next().into_iter().for_each(|kind| criterion.kind = kind);
        }
    }
    let mut dice = Dice(11);
    let people = made.adepts().iter().chain(made.mentors()).cloned().map(|mut person| {
        person.answers.retain(|_, _| dice.of(7) > 0);
        person
    });
    Arc::new(Program::new(criteria, people.collect::<Vec<_>>()))
}
