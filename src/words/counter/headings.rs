//! The headings and single words of tables and explanations.

use crate::words::Lang;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Headings {
    pub adept: &'static str,
    pub mentor: &'static str,
    pub score: &'static str,
    pub state: &'static str,
    pub blocked: &'static str,
    pub costs: &'static str,
    pub holds: &'static str,
    pub free: &'static str,
    pub total: &'static str,
    pub points: &'static str,
    pub without_decisions: &'static str,
    pub warned: &'static str,
    pub adepts_alone: &'static str,
    pub mentors_alone: &'static str,
    pub coverage: &'static str,
    pub of: &'static str,
    pub parts: &'static str,
    pub missing: &'static str,
    pub assumed: &'static str,
    pub rules: &'static str,
    pub price: &'static str,
    pub conditional: &'static str,
    pub notes: &'static str,
    pub best_mentors: &'static str,
    pub best_adepts: &'static str,
    pub ranks: &'static str,
    pub without_each: &'static str,
    pub no_applications: &'static str,
}

/// The words of a language.
pub fn headings(lang: Lang) -> &'static Headings {
    lang.pick(&SV, &EN)
}

const SV: Headings = Headings {
    adept: "ADEPT",
    mentor: "MENTOR",
    score: "PASSAR",
    state: "LÄGE",
    blocked: "SPÄRR",
    costs: "PRIS",
    holds: "HÅLLER",
    free: "gratis",
    total: "Summa",
    points: "poäng",
    without_decisions: "utan era egna beslut",
    warned: "Regler som inte hålls",
    adepts_alone: "Adepter utan mentor",
    mentors_alone: "Mentorer utan adept",
    coverage: "underlag",
    of: "av",
    parts: "Poängens delar, i procentenheter",
    missing: "saknas",
    assumed: "antaget värde",
    rules: "Regler",
    price: "Pris",
    conditional: "med besluten som de är nu",
    notes: "Anteckningar",
    best_mentors: "Bästa andra mentorer för",
    best_adepts: "Bästa andra adepter för",
    ranks: "Plats bland de möjliga paren",
    without_each: "Utan varje kriterium för sig",
    no_applications: "Här finns inga par: det behövs minst en adept och en mentor.",
};

const EN: Headings = Headings {
    adept: "ADEPT",
    mentor: "MENTOR",
    score: "FITS",
    state: "STATE",
    blocked: "BLOCKED",
    costs: "PRICE",
    holds: "HOLDS",
    free: "free",
    total: "Total",
    points: "points",
    without_decisions: "without your own decisions",
    warned: "Rules that are not kept",
    adepts_alone: "Adepts without a mentor",
    mentors_alone: "Mentors without an adept",
    coverage: "coverage",
    of: "of",
    parts: "Parts of the score, in percentage points",
    missing: "missing",
    assumed: "assumed value",
    rules: "Rules",
    price: "Price",
    conditional: "under the decisions as they are now",
    notes: "Notes",
    best_mentors: "Best other mentors for",
    best_adepts: "Best other adepts for",
    ranks: "Rank among the possible pairs",
    without_each: "Without each criterion by itself",
    no_applications: "There are no pairs here: at least one adept and one mentor are needed.",
};
