//! The tables that come with the program: one file a field, so that somebody who knows the field can read it in one sitting.

/// A file of `config/concepts`: its name and its text.
macro_rules! table {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../config/concepts/", $name)))
    };
}

/// Name and text of each file in `config/concepts`.
pub(super) const TABLES: [(&str, &str); 13] = [
    table!("natural_science.tsv"),
    table!("technology.tsv"),
    table!("it.tsv"),
    table!("health.tsv"),
    table!("agriculture_animals.tsv"),
    table!("life.tsv"),
    table!("leisure.tsv"),
    table!("society.tsv"),
    table!("humanities.tsv"),
    table!("occupations.tsv"),
    table!("industries.tsv"),
    table!("skills.tsv"),
    table!("career.tsv"),
];
