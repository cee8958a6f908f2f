//! Who has the lock: what the holder writes into the lock's file, and what a waiter reads there.

/// The one who has the lock, as far as the lock's file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The process, if it can be read.
    pub pid: Option<u32>,
    /// The machine; empty when unknown.
    pub host: String,
    /// The maker's name; empty when unknown.
    pub user: String,
    /// Since when, in UTC: `2026-11-21T20:31:14Z`; empty when unknown.
    pub since: String,
}

/// More than any of our own signatures.
const LONGEST: usize = 512;

impl Holder {
    /// This process, for somebody.
    pub fn this(user: &str, since: String) -> Self {
        let host = rustix::system::uname().nodename().to_string_lossy().split_whitespace().collect::<String>();
        Self { pid: Some(std::process::id()), host, user: user.to_owned(), since }
    }

    /// What stands in the lock's file: `pid host user since`.
    pub fn text(&self) -> String {
        let host = if self.host.is_empty() { "-" } else { &self.host };
        format!("{} {host} {} {}\n", self.pid.unwrap_or(0), self.user, self.since)
    }

    /// Reads what stands in the lock's file; what cannot be read is unknown.
    pub fn read(text: &str) -> Self {
        let text: String = text.lines().next().unwrap_or_default().chars().take(LONGEST).collect();
        let mut words = text.split(' ');
        let pid = words.next().and_then(|pid| pid.parse().ok()).filter(|pid| *pid != 0);
        let host = words.next().filter(|host| *host != "-").and_then(super::signature).unwrap_or_default();
        let mut rest: Vec<&str> = words.collect();
        let since = rest.pop().filter(|since| since.parse::<jiff::Timestamp>().is_ok()).unwrap_or_default().to_owned();
        Self { pid, host, user: super::signature(&rest.join(" ")).unwrap_or_default(), since }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_holder_writes_is_what_the_waiter_reads() {
        for user in ["anna", "Anna Åkesson", ""] {
            let holder = Holder::this(user, "2026-11-21T20:31:14Z".to_owned());
            assert_eq!(Holder::read(&holder.text()), holder);
        }
        for strange in ["", "\0\0\0", "x", "12", "12 host", "-1 a b c", &"å ".repeat(9_000)] {
            assert_eq!(Holder::read(strange).since, "", "{strange:?}");
        }
    }
}
