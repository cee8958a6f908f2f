//! One message in, effects out.

use super::{App, Effect, Msg};

impl App {
    /// Takes one message; the effects are for the outer world to perform.
    pub fn update(&mut self, message: Msg) -> Vec<Effect> {
        let _ = message;
        vec![]
    }
}
