//! What a table must not do.

use super::built_in::TABLES;
use super::*;

#[test]
fn every_table_is_sound() {
    let mut concepts = Concepts::default();
    let faults = concepts.add_all(&TABLES.map(|(_, table)| table));
    for ((file, _), faults) in TABLES.iter().zip(faults) {
        assert_eq!(faults, [], "{file}");
    }
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config/concepts");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut tables: Vec<String> = names.filter(|name| name.ends_with(".tsv")).collect();
    tables.sort();
    let mut built_in = TABLES.map(|(name, _)| name);
    built_in.sort();
    assert_eq!(tables, built_in);
}
