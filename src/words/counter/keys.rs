//! What the counter says about the keys that open a program directory over SSH.

use std::path::Path;

use super::{counted, path as shown_path};
use crate::door::{Entrance, FileFault, KeyFault, Unwritable};
use crate::program::Shown;
use crate::words::Lang;

/// The headings of the list: line, name, type, fingerprint, and what is odd about it.
pub fn headings(lang: Lang) -> [&'static str; 5] {
    lang.pick(["RAD", "NAMN", "TYP", "FINGERAVTRYCK", ""], ["LINE", "NAME", "TYPE", "FINGERPRINT", ""])
}

/// What is odd about a line; empty when nothing is.
pub fn remark(as_written: bool, hidden_by: Option<usize>, lang: Lang) -> String {
    match (hidden_by, as_written) {
        (Some(line), _) => lang.pick(
            format!("gäller inte: samma nyckel står redan på rad {line}"),
            format!("not in force: the same key stands already on line {line}"),
        ),
        (None, false) => lang.pick("ändrad för hand", "changed by hand").to_owned(),
        (None, true) => String::new(),
    }
}

/// No key opens the directory.
pub fn nobody(directory: &Path, file: &Path, lang: Lang) -> String {
    let (directory, file) = (shown_path(directory), shown_path(file));
    lang.pick(format!("Ingen nyckel i {file} öppnar {directory}."), format!("No key in {file} opens {directory}."))
}

/// A key was added.
pub fn added(file: &Path, line: usize, entrance: &Entrance, (kind, fingerprint): (&str, &str), lang: Lang) -> String {
    let (file, name, directory) = (shown_path(file), Shown::new(&entrance.name), Shown::new(&entrance.directory));
    lang.pick(
        format!("{file}, rad {line}: {kind} {fingerprint} öppnar nu {directory} som {name}, och ingenting annat."),
        format!("{file}, line {line}: {kind} {fingerprint} now opens {directory} as {name}, and nothing else."),
    )
}

/// The key opens this already.
pub fn already(file: &Path, line: usize, entrance: &Entrance, lang: Lang) -> String {
    let (file, name, directory) = (shown_path(file), Shown::new(&entrance.name), Shown::new(&entrance.directory));
    lang.pick(
        format!("{file}, rad {line}: nyckeln öppnar redan {directory} som {name}. Inget ändrades."),
        format!("{file}, line {line}: the key opens {directory} as {name} already. Nothing was changed."),
    )
}

/// The key stands there for something else.
pub fn elsewhere(file: &Path, line: usize, opens: Option<&Entrance>, lang: Lang) -> String {
    let file = shown_path(file);
    let what = opens.map(|Entrance { program, directory, name }| {
        let [program, directory, name] = [program, directory, name].map(|text| Shown::new(text));
        lang.pick(format!("{program} öppnar {directory} som {name}"), format!("{program} opens {directory} as {name}"))
    });
    let what = what.unwrap_or_else(|| lang.pick("något annat än det här programmet", "something else than this program").to_owned());
    lang.pick(
        format!("Nyckeln står redan på rad {line} i {file}: {what}. sshd tar den första rad som har nyckeln, så inget skrevs. Ta bort den raden först, eller använd en annan nyckel."),
        format!("The key stands already on line {line} of {file}: {what}. sshd takes the first line that has the key, so nothing was written. Take that line out first, or use another key."),
    )
}

/// Keys were taken out; the lines follow.
pub fn revoked(file: &Path, count: usize, lang: Lang) -> String {
    let file = shown_path(file);
    let lines = counted(count, lang.pick("rad", "line"), lang.pick("rader", "lines"));
    lang.pick(
        format!("Tog bort {lines} ur {file}; allt annat i filen är som det var:"),
        format!("Took {lines} out of {file}; everything else in it is as it was:"),
    )
}

/// What revoking does not do.
pub fn open_sessions_stay(lang: Lang) -> &'static str {
    lang.pick(
        "Den som redan sitter i programmet blir kvar tills sessionen slutar.",
        "Whoever has the session open already stays until it ends.",
    )
}

/// Lines that were meant and could not be taken out.
pub fn only_by_hand(file: &Path, lines: &[usize], lang: Lang) -> String {
    let (file, one, lines) = (shown_path(file), lines.len() == 1, numbers(lines, lang));
    let (sv, en) = match one {
        true => (["är ändrad", "öppnar", "den"], ["was changed", "is", "opens", "it"]),
        false => (["är ändrade", "öppnar", "dem"], ["were changed", "are", "open", "them"]),
    };
    lang.pick(
        format!(
            "{file}: {lines} {} för hand, rörs inte och {} fortfarande programmet. Ta bort {} själv i en redigerare.",
            sv[0], sv[1], sv[2]
        ),
        format!(
            "{file}: {lines} {} by hand, {} left alone and still {} the program. Take {} out yourself in an editor.",
            en[0], en[1], en[2], en[3]
        ),
    )
}

/// A revoked key still stands in the file.
pub fn still_there(file: &Path, lines: &[usize], lang: Lang) -> String {
    let (file, lines) = (shown_path(file), numbers(lines, lang));
    lang.pick(
        format!("{file}: en borttagen nyckel står kvar på {lines} och gäller nu där. Se efter vad den får göra."),
        format!("{file}: a key that was taken out still stands on {lines} and counts there now. See what it may do."),
    )
}

/// No line fits.
pub fn no_such_key(file: &Path, lang: Lang) -> String {
    let file = shown_path(file);
    lang.pick(
        format!("Ingen sådan nyckel öppnar programmet i {file}. Se vilka som finns med: mentor-match keys list KATALOG"),
        format!("No such key opens the program in {file}. See which there are with: mentor-match keys list DIR"),
    )
}

/// sshd will not trust the file.
pub fn loose(file: &Path, lang: Lang) -> String {
    let file = shown_path(file);
    lang.pick(
        format!("{file} eller dess mapp kan skrivas av andra än ägaren; då tar sshd inga nycklar därifrån. Ändra det med: chmod go-w"),
        format!(
            "{file} or its folder can be written by others than its owner; sshd takes no keys from it then. Change that with: chmod go-w"
        ),
    )
}

/// Part of an entrance cannot be written.
pub fn unwritable(part: Unwritable, lang: Lang) -> String {
    match part {
        Unwritable::Program => lang.pick(
            "Programmets sökväg kan inte stå i en nyckelrad: den måste vara absolut, och utan radbrytning, styrtecken och omvänt snedstreck.",
            "The program's path cannot stand in a line of keys: it must be absolute, without line breaks, control characters and backslashes.",
        ),
        Unwritable::Directory => lang.pick(
            "Katalogens sökväg kan inte stå i en nyckelrad: den måste vara utan radbrytning, styrtecken och omvänt snedstreck.",
            "The directory's path cannot stand in a line of keys: it must be without line breaks, control characters and backslashes.",
        ),
        Unwritable::Name => lang.pick(
            "Namnet kan inte stå i en nyckelrad: det får inte börja med ett streck eller ha radbrytning, styrtecken eller omvänt snedstreck.",
            "The name cannot stand in a line of keys: it must not begin with a dash or have line breaks, control characters or backslashes.",
        ),
    }
    .to_owned()
}

/// Why a text is not one public key.
pub fn not_a_key(fault: KeyFault, lang: Lang) -> String {
    match fault {
        KeyFault::Private => lang.pick(
            "Det där är en privat nyckel. Den ska aldrig lämna sin ägare: be om den publika, filen som slutar på .pub. Inget skrevs.",
            "That is a private key. It must never leave its owner: ask for the public one, the file that ends in .pub. Nothing was written.",
        ),
        KeyFault::Nothing => lang.pick("Där finns ingen nyckel. Inget skrevs.", "There is no key in it. Nothing was written."),
        KeyFault::Several => lang.pick(
            "Där finns mer än en rad. Lägg till en nyckel i taget, så att var och en får sitt namn. Inget skrevs.",
            "There is more than one line in it. Add one key at a time, so that each gets its name. Nothing was written.",
        ),
        KeyFault::TooLong => lang.pick("Det är för långt för en nyckel. Inget skrevs.", "That is too long for a key. Nothing was written."),
        KeyFault::OtherForm => lang.pick(
            "Det är en publik nyckel i en annan form än OpenSSH:s. Gör om den med: ssh-keygen -i -f FIL. Inget skrevs.",
            "That is a public key in another form than OpenSSH's. Convert it with: ssh-keygen -i -f FILE. Nothing was written.",
        ),
        KeyFault::UnknownType => lang.pick(
            "Det börjar inte med en nyckeltyp som tas emot (ssh-ed25519, ssh-rsa, ecdsa-sha2-... eller sk-...). Inget skrevs.",
            "It does not begin with a type of key that is taken (ssh-ed25519, ssh-rsa, ecdsa-sha2-... or sk-...). Nothing was written.",
        ),
        KeyFault::Broken => lang.pick(
            "Nyckeln är trasig: något av den fattas eller har ändrats. Be om filen på nytt. Inget skrevs.",
            "The key is broken: some of it is missing or was changed. Ask for the file again. Nothing was written.",
        ),
        KeyFault::TooShort => lang.pick(
            "RSA-nyckeln är kortare än 2048 bitar och går att knäcka. Gör en ny med: ssh-keygen -t ed25519. Inget skrevs.",
            "The RSA key is shorter than 2048 bits and can be broken. Make a new one with: ssh-keygen -t ed25519. Nothing was written.",
        ),
    }
    .to_owned()
}

/// Why the file of keys was not read or written, where the system did not say so itself.
pub fn file_fault(fault: &FileFault, file: &Path, lang: Lang) -> String {
    let file = shown_path(file);
    let why = match fault {
        FileFault::Foreign => {
            lang.pick("är ingen vanlig fil, eller en länk som någon annan äger", "is no ordinary file, or a link that somebody else owns")
        }
        FileFault::TooLarge => lang.pick("är för stor för en nyckelfil", "is too large for a file of keys"),
        FileFault::Held => lang.pick("ändras av någon annan just nu; försök igen", "is being changed by somebody else; try again"),
        FileFault::Changed => lang.pick("ändrades medan den lästes; försök igen", "was changed while it was read; try again"),
        FileFault::Owner => {
            lang.pick("tillhör ett annat konto; kör som det kontot", "belongs to another account; run this as that account")
        }
        FileFault::System(_) => lang.pick("kunde inte skrivas", "could not be written"),
    };
    lang.pick(format!("{file} {why}. Filen är som den var."), format!("{file} {why}. The file is as it was."))
}

/// What could not be read or written; what the system said follows.
pub fn keys_file(file: &Path, lang: Lang) -> String {
    let file = shown_path(file);
    lang.pick(format!("nyckelfilen {file} är som den var"), format!("the file of keys {file} is as it was"))
}

/// The account has no home.
pub fn no_home(lang: Lang) -> &'static str {
    lang.pick(
        "Kontots hemkatalog är okänd. Ange nyckelfilen med: --file FIL",
        "The account's home directory is not known. Name the file of keys with: --file FILE",
    )
}

/// The system does not say which program this is.
pub fn which_program(lang: Lang) -> &'static str {
    lang.pick("programmets egen sökväg är okänd; ange den med --program", "the program's own path is not known; give it with --program")
}

/// There is nothing to run at this path.
pub fn no_program(program: &Path, lang: Lang) -> String {
    let program = shown_path(program);
    lang.pick(
        format!("{program} är inte den absoluta sökvägen till ett program som går att köra, så ingen skulle komma in. Ange den med: --program SÖKVÄG"),
        format!("{program} is not the absolute path of a program that can be run, so nobody would get in. Give it with: --program PATH"),
    )
}

/// Standard input could not be read.
pub fn standard_input(lang: Lang) -> &'static str {
    lang.pick("kan inte läsa nyckeln från standard in", "cannot read the key from standard input")
}

fn numbers(lines: &[usize], lang: Lang) -> String {
    let all: Vec<String> = lines.iter().map(ToString::to_string).collect();
    format!("{} {}", if lines.len() == 1 { lang.pick("rad", "line") } else { lang.pick("raderna", "lines") }, all.join(", "))
}
