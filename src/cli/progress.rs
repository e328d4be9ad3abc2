//! A line on the terminal that says how far a long work is; nothing where nobody looks.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

pub struct Progress {
    since: Instant,
    shown: Option<Instant>,
    terminal: bool,
}

impl Progress {
    pub fn start() -> Progress {
        Progress { since: Instant::now(), shown: None, terminal: std::io::stderr().is_terminal() }
    }

    pub fn seconds(&self) -> f64 {
        self.since.elapsed().as_secs_f64()
    }

    /// `done` of `whole`, and in words what that is. Nobody knows how much there is: 0, and the words alone.
    pub fn show(&mut self, done: u64, whole: u64, words: impl FnOnce() -> String) {
        const OFTEN: Duration = Duration::from_millis(100);
        if !self.terminal || self.shown.is_some_and(|shown| shown.elapsed() < OFTEN) {
            return;
        }
        self.shown = Some(Instant::now());
        let bar = done.saturating_mul(100).checked_div(whole).map(bar).unwrap_or_default();
        let _ = write!(std::io::stderr(), "\r\x1b[K{bar}{}", words());
    }

    /// Leaves the line to what is said next.
    pub fn end(&self) {
        if self.terminal && self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

fn bar(percent: u64) -> String {
    let percent = percent.min(100);
    let filled = usize::try_from(percent / 5).unwrap_or(0);
    format!("{}{} {percent:>3} %  ", "█".repeat(filled), "·".repeat(20 - filled))
}
