//! What the counter says about two proposals side by side. The first criteria file is called A, the second B.

use crate::program::Shown;
use crate::words::Lang;

/// Another number of criteria files than two was given.
pub fn two_files(given: usize, lang: Lang) -> String {
    lang.pick(
        format!("compare jämför två kriteriefiler och fick {given}: skriv --criteria A.toml --criteria B.toml."),
        format!("compare compares two criteria files and got {given}: write --criteria A.toml --criteria B.toml."),
    )
}

/// The headings of the sums: whose proposal, then total and worst off by each.
pub fn of_sums(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["FÖRSLAG", "SUMMA ENLIGT A", "SÄMST ENLIGT A", "SUMMA ENLIGT B", "SÄMST ENLIGT B"],
        ["PROPOSAL", "TOTAL BY A", "WORST OFF BY A", "TOTAL BY B", "WORST OFF BY B"],
    )
}

/// The headings of the moves: who, then the mentor under each with the pair's score by each.
pub fn of_moves(lang: Lang) -> [&'static str; 7] {
    lang.pick(
        ["ADEPT", "MENTOR I A", "ENLIGT A", "ENLIGT B", "MENTOR I B", "ENLIGT A", "ENLIGT B"],
        ["ADEPT", "MENTOR IN A", "BY A", "BY B", "MENTOR IN B", "BY A", "BY B"],
    )
}

/// Who moves between the two.
pub fn moving(count: usize, lang: Lang) -> String {
    let adepts = super::adepts(count, lang);
    match count {
        0 => lang.pick("Ingen byter mentor: båda ger samma par.", "Nobody moves: both give the same pairs.").to_owned(),
        _ => lang.pick(format!("{adepts} har inte samma mentor i båda:"), format!("Not the same mentor in both: {adepts}")),
    }
}

/// Pairs of one proposal that the other criteria would not let anybody propose.
pub fn not_possible(pairs: usize, of: char, under: char, lang: Lang) -> String {
    let pairs = super::counted(pairs, lang.pick("par", "pair"), lang.pick("par", "pairs"));
    lang.pick(
        format!("{pairs} i {of} kan inte föreslås enligt {under}: en regel spärrar eller minsta poäng nås inte."),
        format!("{pairs} of {of} cannot be proposed by {under}: a rule blocks or the minimum is not reached."),
    )
}

/// What the group has decided about weights and rules stands in place of what either file says.
pub fn decided(ids: &[String], lang: Lang) -> String {
    let ids: Vec<String> = ids.iter().map(|id| Shown::new(id).into()).collect();
    let ids = ids.join(", ");
    lang.pick(
        format!("Det som gruppen har beslutat gäller i stället för det som står i filerna: {ids}."),
        format!("What the group has decided holds in place of what the files say: {ids}."),
    )
}
