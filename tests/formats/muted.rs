//! Findings that do not count: people are not shown them, programs are told why.

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Muted};
use copydesk::report::{Checked, Failure, Format, Style, Summary};
use serde_json::{Value, json};

use crate::{finding, print};

const WORDS: &str = "a fault that was settled";

fn muted() -> [Finding; 2] {
    let of = |muted| Finding {
        muted: Some(muted),
        ..finding(Span::of(0..1), WORDS)
    };
    let reason = Some("a riddle".to_owned());
    [of(Muted::InSource { reason }), of(Muted::Baseline)]
}

#[test]
fn who_cannot_say_so_leaves_them_out() {
    let source = Source::new("a.md", "x");
    for format in Format::ALL {
        let says = print(format, &source, &muted()).contains(WORDS);
        let may = matches!(format, Format::Json | Format::Jsonl | Format::Sarif);
        assert_eq!(says, may, "{format:?}");
    }
    let mut summary = Summary::default();
    let findings = muted();
    summary.add(&Checked::new(&source, &findings));
    assert_eq!((summary.files(), summary.worst()), (1, None));
}

#[test]
fn json_says_why() {
    let report = print(Format::Json, &Source::new("a.md", "x"), &muted());
    let value: Value = serde_json::from_str(&report).unwrap();
    let [in_source, baseline] = [0, 1].map(|at| &value["diagnostics"][at]);
    assert_eq!(in_source["suppressed"], json!({"reason": "a riddle"}));
    assert_eq!(in_source.get("baseline"), None);
    assert_eq!(baseline["baseline"], true);
    assert_eq!(baseline.get("suppressed"), None);
    assert_eq!(value["summary"]["errors"], 0);
}

#[test]
fn sarif_says_why() {
    let report = print(Format::Sarif, &Source::new("a.md", "x"), &muted());
    let value: Value = serde_json::from_str(&report).unwrap();
    let [in_source, baseline] = [0, 1].map(|at| &value["runs"][0]["results"][at]);
    let expected = json!([{"kind": "inSource", "justification": "a riddle"}]);
    assert_eq!(in_source["suppressions"], expected);
    assert_eq!(in_source.get("baselineState"), None);
    assert_eq!(baseline["baselineState"], "unchanged");
    assert_eq!(baseline["suppressions"][0]["kind"], "external");
}

#[test]
fn a_file_that_cannot_be_checked_is_an_io_error() {
    let failure = Failure::new("gone.md", "no such file");
    for format in Format::ALL {
        let report = format.report(Style::default());
        let mut out = String::new();
        report.start(&mut out);
        out.push_str(&report.failure(&failure));
        report.finish(&Summary::default(), &mut out);
        let told = out.contains("io-error") && out.contains("no such file");
        // People read it on standard error.
        let may = !matches!(format, Format::Pretty | Format::Concise);
        assert_eq!(told, may, "{format:?}: {out}");
    }
}

#[cfg(feature = "json-schema")]
#[test]
fn json_fits_its_schema() {
    let schema = copydesk::report::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut findings = muted().to_vec();
    findings.push(finding(Span::of(0..1), "live"));
    let report = print(Format::Json, &Source::new("a.md", "x"), &findings);
    let value: Value = serde_json::from_str(&report).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut wrong = value.clone();
    wrong["diagnostics"][0]["span"] = json!("0-1");
    assert!(!validator.is_valid(&wrong));
}
