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
    // What one does is not what it is done with: a present, a program.
    let is_activity = language == Language::English && form.ends_with("ing");
    (!is_activity && ((kept >= 4 && cut <= 2) || (kept >= 6 && cut <= 3))).then_some(stem)
}

/// Whether a word with the stem of a table's word is that word inflected, and not another one made of it.
///
/// The stemmers undo derivations too: konstig is no konst, naturally is not nature, what is important is no import.
pub(super) fn is_inflection(language: Language, stem: &str, form: &str, other: &str) -> bool {
    let is_made_by = |word: &str, derives: &str| word.strip_prefix(stem).is_some_and(|ending| ending.starts_with(derives));
    let derivations: &[&str] = match language {
        Language::Swedish => &["ig", "lig", "ad", "at", "els", "het", "isk"],
        Language::English => &["al", "ant", "ance", "ate", "able", "ful", "ic", "ism", "ist", "ive", "ly", "ous", "ness"],
    };
    // So short a stem is shared by chance: papper is no pappa.
    let is_short = language == Language::Swedish && stem.chars().count() <= 4 && form.strip_prefix(stem) == Some("a");
    if is_short
        && !other.strip_prefix(stem).is_some_and(|ending| ["", "an", "ans", "as", "or", "ors", "orna", "ornas", "ar"].contains(&ending))
    {
        return false;
    }
    derivations.iter().all(|derives| !is_made_by(other, derives) || is_made_by(form, derives))
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
    fn a_derivation_is_another_word() {
        for (language, form, other, same) in [
            (Language::Swedish, "konst", "konstig", false),
            (Language::Swedish, "konst", "konsten", true),
            (Language::Swedish, "pappa", "papper", false),
            (Language::Swedish, "pappa", "pappor", true),
            (Language::Swedish, "konstnärlig", "konstnärligt", true),
            (Language::English, "nature", "naturally", false),
            (Language::English, "importer", "important", false),
            (Language::English, "investment", "investments", true),
        ] {
            assert_eq!(is_inflection(language, &stem(language, form), form, other), same, "{form} / {other}");
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
