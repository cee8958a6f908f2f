//! All shortest ways of a network at once.
//!
//! Floyd and Warshall's closure in blocks: a band of rows is closed, then every other row takes from the band whatever is shorter.
//! Lengths are 32 bits wide, so that a processor takes several at a time. Lengths from 2^30 on count as
//! [`TOO_LONG`], which no shorter way can come from (steps are never below 0); the few that are meant to be longer are found by one search each.

use super::Cancelled;
use super::network::Network;

const TOO_LONG: i32 = (1 << 30) - 1;
/// Rows in a band.
const BAND: usize = 64;
/// So many lengths are compared side by side.
const LANES: usize = 32;

/// The shortest way from each node to each `wanted` one, row by row; what it says of the others may be too long. None if cancelled.
pub(super) fn closure(network: &Network, wanted: &[bool], cancelled: Cancelled<'_>) -> Option<Vec<i64>> {
    let nodes = network.nodes;
    let width = nodes.next_multiple_of(LANES);
    let mut ways = vec![TOO_LONG; nodes * width];
    for (way, steps) in ways.chunks_mut(width).zip(network.steps.chunks(nodes)) {
        for (way, &step) in way.iter_mut().zip(steps) {
            *way = i32::try_from(step).unwrap_or(TOO_LONG).min(TOO_LONG);
        }
    }
    for first in (0..nodes).step_by(BAND) {
        if cancelled() {
            return None;
        }
        let last = (first + BAND).min(nodes);
        close_band(&mut ways, width, first, last);
        let band = ways[first * width..last * width].to_vec();
        for (node, row) in ways.chunks_mut(width).enumerate() {
            if !(first..last).contains(&node) {
                shorten(row, &band, first);
            }
        }
    }
    let mut exact = Vec::with_capacity(nodes * nodes);
    for (node, row) in ways.chunks(width).enumerate() {
        let row = &row[..nodes];
        if row.iter().zip(wanted).any(|(&way, &wanted)| wanted && way == TOO_LONG) {
            if cancelled() {
                return None;
            }
            exact.append(&mut network.from(node));
        } else {
            exact.extend(row.iter().map(|&way| i64::from(way)));
        }
    }
    Some(exact)
}

/// Closes the rows of a band over its own nodes.
fn close_band(ways: &mut [i32], width: usize, first: usize, last: usize) {
    for through in first..last {
        let shortcut = ways[through * width..(through + 1) * width].to_vec();
        for row in ways[first * width..last * width].chunks_mut(width) {
            let start = row[through];
            for (way, &rest) in row.iter_mut().zip(&shortcut) {
                *way = (*way).min(start + rest);
            }
        }
    }
}

/// Takes into a row what is shorter through a node of the band, which begins at node `first`.
fn shorten(row: &mut [i32], band: &[i32], first: usize) {
    let width = row.len();
    let starts: Vec<i32> = row.iter().skip(first).take(band.len() / width).copied().collect();
    for (place, lanes) in row.chunks_exact_mut(LANES).enumerate() {
        let mut best = [TOO_LONG; LANES];
        best.copy_from_slice(lanes);
        for (&start, shortcut) in starts.iter().zip(band.chunks_exact(width)) {
            let rest = &shortcut[place * LANES..(place + 1) * LANES];
            for (way, &rest) in best.iter_mut().zip(rest) {
                *way = (*way).min(start + rest);
            }
        }
        lanes.copy_from_slice(&best);
    }
}
