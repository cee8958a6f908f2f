//! Faults of rows in the group's own tables.

use super::{Said, one, quoted, said};
use crate::program::problem::{ConceptFault, RowFault};
use crate::words::Lang;

pub(super) fn say(fault: &RowFault, lang: Lang) -> Said {
    match fault {
        RowFault::Columns { expected, found } => said(
            lang,
            (
                format!("Raden har för få kolumner, {found} av {expected}; den hoppas över."),
                "Fyll i raden, eller kontrollera att kolumnerna skiljs åt på samma sätt i hela filen.",
            ),
            (
                format!("The row has too few columns, {found} of {expected}; it is skipped."),
                "Fill in the row, or check that columns are separated in the same way in the whole file.",
            ),
        ),
        RowFault::MissingColumn { column } => said(
            lang,
            (
                format!("Rubrikraden saknar kolumnen {column}; inget i filen används."),
                "Rubrikerna heter adept, mentor och, för betyg, rating.",
            ),
            (
                format!("The heading lacks the column {column}; nothing of the file is used."),
                "The headings are adept, mentor and, for ratings, rating.",
            ),
        ),
        RowFault::UnclosedQuote => said(
            lang,
            (
                "Ett citattecken i raden stängs aldrig, så raderna efter den går förlorade.",
                "Ta bort citattecknet eller sätt ett till efter rutans text.",
            ),
            (
                "A quotation mark in the row is never closed, so the rows after it are lost.",
                "Take the quotation mark away or put another one after the cell's text.",
            ),
        ),
        RowFault::BadId { column } => said(
            lang,
            (
                format!("I kolumnen {column} står inget id; raden hoppas över."),
                "Skriv personens id så som det står i anmälan, inte namnet eller adressen.",
            ),
            (
                format!("There is no id in the column {column}; the row is skipped."),
                "Write the person's id as it is in the application, not the name or address.",
            ),
        ),
        RowFault::UnknownPerson { id, role } => said(
            lang,
            (format!("Ingen {} i programmet har id {id}.", one(*role)), "Är personen med i år: rätta id:t. Annars gör raden ingen skada."),
            (
                format!("No {} in the program has the id {id}.", one(*role)),
                "If the person takes part this year: correct the id. Otherwise the row does no harm.",
            ),
        ),
        RowFault::BadRating => said(
            lang,
            (
                "Betyget är inget helt tal från 0; raden hoppas över.",
                "Skriv ett helt tal, eller lämna rutan tom när ni inte har satt något betyg.",
            ),
            (
                "The rating is not a whole number from 0; the row is skipped.",
                "Write a whole number, or leave the cell blank where you have given no rating.",
            ),
        ),
        RowFault::AboveScale { rating, scale } => said(
            lang,
            (
                format!("Betyget {rating} är högre än skalans högsta, {scale}; raden hoppas över."),
                "Rätta betyget, eller höj scale i criteria.toml.",
            ),
            (
                format!("The rating {rating} is above the scale's greatest, {scale}; the row is skipped."),
                "Correct the rating, or raise scale in criteria.toml.",
            ),
        ),
        RowFault::RepeatedPair { adept, mentor, line } => said(
            lang,
            (format!("Paret {adept} och {mentor} står redan på rad {line}; den raden gäller."), "Ta bort den rad som är fel."),
            (format!("The pair {adept} and {mentor} already stands on line {line}; that row counts."), "Take away the row that is wrong."),
        ),
        RowFault::TooManyRows { limit } => said(
            lang,
            (
                format!("Filen har fler än {limit} rader; resten läses inte."),
                "Kontrollera att det är rätt fil, och ta bort rader som inte rör programmet.",
            ),
            (
                format!("The file has more than {limit} rows; the rest is not read."),
                "Check that it is the right file, and take away rows that do not concern the program.",
            ),
        ),
        RowFault::NoRows => said(
            lang,
            ("Filen har inga rader.", "Fyll i den, eller ta bort kriteriet eller regeln som nämner den."),
            ("The file has no rows.", "Fill it in, or take away the criterion or rule that names it."),
        ),
        RowFault::Concept(fault) => concept(fault, lang),
    }
}

/// Faults of the rows of a concept table.
fn concept(fault: &ConceptFault, lang: Lang) -> Said {
    match fault {
        ConceptFault::Columns { found } => said(
            lang,
            (
                format!("Raden har {found} {} i stället för fem; den hoppas över.", if *found == 1 { "kolumn" } else { "kolumner" }),
                "Kolumnerna är id, kind, broader, sv och en, med en tabb mellan; de får vara tomma men inte saknas.",
            ),
            (
                format!("The row has {found} {} instead of five; it is skipped.", if *found == 1 { "column" } else { "columns" }),
                "The columns are id, kind, broader, sv and en, with a tab between; they may be blank but not left out.",
            ),
        ),
        ConceptFault::Id(id) => said(
            lang,
            (
                format!("{} är inget id för ett begrepp; raden hoppas över.", quoted(id, lang)),
                "Ett id har bokstäverna a-z, siffror och _, inget annat.",
            ),
            (
                format!("{} is no id of a concept; the row is skipped.", quoted(id, lang)),
                "An id has the letters a-z, digits and _, nothing else.",
            ),
        ),
        ConceptFault::Kind(kind) => said(
            lang,
            (
                format!("{} är ingen sort; raden hoppas över.", quoted(kind, lang)),
                "Andra kolumnen är field, skill, function, occupation, industry, wish, life eller interest.",
            ),
            (
                format!("{} is no kind; the row is skipped.", quoted(kind, lang)),
                "The second column is field, skill, function, occupation, industry, wish, life or interest.",
            ),
        ),
        ConceptFault::NoTerms => said(
            lang,
            ("Raden har inga ord; den hoppas över.", "Skriv minst ett ord i någon av kolumnerna sv och en, med | mellan flera."),
            ("The row has no terms; it is skipped.", "Write at least one word in one of the columns sv and en, with | between several."),
        ),
        ConceptFault::Term(term) => said(
            lang,
            (
                format!("{} kan inte sökas i en text; raden hoppas över.", quoted(term, lang)),
                "Ett ord har bokstäver eller siffror, * bara sist och = bara först.",
            ),
            (
                format!("{} cannot be looked for in a text; the row is skipped.", quoted(term, lang)),
                "A term has letters or digits, * at its end only and = at its beginning only.",
            ),
        ),
        ConceptFault::Broader(id) => said(
            lang,
            (
                format!("Inget begrepp har id {}; raden gäller utan det.", quoted(id, lang)),
                "Skriv ett id som finns i tabellerna, eller lämna broader tomt.",
            ),
            (
                format!("No concept has the id {}; the row counts without it.", quoted(id, lang)),
                "Write an id that the tables have, or leave broader blank.",
            ),
        ),
        ConceptFault::Circle => said(
            lang,
            (
                "Begreppet skulle bli vidare än sig självt; raden gäller utan det.",
                "Ta bort ett av de begrepp i broader som leder tillbaka hit.",
            ),
            (
                "The concept would be broader than itself; the row counts without that.",
                "Take away one of the concepts in broader that lead back here.",
            ),
        ),
    }
}
