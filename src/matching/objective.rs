//! What the group wants of the assignment as a whole.

/// What counts as the best assignment. Under each of them locked pairs hold, and what is still equal is settled by keeping
/// present pairs, then by the canonical order (lexicographically smallest by adept, then mentor, no mentor last).
///
/// `floor` and `fair` look at the adepts who are not locked: what people decided is no longer for the proposal to improve. A pair of
/// the [present](super::Instance::present) proposal counts as its score and the
/// [steadiness](super::Instance::steadiness) under all three, so that the worst off moves for a real gain only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Objective {
    /// As many adepts as possible, if [people come first](super::Instance::people_first); then the largest total.
    #[default]
    Total,
    /// As many adepts as possible; then the worst off of the matched as high as possible; then the largest total.
    ///
    /// Nobody is worse off than an adept without a mentor, so people come first here and under
    /// [`Fair`](Self::Fair) whether the instance asks for it or not.
    Floor,
    /// As many adepts as possible; then the worst off as high as possible, then the next, and so on (leximin). The total
    /// follows from that, since it is the same for all assignments that are equal so far.
    Fair,
}
