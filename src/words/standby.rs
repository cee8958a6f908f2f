//! Whom to ask next, when a pair fails.

use super::Lang;

/// The heading over the list.
pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Om paret faller bort", "If this pair fails")
}

/// Whether the one to ask takes one more adept as things are.
pub fn seat(lang: Lang, empty: bool) -> &'static str {
    if empty { lang.pick("har en ledig plats", "has a free seat") } else { lang.pick("har fullt nu", "is full now") }
}

/// What the numbers mean.
pub fn rounds(lang: Lang) -> &'static str {
    lang.pick(
        "Det som har samma siffra går ihop för alla: ingen mentor är lovad åt fler än den har platser.",
        "What has the same number goes together for everybody: no mentor is promised to more than there are seats.",
    )
}
