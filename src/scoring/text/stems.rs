//! Stems: one form for a word's inflections (Snowball 3, Swedish and English).

use std::borrow::Cow;

use waken_snowball::{Algorithm, stem as snowball};

use super::language::Language;

/// The word's stem in that language. `form` is a [normal form](super::words::normal_form).
pub(super) fn stem(language: Language, form: &str) -> Cow<'_, str> {
    match language {
        Language::Swedish => snowball(Algorithm::Swedish, form),
        Language::English => snowball(Algorithm::English, form),
    }
}

/// The stem of a table's word, when meeting that stem elsewhere says that the word itself was meant.
///
/// Short stems and deep cuts do not say so: lär is the stem of both lära and lärare, grund of grunden and grundare, hospit of
/// hospital and hospitality. A deeper cut needs a longer stem.
pub(super) fn telling_stem(language: Language, form: &str) -> Option<Cow<'_, str>> {
    let stem = stem(language, form);
    let kept = stem.chars().count();
    let cut = form.chars().count().saturating_sub(kept);
    ((kept >= 4 && cut <= 2) || (kept >= 6 && cut <= 3)).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_definite_forms_reach_their_base() {
        for (word, base) in [
            ("arbetet", "arbete"),
            ("företaget", "företag"),
            ("ledarskapet", "ledarskap"),
            ("universitetet", "universitet"),
            ("projekten", "projekt"),
        ] {
            assert_eq!(stem(Language::Swedish, word), stem(Language::Swedish, base), "{word}");
        }
        assert_ne!(stem(Language::Swedish, "län"), stem(Language::Swedish, "lan"));
    }

    #[test]
    fn a_stem_tells_only_when_it_is_long_and_near_the_word() {
        for (language, word, telling) in [
            (Language::Swedish, "projektledare", true),
            (Language::Swedish, "grundare", false),
            (Language::Swedish, "lärare", false),
            (Language::English, "hospitality", false),
            (Language::English, "running", false),
            (Language::English, "investment", false),
            (Language::English, "lawyers", true),
        ] {
            assert_eq!(telling_stem(language, word).is_some(), telling, "{word}: {:?}", stem(language, word));
        }
    }

    #[test]
    fn odd_words_do_not_break_the_stemmer() {
        for word in ["", "s", "å", "ååå", "'s", "'''", "-", "yyy", "ies", "löst", "🙂", "e\u{301}\u{301}t", "中文"] {
            stem(Language::Swedish, word);
            stem(Language::English, word);
        }
    }
}
