//! JUnit's XML, as Jenkins, GitLab and Azure read it: a suite per file, a case per finding, and
//! one that passes for a clean file.
//!
//! A case fails when its finding makes the run fail, so that a build and its test report are never
//! of two minds. What lies below is a case that passes and says what was found.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::BytesText;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;

use super::markup::escape;
use super::place::Places;
use super::{Checked, Failure, Report, Summary, sanitize};
use crate::finding::Finding;

/// What a program of Java counts as one name.
const NAME: &str = "copydesk";

pub(crate) struct Junit;

impl Report for Junit {
    fn start(&self, out: &mut String) {
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str(&format!("<testsuites name=\"{NAME}\">"));
    }

    fn file(&self, checked: &Checked<'_>) -> String {
        suite(checked, "failure")
    }

    fn failure(&self, failure: &Failure) -> String {
        suite(&failure.checked(), "error")
    }

    fn finish(&self, _summary: &Summary, out: &mut String) {
        out.push_str("\n</testsuites>\n");
    }
}

/// The suite of a file, in which `fault` is the element of what fails.
fn suite(checked: &Checked<'_>, fault: &str) -> String {
    let path = sanitize::slashed(checked.source.path());
    let findings: Vec<_> = checked.live().collect();
    let fails = |finding: &Finding| checked.fail_on.fails(finding.level);
    let faults = findings.iter().filter(|finding| fails(finding)).count();
    let count = |of: &str| if of == fault { faults } else { 0 }.to_string();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let suite = writer.create_element("testsuite").with_attributes([
        attribute("name", &path),
        attribute("tests", &findings.len().max(1).to_string()),
        attribute("failures", &count("failure")),
        attribute("errors", &count("error")),
        attribute("skipped", "0"),
    ]);
    let written = suite.write_inner_content(|writer| {
        if findings.is_empty() {
            let case = writer.create_element("testcase");
            case.with_attributes([attribute("classname", &path), attribute("name", NAME)])
                .write_empty()?;
        }
        let mut places = Places::new(checked.source);
        for finding in &findings {
            let fault = Some(fault).filter(|_| fails(finding));
            case(writer, &path, finding, fault, &mut places)?;
        }
        Ok(())
    });
    written.expect("memory can be written");
    let text = String::from_utf8(writer.into_inner()).expect("text in, text out");
    // Every line of its own, and none that starts with what a file has to say.
    format!("\n{}", text.trim())
}

/// The case of a finding, with the element of what fails if it does.
fn case(
    writer: &mut Writer<Vec<u8>>,
    path: &str,
    finding: &Finding,
    fault: Option<&str>,
    places: &mut Places<'_>,
) -> std::io::Result<()> {
    let at = places.of(finding.span.start);
    let place = format!("{path}:{}:{}", at.line, at.column);
    let help = finding.help.as_deref().unwrap_or_default();
    let level = finding.level.name();
    let case = writer.create_element("testcase").with_attributes([
        attribute("classname", path),
        attribute(
            "name",
            &format!("{} at {}:{}", finding.rule, at.line, at.column),
        ),
    ]);
    case.write_inner_content(|writer| {
        let text = match fault {
            Some(_) => format!("{place}: {}\n{help}", finding.message),
            None => format!("{place}: {level}: {}\n{help}", finding.message),
        };
        let text = escape(text.trim_end());
        let text = BytesText::from_escaped(text);
        match fault {
            Some(fault) => {
                let fault = writer.create_element(fault);
                fault
                    .with_attributes([
                        attribute("type", level),
                        attribute("message", &finding.message),
                    ])
                    .write_text_content(text)?;
            }
            None => {
                writer
                    .create_element("system-out")
                    .write_text_content(text)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// An attribute with a value in our own escapes: line endings survive, and no command is left.
fn attribute<'a>(name: &'a str, value: &str) -> Attribute<'a> {
    Attribute {
        key: QName(name),
        value: Cow::Owned(escape(value)),
    }
}
