//! One finding as a result.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::rules::level_name;
use crate::document::{Position, Source, Span};
use crate::finding::{Finding, Muted};
use crate::fix::{Applicability, Fix};
use crate::report::Home;
use crate::report::fingerprint::Fingerprints;
use crate::report::place::Places;

/// What stands for the folder that paths are relative to; GitHub knows the name.
pub(super) const ROOT: &str = "%SRCROOT%";

/// What is known about a file while its results are written.
pub(super) struct Pen<'a> {
    source: &'a Source,
    places: Places<'a>,
    uri: String,
    fingerprints: Fingerprints,
}

impl<'a> Pen<'a> {
    pub(super) fn new(source: &'a Source, home: &Home) -> Self {
        Self {
            source,
            places: Places::new(source),
            uri: home.uri(source.path()),
            fingerprints: Fingerprints::default(),
        }
    }

    pub(super) fn place(&mut self, at: u32) -> Position {
        self.places.of(at)
    }

    fn region(&mut self, span: Span) -> Region {
        let start = self.places.of(span.start);
        let end = self.places.of(span.end);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    fn artifact(&self) -> Artifact {
        let is_absolute = self.uri.starts_with("file://");
        Artifact {
            uri: self.uri.clone(),
            uri_base_id: (!is_absolute).then_some(ROOT),
        }
    }

    fn location(&mut self, span: Span, message: Option<&str>) -> Location {
        Location {
            physical_location: Physical {
                artifact_location: self.artifact(),
                region: self.region(span),
            },
            message: message.map(Message::new),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[SarifFix; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

impl<'a> SarifResult<'a> {
    pub(super) fn new(
        finding: &'a Finding,
        rule_index: Option<usize>,
        hashes: &HashMap<u32, String>,
        pen: &mut Pen<'_>,
    ) -> Self {
        let mut text = finding.message.clone();
        if let Some(help) = &finding.help {
            text.push('\n');
            text.push_str(help);
        }
        let own = pen.fingerprints.of(pen.source, finding);
        let mut partial_fingerprints = BTreeMap::from([("copydesk/v1", own)]);
        if let Some(hash) = hashes.get(&pen.place(finding.span.start).line) {
            partial_fingerprints.insert("primaryLocationLineHash", hash.clone());
        }
        let related = finding.related.iter();
        Self {
            rule_id: &finding.rule,
            rule_index,
            level: level_name(finding.level),
            message: Message::new(&text),
            locations: [pen.location(finding.span, None)],
            related_locations: related
                .map(|related| pen.location(related.span, Some(&related.message)))
                .collect(),
            partial_fingerprints,
            fixes: finding.fix.as_ref().and_then(|fix| SarifFix::new(fix, pen)),
            suppressions: finding.muted.as_ref().map(|muted| [muted.into()]),
            baseline_state: (finding.muted == Some(Muted::Baseline)).then_some("unchanged"),
        }
    }
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    /// Plain text. `[text](1)` would be a link there (§3.11.6), which only a file could have
    /// written.
    fn new(text: &str) -> Self {
        let text = text.replace("](", "] (");
        Self { text }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// From 1, columns in code points; the end is the place behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: Message,
    artifact_changes: [Change; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

impl SarifFix {
    /// The fix, unless only a person can make it: viewers apply what they are given.
    fn new(fix: &Fix, pen: &mut Pen<'_>) -> Option<[Self; 1]> {
        if fix.applicability == Applicability::Manual {
            return None;
        }
        let trust = fix.applicability.name();
        let edits = fix.edits().iter();
        let replacements = edits.map(|edit| Replacement {
            deleted_region: pen.region(edit.span),
            inserted_content: Message {
                text: edit.text.clone(),
            },
        });
        let replacements = replacements.collect();
        Some([Self {
            description: Message::new(&format!("{} ({trust})", fix.title)),
            artifact_changes: [Change {
                artifact_location: pen.artifact(),
                replacements,
            }],
        }])
    }
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

impl From<&Muted> for Suppression {
    fn from(muted: &Muted) -> Self {
        match muted {
            Muted::InSource { reason } => Self {
                kind: "inSource",
                justification: reason.clone(),
            },
            // Who does not know of baselines takes it for settled too.
            Muted::Baseline => Self {
                kind: "external",
                justification: Some("it stands in the baseline".to_owned()),
            },
        }
    }
}
