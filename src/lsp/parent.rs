//! The process that started the server: without it nobody needs the answers.

use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, bounded, never};

/// How often the parent is looked for.
const PAUSE: Duration = Duration::from_secs(2);

/// Hears when the process `id` is gone. One that cannot be seen to begin with, as from another
/// container, says nothing; then the end of standard input has to do, as it has to on systems
/// other than Unix.
pub(super) fn watch(id: Option<i64>) -> Receiver<()> {
    let Some(id) = id.and_then(|id| i32::try_from(id).ok()) else {
        return never();
    };
    if !is_alive(id) {
        return never();
    }
    let (gone, heard) = bounded(1);
    thread::spawn(move || {
        while is_alive(id) {
            thread::sleep(PAUSE);
        }
        let _ = gone.send(());
    });
    heard
}

#[cfg(unix)]
fn is_alive(id: i32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    Pid::from_raw(id).is_some_and(|id| test_kill_process(id) != Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn is_alive(_: i32) -> bool {
    false
}
