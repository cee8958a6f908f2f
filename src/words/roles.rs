//! Who may do what: the words of the header, and why somebody may not.

use super::Lang;
use crate::program::Shown;
use crate::session::{Record, Standing};

/// What a member is, where that is something else than one who decides.
pub fn standing(standing: Standing, lang: Lang) -> Option<&'static str> {
    match standing {
        Standing::Viewer => Some(lang.pick("läser", "reads")),
        Standing::Editor => None,
        Standing::Chair => Some(lang.pick("ordförande", "chair")),
    }
}

/// What a member is, for a narrow screen.
pub fn short_standing(standing: Standing, lang: Lang) -> Option<&'static str> {
    match standing {
        Standing::Chair => Some(lang.pick("ordf.", "chair")),
        other => self::standing(other, lang),
    }
}

/// What one is oneself, where the names of others stand beside it.
pub fn own_standing(standing: Standing, lang: Lang) -> Option<&'static str> {
    match standing {
        Standing::Viewer => Some(lang.pick("du läser", "you read")),
        Standing::Editor => None,
        Standing::Chair => Some(lang.pick("du är ordf.", "you chair")),
    }
}

/// The roles are an agreement: others can write the files.
pub fn advisory(lang: Lang) -> &'static str {
    lang.pick("rådgivande roller", "advisory roles")
}

/// The same for a narrow screen.
pub fn short_advisory(lang: Lang) -> &'static str {
    lang.pick("rådgivande", "advisory")
}

/// Only the chair may make the assignment final and reopen it.
pub fn only_chair(chair: &[String], lang: Lang) -> String {
    match chair {
        [] => lang
            .pick(
                "Bara ordföranden fastställer och öppnar igen, och vem det är går inte att läsa i criteria.toml (chair).",
                "Only the chair makes final and reopens, and criteria.toml does not say who that is (chair).",
            )
            .to_owned(),
        chair => {
            let names = names(chair, lang);
            lang.pick(
                format!("Bara ordföranden ({names}) fastställer och öppnar igen."),
                format!("Only the chair ({names}) makes final and reopens."),
            )
        }
    }
}

/// A decision is somebody else's; `mark` is whose and when.
pub fn not_yours(mark: &str, chair: &[String], lang: Lang) -> String {
    match chair {
        [] => lang.pick(
            format!("Beslutet är inte ditt ({mark}): bara den som fattade det kan ångra det."),
            format!("The decision is not yours ({mark}): only who made it can take it back."),
        ),
        chair => {
            let names = names(chair, lang);
            lang.pick(
                format!("Beslutet är inte ditt ({mark}): den som fattade det kan ångra det, och ordföranden ({names})."),
                format!("The decision is not yours ({mark}): who made it can take it back, and so can the chair ({names})."),
            )
        }
    }
}

/// No decision in force has this number.
pub fn not_in_force(seq: u64, lang: Lang) -> String {
    lang.pick(format!("Det finns inget beslut nummer {seq} som gäller."), format!("No decision in force has the number {seq}."))
}

/// The roles in the program's file cannot be read.
pub fn unread(lang: Lang) -> &'static str {
    lang.pick(
        "criteria.toml går inte att läsa, så ingen vet vem som får besluta: rätta filen och läs den igen.",
        "criteria.toml cannot be read, so nobody knows who may decide: mend the file and read it again.",
    )
}

/// A reopening needs a reason.
pub fn no_reason(lang: Lang) -> &'static str {
    lang.pick("Skriv varför matchningen öppnas igen.", "Write why the assignment is reopened.")
}

/// Who made a record: the name, and the account where that is called otherwise: `anna (konto mentors)`.
pub fn maker(record: &Record, lang: Lang) -> String {
    let name = Shown::new(&record.by).to_string();
    match other_account(record) {
        None => name,
        Some(account) => format!("{name} ({})", self::account(account, lang)),
    }
}

/// `konto mentors`.
pub fn account(account: &str, lang: Lang) -> String {
    let account = Shown::new(account);
    lang.pick(format!("konto {account}"), format!("account {account}"))
}

/// The account that wrote a record, where it is called otherwise than its maker.
pub fn other_account(record: &Record) -> Option<&str> {
    record.account.as_deref().filter(|account| !crate::program::roles::is_same_name(account, &record.by))
}

fn names(names: &[String], lang: Lang) -> String {
    names.iter().map(|name| Shown::new(name).to_string()).collect::<Vec<_>>().join(lang.pick(" eller ", " or "))
}
