//! Puts weights, effects and the objective into a criteria file and leaves every other byte of it alone: comments, order, spaces, line ends.
//!
//! The file is parsed only to learn where the values stand; then those stretches of text, and nothing else, are replaced.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

use crate::program::criteria::{Effect, Objective};
use crate::program::{Weight, composed};

/// One value to put into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The weight of the criterion with this id.
    Weight(String, Weight),
    /// The effect of the rule with this id.
    Effect(String, Effect),
    /// What the proposal makes as good as possible.
    Objective(Objective),
}

/// Why a file cannot be rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritable {
    /// It is no TOML.
    NotToml,
    /// It has no criterion or rule of this id, or not in a form that can be changed.
    NotFound(String),
}

/// A stretch of the text and what is to stand there.
type Edit = (Range<usize>, String);

/// The text with these changes.
///
/// # Errors
/// When it is no TOML, or has no place for one of them.
pub fn rewritten(text: &str, changes: &[Change]) -> Result<String, Unwritable> {
    // A mark at the beginning that says how the file is encoded belongs to the file.
    let (mark, body) = text.strip_prefix('\u{feff}').map_or(("", text), |body| ("\u{feff}", body));
    let document = Document::parse(body).map_err(|_| Unwritable::NotToml)?;
    let mut edits = changes.iter().map(|change| edit(&document, body, change)).collect::<Result<Vec<Edit>, _>>()?;
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new = mark.to_owned();
    let mut done = 0;
    for (range, value) in edits {
        // Ranges come from the parser, so they lie on the boundaries of letters and do not overlap.
        new.push_str(body.get(done..range.start).unwrap_or_default());
        new.push_str(&value);
        done = range.end;
    }
    new.push_str(body.get(done..).unwrap_or_default());
    Ok(new)
}

fn edit(document: &Document<&str>, text: &str, change: &Change) -> Result<Edit, Unwritable> {
    let (list, id, key, value) = match change {
        Change::Weight(id, weight) => ("criterion", id, "weight", weight.to_string()),
        Change::Effect(id, effect) => ("rule", id, "effect", format!("\"{}\"", effect.as_str())),
        Change::Objective(objective) => return set_objective(document, text, *objective),
    };
    let missing = || Unwritable::NotFound(id.clone());
    let tables = document.get(list).map(tables).unwrap_or_default();
    let is_it = |table: &&dyn TableLike| table.get("id").and_then(Item::as_str).is_some_and(|found| composed(found) == *id);
    let table = tables.into_iter().find(is_it).ok_or_else(missing)?;
    match table.get(key) {
        Some(item) => Ok((item.span().ok_or_else(missing)?, value)),
        None => beside(table.get("id"), text, key, &value).ok_or_else(missing),
    }
}

/// The objective in `[matching]`, which the file may leave out.
fn set_objective(document: &Document<&str>, text: &str, objective: Objective) -> Result<Edit, Unwritable> {
    let missing = || Unwritable::NotFound("objective".to_owned());
    let value = format!("\"{}\"", objective.as_str());
    let Some(matching) = document.get("matching") else { return Ok(at_the_end(text, &value)) };
    let table = matching.as_table_like().filter(|table| !table.is_dotted()).ok_or_else(missing)?;
    match table.get("objective") {
        Some(item) => Ok((item.span().ok_or_else(missing)?, value)),
        None => beside(table.iter().next().map(|(_, item)| item), text, "objective", &value).ok_or_else(missing),
    }
}

/// A section of its own for the objective, after everything else.
fn at_the_end(text: &str, value: &str) -> Edit {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let first = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
    (text.len()..text.len(), format!("{first}{line_end}[matching]{line_end}objective = {value}{line_end}"))
}

/// The tables of a list, whichever way it is written.
fn tables(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| table as &dyn TableLike).collect(),
        Item::Value(value) => {
            let tables = value.as_array().into_iter().flatten();
            tables.filter_map(|value| value.as_inline_table()).map(|table| table as &dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

/// A key that the file leaves out comes after a value that it has (a text or a number, on one line): on a line of its own, or within the
/// braces.
fn beside(known: Option<&Item>, text: &str, key: &str, value: &str) -> Option<Edit> {
    let known = known?.span()?;
    let rest = text.get(known.end..)?;
    let before = text.get(..known.start)?;
    // Within braces the line that the value stands on has an opening one before it.
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.contains('{') {
        return Some((known.end..known.end, format!(", {key} = {value}")));
    }
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let end = rest.find('\n').map_or(text.len(), |end| known.end + end + 1);
    let crlf = rest.find('\n').is_some_and(|end| rest.get(..end).is_some_and(|line| line.ends_with('\r')));
    let line_end = if crlf { "\r\n" } else { "\n" };
    let first = if end == text.len() && !text.ends_with('\n') { line_end } else { "" };
    Some((end..end, format!("{first}{indent}{key} = {value}{line_end}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Vikter\r\n[[criterion]] # ett\r\n  id = 'a'\r\n  weight =  40.0 # mycket\r\n\r\n[[criterion]]\nweight=5\nid=\"b\"\n\n[[rule]]\n\tid = \"r\" # utan verkan\n\tsame = [1]\n";

    fn weight(id: &str, text: &str) -> Change {
        Change::Weight(id.into(), Weight::read(text).unwrap())
    }

    fn effect(id: &str, effect: Effect) -> Change {
        Change::Effect(id.into(), effect)
    }

    fn check(text: &str, changes: &[Change], expected: &str) {
        assert_eq!(rewritten(text, changes).as_deref(), Ok(expected), "{changes:?}");
    }

    #[test]
    fn only_the_values_change() {
        check(FILE, &[], FILE);
        check(FILE, &[weight("a", "7.5")], &FILE.replace("40.0", "7.5"));
        check(FILE, &[weight("b", "0"), weight("a", "41")], &FILE.replace("40.0", "41").replace("weight=5", "weight=0"));
        let with_bom = format!("\u{feff}{FILE}");
        check(&with_bom, &[weight("a", "41")], &with_bom.replace("40.0", "41"));
    }

    #[test]
    fn a_rule_without_an_effect_gets_one_beside_its_id() {
        check(FILE, &[effect("r", Effect::Off)], &FILE.replace("# utan verkan\n", "# utan verkan\n\teffect = \"off\"\n"));
        check("rule = [{ id = 'r', same = [1] }]", &[effect("r", Effect::Warn)], "rule = [{ id = 'r', effect = \"warn\", same = [1] }]");
        check("[[rule]]\nid = 'r'", &[effect("r", Effect::Warn)], "[[rule]]\nid = 'r'\neffect = \"warn\"\n");
        check("[[rule]]\r\nid = 'r'\r\nsame=[1]", &[effect("r", Effect::Warn)], "[[rule]]\r\nid = 'r'\r\neffect = \"warn\"\r\nsame=[1]");
        check("[[rule]]\neffect = 'block'\nid = 'r'", &[effect("r", Effect::Warn)], "[[rule]]\neffect = \"warn\"\nid = 'r'");
    }

    #[test]
    fn the_objective_finds_its_place() {
        let fair = [Change::Objective(Objective::Fair)];
        let other = "[matching]\nobjective   = 'total' # summan\nminimum = 3\n";
        check(other, &fair, &other.replace("'total'", "\"fair\""));
        check("[matching]\r\n minimum = 3 # få\r\n", &fair, "[matching]\r\n minimum = 3 # få\r\n objective = \"fair\"\r\n");
        check("matching = { minimum = 3 }", &fair, "matching = { minimum = 3, objective = \"fair\" }");
        check(FILE, &fair, &format!("{FILE}\r\n[matching]\r\nobjective = \"fair\"\r\n"));
        check("a = 1", &fair, "a = 1\n\n[matching]\nobjective = \"fair\"\n");
        for text in ["matching.minimum = 3", "matching = 3", "[matching]"] {
            assert_eq!(rewritten(text, &fair), Err(Unwritable::NotFound("objective".into())), "{text:?}");
        }
    }

    #[test]
    fn ids_are_compared_as_everywhere() {
        check("[[criterion]]\nid = \"a\u{30a}\"\nweight = 1\n", &[weight("å", "2")], "[[criterion]]\nid = \"a\u{30a}\"\nweight = 2\n");
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        assert_eq!(rewritten("[[criterion", &[weight("a", "1")]), Err(Unwritable::NotToml));
        for text in ["", "criterion = 3", "[criterion]\nid = 'a'\nweight = 2", FILE] {
            assert_eq!(rewritten(text, &[weight("x", "1")]), Err(Unwritable::NotFound("x".into())), "{text:?}");
        }
    }
}
