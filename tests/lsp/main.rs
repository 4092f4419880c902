//! The editor server, in process over a pair of channels and as a process over its streams.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod completion;
mod configuration;
mod diagnostics;
mod editor;
mod hostile;
mod hover;
mod lifecycle;
mod process;
mod sync;
