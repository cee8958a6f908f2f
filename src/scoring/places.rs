//! Places and the ways between them: Swedish municipalities' main towns, larger places, counties at their seats, and cities abroad that students
//! and companies come from.
//!
//! The table is `config/places.tsv`, embedded: name, latitude, longitude, other names. Distances are great circles in whole kilometres, worked
//! out in integers, so they are the same on every machine.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::program::near::near;

use super::reading::{fold, words};

const TABLE: &str = include_str!("../../config/places.tsv");

/// The mean radius of the earth (IUGG).
const EARTH_KM: i128 = 6371;
/// Lengths on the unit sphere are counted in billionths.
const UNIT: i128 = 1_000_000_000;

/// The place table.
pub(super) struct Places {
    /// Each place's own name and where it lies, in the order of the table.
    places: Vec<(&'static str, Spot)>,
    /// All names, folded, with the place among `places`.
    by_name: HashMap<String, usize>,
    /// The same names without dots and rings, where that leaves no doubt.
    by_bare_name: HashMap<String, Option<usize>>,
}

/// Latitude and longitude in hundredths of a degree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Spot(i64, i64);

/// A point on the unit sphere, in billionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Point([i64; 3]);

/// What one answer says about where somebody can meet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Whereabouts {
    /// The places that it names.
    pub(super) points: Vec<Point>,
    /// Whether it offers to meet remotely.
    pub(super) remote: bool,
}

impl Places {
    /// The embedded table.
    pub(super) fn built_in() -> Self {
        let mut all = Self { places: Vec::new(), by_name: HashMap::new(), by_bare_name: HashMap::new() };
        for (name, others, spot) in rows(TABLE) {
            let place = all.places.len();
            all.places.push((name, spot));
            for name in std::iter::once(name).chain(others).map(fold) {
                let bare = all.by_bare_name.entry(bare(&name)).or_insert(Some(place));
                // Two places that lie at one spot are both meant.
                *bare = bare.filter(|known| all.places.get(*known).is_some_and(|(_, known)| *known == spot));
                all.by_name.entry(name).or_insert(place);
            }
        }
        all
    }

    /// The one place that an answer is the name of ("Gothenburg", "Uppsala kommun"), as an index that two spellings of it share.
    pub(super) fn only(&self, text: &str) -> Option<usize> {
        self.known(&fold(text))
    }

    /// The name under which the table has a place first.
    pub(super) fn name(&self, place: usize) -> Option<&'static str> {
        self.places.get(place).map(|(name, _)| *name)
    }

    /// The names that a word could be a slip of, nearest first; at most `most`.
    pub(super) fn near(&self, text: &str, most: usize) -> Vec<&'static str> {
        let names = self.places.iter().map(|(name, _)| *name);
        near(&fold(text), names, most)
    }

    /// The places in an answer: one ("Malmö, Skåne", "Uppsala kommun") or several ("Lund/Malmö", "Uppsala eller Stockholm").
    pub(super) fn find(&self, text: &str) -> Whereabouts {
        const REMOTE: [&str; 9] = ["distans", "remote", "remotely", "digitalt", "digital", "digitally", "online", "zoom", "teams"];
        let remote = words(text).iter().any(|word| REMOTE.contains(&word.form.as_str()));
        let mut points: Vec<Point> = Vec::new();
        let folded = fold(text);
        let pieces = folded.split(['/', ';', '\n', '&', '+']).flat_map(|piece| piece.split(" och ")).flat_map(|piece| piece.split(" and "));
        for point in
            pieces.flat_map(|piece| piece.split(" eller ")).flat_map(|piece| piece.split(" or ")).filter_map(|piece| self.one(piece))
        {
            if !points.contains(&point) {
                points.push(point);
            }
        }
        Whereabouts { points, remote }
    }

    /// One place: as written, else before the comma or the bracket, else after the comma ("Gamla stan, Stockholm"), else in the bracket.
    fn one(&self, folded: &str) -> Option<Point> {
        let place = folded.split([',', '(', ')', '|']).fold(self.known(folded), |found, piece| found.or_else(|| self.known(piece)));
        place.and_then(|place| self.places.get(place)).map(|(_, spot)| Point::of(*spot))
    }

    fn known(&self, folded: &str) -> Option<usize> {
        const AROUND: [&str; 8] = [" kommun", " stad", " centrum", " city", " municipality", " tätort", " med omnejd", " med omnejden"];
        let name = folded.trim();
        let look_up = |name: &str| self.by_name.get(name).copied().or_else(|| self.by_bare_name.get(name).copied().flatten());
        look_up(name).or_else(|| {
            let town = AROUND.iter().find_map(|tail| name.strip_suffix(tail))?.trim();
            look_up(town).or_else(|| look_up(town.strip_suffix('s')?))
        })
    }
}

impl Point {
    fn of(Spot(latitude, longitude): Spot) -> Self {
        let flat = |a: i64, b: i64| i64::try_from(i128::from(a) * i128::from(b) / UNIT).unwrap_or(0);
        Self([flat(cosine(latitude), cosine(longitude)), flat(cosine(latitude), sine(longitude)), sine(latitude)])
    }

    /// The great circle in kilometres, rounded. From the chord, by the series of the arcsine: exact to a kilometre up to 6,000 km, a little short beyond.
    pub(super) fn kilometres_to(self, other: Point) -> u32 {
        let square: u64 = self.0.iter().zip(other.0).map(|(a, b)| a.abs_diff(b).pow(2)).sum(); // 4·10^18 at most
        let chord = i128::from(square.isqrt());
        let ratio = chord * chord / UNIT;
        let second = chord * ratio / UNIT;
        let third = second * ratio / UNIT;
        let fourth = third * ratio / UNIT;
        let arc = chord + second / 24 + 3 * third / 640 + 5 * fourth / 7168;
        u32::try_from((arc * EARTH_KM + UNIT / 2) / UNIT).unwrap_or(u32::MAX)
    }
}

fn cosine(hundredths: i64) -> i64 {
    sine(9000 - hundredths.abs())
}

/// The sine of an angle of hundredths of a degree (-18000..=18000), in billionths; Taylor's series in fixed point.
fn sine(hundredths: i64) -> i64 {
    const SCALE: i128 = 1_000_000_000_000_000;
    const HUNDREDTH: i128 = 174_532_925_199;
    let acute = match hundredths {
        9001.. => 18_000 - hundredths,
        ..=-9001 => -18_000 - hundredths,
        _ => hundredths,
    };
    let angle = i128::from(acute) * HUNDREDTH;
    let (mut term, mut sum) = (angle, angle);
    for step in 1..=12 {
        term = -(term * angle / SCALE) * angle / SCALE / ((2 * step) * (2 * step + 1));
        sum += term;
    }
    i64::try_from(sum * UNIT / SCALE).unwrap_or(0)
}

/// The table's rows: the name of a place, its other names, and where it is. Lines that are blank, begin with # or cannot be read are passed over; a test sees to
/// it that there are none of the last.
fn rows(table: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>, Spot)> {
    table.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let name = columns.next().filter(|name| !name.is_empty() && !name.starts_with('#'))?;
        let spot = Spot(hundredths(columns.next()?)?, hundredths(columns.next()?)?);
        let others = columns.next().unwrap_or_default().split('|').filter(|other| !other.is_empty());
        Some((name, others, spot))
    })
}

fn hundredths(degrees: &str) -> Option<i64> {
    crate::program::application::read_number(degrees).map(|thousandths| thousandths / 10)
}

fn bare(name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { name.nfd().filter(|c| !is_combining_mark(*c)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_every_name_is_one_place() {
        let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut count = 0;
        for line in lines {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(matches!(columns.len(), 3 | 4), "{line:?}");
            let [latitude, longitude] = [columns[1], columns[2]].map(|degrees| {
                assert!(degrees.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2), "two decimals: {line:?}");
                hundredths(degrees).unwrap()
            });
            assert!((-9000..=9000).contains(&latitude) && (-18_000..=18_000).contains(&longitude), "{line:?}");
            for name in std::iter::once(columns[0]).chain(columns.get(3).unwrap_or(&"").split('|').filter(|name| !name.is_empty())) {
                assert_eq!(seen.insert(fold(name), line), None, "{name} stands twice");
            }
            count += 1;
        }
        assert!(count >= 330, "only {count} places");
        assert_eq!(rows(TABLE).count(), count);
    }

    #[test]
    fn swedish_places_lie_in_sweden_until_the_table_leaves_it() {
        let (sweden, abroad) = TABLE.split_once("# abroad").unwrap();
        let (_, counties) = abroad.split_once("# counties").unwrap();
        for line in sweden.lines().chain(counties.lines().skip(1)).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [latitude, longitude] = [columns[1], columns[2]].map(|degrees| hundredths(degrees).unwrap());
            assert!((5530..=6910).contains(&latitude) && (1090..=2420).contains(&longitude), "{line:?}");
        }
    }

    #[test]
    fn every_municipality_is_there() {
        let (places, table) = (Places::built_in(), include_str!("../../tests/data/municipalities.tsv"));
        let names: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').unwrap().1).collect();
        assert_eq!(names.len(), 290);
        for name in names {
            let place = places.only(name).unwrap_or_else(|| panic!("{name} is missing"));
            assert_eq!(places.places[place].0, name, "{name} is another place's other name");
            assert_eq!(places.only(&format!("{name} kommun")), Some(place), "{name} kommun");
        }
    }

    #[test]
    fn other_spellings_are_one_place_and_neighbours_are_not() {
        let places = Places::built_in();
        let check = |a: &str, b: &str, same: bool| assert_eq!(places.only(a) == places.only(b), same, "{a} and {b}");
        for (a, b) in [
            ("Gothenburg", "Göteborg"),
            ("Goteborg", "Gbg"),
            ("Upsala", "Uppsala"),
            ("Sthlm", "Stockholms stad"),
            ("Malmö", "Malmoe"),
            ("Scania", "Skåne län"),
            ("Copenhagen", "København"),
            ("Helsinki", "Helsingfors"),
        ] {
            check(a, b, true);
        }
        for (a, b) in
            [("Botkyrka", "Tumba"), ("Järfälla", "Jakobsberg"), ("Stockholm", "Stockholms län"), ("Gotland", "Visby"), ("Lund", "Malmö")]
        {
            check(a, b, false);
        }
        assert_eq!(places.only("Malmö, Skåne"), None, "two names");
        assert_eq!(places.near("Stokholm", 2).first(), Some(&"Stockholm"));
        assert_eq!(places.near("Vesteras", 2).first(), Some(&"Västerås"));
        assert!(places.near("Xyzzyx", 2).is_empty());
    }

    #[test]
    fn places_are_found_as_people_write_them() {
        let places = Places::built_in();
        let check = |text: &str, same: &[&str], remote: bool| {
            let found = places.find(text);
            let expected: Vec<Point> = same.iter().map(|name| point(&places, name)).collect();
            assert_eq!(found, Whereabouts { points: expected, remote }, "{text:?}");
        };
        check("Örebro", &["örebro"], false);
        check("O\u{308}REBRO", &["örebro"], false);
        check("Orebro", &["örebro"], false);
        check("Örebro kommun", &["örebro"], false);
        check("Stockholms stad", &["stockholm"], false);
        check("Uppsala, Sverige", &["uppsala"], false);
        check("Gamla stan, Stockholm", &["stockholm"], false);
        check("Malmö (Kirseberg)", &["malmö"], false);
        check("Gothenburg", &["göteborg"], false);
        check("Malmoe", &["malmö"], false);
        check("Copenhagen", &["köpenhamn"], false);
        check("Zürich", &["zürich"], false);
        check("Zurich", &["zürich"], false);
        check("Lund/Malmö", &["lund", "malmö"], false);
        check("Uppsala eller Stockholm", &["uppsala", "stockholm"], false);
        check("På distans", &[], true);
        check("Uppsala eller distans", &["uppsala"], true);
        check("Digitalt.", &[], true);
        check("Långtbortistan", &[], false);
        check("", &[], false);
    }

    #[test]
    fn ways_are_as_long_as_on_the_map() {
        let places = Places::built_in();
        for (a, b, from, to) in [
            ("örebro", "örebro", 0, 0),
            ("karlstad", "örebro", 92, 102),
            ("stockholm", "uppsala", 60, 67),
            ("stockholm", "göteborg", 390, 402),
            ("malmö", "kiruna", 1_412, 1_414),
            ("malmö", "köpenhamn", 24, 32),
            ("lund", "malmö", 14, 20),
            ("stockholm", "zürich", 1_450, 1_500),
            ("stockholm", "new york", 6_280, 6_350),
            ("sydney", "stockholm", 14_000, 16_000),
            ("luleå", "haparanda", 90, 100),
            ("visby", "stockholm", 179, 198),
            ("östersund", "sundsvall", 154, 170),
            ("kalmar", "växjö", 93, 103),
            ("linköping", "norrköping", 37, 41),
            ("helsingborg", "halmstad", 67, 75),
            ("stockholm", "london", 1_364, 1_508),
            ("stockholm", "helsingfors", 377, 417),
            ("umeå", "vasa", 101, 111),
        ] {
            let way = |a: &str, b: &str| point(&places, a).kilometres_to(point(&places, b));
            assert!((from..=to).contains(&way(a, b)), "{a}–{b}: {} km", way(a, b));
            assert_eq!(way(a, b), way(b, a));
        }
    }

    fn point(places: &Places, name: &str) -> Point {
        Point::of(places.places[places.by_name[name]].1)
    }

    #[test]
    fn sines_agree_with_the_machine() {
        for angle in (-18_000..=18_000).step_by(37) {
            let float = (f64::from(angle) / 100.0).to_radians();
            assert!((sine(i64::from(angle)) as f64 / 1e9 - float.sin()).abs() < 2e-9, "{angle}");
            assert!((cosine(i64::from(angle)) as f64 / 1e9 - float.cos()).abs() < 2e-9, "{angle}");
        }
    }
}
