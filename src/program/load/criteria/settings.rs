//! The tables that there is one of: `[program] [score] [text] [capacity] [matching]`. A faulty key falls back on its default.

use super::section::Section;
use super::{AskedFault, CriteriaFault, Reader, Severity};
use crate::program::application::Role;
use crate::program::criteria::{Capacity, Criteria, MOST_SEATS, Matching, Missing, Objective, TextSettings};

/// Replaces a setting when there is a good value for it.
fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

impl Reader<'_> {
    pub(super) fn schema(&mut self, top: &mut Section<'_, '_>) {
        match top.get("schema") {
            None => self.note(Severity::Warning, 0, CriteriaFault::NoSchema),
            Some(entry) => {
                let one = entry.value.as_integer().is_some_and(|whole| whole.radix() == 10 && whole.as_str() == "1");
                if !one {
                    self.error(entry.at, CriteriaFault::UnknownSchema);
                }
            }
        }
    }

    pub(super) fn program(&mut self, top: &mut Section<'_, '_>, criteria: &mut Criteria) {
        let there = top.has("program");
        let Some(mut section) = self.settings(top, "program") else {
            criteria.roles.unread = there;
            return;
        };
        set(&mut criteria.title, section.get("title").and_then(|entry| self.text(entry)));
        criteria.roles = self.roles(&mut section);
        self.finish(&section);
    }

    pub(super) fn score(&mut self, top: &mut Section<'_, '_>, criteria: &mut Criteria) {
        const MISSING: [(&str, Missing); 3] = [("neutral", Missing::Neutral), ("skip", Missing::Skip), ("zero", Missing::Zero)];
        let Some(mut section) = self.settings(top, "score") else { return };
        set(&mut criteria.missing, section.get("missing").and_then(|entry| self.word(entry, &MISSING)));
        set(&mut criteria.neutral, section.get("neutral").and_then(|entry| self.share(entry)));
        set(&mut criteria.low_coverage, section.get("low_coverage").and_then(|entry| self.share(entry)));
        set(&mut criteria.same_within, section.get("same_within").and_then(|entry| self.percent(entry)));
        self.finish(&section);
    }

    pub(super) fn text_settings(&mut self, top: &mut Section<'_, '_>, settings: &mut TextSettings) {
        let Some(mut section) = self.settings(top, "text") else { return };
        if let Some(entry) = section.get("concepts") {
            // An empty list is how a group says that it wants no concepts at all.
            let none = entry.value.as_array().is_some_and(|tables| tables.is_empty());
            let tables = if none { Some(Vec::new()) } else { self.texts(entry) };
            if let Some(tables) = tables {
                settings.built_in_concepts = tables.iter().any(|(name, _)| name == "built-in");
                let own = tables.into_iter().filter(|(name, _)| name != "built-in");
                settings.own_concepts =
                    own.filter_map(|(name, at)| self.own_file(&name, at).map(|text| (name, text.as_str().to_owned()))).collect();
            }
        }
        let zero = section.get("zero");
        let (low, high) = (zero.and_then(|entry| self.share(entry)), section.get("full").and_then(|entry| self.share(entry)));
        let (low, high) = (low.unwrap_or(settings.zero), high.unwrap_or(settings.full));
        if low < high {
            (settings.zero, settings.full) = (low, high);
        } else {
            self.error(zero.map_or(section.at, |entry| entry.at), AskedFault::Anchors { low: "zero", high: "full" });
        }
        self.finish(&section);
    }

    pub(super) fn capacity(&mut self, top: &mut Section<'_, '_>, capacity: &mut Capacity) {
        let Some(mut section) = self.settings(top, "capacity") else { return };
        if let Some(mut mentor) = section.get("mentor").and_then(|entry| self.table(entry)) {
            if let Some(entry) = mentor.get("field")
                && let Some(field) = self.field(entry)
            {
                match field.role {
                    Role::Mentor => capacity.field = Some(field.field),
                    Role::Adept => self.error(entry.at, AskedFault::WrongSide { key: "field", role: Role::Mentor }),
                }
            }
            if let Some(entry) = mentor.get("default") {
                set(&mut capacity.default, self.whole(entry, 0, MOST_SEATS));
                if capacity.default == 0 {
                    self.note(Severity::Warning, entry.at, AskedFault::ZeroCapacity);
                }
            }
            self.finish(&mentor);
        }
        self.finish(&section);
    }

    pub(super) fn matching(&mut self, top: &mut Section<'_, '_>, matching: &mut Matching) {
        const OBJECTIVES: [(&str, Objective); 3] = [("total", Objective::Total), ("floor", Objective::Floor), ("fair", Objective::Fair)];
        let Some(mut section) = self.settings(top, "matching") else { return };
        if let Some(entry) = section.get("objective") {
            set(&mut matching.objective, self.word(entry, &OBJECTIVES));
        }
        set(&mut matching.people_first, section.get("people_first").and_then(|entry| self.yes_no(entry)));
        set(&mut matching.minimum, section.get("minimum").and_then(|entry| self.percent(entry)));
        set(&mut matching.steadiness, section.get("steadiness").and_then(|entry| self.percent(entry)));
        self.finish(&section);
    }

    fn settings<'s, 'i>(&mut self, top: &mut Section<'s, 'i>, name: &'static str) -> Option<Section<'s, 'i>> {
        let mut section = top.get(name).and_then(|entry| self.table(entry))?;
        section.name = format!("[{name}]");
        Some(section)
    }
}
