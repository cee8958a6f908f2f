//! A decision that was not recorded: the lines below the sentence.

use crate::program::Shown;
use crate::words::Lang;

/// The decision could be made now.
pub fn can_be_tried(lang: Lang) -> &'static str {
    lang.pick("Du kan titta och försöka igen.", "You can look and try again.")
}

/// What was wanted has come about meanwhile.
pub fn so_by_now(lang: Lang) -> &'static str {
    lang.pick("Det är så nu ändå.", "It is so by now anyway.")
}

/// The words that were typed are not lost.
pub fn kept(lang: Lang, words: &Shown) -> String {
    lang.pick(format!("Dina ord finns kvar: ”{words}”"), format!("Your words are kept: “{words}”"))
}
