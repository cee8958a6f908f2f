//! Faults of the criteria file.

use super::{Said, character, quoted, said};
use crate::program::problem::{CriteriaFault as Fault, Expected, TomlType};
use crate::words::Lang;

pub(super) fn say(fault: &Fault, lang: Lang) -> Said {
    match fault {
        Fault::NotToml { found, detail } => not_toml(*found, detail, lang),
        Fault::RepeatedKey => said(
            lang,
            ("Nyckeln står två gånger i samma tabell; inget i filen används, bara grundinställningarna gäller.", "Ta bort en av dem."),
            ("The key stands twice in one table; nothing of the file is used, only the defaults count.", "Take one of them away."),
        ),
        Fault::NoSchema => said(
            lang,
            ("Filen säger inte vilket schema den följer; schema 1 antas.", "Skriv schema = 1 överst i filen."),
            ("The file does not say which schema it follows; schema 1 is assumed.", "Write schema = 1 at the top of the file."),
        ),
        Fault::UnknownSchema => said(
            lang,
            ("Den här versionen känner bara schema 1.", "Skriv schema = 1, eller använd en nyare version av programmet."),
            ("This version knows only schema 1.", "Write schema = 1, or use a newer version of the program."),
        ),
        Fault::UnknownTable { found, near } => said(
            lang,
            (
                format!("Det finns ingen tabell som heter {}; den används inte.", quoted(found, lang)),
                did_you_mean(*near, "Tabellerna är program, score, text, criterion, rule, capacity, matching och consent.", lang),
            ),
            (
                format!("There is no table called {}; it is not used.", quoted(found, lang)),
                did_you_mean(*near, "The tables are program, score, text, criterion, rule, capacity, matching and consent.", lang),
            ),
        ),
        Fault::UnknownKey { found, table, near } => {
            let (sv, en) = match table.as_str() {
                "" => ("överst i filen".to_owned(), "at the top of the file".to_owned()),
                table => (format!("i {table}"), format!("in {table}")),
            };
            said(
                lang,
                (
                    format!("Det finns ingen nyckel som heter {} {sv}; den används inte.", quoted(found, lang)),
                    did_you_mean(*near, "Ta bort den.", lang),
                ),
                (
                    format!("There is no key called {} {en}; it is not used.", quoted(found, lang)),
                    did_you_mean(*near, "Take it away.", lang),
                ),
            )
        }
        Fault::UnknownKind { found, near } => {
            const KINDS: &str = "text, tags, equal, number, distance, language, named, table, pairs";
            said(
                lang,
                (
                    format!("Det finns inget slags kriterium som heter {}.", quoted(found, lang)),
                    did_you_mean(*near, &format!("De som finns är {KINDS}."), lang),
                ),
                (
                    format!("There is no kind of criterion called {}.", quoted(found, lang)),
                    did_you_mean(*near, &format!("There are {KINDS}."), lang),
                ),
            )
        }
        Fault::UnknownWord { key, found, allowed, near } => said(
            lang,
            (
                format!("{key} kan inte vara {}.", quoted(found, lang)),
                did_you_mean(*near, &format!("Det kan vara {}.", allowed.join(", ")), lang),
            ),
            (format!("{key} cannot be {}.", quoted(found, lang)), did_you_mean(*near, &format!("It can be {}.", allowed.join(", ")), lang)),
        ),
        Fault::MissingKey { key, table } => said(
            lang,
            (format!("{key} saknas i {table}."), format!("Lägg till {key} = …")),
            (format!("{key} is missing in {table}."), format!("Add {key} = …")),
        ),
        Fault::WrongType { key, expected, found } => said(
            lang,
            (
                format!("{} är {}, men ska vara {}.", quoted(key, lang), type_word(*found, lang), expected_word(*expected, lang)),
                example(*expected, key, lang),
            ),
            (
                format!("{} is {}, but should be {}.", quoted(key, lang), type_word(*found, lang), expected_word(*expected, lang)),
                example(*expected, key, lang),
            ),
        ),
        Fault::Blank { key } => said(
            lang,
            (format!("{key} är tom."), "Fyll i den eller ta bort raden."),
            (format!("{key} is blank."), "Fill it in or take the line away."),
        ),
        Fault::NotAName { key, counts: None } => said(
            lang,
            (format!("Ett namn i {key} är tomt."), "Skriv namnet som medlemmen öppnar programmet med (--as), eller ta bort det."),
            (format!("A name in {key} is blank."), "Write the name that the member opens the program with (--as), or take it away."),
        ),
        Fault::NotAName { key, counts: Some(name) } => said(
            lang,
            (
                format!("Ingen kan heta som det står i {key}: osynliga tecken och det som går utöver 64 tecken räknas inte."),
                format!("Det läses som {}; skriv det så.", quoted(name, lang)),
            ),
            (
                format!("Nobody can be called what stands in {key}: invisible characters and what goes beyond 64 do not count."),
                format!("It is read as {}; write it so.", quoted(name, lang)),
            ),
        ),
        Fault::ChairAndViewer { name } => said(
            lang,
            (format!("{} står både i chair och i viewers, och räknas som ordförande.", quoted(name, lang)), "Ta bort namnet ur det ena."),
            (
                format!("{} stands both in chair and in viewers, and counts as chair.", quoted(name, lang)),
                "Take the name out of one of them.",
            ),
        ),
        Fault::RepeatedId { id, line } => said(
            lang,
            (format!("Id {} finns redan på rad {line}.", quoted(id, lang)), "Ge var och en sitt eget id."),
            (format!("The id {} is already on line {line}.", quoted(id, lang)), "Give each its own id."),
        ),
        Fault::CriterionLeftOut { name } => said(
            lang,
            (
                format!("Kriteriet {} används inte förrän felen i det är åtgärdade.", quoted(name, lang)),
                "Alla poäng räknas utan det så länge; åtgärda de andra felen i kriteriet.",
            ),
            (
                format!("The criterion {} is not used until the faults in it are mended.", quoted(name, lang)),
                "All scores are without it for the time being; mend its other faults.",
            ),
        ),
        Fault::RuleLeftOut { name } => said(
            lang,
            (
                format!("Regeln {} gäller inte förrän felen i den är åtgärdade.", quoted(name, lang)),
                "Par som regeln skulle ha stoppat kan föreslås; åtgärda de andra felen i regeln innan ni matchar.",
            ),
            (
                format!("The rule {} is not in force until the faults in it are mended.", quoted(name, lang)),
                "Pairs that it would have blocked can be proposed; mend its other faults before you match.",
            ),
        ),
    }
}

fn not_toml(found: Option<char>, detail: &str, lang: Lang) -> Said {
    let (sv, en) = match found {
        None => ("den tar slut mitt i".to_owned(), "it ends in the middle".to_owned()),
        Some('\n' | '\r') => ("raden tar slut mitt i".to_owned(), "the line ends in the middle".to_owned()),
        Some(found) => (format!("{} kan inte stå här", character(found, lang)), format!("{} cannot stand here", character(found, lang))),
    };
    said(
        lang,
        (
            format!("Filen är inte giltig TOML: {sv} ({detail}); inget i den används, bara grundinställningarna gäller."),
            "En rad är nyckel = värde; texter står inom \" och listor inom [ ].",
        ),
        (
            format!("The file is not valid TOML: {en} ({detail}); nothing of it is used, only the defaults count."),
            "A line is key = value; texts stand in \" and lists in [ ].",
        ),
    )
}

fn did_you_mean(near: Option<&str>, otherwise: &str, lang: Lang) -> String {
    match near {
        Some(near) => lang.pick(format!("Menade du {near}?"), format!("Did you mean {near}?")),
        None => otherwise.to_owned(),
    }
}

fn type_word(found: TomlType, lang: Lang) -> &'static str {
    match found {
        TomlType::Text => lang.pick("en text", "a text"),
        TomlType::Whole => lang.pick("ett heltal", "a whole number"),
        TomlType::Decimal => lang.pick("ett tal med decimaler", "a number with decimals"),
        TomlType::YesNo => lang.pick("true eller false", "true or false"),
        TomlType::Date => lang.pick("ett datum", "a date"),
        TomlType::List => lang.pick("en lista", "a list"),
        TomlType::Table => lang.pick("en tabell", "a table"),
    }
}

fn expected_word(expected: Expected, lang: Lang) -> &'static str {
    match expected {
        Expected::Text => lang.pick("en text", "a text"),
        Expected::Texts => lang.pick("en text eller en lista av texter", "a text or a list of texts"),
        Expected::Whole => lang.pick("ett heltal", "a whole number"),
        Expected::Number => lang.pick("ett tal", "a number"),
        Expected::YesNo => lang.pick("true eller false", "true or false"),
        Expected::Table => lang.pick("en tabell", "a table"),
        Expected::Tables => lang.pick("tabeller med dubbla hakar", "tables with double brackets"),
    }
}

fn example(expected: Expected, key: &str, lang: Lang) -> String {
    let key = crate::program::Shown::short(key, 60);
    let example = match expected {
        Expected::Text => format!("{key} = \"…\""),
        Expected::Texts => format!("{key} = [\"…\", \"…\"]"),
        Expected::Whole | Expected::Number => format!("{key} = 1"),
        Expected::YesNo => format!("{key} = true"),
        Expected::Table => format!("{key} = {{ … }}"),
        Expected::Tables => format!("[[{key}]]"),
    };
    lang.pick(format!("Skriv {example}"), format!("Write {example}"))
}
