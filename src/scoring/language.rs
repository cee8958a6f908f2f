//! `language`: full marks when there is a language that both named, nothing when there is none.
//!
//! Names in Swedish, English and the language itself count anywhere in a text; codes (`sv`, `en-GB`) only where they stand alone, since many
//! of them are words. One word that is no known language stands for itself, so two people who share a language
//! that is missing here still share it. The adept's blank asks nothing; the mentor's blank is unknown, and so is a text without any language.

use crate::program::{Application, FieldRef, Pair, Program};

use super::FULL;
use super::breakdown::{Detail, Evidence};
use super::kind::{Side, Valuer, Why, both, quote, when_blank};
use super::reading::{fold, refused, words};
use super::value::Value;

/// One `language` criterion, read.
pub(super) struct Shared {
    fields: [FieldRef; 2],
    spoken: [Side<Vec<Spoken>>; 2],
}

/// One language that somebody named.
#[derive(Clone, PartialEq, Eq)]
struct Spoken {
    /// The code, or the folded word when it is no known language; `None` for an answer that names no language.
    language: Option<String>,
    written: String,
}

/// What a pair shares.
enum Found<'s> {
    Shared(&'s Spoken, &'s Spoken),
    Nothing,
}

impl Shared {
    /// Reads every answer.
    pub(super) fn read(program: &Program, a: &FieldRef, b: &FieldRef) -> Self {
        let side = |field: &FieldRef| Side::read(program, field.role, |person| spoken(person, &field.field));
        Self { fields: [a.clone(), b.clone()], spoken: [side(a), side(b)] }
    }

    fn find(&self, pair: Pair) -> Result<Found<'_>, Lacking<'_>> {
        let (a, b) = both(&self.fields, &self.spoken, pair).map_err(Lacking::Blank)?;
        for (field, spoken) in self.fields.iter().zip([a, b]) {
            if spoken.iter().all(|one| one.language.is_none()) {
                return Err(Lacking::Unreadable(field));
            }
        }
        let shared = a
            .iter()
            .filter(|one| one.language.is_some())
            .find_map(|one| b.iter().find(|other| other.language == one.language).map(|other| (one, other)));
        Ok(shared.map_or(Found::Nothing, |(one, other)| Found::Shared(one, other)))
    }
}

enum Lacking<'s> {
    Blank(&'s FieldRef),
    Unreadable(&'s FieldRef),
}

impl Valuer for Shared {
    fn value(&self, pair: Pair) -> Value {
        match self.find(pair) {
            Ok(found) => Value::whether(matches!(found, Found::Shared(..))),
            Err(Lacking::Blank(field)) => when_blank(field.role),
            Err(Lacking::Unreadable(_)) => Value::UNKNOWN,
        }
    }

    fn why(&self, _: &Program, pair: Pair) -> Why {
        match self.find(pair) {
            Err(Lacking::Blank(field)) => Why::blank(field),
            Err(Lacking::Unreadable(field)) => Why::only(Detail::Unreadable(field.clone())),
            Ok(Found::Nothing) => Why::only(Detail::NoSharedLanguage),
            Ok(Found::Shared(a, b)) => {
                let [want, offer] = [quote(&self.fields[0], a.written.clone()), quote(&self.fields[1], b.written.clone())];
                let detail = Detail::SharedLanguage(a.written.clone());
                Why { evidence: vec![Evidence { want, offer, strength: FULL, topic: None }], gaps: Vec::new(), detail }
            }
        }
    }
}

/// The code of the language that a folded text is the name or the code of, and nothing else.
pub(super) fn code(folded: &str) -> Option<&'static str> {
    named(folded).or_else(|| {
        let bare = folded.split(['-', '_']).next().unwrap_or_default();
        LANGUAGES.iter().find(|(code, _)| *code == bare).map(|(code, _)| *code)
    })
}

/// The languages that a person named in one field, each once, in the order in which they were written.
fn spoken(person: &Application, field: &str) -> Vec<Spoken> {
    let mut all: Vec<Spoken> = Vec::new();
    for text in person.texts(field) {
        let pieces = text
            .split([',', ';', '/', '\n', '&', '+', '(', ')'])
            .flat_map(|piece| piece.split(" och "))
            .flat_map(|piece| piece.split(" and "));
        for one in pieces.flat_map(languages_in) {
            if !all.iter().any(|known| known.language == one.language) {
                all.push(one);
            }
        }
    }
    all
}

fn languages_in(piece: &str) -> Vec<Spoken> {
    let written = |text: &str| text.trim().to_owned();
    if let Some(code) = code(&fold(piece)) {
        return vec![Spoken { language: Some(code.to_owned()), written: written(piece) }];
    }
    let words = words(piece);
    let wanted = words.iter().enumerate().filter(|(place, _)| !refused(&words, *place));
    let known: Vec<Spoken> = wanted
        .filter_map(|(_, word)| {
            Some(Spoken { language: Some(named(&word.form)?.to_owned()), written: piece.get(word.range.clone())?.to_owned() })
        })
        .collect();
    match (known.is_empty(), words.as_slice()) {
        (true, []) => Vec::new(),
        (true, [word]) => vec![Spoken { language: Some(word.form.clone()), written: written(piece) }],
        (true, _) => vec![Spoken { language: None, written: written(piece) }],
        (false, _) => known,
    }
}

fn named(form: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, names)| names.contains(&form)).map(|(code, _)| *code)
}

/// ISO 639 codes with folded names: Swedish, English, the language's own.
const LANGUAGES: [(&str, &[&str]); 57] = [
    ("sv", &["svenska", "swedish", "svensk"]),
    ("en", &["engelska", "english", "engelsk"]),
    ("fi", &["finska", "finnish", "suomi"]),
    ("no", &["norska", "norwegian", "norsk", "bokmål", "nynorsk"]),
    ("da", &["danska", "danish", "dansk"]),
    ("is", &["isländska", "icelandic", "íslenska"]),
    ("fo", &["färöiska", "faroese"]),
    ("se", &["samiska", "nordsamiska", "sami", "sámi"]),
    ("fit", &["meänkieli", "tornedalsfinska"]),
    ("yi", &["jiddisch", "yiddish"]),
    ("rom", &["romani", "romska"]),
    ("swl", &["teckenspråk", "stsl"]),
    ("de", &["tyska", "german", "deutsch"]),
    ("fr", &["franska", "french", "français", "francais"]),
    ("es", &["spanska", "spanish", "español", "espanol"]),
    ("pt", &["portugisiska", "portuguese", "português"]),
    ("it", &["italienska", "italian", "italiano"]),
    ("ca", &["katalanska", "catalan"]),
    ("nl", &["nederländska", "holländska", "dutch", "nederlands", "flamländska"]),
    ("pl", &["polska", "polish", "polski"]),
    ("cs", &["tjeckiska", "czech"]),
    ("sk", &["slovakiska", "slovak"]),
    ("sl", &["slovenska", "slovenian", "slovene"]),
    ("hu", &["ungerska", "hungarian", "magyar"]),
    ("ro", &["rumänska", "romanian"]),
    ("bg", &["bulgariska", "bulgarian"]),
    ("el", &["grekiska", "greek"]),
    ("sq", &["albanska", "albanian", "shqip"]),
    ("bs", &["bosniska", "bosnian"]),
    ("hr", &["kroatiska", "croatian"]),
    ("sr", &["serbiska", "serbian"]),
    ("mk", &["makedonska", "macedonian"]),
    ("et", &["estniska", "estonian", "eesti"]),
    ("lv", &["lettiska", "latvian"]),
    ("lt", &["litauiska", "lithuanian"]),
    ("ru", &["ryska", "russian", "русский"]),
    ("uk", &["ukrainska", "ukrainian", "українська"]),
    ("tr", &["turkiska", "turkish", "türkçe"]),
    ("ku", &["kurdiska", "kurdish", "kurmanji", "sorani", "kurmanci"]),
    ("ar", &["arabiska", "arabic", "العربية"]),
    ("fa", &["persiska", "persian", "farsi", "فارسی"]),
    ("prs", &["dari"]),
    ("ps", &["pashto", "pashtu"]),
    ("he", &["hebreiska", "hebrew"]),
    ("syr", &["assyriska", "syrianska", "syriska", "arameiska", "aramaic", "assyrian", "suryoyo"]),
    ("so", &["somaliska", "somali", "soomaali"]),
    ("ti", &["tigrinja", "tigrinska", "tigrinya", "tigrigna"]),
    ("am", &["amhariska", "amharic"]),
    ("sw", &["swahili", "kiswahili"]),
    ("hi", &["hindi"]),
    ("ur", &["urdu"]),
    ("bn", &["bengali", "bengaliska", "bangla"]),
    ("ta", &["tamil", "tamilska"]),
    ("zh", &["kinesiska", "chinese", "mandarin", "kantonesiska", "中文"]),
    ("ja", &["japanska", "japanese", "日本語"]),
    ("th", &["thailändska", "thai"]),
    ("vi", &["vietnamesiska", "vietnamese"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = languages_in_text(text).into_iter().map(|one| one.language.unwrap_or_default()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    fn languages_in_text(text: &str) -> Vec<Spoken> {
        let id = crate::program::PersonId::new("a").unwrap();
        let answers = [("l".to_owned(), crate::program::Answer::Text(text.to_owned()))].into();
        let mut person = crate::scoring::samples::person(crate::program::Role::Adept, id.as_str(), &[]);
        person.answers = answers;
        spoken(&person, "l")
    }

    #[test]
    fn names_and_codes_are_read() {
        check("svenska och engelska", &["sv", "en"]);
        check("Swedish, English & a little German", &["sv", "en", "de"]);
        check("sv/en", &["sv", "en"]);
        check("en-GB", &["en"]);
        check("Jag talar flytande arabiska, men inte engelska", &["ar", ""]);
        check("no", &["no"]);
        check("klingonska", &["klingonska"]);
        check("vad som helst", &[""]);
        check("Svenska, swedish, SV", &["sv"]);
        check("", &[]);
    }

    #[test]
    fn no_name_stands_for_two_languages() {
        let mut seen = std::collections::BTreeMap::new();
        for (code, names) in LANGUAGES {
            for name in names {
                assert_eq!(fold(name), *name, "{name} is not folded");
                assert_eq!(seen.insert(*name, code), None, "{name} stands twice");
            }
        }
    }
}
