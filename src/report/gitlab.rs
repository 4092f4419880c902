//! Code Quality of GitLab: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use serde::Serialize;

use super::encode::encode;
use super::fingerprint::Fingerprints;
use super::place::Places;
use super::{Checked, Failure, Home, Report, Summary};
use crate::document::Position;
use crate::finding::Level;

/// One array with an entry per finding. What is muted is not in it: GitLab has no word for that.
pub(crate) struct Gitlab {
    home: Home,
}

impl Gitlab {
    pub(crate) fn new(home: Home) -> Self {
        Self { home }
    }
}

impl Report for Gitlab {
    fn start(&self, out: &mut String) {
        out.push('[');
    }

    fn file(&self, checked: &Checked<'_>) -> String {
        let path = self.home.shown(checked.source.path());
        let mut places = Places::new(checked.source);
        let mut fingerprints = Fingerprints::default();
        let issues: Vec<_> = checked
            .live()
            .map(|finding| {
                let begin = places.of(finding.span.start);
                let end = places.of(finding.span.end);
                let issue = Issue {
                    description: &finding.message,
                    check_name: &finding.rule,
                    fingerprint: fingerprints.of_file(&path, checked.source, finding),
                    severity: match finding.level {
                        Level::Error => "major",
                        Level::Warning => "minor",
                        Level::Info => "info",
                    },
                    location: Location {
                        path: &path,
                        lines: Lines {
                            begin: begin.line,
                            end: end.line,
                        },
                        positions: Positions {
                            begin: begin.into(),
                            end: end.into(),
                        },
                    },
                };
                format!("\n{}", encode(&issue))
            })
            .collect();
        issues.join(",")
    }

    fn failure(&self, failure: &Failure) -> String {
        self.file(&failure.checked())
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn finish(&self, _summary: &Summary, out: &mut String) {
        out.push_str("\n]\n");
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    /// By what the finding is about, not by its line: it stays when lines move.
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

/// GitLab reads one of the two; other readers of the format of Code Climate the other.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
    positions: Positions,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

#[derive(Serialize)]
struct Positions {
    begin: Place,
    end: Place,
}

/// Columns in code points.
#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

impl From<Position> for Place {
    fn from(Position { line, column }: Position) -> Self {
        Self { line, column }
    }
}
