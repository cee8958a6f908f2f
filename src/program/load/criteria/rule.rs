//! `[[rule]]`: hard conditions outside the sum.

use std::collections::HashMap;

use super::section::{Entry, Section};
use super::{AskedFault, CriteriaFault, Reader, Severity};
use crate::program::criteria::{Condition, Effect, FieldRef, Rule, Test, Unknown, folded};

const EFFECTS: [(&str, Effect); 3] = [("block", Effect::Block), ("warn", Effect::Warn), ("off", Effect::Off)];
const UNKNOWNS: [(&str, Unknown); 3] = [("block", Unknown::Block), ("warn", Unknown::Warn), ("allow", Unknown::Allow)];

impl Reader<'_> {
    /// Every rule without a fault, in the order of the file. One that is left out no longer blocks anything: that is an error of its own.
    pub(super) fn all_rules(&mut self, top: &mut Section<'_, '_>) -> Vec<Rule> {
        let mut rules = Vec::new();
        let mut lines = HashMap::new();
        for (number, (table, at)) in self.tables(top, "rule").into_iter().enumerate() {
            let mut section = Section::new(table, "[[rule]]", at);
            let before = self.errors;
            let id = self.own_id(&mut section, &mut lines);
            let name = id.clone().unwrap_or_else(|| format!("{}", number + 1));
            let rule = self.rule(&mut section, id);
            self.finish(&section);
            match rule.filter(|_| self.errors == before) {
                Some(rule) => {
                    self.source.rules.insert(rule.id.clone(), self.text.place(at));
                    rules.push(rule);
                }
                None => self.note(Severity::Error, at, CriteriaFault::RuleLeftOut { name }),
            }
        }
        rules
    }

    fn rule(&mut self, section: &mut Section<'_, '_>, id: Option<String>) -> Option<Rule> {
        let label = section.get("label").and_then(|entry| self.text(entry));
        let effect = section.get("effect").and_then(|entry| self.word(entry, &EFFECTS)).unwrap_or(Effect::Block);
        let unknown = section.get("unknown").and_then(|entry| self.word(entry, &UNKNOWNS));
        let condition = self.condition(section)?;
        let unknown = unknown.unwrap_or_else(|| Unknown::usual_for(&condition));
        let id = id?;
        Some(Rule { label: label.unwrap_or_else(|| id.clone()), id, condition, effect, unknown })
    }

    fn condition(&mut self, section: &mut Section<'_, '_>) -> Option<Condition> {
        let asks = section.has("when") | section.has("need");
        let (same, differ, pairs) = (section.get("same"), section.get("differ"), section.get("pairs_file"));
        match (asks, same, differ, pairs) {
            (true, None, None, None) => self.when_need(section),
            (false, Some(entry), None, None) => self.two_fields(entry).map(|(a, b)| Condition::Same(a, b)),
            (false, None, Some(entry), None) => self.two_fields(entry).map(|(a, b)| Condition::Differ(a, b)),
            (false, None, None, Some(entry)) => {
                let name = self.text(entry)?;
                let table = self.own_file(&name, entry.at)?;
                Some(Condition::Pairs(self.pair_rows(&table, &name)))
            }
            _ => {
                let found = usize::from(asks) + [same, differ, pairs].iter().flatten().count();
                self.error(section.at, AskedFault::RuleForm { found });
                None
            }
        }
    }

    fn when_need(&mut self, section: &mut Section<'_, '_>) -> Option<Condition> {
        let when = self.need(section, "when").and_then(|entry| self.test(entry));
        let need_entry = self.need(section, "need");
        let need = need_entry.and_then(|entry| self.test(entry));
        let (when, need) = (when?, need?);
        self.differ(&when.field, &need.field, "when", need_entry?)?;
        Some(Condition::WhenNeed { when, need })
    }

    fn test(&mut self, entry: Entry<'_, '_>) -> Option<Test> {
        let mut section = self.table(entry)?;
        let field = self.need(&mut section, "field").and_then(|entry| self.field(entry));
        let any = self.need(&mut section, "any").and_then(|entry| self.texts(entry));
        self.finish(&section);
        Some(Test { field: field?, any: any?.iter().map(|(value, _)| folded(value)).collect() })
    }

    /// `["mentor.x", "adept.y"]`, in either order.
    fn two_fields(&mut self, entry: Entry<'_, '_>) -> Option<(FieldRef, FieldRef)> {
        let texts = self.texts(entry)?;
        let fields: Vec<_> = texts.iter().map(|(text, at)| self.field_of(text, *at)).collect();
        match fields.into_iter().collect::<Option<Vec<_>>>()?.as_slice() {
            [first, second] if first.role != second.role => Some((first.clone(), second.clone())),
            [first, second] if first.role == second.role => {
                self.error(entry.at, AskedFault::SameSide { one: entry.key, other: entry.key, role: first.role });
                None
            }
            _ => {
                self.error(entry.at, AskedFault::NotTwo { key: entry.key });
                None
            }
        }
    }
}
