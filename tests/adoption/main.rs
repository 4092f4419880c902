//! The first hour with the program, on a site that has many faults: a configuration, a baseline,
//! and from then on only what is new.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

#[allow(dead_code, reason = "every test uses its own part of it")]
#[path = "../cli/desk.rs"]
mod desk;
#[path = "../support/mod.rs"]
mod support;

mod baseline;
mod corpus;
mod init;
mod properties;
