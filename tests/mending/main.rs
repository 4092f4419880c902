//! Fixes carried out: what they may not do, on articles of all kinds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test tells what it counted")]

#[path = "../support/mod.rs"]
mod support;

mod command;
mod corpus;
mod kept;
mod properties;
