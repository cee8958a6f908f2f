//! Faults in what the criteria ask for: numbers out of bounds, fields, sides, files.

use super::{Said, one, quoted, said};
use crate::program::Shown;
use crate::program::problem::AskedFault as Fault;
use crate::words::Lang;

pub(super) fn say(fault: &Fault, lang: Lang) -> Said {
    match fault {
        Fault::OutOfRange { key, least, most } => said(
            lang,
            (format!("{key} ligger utanför det möjliga."), format!("Det ska vara från {least} till {most}.")),
            (format!("{key} is out of range."), format!("It should be from {least} to {most}.")),
        ),
        Fault::NotFinite { key } => said(
            lang,
            (format!("{key} är inget användbart tal (nan, inf eller för stort)."), "Skriv ett vanligt tal."),
            (format!("{key} is not a usable number (nan, inf or too large)."), "Write an ordinary number."),
        ),
        Fault::NegativeWeight => weight("Vikten är negativ.", "The weight is negative.", lang),
        Fault::NanWeight => weight("Vikten är inget tal (nan).", "The weight is not a number (nan).", lang),
        Fault::InfiniteWeight => weight("Vikten är oändlig.", "The weight is infinite.", lang),
        Fault::HugeWeight => weight("Vikten är större än en miljon poäng.", "The weight is more than a million points.", lang),
        Fault::TinyWeight => {
            weight("Vikten är så liten att den skulle räknas som 0.", "The weight is so small that it would count as 0.", lang)
        }
        Fault::NoWeight => said(
            lang,
            ("Inget kriterium har någon vikt, så alla par får samma poäng.", "Ge minst ett kriterium en vikt över 0."),
            ("No criterion has any weight, so all pairs score the same.", "Give at least one criterion a weight above 0."),
        ),
        Fault::Anchors { low, high } => said(
            lang,
            (format!("{low} måste vara mindre än {high}."), "Byt plats på dem eller rätta ett av talen."),
            (format!("{low} must be less than {high}."), "Exchange them or correct one of the numbers."),
        ),
        Fault::EqualAnchors => said(
            lang,
            ("zero och full är lika, så det finns inget däremellan.", "zero är talet som ger 0 %, full det som ger 100 %."),
            (
                "zero and full are equal, so there is nothing between them.",
                "zero is the number that gives 0 %, full the one that gives 100 %.",
            ),
        ),
        Fault::ZeroCapacity => said(
            lang,
            ("Med default = 0 får mentorer som inte har svarat ingen adept.", "Skriv default = 1 om de ska kunna få en."),
            ("With default = 0 mentors who have not answered get no adept.", "Write default = 1 if they may get one."),
        ),
        Fault::BadField { found } => said(
            lang,
            (format!("{} är inget fält.", quoted(found, lang)), "Ett fält skrivs mentor.NAMN eller adept.NAMN."),
            (format!("{} is not a field.", quoted(found, lang)), "A field is written mentor.NAME or adept.NAME."),
        ),
        Fault::SameSide { one: first, other, role } if first == other => said(
            lang,
            (format!("{first} jämför två fält hos {}.", hos(*role)), "Ett av dem ska vara mentorns, det andra adeptens."),
            (format!("{first} compares two fields of the {}.", one(*role)), "One of them should be the mentor's, the other the adept's."),
        ),
        Fault::SameSide { one: first, other, role } => said(
            lang,
            (format!("{first} och {other} gäller båda {}.", hos(*role)), "Den ena ska gälla mentorn, den andra adepten."),
            (format!("{first} and {other} both look at the {}.", one(*role)), "One should look at the mentor, the other at the adept."),
        ),
        Fault::MixedSides { key } => said(
            lang,
            (format!("{key} blandar fält från mentorn och adepten."), "Alla fält i en lista ska gälla samma roll."),
            (format!("{key} mixes fields of the mentor and the adept."), "All fields of one list should be of the same role."),
        ),
        Fault::WrongSide { key, role } => said(
            lang,
            (format!("{key} måste vara ett fält hos {}.", hos(*role)), format!("Skriv {}.NAMN.", one(*role))),
            (format!("{key} must be a field of the {}.", one(*role)), format!("Write {}.NAME.", one(*role))),
        ),
        Fault::NotTwo { key } => said(
            lang,
            (format!("{key} behöver två fält, ett för varje roll."), format!("Skriv {key} = [\"mentor.NAMN\", \"adept.NAMN\"].")),
            (format!("{key} needs two fields, one of each role."), format!("Write {key} = [\"mentor.NAME\", \"adept.NAME\"].")),
        ),
        Fault::UnknownField { field, near } => said(
            lang,
            (
                format!("Ingen anmälan har fältet {}.", quoted(field, lang)),
                nearest(near, "Rätta namnet, eller lägg till frågan i formuläret.", lang),
            ),
            (
                format!("No application has the field {}.", quoted(field, lang)),
                nearest(near, "Correct the name, or add the question to the form.", lang),
            ),
        ),
        Fault::UnansweredField { field } => said(
            lang,
            (format!("Ingen har svarat på {}.", quoted(field, lang)), "Fältet påverkar ingenting så länge det är tomt hos alla."),
            (format!("Nobody has answered {}.", quoted(field, lang)), "The field changes nothing as long as it is blank for everybody."),
        ),
        Fault::NumberForm => said(
            lang,
            ("number behöver antingen value, eller både a och b.", "value är ett tal hos den ena; a och b är två tal som jämförs."),
            ("number needs either value, or both a and b.", "value is a number of one person; a and b are two numbers to compare."),
        ),
        Fault::RuleForm { found: 0 } => said(
            lang,
            ("Regeln har inget villkor.", "Skriv when och need, eller same, eller differ, eller pairs_file."),
            ("The rule has no condition.", "Write when and need, or same, or differ, or pairs_file."),
        ),
        Fault::RuleForm { .. } => said(
            lang,
            ("Regeln har flera villkor.", "Gör en regel av varje: when och need, eller same, eller differ, eller pairs_file."),
            ("The rule has several conditions.", "Make a rule of each: when and need, or same, or differ, or pairs_file."),
        ),
        Fault::RepeatedCell { row, column } => said(
            lang,
            (
                format!(
                    "Rutan {} och {} står två gånger (stora och små bokstäver räknas som lika).",
                    quoted(row, lang),
                    quoted(column, lang)
                ),
                "Ta bort en av dem.",
            ),
            (
                format!(
                    "The cell {} and {} stands twice (upper and lower case count as the same).",
                    quoted(row, lang),
                    quoted(column, lang)
                ),
                "Take one of them away.",
            ),
        ),
        Fault::MissingFile { file } => said(
            lang,
            (format!("Filen {} finns inte i programmappen.", quoted(file, lang)), "Lägg den där, eller rätta namnet."),
            (format!("The file {} is not in the program directory.", quoted(file, lang)), "Put it there, or correct the name."),
        ),
        Fault::UnusableFile { file, why } => {
            let why = super::files::say(why, lang).what;
            said(
                lang,
                (
                    format!("Filen {} kan inte användas. {why}", quoted(file, lang)),
                    "Peka ut en vanlig fil i programmappen som ni får läsa.",
                ),
                (
                    format!("The file {} cannot be used. {why}", quoted(file, lang)),
                    "Name an ordinary file in the program directory that you may read.",
                ),
            )
        }
        Fault::OutsideProgram { file } => said(
            lang,
            (
                format!("Filen {} ligger utanför programmappen och läses inte.", quoted(file, lang)),
                "Lägg den i programmappen och skriv namnet utan / först och utan ..",
            ),
            (
                format!("The file {} lies outside the program directory and is not read.", quoted(file, lang)),
                "Put it into the program directory and write its name without a leading / and without ..",
            ),
        ),
    }
}

fn weight(sv: &str, en: &str, lang: Lang) -> Said {
    said(
        lang,
        (sv, "En vikt är ett tal från 0 (avstängt) till 1000000; bara förhållandet mellan vikterna räknas."),
        (en, "A weight is a number from 0 (switched off) to 1000000; only the proportions between weights count."),
    )
}

fn hos(role: crate::program::Role) -> &'static str {
    match role {
        crate::program::Role::Mentor => "mentorn",
        crate::program::Role::Adept => "adepten",
    }
}

fn nearest(near: &[String], otherwise: &str, lang: Lang) -> String {
    if near.is_empty() {
        return otherwise.to_owned();
    }
    let names: Vec<String> = near.iter().map(|name| Shown::short(name, 60).into()).collect();
    let names = names.join(lang.pick(" eller ", " or "));
    lang.pick(format!("Menade du {names}?"), format!("Did you mean {names}?"))
}
