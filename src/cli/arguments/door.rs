//! What may be written after `keys`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `keys WHAT ...`.
#[derive(Debug, Args)]
pub struct Keys {
    /// What is done
    #[command(subcommand)]
    pub what: KeysWork,
}

/// What is done with the keys that open a program directory over SSH.
#[derive(Debug, Subcommand)]
#[command(subcommand_value_name = "WHAT", disable_help_subcommand = true)]
pub enum KeysWork {
    /// Let a public key in, to this program directory under this name and to nothing else
    Add(KeyAdding),
    /// Print whose keys open this program directory
    List(KeyListing),
    /// Take the keys of a name, or one key, out again
    Revoke(KeyRevoking),
}

/// Which file of keys.
#[derive(Debug, Args)]
pub struct KeysPlace {
    /// The program directory
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// The file of keys that sshd reads; otherwise ~/.ssh/authorized_keys of this account
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// `keys add DIR --as NAME`.
#[derive(Debug, Args)]
pub struct KeyAdding {
    /// Where
    #[command(flatten)]
    pub place: KeysPlace,
    /// Whose name stands beside the decisions that are made with the key
    #[arg(long = "as", value_name = "NAME")]
    pub name: String,
    /// The public key, a file such as id_ed25519.pub; otherwise, or with -, standard input
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The mentor-match that is run, an absolute path; otherwise the one that is running now
    #[arg(long, value_name = "PATH")]
    pub program: Option<PathBuf>,
}

/// `keys list DIR`.
#[derive(Debug, Args)]
pub struct KeyListing {
    /// Where
    #[command(flatten)]
    pub place: KeysPlace,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `keys revoke DIR --as NAME`.
#[derive(Debug, Args)]
#[group(id = "which", required = true, multiple = true, args = ["name", "fingerprint"])]
pub struct KeyRevoking {
    /// Where
    #[command(flatten)]
    pub place: KeysPlace,
    /// The name whose keys are taken out
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
    /// The fingerprint of the key that is taken out, as `keys list` prints it
    #[arg(long, value_name = "SHA256:...")]
    pub fingerprint: Option<String>,
}
