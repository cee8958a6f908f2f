//! CSV in which no cell can act as a formula.

use crate::program::Shown;

/// What makes a spreadsheet take a cell for a formula: the four signs, and their wide, small and super- or subscript sisters.
const SIGNS: [char; 17] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '⁼', '⁺', '⁻', '−', '➕'];
/// Where a spreadsheet with other settings may cut a cell in two.
const CUTS: [char; 6] = [',', ';', '|', '\t', '\n', '\r'];

/// A text as one cell: neutralised, and with an apostrophe before everything that could begin a formula, at its beginning or where a
/// spreadsheet with another separator would cut it. Quoting alone does not help: the quotes are gone before the cell is looked at.
pub fn cell(text: &str) -> String {
    let cut_by_control = text.trim_start_matches([' ', '"', '\'']).starts_with(['\t', '\r', '\n', '\0']);
    let shown: String = Shown::new(text).into();
    let mut safe = String::with_capacity(shown.len() + 1);
    let mut rest = shown.as_str();
    if cut_by_control && !begins_formula(rest) {
        safe.push('\'');
    }
    while let Some(next) = rest.chars().next() {
        if (safe.is_empty() || safe.ends_with(CUTS)) && begins_formula(rest) {
            safe.push('\'');
        }
        safe.push(next);
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
    }
    safe
}

/// Rows as CSV after RFC 4180: comma, CRLF, quotes where they are needed or, with `quoted`, everywhere.
pub fn csv<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>, quoting: csv::QuoteStyle) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).quote_style(quoting).from_writer(Vec::new());
    // Writing to memory cannot fail, and neither can the text be anything but UTF-8.
    let _ = writer.write_record(heads);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn begins_formula(text: &str) -> bool {
    let first =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '’' | '‘' | '´' | '`')).chars().next();
    first.is_some_and(|c| SIGNS.contains(&c) || matches!(c, '\t' | '\r' | '\n' | '\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, safe: &str) {
        assert_eq!(cell(text), safe, "{text:?}");
    }

    #[test]
    fn every_sign_gets_an_apostrophe_wherever_a_cell_can_begin() {
        for sign in SIGNS {
            for before in ["", " ", "\"", "'", "  \"'", "”"] {
                check(&format!("{before}{sign}1+1"), &format!("'{before}{sign}1+1"));
                for cut in [",", ";", "|"] {
                    check(&format!("Ek{cut}{before}{sign}1"), &format!("Ek{cut}'{before}{sign}1"));
                }
            }
            check(&format!("Ek{sign}Lund"), &format!("Ek{sign}Lund"));
        }
        for control in ['\t', '\r', '\0', '\n'] {
            for text in [format!("{control}=1"), format!("{control}x"), format!(" {control}cmd"), format!("\"{control}")] {
                assert!(cell(&text).starts_with('\''), "{text:?} became {:?}", cell(&text));
            }
        }
    }

    #[test]
    fn ordinary_cells_stay_as_they_are() {
        for text in ["", "Anna-Karin Åkerström", "anna@example.org", "a-01", "73", "Ek, Bo", "de la Rosa; m.m.", "O'Neill", "x=1", "1+1"]
        {
            check(text, text);
        }
    }

    #[test]
    fn a_reader_gets_back_what_was_written() {
        let cells = ["å, \"ä\"\u{2028}ö".to_owned(), "x".repeat(300)];
        for quoting in [csv::QuoteStyle::Always, csv::QuoteStyle::Necessary] {
            let text = csv(["a", "b"], [cells.clone()], quoting);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            assert_eq!(reader.records().next().unwrap().unwrap(), csv::StringRecord::from(cells.to_vec()));
            assert!(text.ends_with("\r\n"));
        }
    }
}
