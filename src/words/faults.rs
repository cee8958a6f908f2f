//! What is wrong with the input, and what to do about it.

use super::Lang;
use crate::program::problem::Fault;

/// What was found, as one sentence.
pub fn message(fault: &Fault, lang: Lang) -> String {
    match fault {
        Fault::EmptyFile => lang.pick("Filen är tom.", "The file is empty.").to_owned(),
    }
}

/// What to do about it, as one sentence.
pub fn hint(fault: &Fault, lang: Lang) -> String {
    match fault {
        Fault::EmptyFile => lang.pick("Ta bort den eller fyll i den.", "Remove it or fill it in.").to_owned(),
    }
}
