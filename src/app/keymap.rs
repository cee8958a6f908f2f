//! The only place where a key becomes an action. The built-in map is `config/keys.toml`; a user's file of the same form merges over it.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::action::{Action, Scope};
use super::key::Key;

/// The built-in keys, with a description of every action.
pub const BUILT_IN: &str = include_str!("../../config/keys.toml");

/// Which keys mean which action, in which scope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    /// Each scope's actions with their key sequences, in the order of the file.
    bound: BTreeMap<Scope, BTreeMap<Action, Vec<Vec<Key>>>>,
}

/// What a key, or the keys so far, mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// This action.
    Action(Action),
    /// The beginning of some action's keys.
    Pending,
    /// Nothing.
    None,
}

/// Something wrong in a keymap file. All of them are told together; whatever is good is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFault {
    /// The file is not TOML.
    NotToml {
        /// Line from 1; 0 when unknown.
        line: usize,
        /// What the reader of TOML says.
        message: String,
    },
    /// There is no scope of this name.
    UnknownScope(String),
    /// There is no action of this name.
    UnknownAction {
        /// In which scope.
        scope: Scope,
        /// The name.
        name: String,
    },
    /// The action has no meaning in this scope.
    NotInScope {
        /// The scope.
        scope: Scope,
        /// The action.
        action: Action,
    },
    /// Keys are a list of texts, or one text.
    NotKeys {
        /// In which scope.
        scope: Scope,
        /// The name beside which they stand.
        name: String,
    },
    /// There is no key of this name.
    UnknownKey {
        /// In which scope.
        scope: Scope,
        /// For which action.
        action: Action,
        /// The key as written.
        key: String,
    },
    /// In this scope characters are typed into a field, so that no character alone can be a key.
    Typed {
        /// In which scope.
        scope: Scope,
        /// For which action.
        action: Action,
        /// The key as written.
        key: String,
    },
    /// The same keys, or keys that begin with them, mean another action in the same scope.
    Conflict {
        /// In which scope.
        scope: Scope,
        /// The keys as written.
        key: String,
        /// The action that keeps them.
        kept: Action,
        /// The action that does not get them.
        lost: Action,
    },
}

impl Keymap {
    /// The built-in keys.
    pub fn built_in() -> Self {
        Self::default().merged(BUILT_IN).0
    }

    /// The keys of a user's file laid over these. An action that the file names gets the file's keys in that scope and no others; a key that the
    /// file gives to one action is taken from every other that the file does not name. Whatever is faulty is left out and told.
    pub fn merged(&self, text: &str) -> (Self, Vec<KeyFault>) {
        let mut faults = Vec::new();
        let table = text.parse::<Table>().unwrap_or_else(|error| {
            let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or("").matches('\n').count() + 1);
            faults.push(KeyFault::NotToml { line, message: error.message().to_owned() });
            Table::new()
        });
        let mut merged = self.clone();
        for (name, section) in &table {
            match (Scope::named(name), section) {
                (Some(scope), Value::Table(section)) => merged.lay_over(scope, read(scope, section, &mut faults), &mut faults),
                _ => faults.push(KeyFault::UnknownScope(name.clone())),
            }
        }
        (merged, faults)
    }

    /// What these keys mean where the innermost of the scopes that knows them decides.
    pub fn resolve(&self, scopes: &[Scope], typed: &[Key]) -> Resolved {
        for scope in scopes {
            let mut pending = false;
            for (action, sequences) in self.bound.get(scope).into_iter().flatten() {
                for keys in sequences {
                    if keys == typed {
                        return Resolved::Action(*action);
                    }
                    pending |= keys.starts_with(typed);
                }
            }
            if pending {
                return Resolved::Pending;
            }
        }
        Resolved::None
    }

    /// The key sequences of an action in a scope, the first to be shown first.
    pub fn keys(&self, scope: Scope, action: Action) -> &[Vec<Key>] {
        self.bound.get(&scope).and_then(|actions| actions.get(&action)).map_or(&[], Vec::as_slice)
    }

    /// Everything bound in a scope, in the order of [`Action::all`].
    pub fn bound(&self, scope: Scope) -> impl Iterator<Item = (Action, &[Vec<Key>])> {
        Action::all().filter(move |action| action.scopes().contains(&scope)).map(move |action| (action, self.keys(scope, action)))
    }

    /// What may follow the keys typed so far.
    pub fn continuations(&self, scopes: &[Scope], typed: &[Key]) -> Vec<(Vec<Key>, Action)> {
        let of_scope = |scope: &Scope| self.bound.get(scope).into_iter().flatten();
        let longer = |(action, keys): (Action, &Vec<Key>)| {
            let rest = keys.strip_prefix(typed).filter(|rest| !rest.is_empty())?;
            Some((rest.to_vec(), action))
        };
        let all = scopes.iter().flat_map(of_scope).flat_map(|(action, sequences)| sequences.iter().map(|keys| (*action, keys)));
        all.filter_map(longer).collect()
    }

    fn lay_over(&mut self, scope: Scope, own: BTreeMap<Action, Vec<Vec<Key>>>, faults: &mut Vec<KeyFault>) {
        let mut taken: Vec<(Vec<Key>, Action)> = Vec::new();
        let actions = self.bound.entry(scope).or_default();
        for action in own.keys() {
            actions.remove(action);
        }
        for (action, sequences) in own {
            let mut kept = Vec::new();
            for keys in sequences {
                match taken.iter().find(|(other, of)| *of != action && clash(other, &keys)) {
                    Some((_, of)) => faults.push(KeyFault::Conflict { scope, key: written(&keys), kept: *of, lost: action }),
                    None => {
                        taken.push((keys.clone(), action));
                        kept.push(keys);
                    }
                }
            }
            for (other, theirs) in actions.iter_mut().filter(|(other, _)| **other != action) {
                let own_too = taken.iter().any(|(_, of)| of == other);
                theirs.retain(|theirs| own_too || !kept.iter().any(|keys| clash(keys, theirs)));
            }
            actions.insert(action, kept);
        }
    }
}

/// One section of a file; whatever cannot be used is told.
fn read(scope: Scope, section: &Table, faults: &mut Vec<KeyFault>) -> BTreeMap<Action, Vec<Vec<Key>>> {
    let mut own = BTreeMap::new();
    for (name, value) in section {
        let Some(action) = Action::named(name) else {
            faults.push(KeyFault::UnknownAction { scope, name: name.clone() });
            continue;
        };
        if !action.scopes().contains(&scope) {
            faults.push(KeyFault::NotInScope { scope, action });
            continue;
        }
        let Some(texts) = texts(value) else {
            faults.push(KeyFault::NotKeys { scope, name: name.clone() });
            continue;
        };
        let mut sequences = Vec::new();
        for text in texts {
            match sequence(text) {
                None => faults.push(KeyFault::UnknownKey { scope, action, key: text.to_owned() }),
                Some(keys) if scope.types() && keys.first().is_some_and(|key| key.typed().is_some()) => {
                    faults.push(KeyFault::Typed { scope, action, key: text.to_owned() });
                }
                Some(keys) => sequences.push(keys),
            }
        }
        own.insert(action, sequences);
    }
    own
}

fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Array(list) => list.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// Keys one after the other, with spaces between: `g g`.
fn sequence(text: &str) -> Option<Vec<Key>> {
    let keys: Option<Vec<Key>> = text.split_whitespace().map(|key| key.parse().ok()).collect();
    keys.filter(|keys| !keys.is_empty())
}

/// Whether one of two sequences is the beginning of the other.
fn clash(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}
