//! The picture of a decision that came back refused because of what somebody else decided.

use mentor_match::app::{App, Effect, Msg, Outcome};
use mentor_match::session::{Decision, Intent, Named, Standing};
use mentor_match::words::Lang;

use super::screens::{check, kept, look, picture, record, scene, tell};

/// A quarter of an hour after everything in these scenes is decided.
const LATER: i64 = 1_795_294_000;

/// What the other decides about the pair under the cursor.
type Other = fn(Named) -> Vec<Decision>;

fn forbids(pair: Named) -> Vec<Decision> {
    vec![Decision::Forbid(pair)]
}

fn locks(pair: Named) -> Vec<Decision> {
    vec![Decision::Lock(pair)]
}

fn unlocks(pair: Named) -> Vec<Decision> {
    vec![Decision::Unlock(pair)]
}

fn changes_its_mind(pair: Named) -> Vec<Decision> {
    vec![Decision::Forbid(pair.clone()), Decision::Allow(pair)]
}

/// The scenes: a name, what leads there, what the other decides meanwhile, and the keys that decide.
const SCENES: [(&str, &str, Other, &str); 4] = [
    ("refused-lock", "G", forbids, "space"),
    ("refused-swap", "G", locks, "s up up s n b o t h enter enter"),
    ("refused-forbid", "G", changes_its_mind, "x n b o t h enter enter"),
    ("refused-undo", "G space", unlocks, "u"),
];

/// Types keys; the intent of the last of them does not reach the journal before the other's decisions have.
fn refused((before, other, keys): (&str, Other, &str), lang: Lang) -> App {
    let mut app = scene(before, lang, vec![]);
    tell(&mut app, Msg::Time(LATER));
    let pair = app.session().named(app.marked_pair().unwrap()).unwrap();
    let mut asked = None;
    for key in keys.split_whitespace() {
        for effect in app.update(Msg::Key(key.parse().unwrap())) {
            if let Effect::Decide(intent) = effect {
                asked = Some(intent);
            }
        }
    }
    for decision in other(pair) {
        let seq = app.session().ledger().last() + 1;
        let why = Some("de har redan träffats på en annan mottagning".to_owned());
        let intent = app.session().intent(format!("bo{seq}"), "bo", Standing::Editor, decision, why);
        tell(&mut app, Msg::News(vec![record(intent, seq, format!("bo{seq}"))]));
    }
    let intent: Intent = asked.expect("nothing was decided");
    let refusal = app.session().ledger().check(app.session().ground(), &intent).unwrap_err();
    tell(&mut app, Msg::Decided { id: "id".into(), outcome: Outcome::Refused(refusal) });
    app
}

#[test]
fn what_others_decided_first_is_said_in_a_box_at_the_foot() {
    for (name, before, other, keys) in SCENES {
        for lang in [Lang::Sv, Lang::En] {
            let mut app = refused((before, other, keys), lang);
            for (width, height) in [(120, 36), (80, 24), (60, 20)] {
                let tag = lang.pick("sv", "en");
                kept(&format!("{name}.{width}x{height}.{tag}"), &picture(&mut app, look(lang), (width, height)));
            }
            for size in (0..=140).step_by(10).flat_map(|width| (0..=45).step_by(5).map(move |height| (width, height))) {
                check(name, size, &picture(&mut app, look(lang), size));
            }
        }
    }
}
