//! Faults of files and folders.

use std::io::ErrorKind;

use super::{Said, folder, megabytes, one, said, several};
use crate::program::problem::{FileFault, Thing};
use crate::words::Lang;

pub(super) fn say(fault: &FileFault, lang: Lang) -> Said {
    match fault {
        FileFault::NoDirectory => said(
            lang,
            ("Programmappen finns inte.", "Kontrollera sökvägen; en ny mapp görs med ”mentor-match new MAPP”."),
            ("The program directory does not exist.", "Check the path; a new directory is made with “mentor-match new DIR”."),
        ),
        FileFault::NotAFolder => said(
            lang,
            ("Det här är ingen mapp.", "Här behövs en mapp: flytta undan det som ligger här och gör en."),
            ("This is not a folder.", "A folder is needed here: move what lies here away and make one."),
        ),
        FileFault::MissingFolder(role) => said(
            lang,
            (
                format!("Mappen {}/ saknas, så det finns inga {}.", folder(*role), several(*role, lang)),
                format!("Gör en mapp som heter {} i programmappen och lägg anmälningarna i den som .json-filer.", folder(*role)),
            ),
            (
                format!("The folder {}/ is missing, so there are no {}.", folder(*role), several(*role, lang)),
                format!("Make a folder called {} in the program directory and put the applications into it as .json files.", folder(*role)),
            ),
        ),
        FileFault::Nobody(role) => said(
            lang,
            (
                format!("Det finns inte en enda användbar anmälan i {}/.", folder(*role)),
                format!("Lägg minst en {} i mappen, en fil per anmälan eller en lista av dem i en fil.", one(*role)),
            ),
            (
                format!("There is not a single usable application in {}/.", folder(*role)),
                format!("Put at least one {} into the folder, a file for each application or a list of them in one file.", one(*role)),
            ),
        ),
        FileFault::NoCriteria => said(
            lang,
            (
                "Kriteriefilen finns inte, så inga par kan få poäng.",
                "Lägg en criteria.toml i programmappen, eller peka ut en med --criteria.",
            ),
            (
                "The criteria file does not exist, so no pair can be scored.",
                "Put a criteria.toml into the program directory, or name one with --criteria.",
            ),
        ),
        FileFault::TooManyFiles { found, limit } => said(
            lang,
            (
                format!("Mappen har {found} filer; bara de {limit} första i namnordning läses."),
                "Slå ihop anmälningarna till listor i färre filer, eller dela upp programmet.",
            ),
            (
                format!("The folder has {found} files; only the first {limit} in order of name are read."),
                "Join the applications into lists in fewer files, or divide the program.",
            ),
        ),
        FileFault::TooManyPeople { limit } => said(
            lang,
            (format!("Mappen har fler än {limit} anmälningar; bara de första läses."), "Dela upp programmet i flera programmappar."),
            (
                format!("The folder has more than {limit} applications; only the first ones are read."),
                "Divide the program into several program directories.",
            ),
        ),
        FileFault::TooBig { size, limit } => said(
            lang,
            (
                format!("Filen är {} stor, mer än de {} som läses, och hoppas över.", megabytes(*size), megabytes(*limit)),
                "Kontrollera att det är rätt fil, och dela i så fall upp den.",
            ),
            (
                format!("The file is {} big, more than the {} that are read, and is skipped.", megabytes(*size), megabytes(*limit)),
                "Check that it is the right file, and if so divide it.",
            ),
        ),
        FileFault::TooMuch { limit } => said(
            lang,
            (
                format!("Filerna är tillsammans större än de {} som läses; den här hoppas över.", megabytes(*limit)),
                "Ta bort filer som inte hör till programmet.",
            ),
            (
                format!("All files together are bigger than the {} that are read; this one is skipped.", megabytes(*limit)),
                "Take away files that do not belong to the program.",
            ),
        ),
        FileFault::Unreadable(kind) => unreadable(*kind, lang),
        FileFault::SymbolicLink => said(
            lang,
            ("Det här är en symbolisk länk; länkar följs inte.", "Ersätt länken med filen eller mappen som den pekar på."),
            ("This is a symbolic link; links are not followed.", "Replace the link by the file or folder that it points to."),
        ),
        FileFault::NotRegular(thing) => said(
            lang,
            (
                format!("Det här är {}, ingen fil, och läses inte.", thing_word(*thing, lang)),
                "Flytta bort det. Det som läses är vanliga filer: criteria.toml, och .json-filer direkt i mentors/ och adepts/.",
            ),
            (
                format!("This is {}, not a file, and is not read.", thing_word(*thing, lang)),
                "Move it away. What is read is ordinary files: criteria.toml, and .json files directly in mentors/ and adepts/.",
            ),
        ),
        FileFault::OtherName => said(
            lang,
            (
                "Filens namn slutar inte på .json, så den läses inte.",
                "Är det en anmälan: döp om den. Ett kalkylblad måste först göras om till JSON. Annars: flytta bort den.",
            ),
            (
                "The file's name does not end in .json, so it is not read.",
                "If it is an application: rename it. A spreadsheet must be turned into JSON first. Otherwise: move it away.",
            ),
        ),
        FileFault::Empty => {
            said(lang, ("Filen är tom.", "Fyll i den eller ta bort den."), ("The file is empty.", "Fill it in or take it away."))
        }
        FileFault::ByteOrderMark => said(
            lang,
            (
                "Filen börjar med en byteordningsmarkering (BOM); den läses ändå.",
                "Spara filen som ”UTF-8” utan BOM för att slippa varningen.",
            ),
            (
                "The file begins with a byte order mark (BOM); it is read all the same.",
                "Save the file as “UTF-8” without BOM to be rid of this warning.",
            ),
        ),
        FileFault::Utf16 => said(
            lang,
            ("Filen är sparad som UTF-16 och kan inte läsas.", "Öppna den i en textredigerare, välj ”Spara som” och kodningen UTF-8."),
            ("The file is saved as UTF-16 and cannot be read.", "Open it in a text editor, choose “Save as” and the encoding UTF-8."),
        ),
        FileFault::NotUtf8(byte) => said(
            lang,
            (
                format!("Filen är inte UTF-8: byte 0x{byte:02X} här är förmodligen Latin-1 eller Windows-1252{}.", latin(*byte, lang)),
                "Öppna den i en textredigerare med kodningen Windows-1252 och spara den som UTF-8.",
            ),
            (
                format!("The file is not UTF-8: byte 0x{byte:02X} here is probably Latin-1 or Windows-1252{}.", latin(*byte, lang)),
                "Open it in a text editor with the encoding Windows-1252 and save it as UTF-8.",
            ),
        ),
        FileFault::ManyMore(more) => said(
            lang,
            (format!("Ytterligare {more} problem i filen visas inte."), "Åtgärda de första och kontrollera igen."),
            (format!("{more} more problems in this file are not shown."), "Mend the first ones and check again."),
        ),
    }
}

fn unreadable(kind: ErrorKind, lang: Lang) -> Said {
    match kind {
        ErrorKind::PermissionDenied => said(
            lang,
            ("Du har inte rätt att läsa det här.", "Be den som äger det om läsrätt, eller ändra med chmod."),
            ("You are not allowed to read this.", "Ask its owner for the right to read it, or change it with chmod."),
        ),
        other => said(
            lang,
            (
                format!("Det här kan inte läsas: operativsystemet säger ”{other}”."),
                "Kontrollera disken eller nätverksmappen och försök igen.",
            ),
            (format!("This cannot be read: the operating system says “{other}”."), "Check the disk or network folder and try again."),
        ),
    }
}

fn thing_word(thing: Thing, lang: Lang) -> &'static str {
    match thing {
        Thing::Folder => lang.pick("en mapp", "a folder"),
        Thing::Pipe => lang.pick("ett namngivet rör (fifo)", "a named pipe (fifo)"),
        Thing::Socket => lang.pick("en socket", "a socket"),
        Thing::Device => lang.pick("en enhet", "a device"),
    }
}

/// What the byte would be in Latin-1, for the letters that it usually is.
fn latin(byte: u8, lang: Lang) -> String {
    match char::from(byte) {
        letter @ '\u{C0}'..='\u{FF}' => match lang {
            Lang::Sv => format!(" för ”{letter}”"),
            Lang::En => format!(" for “{letter}”"),
        },
        _ => String::new(),
    }
}
