//! A few threads that answer, one question at a time each.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, RequestId};
use serde_json::Value as Json;

use super::snapshot::Stamp;
use crate::guard::guard;

/// The most threads: an editor shows one document, and the machine is the author's.
const MOST: usize = 4;

/// Who waits for an answer.
pub(super) enum For {
    /// A request of the client, which may be withdrawn.
    Request(RequestId, Arc<AtomicBool>),
    /// Diagnostics that are pushed.
    Push(Uri),
}

/// A question.
pub(super) struct Job {
    pub(super) asked: For,
    /// The state of the document that it is about.
    pub(super) stamp: Stamp,
    pub(super) work: Box<dyn FnOnce() -> Json + Send>,
}

/// What became of a question.
pub(super) struct Done {
    pub(super) asked: For,
    pub(super) answer: Result<Json, Refusal>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The document has changed.
    Stale,
    /// The client does not want it any more.
    Cancelled,
    /// A bug: what to report.
    Bug(String),
}

impl Refusal {
    /// The protocol's number and words for it.
    pub(super) fn into_error(self) -> (ErrorCode, String) {
        match self {
            Self::Stale => (
                ErrorCode::ContentModified,
                "the document has changed".into(),
            ),
            Self::Cancelled => (ErrorCode::RequestCanceled, "cancelled by the client".into()),
            Self::Bug(message) => (ErrorCode::InternalError, message),
        }
    }
}

/// The threads. They end when the pool is gone and nothing is queued.
pub(super) struct Pool {
    queue: Sender<Job>,
    /// What they are done with.
    pub(super) done: Receiver<Done>,
}

impl Pool {
    pub(super) fn new() -> Self {
        let (queue, jobs) = unbounded::<Job>();
        let (answers, done) = unbounded();
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        for _ in 0..cores.min(MOST) {
            let (jobs, answers) = (jobs.clone(), answers.clone());
            thread::spawn(move || {
                for job in jobs {
                    if answers.send(run(job)).is_err() {
                        break;
                    }
                }
            });
        }
        Self { queue, done }
    }

    /// Asks. The answers come in any order.
    pub(super) fn ask(&self, job: Job) {
        // The threads live as long as the queue does: they survive what they run.
        let _ = self.queue.send(job);
    }
}

/// Answers, unless nobody needs the answer.
fn run(job: Job) -> Done {
    let is_cancelled = match &job.asked {
        For::Request(_, cancelled) => cancelled.load(Ordering::Relaxed),
        For::Push(_) => false,
    };
    let answer = if is_cancelled {
        Err(Refusal::Cancelled)
    } else if job.stamp.is_stale() {
        Err(Refusal::Stale)
    } else {
        match guard(job.work) {
            Err(panic) => Err(Refusal::Bug(panic.to_string())),
            Ok(_) if job.stamp.is_stale() => Err(Refusal::Stale),
            Ok(answer) => Ok(answer),
        }
    };
    Done {
        asked: job.asked,
        answer,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;

    fn ask(pool: &Pool, cancelled: bool, version: &Arc<AtomicU64>, work: fn() -> Json) {
        let withdrawn = Arc::new(AtomicBool::new(cancelled));
        pool.ask(Job {
            asked: For::Request(1.into(), withdrawn),
            stamp: Stamp::new(version),
            work: Box::new(work),
        });
    }

    #[test]
    fn a_panic_costs_one_answer() {
        let pool = Pool::new();
        let version = Arc::default();
        for _ in 0..2 * MOST {
            ask(&pool, false, &version, || panic!("row 3 is gone"));
        }
        for _ in 0..2 * MOST {
            let Err(Refusal::Bug(said)) = pool.done.recv().unwrap().answer else {
                panic!("an answer came out of a panic");
            };
            assert!(said.contains("row 3 is gone"), "{said}");
        }
        ask(&pool, false, &version, || Json::from(3));
        assert_eq!(pool.done.recv().unwrap().answer, Ok(Json::from(3)));
    }

    #[test]
    fn what_nobody_needs_is_not_worked_out() {
        let version = Arc::default();
        let job = |cancelled| Job {
            asked: For::Request(1.into(), Arc::new(AtomicBool::new(cancelled))),
            stamp: Stamp::new(&version),
            work: Box::new(|| unreachable!("nobody needs it")),
        };
        assert_eq!(run(job(true)).answer, Err(Refusal::Cancelled));
        let stale = job(false);
        version.fetch_add(1, Ordering::Relaxed);
        assert_eq!(run(stale).answer, Err(Refusal::Stale));
    }
}
