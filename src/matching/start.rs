//! Where a cold solve begins.

use super::instance::Instance;

/// Guessed potentials of the mentors.
pub(super) fn potentials(instance: &Instance) -> Vec<i64> {
    vec![0; instance.mentors()]
}
