//! What the desk has to say about an article.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::fix::Fix;

/// How bad a fault is. The order is the order of weight.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing; shown on request.
    Info,
    /// Most likely a mistake.
    Warning,
    /// The article is broken for readers or generators.
    Error,
}

impl Level {
    /// The word for it, as written in rule files and printed in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Bytes of the file.
    pub span: Span,
    /// What is there, in a few words.
    pub message: String,
}

/// One fault in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule, `group/name`.
    pub rule: Arc<str>,
    /// How bad it is, after configuration.
    pub level: Level,
    /// What is wrong, in one line.
    pub message: String,
    /// The offending bytes of the file.
    pub span: Span,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Option<String>,
    /// A change that mends it.
    pub fix: Option<Fix>,
    /// Why it does not count, if it does not.
    pub muted: Option<Muted>,
}

/// Why a finding does not count: nobody is shown it, but programs are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Muted {
    /// A comment in the article says so.
    InSource {
        /// What the author gave as the reason.
        reason: Option<String>,
    },
    /// It stands in the baseline: it was there before the desk was.
    Baseline,
}
