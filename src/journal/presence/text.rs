//! What stands in the file of a sitting, and what can be believed of it.
//!
//! Whoever reads takes no lock, so half of what is read can be older than the other half. A sum over it all shows that.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sitting::{Host, Sitting};
use crate::journal::{account, line, signature};
use crate::program::PersonId;
use crate::session::{Present, Stand, Standing};

/// Every file of a sitting has this length in bytes, so that it is rewritten in one piece and never shorter or longer for a moment.
pub const LENGTH: usize = 1024;
/// No more bytes than this are read of a file that says it is a sitting's.
pub const MOST: u64 = 4096;
/// The last second of the year 9999: no key is pressed later.
const LAST_SECOND: i64 = 253_402_300_799;

/// How each text begins; the sum follows.
const HEAD: &str = "{\"sum\":\"";
/// The digits of the sum.
const DIGITS: usize = 16;

/// The fields of a file; the first one is the sum over the others.
#[derive(Serialize, Deserialize)]
struct Fields {
    by: String,
    account: String,
    role: Standing,
    host: String,
    kernel: String,
    pid: u32,
    stand: Option<Stand>,
}

/// What a file says of a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The name that they sit under.
    pub by: String,
    /// Their Unix account.
    pub account: String,
    /// What they may do.
    pub role: Standing,
    /// Where they sit.
    pub host: Host,
    /// Where they are; `None` until they have been shown anything.
    pub stand: Option<Stand>,
}

impl Said {
    /// As the others are told; nothing while nobody knows where they are.
    pub fn present(&self, sitting: &str) -> Option<Present> {
        Some(Present {
            sitting: sitting.to_owned(),
            by: self.by.clone(),
            account: self.account.clone(),
            host: self.host.name.clone(),
            role: self.role,
            stand: self.stand.clone()?,
        })
    }
}

/// The text of a sitting, [`LENGTH`] bytes of it; `None` when it has no room, which no name or id that is one can bring about.
pub fn written(sitting: &Sitting, stand: Option<&Stand>) -> Option<Vec<u8>> {
    let fields = Fields {
        by: signature(&sitting.by)?,
        account: account::this(),
        role: sitting.role,
        host: sitting.host.name.clone(),
        kernel: sitting.host.kernel.clone(),
        pid: std::process::id(),
        stand: stand.cloned(),
    };
    let fields = serde_json::to_string(&fields).ok()?;
    let rest = format!("\",{}", fields.strip_prefix('{')?);
    let mut text = format!("{HEAD}{}{rest}", sum(&rest)).into_bytes();
    if text.len() >= LENGTH {
        return None;
    }
    text.resize(LENGTH - 1, b' ');
    text.push(b'\n');
    Some(text)
}

/// Reads what stands in a file; `None` when it is not, or not wholly, what somebody wrote.
pub fn read(bytes: &[u8]) -> Option<Said> {
    let text = std::str::from_utf8(bytes).ok()?.trim_end();
    let (told, rest) = text.strip_prefix(HEAD)?.split_at_checked(DIGITS)?;
    if told != sum(rest) {
        return None;
    }
    let Fields { by, account, role, host, kernel, pid: _, stand } =
        serde_json::from_str(&format!("{{{}", rest.strip_prefix("\",")?)).ok()?;
    let by = signature(&by)?;
    let host = Host { name: host, kernel }.checked();
    (account::is_name(&account) && stand.as_ref().is_none_or(is_possible)).then_some(Said { by, account, role, host, stand })
}

fn is_possible(stand: &Stand) -> bool {
    let is_id = |id: &PersonId| PersonId::new(id.as_str()).is_some();
    stand.adept.iter().chain(&stand.mentor).all(is_id) && (0..=LAST_SECOND).contains(&stand.touched)
}

fn sum(text: &str) -> String {
    let digest = Sha256::digest(text);
    line::hex(digest.get(..DIGITS / 2).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Role;
    use crate::session::Mode;

    fn sitting(by: &str) -> Sitting {
        Sitting::at(std::path::Path::new("/nowhere"), by, Standing::Chair)
    }

    fn stand(adept: &str, touched: i64) -> Stand {
        Stand { leads: Role::Adept, adept: PersonId::new(adept), mentor: PersonId::new("m-001"), mode: Mode::Noting, touched }
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let longest = "\u{1f9d1}".repeat(64);
        for by in ["anna", "Anna \"Å\" Ek\\", &longest] {
            for stand in [None, Some(stand(&"x".repeat(64), LAST_SECOND))] {
                let text = written(&sitting(by), stand.as_ref()).unwrap();
                assert_eq!(text.len(), LENGTH);
                let said = read(&text).unwrap();
                let present = said.present("S").map(|present| (present.by, present.role, present.stand));
                assert_eq!(present, stand.map(|stand| (by.to_owned(), Standing::Chair, stand)));
                assert_eq!((said.by.as_str(), said.host), (by, Host::this()));
            }
        }
        assert_eq!(written(&sitting("\u{202e} "), None), None);
    }

    #[test]
    fn two_halves_of_different_texts_are_none() {
        let (before, after) = (stand("a-0017", 1_763_757_074), stand("a-0923", 1_763_757_075));
        let [before, after] = [before, after].map(|stand| written(&sitting("anna"), Some(&stand)).unwrap());
        let mut would_pass = 0;
        for at in 0..=LENGTH {
            let torn = [&before[..at], &after[at..]].concat();
            assert_eq!(read(&torn).is_some(), torn == before || torn == after, "torn at {at}");
            would_pass += usize::from(torn != before && torn != after && serde_json::from_slice::<serde_json::Value>(&torn).is_ok());
        }
        assert!(would_pass > 0, "no torn text is whole JSON, so the sum would not be needed");
    }

    #[test]
    fn what_nobody_could_have_written_is_passed_over() {
        let good = String::from_utf8(written(&sitting("anna"), Some(&stand("a-0017", 5))).unwrap()).unwrap();
        assert!(read(good.as_bytes()).is_some());
        let rest = good.trim_end()[HEAD.len() + DIGITS..].to_owned();
        for (from, to) in [
            ("anna", "\u{202e}"),
            ("a-0017", "../../etc"),
            ("a-0017", "a\u{1b}[2J"),
            ("\"touched\":5", "\"touched\":-9223372036854775808"),
            ("\"touched\":5", "\"touched\":9223372036854775807"),
            ("\"touched\":5", "\"touched\":1e400"),
            ("noting", "flying"),
            ("chair", "king"),
            ("\"account\":\"", "\"account\":\"a b"),
        ] {
            let changed = rest.replacen(from, to, 1);
            assert_ne!(changed, rest, "{from}");
            assert_eq!(read(format!("{HEAD}{}{changed}", sum(&changed)).as_bytes()), None, "{to}");
        }
        for strange in [&b""[..], b"{}", b"\0\0", b"{\"sum\":\"", &[0xff; 64], HEAD.repeat(99).as_bytes(), "[".repeat(4_000).as_bytes()] {
            assert_eq!(read(strange), None);
        }
        // A newer version may say more.
        let more = rest.replacen("\"pid\"", "\"mood\":\"good\",\"pid\"", 1);
        assert!(read(format!("{HEAD}{}{more}", sum(&more)).as_bytes()).is_some());
    }
}
