//! SARIF 2.1.0, with what GitHub's code scanning asks for:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>,
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.

mod result;
mod rules;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use self::result::{Pen, SarifResult};
use super::encode::encode;
use super::fingerprint::line_hashes;
use super::{Checked, Failure, Home, Report, Rulebook, Summary, repository};

/// One run. The results come first, so that nothing has to be kept; the rules follow, all that
/// ran: a rule without a result says something too.
pub(crate) struct Sarif {
    rules: Arc<Rulebook>,
    home: Home,
}

impl Sarif {
    pub(crate) fn new(rules: Arc<Rulebook>, home: Home) -> Self {
        Self { rules, home }
    }
}

impl Report for Sarif {
    fn start(&self, out: &mut String) {
        out.push_str(
            "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\
             \"version\":\"2.1.0\",\"runs\":[{\"results\":[",
        );
    }

    fn file(&self, checked: &Checked<'_>) -> String {
        if checked.findings.is_empty() {
            return String::new();
        }
        let mut pen = Pen::new(checked.source, &self.home);
        // What is not text is decoded differently by everyone.
        let hashes = checked.source.is_readable().then(|| {
            let starts = checked.findings.iter();
            let lines: BTreeSet<_> = starts
                .map(|finding| pen.place(finding.span.start).line)
                .collect();
            line_hashes(checked.source.text(), &lines)
        });
        let hashes = hashes.unwrap_or_default();
        let results: Vec<_> = checked
            .findings
            .iter()
            .map(|finding| {
                let index = rules::index(&self.rules, &finding.rule);
                let result = SarifResult::new(finding, index, &hashes, &mut pen);
                format!("\n{}", encode(&result))
            })
            .collect();
        results.join(",")
    }

    fn failure(&self, failure: &Failure) -> String {
        self.file(&failure.checked())
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        let tail = Tail {
            tool: json!({"driver": driver(repository(), &self.rules)}),
            original_uri_base_ids: json!({result::ROOT: {
                "description": {"text": "The root of the repository, or the folder of the run."}
            }}),
            invocations: [json!({"executionSuccessful": summary.failed() == 0})],
            automation_details: json!({"id": "copydesk/"}),
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
        };
        // The rest of the same object.
        let tail = encode(&tail);
        out.push_str("\n],");
        out.push_str(&tail[1..]);
        out.push_str("]}\n");
    }
}

/// The program and its rules; its address is that of whoever hosts it, if anyone does.
fn driver(home: Option<&str>, rules: &Rulebook) -> serde_json::Value {
    let version = env!("CARGO_PKG_VERSION");
    let mut driver = json!({
        "name": "copydesk",
        "version": version,
        "semanticVersion": version,
        "rules": rules::descriptors(rules),
    });
    if let Some(url) = home {
        driver["informationUri"] = url.into();
    }
    driver
}

/// What stands in a run besides its results.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tail {
    tool: serde_json::Value,
    invocations: [serde_json::Value; 1],
    automation_details: serde_json::Value,
    /// What paths are relative to. Where that is on this machine is nobody's business.
    original_uri_base_ids: serde_json::Value,
    /// Has no default: without it a reader has to guess.
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_project_is_true_or_not_there() {
        let rules = Rulebook::default();
        let url = "https://forge.example/desk/copydesk";
        assert_eq!(driver(Some(url), &rules)["informationUri"], url);
        assert_eq!(driver(None, &rules).get("informationUri"), None);
    }
}
