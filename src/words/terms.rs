//! What is in force: weights and what rules do, in the words of every place that tells them.

use super::Lang;
use crate::program::criteria::{Effect, Objective};
use crate::program::{CriterionId, Program, Shown, Weight};

/// What a rule does, in a word: `spärrar`.
pub fn effect(effect: Effect, lang: Lang) -> &'static str {
    match effect {
        Effect::Block => lang.pick("spärrar", "blocks"),
        Effect::Warn => lang.pick("varnar", "warns"),
        Effect::Off => lang.pick("av", "off"),
    }
}

/// What somebody made a rule do, after their name: `lät regeln ”Samma arbetsgivare” varna`.
pub fn set_rule(label: &str, effect: Effect, lang: Lang) -> String {
    match (effect, lang) {
        (Effect::Block, Lang::Sv) => format!("lät regeln ”{label}” spärra"),
        (Effect::Warn, Lang::Sv) => format!("lät regeln ”{label}” varna"),
        (Effect::Off, Lang::Sv) => format!("stängde av regeln ”{label}”"),
        (Effect::Block, Lang::En) => format!("let the rule “{label}” block"),
        (Effect::Warn, Lang::En) => format!("let the rule “{label}” warn"),
        (Effect::Off, Lang::En) => format!("switched off the rule “{label}”"),
    }
}

/// What the proposal makes as good as possible, in a few words: `störst summa`.
pub fn objective(objective: Objective, lang: Lang) -> &'static str {
    match objective {
        Objective::Total => lang.pick("störst summa", "largest total"),
        Objective::Floor => lang.pick("lyft den sämst ställda", "raise the worst off"),
        Objective::Fair => lang.pick("rättvist: sämst ställda först, sedan nästa", "fair: the worst off first, then the next"),
    }
}

/// What somebody made the objective, after their name: `ändrade förslagets mål till ”störst summa”`.
pub fn set_objective(changed: Objective, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("ändrade förslagets mål till ”{}”", objective(changed, lang)),
        Lang::En => format!("changed the objective to “{}”", objective(changed, lang)),
    }
}

/// A weight as it is written in a language: `7,5`.
pub fn weight(weight: Weight, lang: Lang) -> String {
    lang.pick(weight.to_string().replace('.', ","), weight.to_string())
}

/// What a criterion is called on screen; the id of one that the program no longer has.
pub fn criterion(program: &Program, id: &CriterionId) -> Shown {
    let known = program.criteria.criteria.iter().find(|criterion| criterion.id == *id);
    Shown::new(known.map_or(&*id.0, |criterion| criterion.label.as_str()))
}

/// What a rule is called on screen; the id of one that the program no longer has.
pub fn rule(program: &Program, id: &str) -> Shown {
    let known = program.criteria.rules.iter().find(|rule| rule.id == id);
    Shown::new(known.map_or(id, |rule| rule.label.as_str()))
}
