//! What a new program directory says about itself.

use std::path::Path;

use super::path;
use crate::words::Lang;

/// `README.txt` of a new program; the fields are (name, what it is used for).
pub fn readme(mentor_fields: &[(String, Vec<String>)], adept_fields: &[(String, Vec<String>)], lang: Lang) -> String {
    let mut text = lang
        .pick(
            "Lägg mentorernas anmälningar i mentors/ och adepternas i adepts/.\n\n\
             En fil per person, eller en lista av flera i en fil. Filnamnet är fritt men ska sluta på .json.\n\
             Spara som UTF-8. Alla svar är text, tal, true eller false, eller en lista av texter.\n\
             Utelämna det som ingen har svarat på. Programmet ändrar aldrig dessa filer.\n\n\
             Så här kan en fil se ut, till exempel mentors/m01.json:\n\n",
            "Put the mentors' applications into mentors/ and the adepts' into adepts/.\n\n\
             One file for each person, or a list of several in one file. The file may have any name that ends in .json.\n\
             Save as UTF-8. Every answer is a text, a number, true or false, or a list of texts.\n\
             Leave out what nobody answered. The program never changes these files.\n\n\
             A file can look like this, for example mentors/m01.json:\n\n",
        )
        .to_owned();
    text += EXAMPLE;
    text += lang.pick("\nVem det är:\n", "\nWho it is:\n");
    let identity = IDENTITY.map(|(field, sv, en)| (field.to_owned(), vec![lang.pick(sv, en).to_owned()]));
    text += &listed(&identity);
    text += lang.pick(
        "\nSvar från mentorer som criteria.toml använder, och till vad:\n",
        "\nAnswers of mentors that criteria.toml uses, and what for:\n",
    );
    text += &listed(mentor_fields);
    text += lang.pick(
        "\nSvar från adepter som criteria.toml använder, och till vad:\n",
        "\nAnswers of adepts that criteria.toml uses, and what for:\n",
    );
    text += &listed(adept_fields);
    text + lang.pick(
        "\nAndra svar får gärna finnas: de visas bredvid personen och kan användas i criteria.toml.\n",
        "\nOther answers are welcome: they are shown beside the person and can be used in criteria.toml.\n",
    )
}

/// Whether a field is identity and not an answer.
pub fn is_identity(field: &str) -> bool {
    IDENTITY.iter().any(|(name, _, _)| *name == field)
}

/// An application with every form that an answer can have.
const EXAMPLE: &str = r#"  {
    "id": "m01",
    "first_name": "Karin",
    "last_name": "Exempel",
    "email": "karin@example.org",
    "city": "Uppsala",
    "years": 12,
    "english": true,
    "interests": ["kör", "skidor"]
  }
"#;

const IDENTITY: [(&str, &str, &str); 5] = [
    ("id", "kort och unikt i hela programmet: a-z, siffror, punkt, streck", "short and unique in the program: a-z, digits, point, dash"),
    ("first_name", "förnamn", "first name"),
    ("last_name", "efternamn", "last name"),
    ("email", "e-postadress, får utelämnas", "e-mail address, may be left out"),
    ("phone", "telefon, får utelämnas", "phone number, may be left out"),
];

fn listed(fields: &[(String, Vec<String>)]) -> String {
    let width = fields.iter().map(|(field, _)| field.chars().count()).max().unwrap_or(0);
    fields.iter().map(|(field, uses)| format!("  {field:<width$}  {}\n", uses.join("; "))).collect()
}

/// What the field is used for that says how many adepts a mentor takes.
pub fn seats(lang: Lang) -> String {
    lang.pick("hur många adepter mentorn tar", "how many adepts the mentor takes").to_owned()
}

/// The directory has been created.
pub fn created(directory: &Path, lang: Lang) -> String {
    let directory = path(directory);
    lang.pick(
        format!(
            "Skapade {directory}. Fyll mentors/ och adepts/ (README.txt visar fälten), se över criteria.toml och kör sedan\n  \
             mentor-match check {directory}\n  mentor-match open {directory}\n"
        ),
        format!(
            "Created {directory}. Fill mentors/ and adepts/ (README.txt shows the fields), look through criteria.toml, then run\n  \
             mentor-match check {directory}\n  mentor-match open {directory}\n"
        ),
    )
}

/// Something stands where the new program would be.
pub fn already_there(what: &Path, lang: Lang) -> String {
    let what = path(what);
    lang.pick(
        format!("{what} finns redan, och ingenting skrivs över. Välj en annan katalog."),
        format!("{what} is already there, and nothing is overwritten. Choose another directory."),
    )
}
