//! Signals as messages: each is a byte in a pipe that the watchdog reads, so nothing of ours runs inside a handler.

use std::io;
use std::os::unix::net::UnixStream;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

/// What somebody outside wants of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End, with this exit status: 128 and the signal's number.
    End(u8),
    /// Give the terminal back and stop.
    Stop,
    /// Running again after a stop: the terminal may show anything.
    Continue,
}

/// The pipes that signals arrive in.
#[derive(Debug)]
pub struct Pipes(Vec<(Signal, UnixStream)>);

/// The exit status after a hang-up, and after a terminal that vanished.
pub const HUNG_UP: u8 = 129;

impl Pipes {
    /// From here on the signals do nothing of their own any more.
    ///
    /// # Errors
    /// When the system has no pipe to spare.
    pub fn lay() -> io::Result<Self> {
        let wanted = [
            (SIGHUP, Signal::End(HUNG_UP)),
            (SIGINT, Signal::End(130)),
            (SIGQUIT, Signal::End(131)),
            (SIGTERM, Signal::End(143)),
            (SIGTSTP, Signal::Stop),
            (SIGCONT, Signal::Continue),
        ];
        let pipe = |(number, signal)| {
            let (read, write) = UnixStream::pair()?;
            read.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(number, write)?;
            Ok((signal, read))
        };
        wanted.into_iter().map(pipe).collect::<io::Result<Vec<_>>>().map(Self)
    }

    /// The ends to wait on.
    pub(super) fn ends(&self) -> impl Iterator<Item = &UnixStream> {
        self.0.iter().map(|(_, end)| end)
    }

    /// Everything that has arrived; the same signal several times counts once.
    pub(super) fn arrived(&mut self) -> Vec<Signal> {
        use std::io::Read;
        let mut arrived = Vec::new();
        for (signal, end) in &mut self.0 {
            let mut bytes = [0; 64];
            if matches!(end.read(&mut bytes), Ok(1..)) {
                arrived.push(*signal);
            }
        }
        arrived
    }
}
