//! What is wrong in a keymap file.

use super::Lang;
use crate::app::keymap::KeyFault;
use crate::program::Shown;

/// One fault as a sentence.
pub fn fault(fault: &KeyFault, lang: Lang) -> String {
    match fault {
        KeyFault::NotToml { line, message } => {
            let message = Shown::new(message);
            lang.pick(format!("Rad {line}: inte giltig TOML: {message}."), format!("Line {line}: not valid TOML: {message}."))
        }
        KeyFault::UnknownScope(name) => {
            let name = Shown::new(name);
            lang.pick(format!("[{name}]: det finns ingen sådan avdelning."), format!("[{name}]: there is no such section."))
        }
        KeyFault::UnknownAction { scope, name } => {
            let (scope, name) = (scope.name(), Shown::new(name));
            lang.pick(format!("[{scope}] {name}: det finns ingen sådan handling."), format!("[{scope}] {name}: there is no such action."))
        }
        KeyFault::NotInScope { scope, action } => {
            let (scope, name) = (scope.name(), action.name());
            let others = action.scopes().iter().map(|scope| format!("[{}]", scope.name())).collect::<Vec<_>>().join(" ");
            lang.pick(format!("[{scope}] {name}: hör hemma i {others}."), format!("[{scope}] {name}: belongs in {others}."))
        }
        KeyFault::NotKeys { scope, name } => {
            let (scope, name) = (scope.name(), Shown::new(name));
            lang.pick(
                format!("[{scope}] {name}: skriv en lista av tangenter, som [\"x\", \"ctrl-x\"]."),
                format!("[{scope}] {name}: write a list of keys, such as [\"x\", \"ctrl-x\"]."),
            )
        }
        KeyFault::UnknownKey { scope, action, key } => {
            let (scope, name, key) = (scope.name(), action.name(), Shown::new(key));
            lang.pick(format!("[{scope}] {name}: ingen tangent heter ”{key}”."), format!("[{scope}] {name}: no key is called “{key}”."))
        }
        KeyFault::Typed { scope, action, key } => {
            let (scope, name, key) = (scope.name(), action.name(), Shown::new(key));
            lang.pick(
                format!("[{scope}] {name}: ”{key}” skrivs i fältet; välj en tangent med Ctrl eller Alt."),
                format!("[{scope}] {name}: “{key}” is typed into the field; choose a key with Ctrl or Alt."),
            )
        }
        KeyFault::Conflict { scope, key, kept, lost } => {
            let (scope, kept, lost) = (scope.name(), kept.name(), lost.name());
            lang.pick(
                format!("[{scope}] ”{key}” står för både {kept} och {lost}; {kept} behåller den."),
                format!("[{scope}] “{key}” means both {kept} and {lost}; {kept} keeps it."),
            )
        }
    }
}
