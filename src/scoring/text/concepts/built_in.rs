//! The tables that come with the program: one file a field, so that somebody who knows the field can read it in one sitting.

/// Name and text of each file in `config/concepts`.
pub(super) const TABLES: [(&str, &str); 1] = [("core_sv_en.tsv", include_str!("../../../../config/concepts/core_sv_en.tsv"))];
