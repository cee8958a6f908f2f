//! The little grammar that a concept's name needs to stand inside a sentence: an article or a particle before it, never a change of it.

/// English nouns of which there is one that everybody means. A name that ends in one, or begins with "first", gets "the".
const THE_ONE: [&str; 9] = ["economy", "environment", "future", "industry", "market", "profession", "sector", "state", "workplace"];
/// English nouns of which there are many, and that cannot stand alone. A name that ends in one gets "a".
const ONE_OF_MANY: [&str; 38] = [
    "application",
    "board",
    "career",
    "choice",
    "city",
    "company",
    "cv",
    "degree",
    "department",
    "doctorate",
    "exam",
    "exchange",
    "hospital",
    "internship",
    "interview",
    "job",
    "letter",
    "move",
    "municipality",
    "network",
    "office",
    "organisation",
    "phd",
    "placement",
    "portfolio",
    "position",
    "programme",
    "project",
    "role",
    "school",
    "start-up",
    "startup",
    "switch",
    "team",
    "thesis",
    "transition",
    "university",
    "year",
];
/// Words that show that a name has its articles already, or wants none.
const DETERMINED: [&str; 10] = ["a", "an", "the", "my", "your", "our", "their", "one's", "own", "no"];
/// English names that end in one of these name a person in a role.
const ROLES_EN: [&str; 46] = [
    "accountant",
    "administrator",
    "adviser",
    "advisor",
    "analyst",
    "architect",
    "assistant",
    "auditor",
    "ceo",
    "chair",
    "clerk",
    "consultant",
    "controller",
    "coordinator",
    "dentist",
    "designer",
    "developer",
    "director",
    "doctor",
    "economist",
    "engineer",
    "entrepreneur",
    "executive",
    "expert",
    "founder",
    "head",
    "inspector",
    "interviewer",
    "journalist",
    "lawyer",
    "leader",
    "manager",
    "midwife",
    "nurse",
    "officer",
    "operator",
    "pharmacist",
    "physician",
    "planner",
    "psychologist",
    "researcher",
    "scientist",
    "secretary",
    "specialist",
    "teacher",
    "technician",
];
/// Swedish names that end like one of these do.
const ROLES_SV: [&str; 14] = [
    "are",
    "assistent",
    "chef",
    "controller",
    "direktör",
    "ekonom",
    "ingenjör",
    "jurist",
    "konsult",
    "läkare",
    "ledare",
    "lärare",
    "sköterska",
    "specialist",
];

/// Swedish infinitives that names of concepts begin with; they want "att" where a noun could stand.
const INFINITIVES: [&str; 50] = [
    "anpassa",
    "arbeta",
    "baka",
    "bli",
    "bygga",
    "byta",
    "börja",
    "cykla",
    "dansa",
    "driva",
    "fiska",
    "flytta",
    "fotografera",
    "få",
    "förhandla",
    "gå",
    "göra",
    "ha",
    "hantera",
    "hitta",
    "hålla",
    "jaga",
    "jobba",
    "komma",
    "laga",
    "leda",
    "leva",
    "lära",
    "läsa",
    "måla",
    "odla",
    "paddla",
    "plocka",
    "resa",
    "rida",
    "sjunga",
    "skriva",
    "snickra",
    "spela",
    "starta",
    "sticka",
    "studera",
    "sy",
    "söka",
    "ta",
    "titta",
    "träna",
    "vara",
    "växa",
    "åka",
];

/// An English name with its article where it cannot do without; a person's role, where the name may be one, says that it is one.
pub fn english(name: &str, may_be_somebody: bool) -> String {
    let lower = name.to_lowercase();
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    if lower.split_whitespace().any(|word| DETERMINED.contains(&word)) {
        name.to_owned()
    } else if may_be_somebody && ROLES_EN.contains(&last) {
        format!("the role of {name}")
    } else if THE_ONE.contains(&last) || lower.starts_with("first ") {
        format!("the {name}")
    } else if ONE_OF_MANY.contains(&last) && !lower.contains(" and ") {
        format!("{} {name}", if sounds_open(name) { "an" } else { "a" })
    } else {
        name.to_owned()
    }
}

/// Whether "an" stands before the name: it begins with the sound of a vowel, as an unpaid job, an hour and an IT job do, and a union does not.
fn sounds_open(name: &str) -> bool {
    let first = name.split([' ', '-']).next().unwrap_or_default();
    let spelled = first.len() > 1 && first.chars().all(char::is_uppercase);
    let lower = first.to_lowercase();
    match lower.chars().next() {
        Some(letter) if spelled => "aefhilmnorsx".contains(letter),
        Some('u') => !["uni", "use", "usa", "uti", "uk", "eu"].iter().any(|start| lower.starts_with(start)),
        Some('h') => lower.starts_with("hono") || lower.starts_with("hour"),
        Some(letter) => "aeio".contains(letter) && !lower.starts_with("eu") && !lower.starts_with("one"),
        None => false,
    }
}

/// A Swedish name with "att" where it is an infinitive; a person's role, where the name may be one, says that it is one.
pub fn swedish(name: &str, may_be_somebody: bool) -> String {
    let lower = name.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    if first == "att" {
        name.to_owned()
    } else if INFINITIVES.contains(&first) {
        format!("att {name}")
    } else if may_be_somebody && ROLES_SV.iter().any(|ending| lower.ends_with(ending)) {
        format!("rollen som {name}")
    } else {
        name.to_owned()
    }
}

/// With a full stop, unless a mark that ends a sentence stands there.
pub fn ended(said: String) -> String {
    let said = said.trim_end().to_owned();
    if said.ends_with(['.', '!', '?', '…']) { said } else { said + "." }
}

/// With a small first letter; for sentences whose first word is ours.
pub fn lower_first(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_what_they_need_and_stay_as_they_are() {
        for (name, expected) in [
            ("first job", "the first job"),
            ("Swedish labour market", "the Swedish labour market"),
            ("labour market", "the labour market"),
            ("summer job", "a summer job"),
            ("internship", "an internship"),
            ("university thesis", "a university thesis"),
            ("HR project", "an HR project"),
            ("CV and cover letter", "CV and cover letter"),
            ("food industry", "the food industry"),
            ("IT project", "an IT project"),
            ("PhD", "a PhD"),
            ("family life", "family life"),
            ("leadership", "leadership"),
            ("work-life balance", "work-life balance"),
            ("a first job", "a first job"),
            ("finding a job", "finding a job"),
            ("acting profession", "the acting profession"),
            ("hotel manager", "the role of hotel manager"),
            ("becoming a manager", "becoming a manager"),
            ("public sector", "the public sector"),
            ("IT", "IT"),
            ("", ""),
        ] {
            assert_eq!(english(name, true), expected);
        }
        for (name, expected) in [
            ("läsa böcker", "att läsa böcker"),
            ("Åka utomlands", "att Åka utomlands"),
            ("att bli chef", "att bli chef"),
            ("hotellchef", "rollen som hotellchef"),
            ("resor", "resor"),
            ("", ""),
        ] {
            assert_eq!(swedish(name, true), expected);
        }
        // What people do in their free time is nobody's role.
        assert_eq!(
            (swedish("schackspelare", false).as_str(), english("board game designer", false).as_str()),
            ("schackspelare", "board game designer")
        );
    }

    #[test]
    fn sentences_end_once() {
        for (said, expected) in [("a", "a."), ("a.", "a."), ("släkt?", "släkt?"), ("a ", "a."), ("", ".")] {
            assert_eq!(ended(said.to_owned()), expected);
        }
        assert_eq!((lower_first("Åsa").as_str(), lower_first("").as_str()), ("åsa", ""));
    }
}
