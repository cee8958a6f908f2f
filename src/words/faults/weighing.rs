//! What deserves a second look in how pairs are weighed: rules that block most of them, criteria that do not tell them apart.

use super::{Said, quoted, said};
use crate::program::problem::{Shades, Weighed as Found};
use crate::words::Lang;

pub(super) fn say(found: &Found, lang: Lang) -> Said {
    match found {
        Found::BlocksMost { rule, percent, unknown } => {
            let (sv, en) = match unknown {
                0 => (String::new(), String::new()),
                _ => (format!(", {unknown} % för att ett svar saknas"), format!(", {unknown}% because an answer is missing")),
            };
            said(
                lang,
                (
                    format!("Regeln {} hindrar {percent} % av alla par{sv}.", quoted(rule, lang)),
                    "Är det meningen är allt som det ska; se annars över villkoret eller skriv effect = \"warn\".",
                ),
                (
                    format!("The rule {} blocks {percent}% of all pairs{en}.", quoted(rule, lang)),
                    "If that is meant all is well; otherwise look at its condition or write effect = \"warn\".",
                ),
            )
        }
        Found::OneValue { criterion, percent } => said(
            lang,
            (
                format!("Kriteriet {} ger alla par samma värde, {percent} %.", quoted(criterion, lang)),
                "Det skiljer ingen från någon annan: ändra dess gränser eller fält, eller ta bort det.",
            ),
            (
                format!("The criterion {} gives every pair the same value, {percent}%.", quoted(criterion, lang)),
                "It tells nobody from anybody: change its limits or fields, or take it away.",
            ),
        ),
        Found::NoAnswers { criterion } => said(
            lang,
            (
                format!("Kriteriet {} vilar inte på svar för något enda par.", quoted(criterion, lang)),
                "Rätta fälten, lägg till frågan i formuläret, eller ta bort kriteriet.",
            ),
            (
                format!("The criterion {} rests on answers for no pair at all.", quoted(criterion, lang)),
                "Correct its fields, add the question to the form, or take the criterion away.",
            ),
        ),
        Found::NothingOrAll { criterion, remedy, nothing } => {
            let (sv, en) = match remedy {
                Shades::Text => (
                    "Flytta isär zero och full i [text], eller jämför fler fält.",
                    "Move zero and full in [text] apart, or compare more fields.",
                ),
                Shades::Tags => ("Höj enough, eller pröva en annan measure.", "Raise enough, or try another measure."),
                Shades::Number => ("Flytta isär zero och full.", "Move zero and full apart."),
            };
            said(
                lang,
                (format!("Kriteriet {} ger bara 0 eller 100 %; {nothing} % av paren får 0.", quoted(criterion, lang)), sv),
                (format!("The criterion {} gives only 0 or 100%; {nothing}% of the pairs get 0.", quoted(criterion, lang)), en),
            )
        }
        Found::Alike { one, other, same_fields } => {
            let (one, other) = (quoted(one, lang), quoted(other, lang));
            let remedy = (
                "Behåll ett av dem, med bådas vikt, om inget annat är meningen.",
                "Keep one of them, with the weight of both, unless that is what you mean.",
            );
            match same_fields {
                true => said(
                    lang,
                    (format!("Kriterierna {one} och {other} jämför samma fält på samma sätt."), remedy.0),
                    (format!("The criteria {one} and {other} compare the same fields in the same way."), remedy.1),
                ),
                false => said(
                    lang,
                    (format!("Kriterierna {one} och {other} mäter samma sak: deras värden följs åt för nästan alla par."), remedy.0),
                    (format!("The criteria {one} and {other} measure the same: their values go together for nearly all pairs."), remedy.1),
                ),
            }
        }
    }
}
