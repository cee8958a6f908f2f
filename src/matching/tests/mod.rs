//! How the room is tested: against every assignment there is, and on the instances that broke other solvers.

mod brute;
mod cases;
mod found;
mod fuzz;
mod independent;
mod instances;
mod objectives;
mod prices;
mod properties;
mod shapes;
mod warm;

use super::{Instance, Solution, solve, verify};

/// Solves, checks the proof, and hands the solution on.
fn solved(instance: &Instance) -> Solution {
    let solution = solve(instance);
    assert_eq!(verify(instance, &solution), Ok(()), "{:?}", solution.mentor_of);
    solution
}
