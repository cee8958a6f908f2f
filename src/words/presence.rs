//! Why nobody may sit down, and what to do.

use super::Lang;
use crate::journal::presence::NotSeated;

/// Why this session does not open.
pub fn not_seated(why: &NotSeated, lang: Lang) -> String {
    match why {
        NotSeated::NoLocks => lang
            .pick(
                "Programmappen ligger på ett nätverksfilsystem som inte håller lås, så att två personers beslut kan förstöra varandra. Flytta den till värdens egen disk, eller montera filsystemet med lås.",
                "The program directory lies on a network file system that keeps no locks, so that two people's decisions can destroy each other. Move it to the host's own disk, or mount the file system with locks.",
            )
            .to_owned(),
        NotSeated::OtherHost { by, host } => {
            let at = at(host, lang);
            lang.pick(
                format!("{by} har programmet öppet på {at}, och programmappen ligger på ett nätverksfilsystem. Logga in där och öppna det, eller öppna här på egen risk med --two-hosts."),
                format!("{by} has the program open on {at}, and the program directory lies on a network file system. Log in there and open it, or open it here at your own risk with --two-hosts."),
            )
        }
    }
}

/// Somebody wanted to sit down although somebody sits at another host.
pub fn two_hosts(why: &NotSeated, lang: Lang) -> String {
    match why {
        NotSeated::NoLocks => not_seated(why, lang),
        NotSeated::OtherHost { by, host } => {
            let at = at(host, lang);
            lang.pick(
                format!("{by} sitter på {at}: beslut från två värdar samtidigt kan skada journalen. Låt bara den ena besluta."),
                format!("{by} sits at {at}: decisions from two hosts at once can damage the journal. Let only one of them decide."),
            )
        }
    }
}

/// The others have taken this session for gone, and somebody has sat down at another host since.
pub fn taken_for_gone(why: &NotSeated, lang: Lang) -> String {
    match why {
        NotSeated::NoLocks => not_seated(why, lang),
        NotSeated::OtherHost { by, host } => {
            let at = at(host, lang);
            lang.pick(
                format!("Den här värden hördes inte av, och {by} har satt sig på {at}. Inget kan beslutas härifrån; lämna och öppna där."),
                format!("Nothing was heard of this host, and {by} has sat down at {at}. Nothing can be decided from here; leave and open it there."),
            )
        }
    }
}

fn at(host: &str, lang: Lang) -> String {
    match host {
        "" => lang.pick("en annan värd", "another host").to_owned(),
        host => lang.pick(format!("värden {host}"), format!("the host {host}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_sentence_of_its_own_in_both_languages() {
        let other = |host: &str| NotSeated::OtherHost { by: "Anna Ek".into(), host: host.into() };
        let mut said = std::collections::BTreeSet::new();
        for lang in [Lang::Sv, Lang::En] {
            assert!(said.insert(not_seated(&NotSeated::NoLocks, lang)));
            for why in [other("lök"), other("")] {
                for say in [not_seated, two_hosts, taken_for_gone] {
                    let sentence = say(&why, lang);
                    assert!(sentence.contains("Anna Ek") && said.insert(sentence));
                }
            }
        }
        assert_eq!(
            not_seated(&other("lök"), Lang::En),
            "Anna Ek has the program open on the host lök, and the program directory lies on a network file system. Log in there and open it, \
             or open it here at your own risk with --two-hosts."
        );
    }
}
