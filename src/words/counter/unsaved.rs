//! Why an outcome was not saved, and what to do.

use crate::outcome::SaveError;
use crate::program::Shown;
use crate::words::Lang;

/// Why, in a sentence; whatever was there before is there still.
pub fn not_saved(error: &SaveError, lang: Lang) -> String {
    match error {
        SaveError::Foreign(name) => {
            let name = Shown::new(name);
            lang.pick(
                format!("Inte sparat: outcome/{name} är en länk eller något annat än en vanlig mapp eller fil. Flytta undan den."),
                format!("Not saved: outcome/{name} is a link or something else than an ordinary folder or file. Move it away."),
            )
        }
        SaveError::Name(name) => {
            let name = Shown::new(name);
            lang.pick(
                format!("Inte sparat: ”{name}” kan inte vara namnet på en fil i outcome/."),
                format!("Not saved: “{name}” cannot be the name of a file in outcome/."),
            )
        }
        SaveError::Held => lang
            .pick("Inte sparat: någon annan sparar just nu. Försök igen.", "Not saved: somebody else is saving at this moment. Try again.")
            .to_owned(),
        SaveError::DiskFull => lang
            .pick("Disken är full: inte sparat. Gör plats och försök igen.", "The disk is full: not saved. Make room and try again.")
            .to_owned(),
        SaveError::NotSaved { name, error } if error.kind() == std::io::ErrorKind::PermissionDenied => {
            let name = Shown::new(name);
            lang.pick(
                format!("Inte sparat: ditt konto får inte skriva outcome/{name}. Be den som äger programmappen om rätt till det."),
                format!("Not saved: your account may not write outcome/{name}. Ask the owner of the program directory for access."),
            )
        }
        SaveError::NotSaved { name, error } => {
            let (name, error) = (Shown::new(name), Shown::new(&error.to_string()));
            lang.pick(
                format!("Inte sparat: outcome/{name} går inte att skriva ({error})."),
                format!("Not saved: outcome/{name} cannot be written ({error})."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn every_failure_has_its_own_sentence_in_both_languages() {
        let name = || "minutes.md".to_owned();
        let failed = |kind| SaveError::NotSaved { name: name(), error: Error::from(kind) };
        let errors = [
            SaveError::Foreign(name()),
            SaveError::Name(name()),
            SaveError::Held,
            SaveError::DiskFull,
            failed(ErrorKind::PermissionDenied),
            failed(ErrorKind::Other),
        ];
        let mut said = std::collections::BTreeSet::new();
        for error in &errors {
            for lang in [Lang::Sv, Lang::En] {
                assert!(said.insert(not_saved(error, lang)), "{error:?} says what another says");
            }
        }
        assert_eq!(not_saved(&errors[3], Lang::Sv), "Disken är full: inte sparat. Gör plats och försök igen.");
    }
}
