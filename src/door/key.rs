//! One public key in OpenSSH's form: `TYPE BASE64 COMMENT`.

use sha2::{Digest, Sha256};

use super::base64;

/// More text than any public key has.
pub const LONGEST: usize = 8 << 10;
/// Shorter RSA keys can be broken; OpenSSH has refused to make them for years.
const LEAST_RSA_BITS: usize = 2048;
/// The types that OpenSSH takes, and how many fields follow the type's name in the key.
const TYPES: [(&str, usize); 7] = [
    ("ssh-ed25519", 1),
    ("ssh-rsa", 2),
    ("ecdsa-sha2-nistp256", 2),
    ("ecdsa-sha2-nistp384", 2),
    ("ecdsa-sha2-nistp521", 2),
    ("sk-ssh-ed25519@openssh.com", 2),
    ("sk-ecdsa-sha2-nistp256@openssh.com", 3),
];

/// A public key that OpenSSH takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    kind: &'static str,
    blob: Vec<u8>,
}

/// Why a text is not one public key. Holds nothing of the text: it may be a private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// It is somebody's private key.
    #[error("a private key")]
    Private,
    /// There is nothing in it.
    #[error("no key")]
    Nothing,
    /// There is more than one line with something in it.
    #[error("more than one line")]
    Several,
    /// It is longer than any key.
    #[error("too long for a key")]
    TooLong,
    /// It is the public key of another program, in a form of its own.
    #[error("a public key in another form")]
    OtherForm,
    /// It begins with nothing that is the name of a type that we take.
    #[error("not a type of key that is taken")]
    UnknownType,
    /// The type is known and what follows is not a key of that type.
    #[error("a broken key")]
    Broken,
    /// An RSA key that can be broken.
    #[error("an RSA key that is too short")]
    TooShort,
}

impl PublicKey {
    /// The one key in a text such as a file that ends in `.pub`; empty lines and comments around it do not count.
    ///
    /// # Errors
    /// When there is not exactly one whole public key of a type that OpenSSH takes.
    pub fn read(text: &[u8]) -> Result<PublicKey, KeyFault> {
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        if holds(text, b"PRIVATE KEY") || holds(text, b"PuTTY-User-Key-File") {
            return Err(KeyFault::Private);
        }
        if holds(text, b"BEGIN SSH2 PUBLIC KEY") || holds(text, b"BEGIN PUBLIC KEY") || holds(text, b"BEGIN RSA PUBLIC KEY") {
            return Err(KeyFault::OtherForm);
        }
        let mut lines =
            text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty() && !line.starts_with(b"#"));
        let (line, more) = (lines.next().ok_or(KeyFault::Nothing)?, lines.next().is_some());
        match more {
            true => Err(KeyFault::Several),
            false if line.len() > LONGEST => Err(KeyFault::TooLong),
            false => Self::of_line(line),
        }
    }

    fn of_line(line: &[u8]) -> Result<PublicKey, KeyFault> {
        let mut words = line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty());
        let name = words.next().ok_or(KeyFault::Nothing)?;
        let (kind, fields) = *TYPES.iter().find(|(kind, _)| kind.as_bytes() == name).ok_or(KeyFault::UnknownType)?;
        let blob = words.next().and_then(base64::decoded).ok_or(KeyFault::Broken)?;
        let all = fields_of(&blob).ok_or(KeyFault::Broken)?;
        match all.split_first() {
            Some((first, rest)) if *first == kind.as_bytes() && rest.len() == fields => is_sound(kind, rest)?,
            _ => return Err(KeyFault::Broken),
        }
        Ok(PublicKey { kind, blob })
    }

    /// Its type, such as `ssh-ed25519`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The key itself, as it goes over the wire (RFC 4253, section 6.6).
    pub fn blob(&self) -> &[u8] {
        &self.blob
    }

    /// Its type and its base64, without a comment.
    pub fn text(&self) -> String {
        format!("{} {}", self.kind, base64::encoded(&self.blob))
    }
}

/// What OpenSSH shows for a key: `SHA256:` and the unpadded base64 of its SHA-256.
pub fn fingerprint(blob: &[u8]) -> String {
    format!("SHA256:{}", base64::unpadded(&Sha256::digest(blob)))
}

/// The name of the type that a key begins with.
pub fn type_of(blob: &[u8]) -> Option<&[u8]> {
    Some(first_field(blob)?.0)
}

/// Whether the fields after the type can be those of a key of that type.
fn is_sound(kind: &str, fields: &[&[u8]]) -> Result<(), KeyFault> {
    let first = fields.first().copied().unwrap_or_default();
    let second = fields.get(1).copied().unwrap_or_default();
    let sound = match kind {
        "ssh-rsa" => {
            let modulus = second.iter().position(|byte| *byte != 0).and_then(|start| second.get(start..)).unwrap_or_default();
            let bits = modulus.first().map_or(0, |top| modulus.len() * 8 - top.leading_zeros() as usize);
            if bits < LEAST_RSA_BITS {
                return Err(KeyFault::TooShort);
            }
            !first.is_empty()
        }
        "ssh-ed25519" | "sk-ssh-ed25519@openssh.com" => first.len() == 32,
        _ => {
            let (curve, coordinate) = match kind {
                "ecdsa-sha2-nistp384" => ("nistp384", 48),
                "ecdsa-sha2-nistp521" => ("nistp521", 66),
                _ => ("nistp256", 32),
            };
            first == curve.as_bytes() && second.len() == 1 + 2 * coordinate && second.first() == Some(&4)
        }
    };
    if sound { Ok(()) } else { Err(KeyFault::Broken) }
}

/// All fields of a key, each with its length in four bytes before it; `None` when they do not fill it exactly.
fn fields_of(blob: &[u8]) -> Option<Vec<&[u8]>> {
    let (mut fields, mut rest) = (Vec::new(), blob);
    while !rest.is_empty() {
        let (field, after) = first_field(rest)?;
        fields.push(field);
        rest = after;
    }
    Some(fields)
}

fn first_field(blob: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = blob.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A key of this type with these fields.
    pub fn key_text(kind: &str, fields: &[&[u8]]) -> String {
        let all = std::iter::once(kind.as_bytes()).chain(fields.iter().copied());
        let blob: Vec<u8> = all.flat_map(|field| [&u32::try_from(field.len()).unwrap().to_be_bytes()[..], field].concat()).collect();
        format!("{kind} {}", base64::encoded(&blob))
    }

    /// An ed25519 key that is all one byte.
    pub fn ed25519(byte: u8) -> String {
        key_text("ssh-ed25519", &[&[byte; 32]])
    }

    #[test]
    fn one_key_is_read() {
        let key = ed25519(7);
        for text in [
            key.clone(),
            format!("{key}\n"),
            format!("{key} anna@laptop with words\r\n"),
            format!("\u{feff}# comment\n\n  {key}  \n#\n"),
            key.replace(' ', "\t"),
        ] {
            assert_eq!(PublicKey::read(text.as_bytes()).map(|key| key.text()), Ok(key.clone()), "{text:?}");
        }
    }

    #[test]
    fn each_type_is_taken_only_whole() {
        let point = |length: usize| [&[4][..], &vec![9; length]].concat();
        let long = [&[0, 0x80][..], &[1; 255]].concat();
        let short = [&[0, 0x40][..], &[1; 255]].concat();
        for (kind, fields, expected) in [
            ("ssh-ed25519", vec![&[1; 32][..]], Ok(())),
            ("ssh-ed25519", vec![&[1; 31][..]], Err(KeyFault::Broken)),
            ("ssh-ed25519", vec![&[1; 32][..], b"more"], Err(KeyFault::Broken)),
            ("sk-ssh-ed25519@openssh.com", vec![&[1; 32][..], b"ssh:"], Ok(())),
            ("sk-ssh-ed25519@openssh.com", vec![&[1; 32][..]], Err(KeyFault::Broken)),
            ("ecdsa-sha2-nistp256", vec![b"nistp256", &point(64)], Ok(())),
            ("ecdsa-sha2-nistp384", vec![b"nistp384", &point(96)], Ok(())),
            ("ecdsa-sha2-nistp521", vec![b"nistp521", &point(132)], Ok(())),
            ("ecdsa-sha2-nistp521", vec![b"nistp256", &point(64)], Err(KeyFault::Broken)),
            ("ecdsa-sha2-nistp256", vec![b"nistp256", &point(63)], Err(KeyFault::Broken)),
            ("sk-ecdsa-sha2-nistp256@openssh.com", vec![b"nistp256", &point(64), b"ssh:"], Ok(())),
            ("ssh-rsa", vec![&[1, 0, 1], &long], Ok(())),
            ("ssh-rsa", vec![&[1, 0, 1], &short], Err(KeyFault::TooShort)),
            ("ssh-rsa", vec![&[1, 0, 1], &[]], Err(KeyFault::TooShort)),
            ("ssh-dss", vec![&[1], &[1], &[1], &[1]], Err(KeyFault::UnknownType)),
            ("ssh-ed25519-cert-v01@openssh.com", vec![&[1; 32][..]], Err(KeyFault::UnknownType)),
        ] {
            let text = key_text(kind, &fields);
            assert_eq!(PublicKey::read(text.as_bytes()).map(drop), expected, "{kind} {}", fields.len());
        }
    }

    #[test]
    fn everything_else_is_refused_with_a_reason() {
        let key = ed25519(1);
        let kind_lies = key.replacen("ssh-ed25519", "ssh-rsa", 1);
        for (text, fault) in [
            ("", KeyFault::Nothing),
            ("\n# only words\n", KeyFault::Nothing),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", KeyFault::Private),
            ("x\n-----BEGIN RSA PRIVATE KEY-----\n", KeyFault::Private),
            ("PuTTY-User-Key-File-3: ssh-ed25519\n", KeyFault::Private),
            ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", KeyFault::OtherForm),
            (&format!("{key}\n{key}\n"), KeyFault::Several),
            (&format!("{key} {}", "c".repeat(LONGEST)), KeyFault::TooLong),
            (&format!("restrict,pty {key}"), KeyFault::UnknownType),
            ("hello world", KeyFault::UnknownType),
            ("ssh-ed25519", KeyFault::Broken),
            ("ssh-ed25519 AAAA", KeyFault::Broken),
            (&key[..key.len() - 1], KeyFault::Broken),
            (&kind_lies, KeyFault::Broken),
        ] {
            assert_eq!(PublicKey::read(text.as_bytes()), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn the_fingerprint_is_that_of_openssh() {
        // Made by ssh-keygen -lf for this key.
        let key = PublicKey::read(ed25519(7).as_bytes()).unwrap();
        assert_eq!(key.text(), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH");
        assert_eq!(fingerprint(key.blob()), "SHA256:gNSIRW+2Iyiuvsdp/bgjy38bvWHw6wQm3tuoXrl3WjQ");
        assert_eq!(type_of(key.blob()), Some(&b"ssh-ed25519"[..]));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_give_up(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = PublicKey::read(&bytes);
            let _ = PublicKey::read(format!("ssh-rsa {}", base64::encoded(&bytes)).as_bytes());
            let _ = type_of(&bytes);
        }
    }
}
