//! The program as people and scripts use it: exit codes, streams, words.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod configuration;
mod desk;
mod exit;
mod files_of_the_site;
mod hostile_names;
mod inspect;
mod layers;
mod lists;
mod matrix;
mod names;
mod options;
mod output;
mod pages;
mod provenance;
mod selection;
mod suppressions;
mod targets;
mod unused;
mod verdict;
