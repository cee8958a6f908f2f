//! Faults of applications.

use super::{Said, application, at, character, quoted, said};
use crate::program::problem::{ApplicationFault as Fault, CapacityTrouble, IdTrouble, JsonCause, JsonType};
use crate::words::Lang;

pub(super) fn say(fault: &Fault, lang: Lang) -> Said {
    match fault {
        Fault::NotJson { cause, kept } => not_json(*cause, *kept, lang),
        Fault::TopLevel(found) => said(
            lang,
            (
                format!("Filen innehåller {}, ingen anmälan.", type_word(*found, lang)),
                "En fil är en anmälan { … } eller en lista av anmälningar [ { … }, { … } ].",
            ),
            (
                format!("The file holds {}, not an application.", type_word(*found, lang)),
                "A file is one application { … } or a list of applications [ { … }, { … } ].",
            ),
        ),
        Fault::NotAnObject(found) => said(
            lang,
            (
                format!("Här i listan står {}, ingen anmälan; den hoppas över.", type_word(*found, lang)),
                "Varje anmälan är ett objekt { … }.",
            ),
            (
                format!("Here in the list is {}, not an application; it is skipped.", type_word(*found, lang)),
                "Each application is an object { … }.",
            ),
        ),
        Fault::MissingId => said(
            lang,
            ("Anmälan saknar id och kan inte användas.", "Lägg till \"id\" med ett kort eget värde, till exempel \"a17\"."),
            ("The application has no id and cannot be used.", "Add \"id\" with a short value of its own, such as \"a17\"."),
        ),
        Fault::BadId(trouble) => bad_id(*trouble, lang),
        Fault::MissingName { id, field } => said(
            lang,
            (
                format!("I {} saknas {field}, så den kan inte användas.", application(id, lang)),
                format!("Fyll i \"{field}\"; båda namnen behövs."),
            ),
            (
                format!("In {} {field} is missing, so it cannot be used.", application(id, lang)),
                format!("Fill in \"{field}\"; both names are needed."),
            ),
        ),
        Fault::IdentityType { id, field, found } => said(
            lang,
            (
                format!("I {} är {field} {}, men det måste vara en text.", application(id, lang), type_word(*found, lang)),
                "Skriv värdet inom citattecken.",
            ),
            (
                format!("In {} {field} is {}, but it must be a text.", application(id, lang), type_word(*found, lang)),
                "Write the value in quotation marks.",
            ),
        ),
        Fault::AnswerType { id, field, found } => said(
            lang,
            (
                format!("I {} är svaret {} {}; svaret används inte.", application(id, lang), quoted(field, lang), type_word(*found, lang)),
                "Ett svar är en text, ett tal, true/false eller en lista av texter.",
            ),
            (
                format!(
                    "In {} the answer {} is {}; the answer is not used.",
                    application(id, lang),
                    quoted(field, lang),
                    type_word(*found, lang)
                ),
                "An answer is a text, a number, true/false or a list of texts.",
            ),
        ),
        Fault::ItemType { id, field, found } => said(
            lang,
            (
                format!("I {} står {} i listan {}; det används inte.", application(id, lang), type_word(*found, lang), quoted(field, lang)),
                "I en lista står bara texter, inom citattecken.",
            ),
            (
                format!(
                    "In {} there is {} in the list {}; it is not used.",
                    application(id, lang),
                    type_word(*found, lang),
                    quoted(field, lang)
                ),
                "A list holds only texts, in quotation marks.",
            ),
        ),
        Fault::NumberTooLarge { id, field } => said(
            lang,
            (
                format!("I {} är talet i {} för stort; svaret används inte.", application(id, lang), quoted(field, lang)),
                "Rätta talet; är det ett nummer, till exempel ett telefonnummer, så skriv det inom citattecken.",
            ),
            (
                format!("In {} the number in {} is too large; the answer is not used.", application(id, lang), quoted(field, lang)),
                "Correct the number; if it is a code, such as a phone number, write it in quotation marks.",
            ),
        ),
        Fault::BrokenEscape { id } => said(
            lang,
            (
                format!("I {} står ett halvt tecken (\\u…); texten används inte.", application(id, lang)),
                "Skriv tecknet som det är i stället för med \\u.",
            ),
            (
                format!("In {} there is half a character (\\u…); the text is not used.", application(id, lang)),
                "Write the character as it is instead of with \\u.",
            ),
        ),
        Fault::TooMany { id, field: Some(field), limit } => said(
            lang,
            (
                format!("I {} har listan {} fler än {limit} delar; resten används inte.", application(id, lang), quoted(field, lang)),
                "Korta listan.",
            ),
            (
                format!("In {} the list {} has more than {limit} items; the rest is not used.", application(id, lang), quoted(field, lang)),
                "Shorten the list.",
            ),
        ),
        Fault::TooMany { id, field: None, limit } => said(
            lang,
            (
                format!("I {} finns fler än {limit} svar; resten används inte.", application(id, lang)),
                "Kontrollera att det är en anmälan och inte ett helt register.",
            ),
            (
                format!("In {} there are more than {limit} answers; the rest is not used.", application(id, lang)),
                "Check that it is an application and not a whole register.",
            ),
        ),
        Fault::DuplicateId { id, file, line } => said(
            lang,
            (
                format!("Id {id} finns redan i {}; den här anmälan används inte.", at(file, *line, lang)),
                "Ge en av dem ett annat id; stora och små bokstäver räknas som lika.",
            ),
            (
                format!("The id {id} is already in {}; this application is not used.", at(file, *line, lang)),
                "Give one of them another id; upper and lower case count as the same.",
            ),
        ),
        Fault::DuplicatePerson { id, other, file, line } => said(
            lang,
            (
                format!("Anmälan {id} har samma e-postadress som {other} i {}.", at(file, *line, lang)),
                "Är det samma person: ta bort den äldre anmälan. Båda används tills dess.",
            ),
            (
                format!("Application {id} has the same e-mail address as {other} in {}.", at(file, *line, lang)),
                "If it is one person: take the older application away. Both are used until then.",
            ),
        ),
        Fault::BothRoles { id, other, file, line } => said(
            lang,
            (
                format!("Anmälan {id} har samma e-postadress som {other} i den andra rollen, i {}.", at(file, *line, lang)),
                "Fråga personen om hen vill vara både mentor och adept. Båda används tills dess.",
            ),
            (
                format!("Application {id} has the same e-mail address as {other} in the other role, in {}.", at(file, *line, lang)),
                "Ask whether the person means to be both mentor and adept. Both are used until then.",
            ),
        ),
        Fault::DuplicateKey { id, key, first_line, line } => said(
            lang,
            (
                format!(
                    "I {} står {} två gånger, på rad {first_line} och rad {line}; det första värdet används.",
                    application(id, lang),
                    quoted(key, lang)
                ),
                "Ta bort ett av dem.",
            ),
            (
                format!(
                    "In {} {} stands twice, on line {first_line} and line {line}; the first value is used.",
                    application(id, lang),
                    quoted(key, lang)
                ),
                "Take one of them away.",
            ),
        ),
        Fault::Hidden { id, field, character: found, count } => said(
            lang,
            (
                format!(
                    "I {} har {} tecken som inte syns: {count} st, det första {}.",
                    application(id, lang),
                    quoted(field, lang),
                    character(*found, lang)
                ),
                "De visas som ett märke. Skriv om texten på det stället om de inte är avsiktliga.",
            ),
            (
                format!(
                    "In {} {} has characters that cannot be seen: {count} of them, the first {}.",
                    application(id, lang),
                    quoted(field, lang),
                    character(*found, lang)
                ),
                "They are shown as a mark. Rewrite the text at this place unless they are meant.",
            ),
        ),
        Fault::HiddenInKey { id, field, character: found } => said(
            lang,
            (
                format!(
                    "I {} har svarets namn {} tecken som inte syns, det första {}.",
                    application(id, lang),
                    quoted(field, lang),
                    character(*found, lang)
                ),
                "Skriv om namnet; annars hittar inget kriterium svaret.",
            ),
            (
                format!(
                    "In {} the answer's name {} has characters that cannot be seen, the first {}.",
                    application(id, lang),
                    quoted(field, lang),
                    character(*found, lang)
                ),
                "Rewrite the name; otherwise no criterion finds the answer.",
            ),
        ),
        Fault::LongAnswer { id, field, length } => said(
            lang,
            (
                format!("I {} är svaret {} {length} tecken långt.", application(id, lang), quoted(field, lang)),
                "Det används, men kontrollera att rätt text hamnat här.",
            ),
            (
                format!("In {} the answer {} is {length} characters long.", application(id, lang), quoted(field, lang)),
                "It is used, but check that the right text is here.",
            ),
        ),
        Fault::Capacity { id, field, trouble } => capacity(id.as_str(), field, *trouble, lang),
    }
}

fn not_json(cause: JsonCause, kept: usize, lang: Lang) -> Said {
    let (found, remedy) = match lang {
        Lang::Sv => json_sv(cause),
        Lang::En => json_en(cause),
    };
    let rest = match (kept, lang) {
        (0, Lang::Sv) => "inget i filen används".to_owned(),
        (0, Lang::En) => "nothing of the file is used".to_owned(),
        (1, Lang::Sv) => "anmälan före stället används".to_owned(),
        (1, Lang::En) => "the application before this place is used".to_owned(),
        (kept, Lang::Sv) => format!("de {kept} anmälningarna före stället används"),
        (kept, Lang::En) => format!("the {kept} applications before this place are used"),
    };
    let intro = lang.pick("Filen är inte giltig JSON", "The file is not valid JSON");
    Said { what: format!("{intro}: {found}; {rest}."), remedy }
}

fn json_sv(cause: JsonCause) -> (String, String) {
    let show = |found| character(found, Lang::Sv);
    let (found, remedy) = match cause {
        JsonCause::EndsEarly => {
            ("den tar slut mitt i".to_owned(), "Kontrollera att varje { och [ har sin } och ], och att hela filen kom med.")
        }
        JsonCause::TrailingComma(bracket) => {
            (format!("ett komma står före {bracket} utan något efter sig"), "Ta bort kommat efter det sista värdet.")
        }
        JsonCause::MissingComma => ("det saknas ett komma före det här".to_owned(), "Sätt ett komma efter värdet före."),
        JsonCause::WrongQuotes(quote) => (format!("här står citattecknet {}", show(quote)), "Använd raka dubbla citattecken: \"."),
        JsonCause::AfterText(found) => {
            (format!("{} står efter en avslutad text", show(found)), "Citattecken inne i en text skrivs \\\". Annars saknas ett komma.")
        }
        JsonCause::Comment => ("här står en kommentar".to_owned(), "JSON har inga kommentarer; ta bort den."),
        JsonCause::BreakInText => {
            ("radbrytning eller tabb inne i en text".to_owned(), "Avsluta texten på samma rad; en radbrytning skrivs \\n.")
        }
        JsonCause::Control(found) => (format!("styrtecknet {}", show(found)), "Ta bort tecknet."),
        JsonCause::BadEscape(found) => {
            (format!("ett omvänt snedstreck följs av {}", show(found)), "Ett omvänt snedstreck i en text skrivs \\\\.")
        }
        JsonCause::SecondValue => {
            ("här börjar något nytt efter slutet".to_owned(), "Flera anmälningar i en fil skrivs som en lista: [ { … }, { … } ].")
        }
        JsonCause::Unexpected(found) => {
            (format!("{} kan inte stå här", show(found)), "Ett värde är en text inom \", ett tal, true, false, null, { … } eller [ … ].")
        }
    };
    (found, remedy.to_owned())
}

fn json_en(cause: JsonCause) -> (String, String) {
    let show = |found| character(found, Lang::En);
    let (found, remedy) = match cause {
        JsonCause::EndsEarly => {
            ("it ends in the middle".to_owned(), "Check that every { and [ has its } and ], and that the whole file was saved.")
        }
        JsonCause::TrailingComma(bracket) => {
            (format!("a comma before {bracket} has nothing after it"), "Take away the comma after the last value.")
        }
        JsonCause::MissingComma => ("a comma is missing before this".to_owned(), "Put a comma after the value before."),
        JsonCause::WrongQuotes(quote) => {
            (format!("here is the quotation mark {}", show(quote)), "Use straight double quotation marks: \".")
        }
        JsonCause::AfterText(found) => (
            format!("{} comes after the end of a text", show(found)),
            "A quotation mark inside a text is written \\\". Otherwise a comma is missing.",
        ),
        JsonCause::Comment => ("here is a comment".to_owned(), "JSON has no comments; take it away."),
        JsonCause::BreakInText => {
            ("a line break or tab inside a text".to_owned(), "End the text on the same line; a line break is written \\n.")
        }
        JsonCause::Control(found) => (format!("the control character {}", show(found)), "Take the character away."),
        JsonCause::BadEscape(found) => (format!("a backslash is followed by {}", show(found)), "A backslash in a text is written \\\\."),
        JsonCause::SecondValue => (
            "something new begins here after the end".to_owned(),
            "Several applications in one file are written as a list: [ { … }, { … } ].",
        ),
        JsonCause::Unexpected(found) => {
            (format!("{} cannot stand here", show(found)), "A value is a text in \", a number, true, false, null, { … } or [ … ].")
        }
    };
    (found, remedy.to_owned())
}

fn bad_id(trouble: IdTrouble, lang: Lang) -> Said {
    let (sv, en) = match trouble {
        IdTrouble::Empty => ("det är tomt".to_owned(), "it is empty".to_owned()),
        IdTrouble::TooLong => ("det är längre än 64 tecken".to_owned(), "it is longer than 64 characters".to_owned()),
        IdTrouble::Start(found) => {
            (format!("det börjar med {}", character(found, lang)), format!("it begins with {}", character(found, lang)))
        }
        IdTrouble::Character(found) => {
            (format!("{} får inte vara med", character(found, lang)), format!("{} is not allowed", character(found, lang)))
        }
    };
    said(
        lang,
        (
            format!("Anmälans id kan inte användas: {sv}."),
            "Ett id är högst 64 tecken: a-z, A-Z, 0-9, punkt, understreck och bindestreck, med en bokstav eller siffra först.",
        ),
        (
            format!("The application's id cannot be used: {en}."),
            "An id is at most 64 characters: a-z, A-Z, 0-9, full stop, underscore and hyphen, a letter or digit first.",
        ),
    )
}

fn capacity(id: &str, field: &str, trouble: CapacityTrouble, lang: Lang) -> Said {
    let field = quoted(field, lang);
    match trouble {
        CapacityTrouble::Zero => said(
            lang,
            (format!("Mentor {id} har svarat 0 på {field} och får ingen adept."), "Stämmer det, så är allt rätt; annars rätta svaret."),
            (
                format!("Mentor {id} has answered 0 to {field} and gets no adept."),
                "If that is meant, all is well; otherwise correct the answer.",
            ),
        ),
        CapacityTrouble::Negative => said(
            lang,
            (format!("Mentor {id} har ett svar under noll på {field}; det räknas som 0."), "Skriv hur många adepter mentorn kan ta."),
            (format!("Mentor {id} has an answer below zero to {field}; it counts as 0."), "Write how many adepts the mentor can take."),
        ),
        CapacityTrouble::NotANumber => said(
            lang,
            (
                format!("Mentor {id} har svarat något annat än ett tal på {field}; standardvärdet i [capacity] gäller."),
                "Skriv svaret som en siffra.",
            ),
            (
                format!("Mentor {id} has answered {field} with something else than a number; the default of [capacity] counts."),
                "Write the answer as a figure.",
            ),
        ),
        CapacityTrouble::Fraction => said(
            lang,
            (format!("Mentor {id} har svarat {field} med decimaler; bara heltalet räknas."), "Skriv ett helt tal."),
            (format!("Mentor {id} has answered {field} with decimals; only the whole number counts."), "Write a whole number."),
        ),
        CapacityTrouble::TooMany => said(
            lang,
            (
                format!("Mentor {id} har ett orimligt stort svar på {field}; det räknas som 10000."),
                "Skriv hur många adepter mentorn kan ta.",
            ),
            (
                format!("Mentor {id} has an impossibly large answer to {field}; it counts as 10000."),
                "Write how many adepts the mentor can take.",
            ),
        ),
    }
}

fn type_word(found: JsonType, lang: Lang) -> &'static str {
    match found {
        JsonType::Object => lang.pick("ett objekt { }", "an object { }"),
        JsonType::List => lang.pick("en lista [ ]", "a list [ ]"),
        JsonType::Text => lang.pick("en text", "a text"),
        JsonType::Number => lang.pick("ett tal", "a number"),
        JsonType::YesNo => lang.pick("true eller false", "true or false"),
        JsonType::Null => lang.pick("null", "null"),
    }
}
