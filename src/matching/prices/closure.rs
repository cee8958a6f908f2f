//! All shortest ways of a dense network at once, in whole numbers of 32 bits.
//!
//! Few steps matter: most are longer than some way round, and no shortest way begins with one of those. So first a
//! few short steps out of each node find ways round (**scouting**), every step that they do not beat is kept, and ways that begin with kept steps
//! are shortened until nothing changes any more. That is exact: a step that is beaten once stays beaten, and a shortest way begins with a
//! kept step, goes on with a kept step, and so on. (The graph of necessary steps is Karger, Koller and Phillips's, 1993; here it is
//! found by rounds over many ends at once, since a processor takes several lengths at a time.)
//!
//! Where most steps matter, Floyd and Warshall's closure by bands of rows takes over.
//!
//! Steps are at least 1 long. Lengths from [`TOO_LONG`] on count as no way: no shorter way can come from them.

use super::Cancelled;

/// No way, or one longer than these numbers can say.
pub(super) const TOO_LONG: i32 = (1 << 30) - 1;
/// So many lengths are compared side by side; one strip of the table is as wide.
const LANES: usize = 32;
/// So many of the shortest steps out of each node go scouting, for so many rounds.
const SCOUTS: usize = 8;
const SCOUTING_ROUNDS: usize = 3;
/// When more steps than one of so many are left, twice as many others go scouting once more.
const UNCLEAR: usize = 24;
/// Of so many steps one has to matter before bands are quicker.
const MANY: usize = 3;
/// Rows in a band.
const BAND: usize = 64;

type Lengths = [i32; LANES];

/// The steps or ways between all nodes, in strips of [`LANES`] ends: all starts of the first strip, all of the second, and so on.
#[derive(Clone, Debug)]
pub(super) struct Square {
    nodes: usize,
    strips: Vec<Lengths>,
}

impl Square {
    /// No way anywhere, but from each node to itself.
    pub(super) fn apart(nodes: usize) -> Self {
        let mut square = Self { nodes, strips: vec![[TOO_LONG; LANES]; nodes * nodes.div_ceil(LANES)] };
        (0..nodes).for_each(|node| square.set(node, node, 0));
        square
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.nodes
    }

    /// The longest length of all, those aside that are no way.
    pub(super) fn longest(&self) -> i32 {
        self.strips.iter().flatten().copied().filter(|&length| length < TOO_LONG).fold(0, i32::max)
    }

    /// The length from `start` to `end`; both must be nodes.
    pub(super) fn of(&self, start: usize, end: usize) -> i32 {
        self.strips[end / LANES * self.nodes + start][end % LANES]
    }

    fn set(&mut self, start: usize, end: usize, length: i32) {
        self.strips[end / LANES * self.nodes + start][end % LANES] = length;
    }

    /// Takes out all lengths above `most`.
    #[cfg(test)]
    pub(super) fn forget_above(&mut self, most: i32) {
        self.strips.iter_mut().flatten().filter(|length| **length > most).for_each(|length| *length = TOO_LONG);
    }

    /// Shortens the steps from `start` to these lengths, in the order of the ends, wherever these are less.
    pub(super) fn shorten(&mut self, start: usize, lengths: &[i32]) {
        let own = self.strips.iter_mut().skip(start).step_by(self.nodes);
        for (own, lengths) in own.zip(lengths.chunks(LANES)) {
            own.iter_mut().zip(lengths).for_each(|(own, &length)| *own = (*own).min(length));
        }
    }

    /// All shortest ways along the steps. None if cancelled, which is asked for each strip.
    pub(super) fn closed(self, cancelled: Cancelled<'_>) -> Option<Self> {
        if self.nodes == 0 {
            return Some(self);
        }
        let mut ways = self.clone();
        ways.shorten_by(&mut self.scouts(), SCOUTING_ROUNDS, |_, _| {}, cancelled)?;
        let mut kept = self.unbeaten(&ways);
        let count = |kept: &[Vec<Step>]| kept.iter().map(Vec::len).sum::<usize>();
        if count(&kept) > self.nodes * self.nodes / UNCLEAR {
            let mut scouts: Vec<Vec<Step>> = kept.iter().map(|steps| spread(steps, 2 * SCOUTS)).collect();
            ways.shorten_by(&mut scouts, SCOUTING_ROUNDS, |_, _| {}, cancelled)?;
            kept = self.unbeaten(&ways);
        }
        if count(&kept) > self.nodes * self.nodes / MANY {
            return ways.closed_by_bands(cancelled);
        }
        let drop_beaten = |strip: &[Lengths], first: usize, kept: &mut [Vec<Step>]| {
            for (own, steps) in strip.iter().zip(kept) {
                steps.retain(|step| {
                    let place = (step.to as usize).wrapping_sub(first);
                    own.get(place).is_none_or(|&way| way == step.length)
                });
            }
        };
        let mut first = 0;
        ways.shorten_by(
            &mut kept,
            usize::MAX,
            |strip, kept| {
                drop_beaten(strip, first, kept);
                first += LANES;
            },
            cancelled,
        )?;
        Some(ways)
    }

    /// The shortest steps out of each node.
    fn scouts(&self) -> Vec<Vec<Step>> {
        let mut steps: Vec<Step> = Vec::with_capacity(self.nodes);
        let shortest = |start: usize| {
            steps.clear();
            steps.extend(self.steps_from(start));
            if steps.len() > SCOUTS {
                steps.select_nth_unstable(SCOUTS);
                steps.truncate(SCOUTS);
            }
            steps.clone()
        };
        (0..self.nodes).map(shortest).collect()
    }

    /// The steps that no way round has beaten.
    fn unbeaten(&self, ways: &Self) -> Vec<Vec<Step>> {
        let from = |start: usize| self.steps_from(start).filter(|step| ways.of(start, step.to as usize) == step.length).collect();
        (0..self.nodes).map(from).collect()
    }

    fn steps_from(&self, start: usize) -> impl Iterator<Item = Step> {
        let own = self.strips.iter().skip(start).step_by(self.nodes);
        let lengths = own.flatten().copied().zip(0..self.nodes as u32);
        lengths.filter(move |&(length, to)| length < TOO_LONG && to as usize != start).map(|(length, to)| Step { length, to })
    }

    /// Shortens all ways by beginning them with these steps, strip by strip until nothing changes or the rounds are over; tells `done` of each strip.
    fn shorten_by(
        &mut self,
        steps: &mut [Vec<Step>],
        rounds: usize,
        mut done: impl FnMut(&[Lengths], &mut [Vec<Step>]),
        cancelled: Cancelled<'_>,
    ) -> Option<()> {
        let mut looks = Looks { changed: vec![0; self.nodes], looked: vec![0; self.nodes] };
        for strip in self.strips.chunks_mut(self.nodes) {
            if cancelled() {
                return None;
            }
            looks.settle(strip, steps, rounds);
            done(strip, steps);
        }
        Some(())
    }

    /// Floyd and Warshall's closure: a band of rows is closed, then every other row takes from the band whatever is shorter.
    fn closed_by_bands(mut self, cancelled: Cancelled<'_>) -> Option<Self> {
        for first in (0..self.nodes).step_by(BAND) {
            let band = first..(first + BAND).min(self.nodes);
            for through in band.clone() {
                let starts: Vec<i32> = band.clone().map(|start| self.of(start, through)).collect();
                for strip in self.strips.chunks_mut(self.nodes) {
                    let rest = strip[through];
                    strip[band.clone()].iter_mut().zip(&starts).for_each(|(own, &start)| take(own, start, &rest));
                }
            }
            for start in (0..self.nodes).filter(|start| !band.contains(start)) {
                if cancelled() {
                    return None;
                }
                let starts: Vec<i32> = band.clone().map(|through| self.of(start, through)).collect();
                for strip in self.strips.chunks_mut(self.nodes) {
                    let mut own = strip[start];
                    strip[band.clone()].iter().zip(&starts).for_each(|(rest, &start)| take(&mut own, start, rest));
                    strip[start] = own;
                }
            }
        }
        Some(self)
    }
}

/// One step out of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Step {
    length: i32,
    to: u32,
}

/// When which row of a strip was changed and looked at, so that nothing is looked at twice.
struct Looks {
    changed: Vec<u32>,
    looked: Vec<u32>,
}

impl Looks {
    /// Shortens the ways of a strip until nothing changes or the rounds are over, to and fro.
    fn settle(&mut self, strip: &mut [Lengths], steps: &[Vec<Step>], rounds: usize) {
        self.changed.fill(1);
        self.looked.fill(0);
        let mut now = 1;
        for round in 0..rounds {
            let mut over = true;
            for place in 0..strip.len() {
                let start = if round % 2 == 0 { place } else { strip.len() - 1 - place };
                let before = strip[start];
                let mut own = before;
                for step in &steps[start] {
                    let through = step.to as usize;
                    if self.changed[through] > self.looked[start] {
                        take(&mut own, step.length, &strip[through]);
                    }
                }
                self.looked[start] = now;
                now += 1;
                if own != before {
                    strip[start] = own;
                    self.changed[start] = now;
                    over = false;
                }
            }
            if over {
                return;
            }
        }
    }
}

/// So many of the steps at most, from all over them.
fn spread(steps: &[Step], most: usize) -> Vec<Step> {
    steps.iter().step_by(steps.len().div_ceil(most).max(1)).copied().collect()
}

/// Takes what is shorter by way of a node at `start`, from where the ways are `rest`.
#[inline(always)]
fn take(own: &mut Lengths, start: i32, rest: &Lengths) {
    for (own, &rest) in own.iter_mut().zip(rest) {
        *own = (*own).min(start + rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The closure as it is written in textbooks.
    fn textbook(steps: &Square) -> Vec<Vec<i32>> {
        let nodes = steps.nodes();
        let mut ways: Vec<Vec<i32>> = (0..nodes).map(|start| (0..nodes).map(|end| steps.of(start, end)).collect()).collect();
        for through in 0..nodes {
            for start in 0..nodes {
                for end in 0..nodes {
                    ways[start][end] = ways[start][end].min(ways[start][through] + ways[through][end]);
                }
            }
        }
        ways
    }

    fn check(nodes: usize, step: impl Fn(usize, usize) -> i32) {
        let mut steps = Square::apart(nodes);
        for start in 0..nodes {
            let lengths: Vec<i32> = (0..nodes).map(|end| step(start, end)).collect();
            steps.shorten(start, &lengths);
        }
        let expected = textbook(&steps);
        for closed in [steps.clone().closed(&mut || false), steps.clone().closed_by_bands(&mut || false)] {
            let closed = closed.expect("nobody cancels");
            for (start, expected) in expected.iter().enumerate() {
                let found: Vec<i32> = (0..nodes).map(|end| closed.of(start, end)).collect();
                assert_eq!(&found, expected, "{nodes} nodes, from {start}");
            }
        }
        assert!(nodes == 0 || steps.closed(&mut || true).is_none());
    }

    /// A number that looks like chance.
    fn drawn(start: usize, end: usize, below: u64) -> i32 {
        let mixed = (start as u64 * 7_919 + end as u64 * 104_729 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed ^ mixed >> 29) % below) as i32
    }

    #[test]
    fn every_kind_of_graph_is_closed() {
        for nodes in [0, 1, 2, 31, 32, 33, 65, 130] {
            check(nodes, |start, end| 1 + drawn(start, end, 10_000));
            check(nodes, |start, end| 1 + drawn(start, end, 3));
            check(nodes, |_, _| 7);
            check(nodes, |start, end| 1 + 100 * (start.abs_diff(end) as i32) * (start.abs_diff(end) as i32));
            check(nodes, |start, end| if end == start + 1 { 5 } else { TOO_LONG });
            check(nodes, |start, end| if start == end + 1 { 5 } else { TOO_LONG });
            check(nodes, |start, end| if drawn(start, end, 9) == 0 { 1 + drawn(end, start, 50) } else { TOO_LONG });
            check(nodes, |start, end| 1 + drawn(start, end, TOO_LONG as u64));
        }
    }
}
