//! All rules on one page.

use std::fmt::Write as _;

use super::{Registry, RuleFile};
use crate::fix::Applicability;

/// One rule of an index.
pub struct Row<'a> {
    /// `group/name`.
    pub id: &'a str,
    /// The rule as written.
    pub rule: &'a RuleFile,
    /// How far the fix of its check can be trusted, if it has one.
    pub fix: Option<Applicability>,
    /// Whether the default preset leaves it out.
    pub is_off: bool,
}

/// The index of rules that come with copydesk, as Markdown, group by group.
#[must_use]
pub fn index(rows: &[Row<'_>]) -> String {
    let mut page = String::from(
        "# Rules\n\nWritten by `BLESS=1 cargo test --test generated` from the rule files. \
         `copydesk explain RULE` shows a rule in full.\n\nA level in brackets means that the rule is \
         off by default; the presets are in [`presets`](presets).\n",
    );
    for group in Registry::builtin().groups() {
        let rows = rows
            .iter()
            .filter(|row| row.id.split('/').next() == Some(group));
        write!(
            page,
            "\n## {group}\n\n| Rule | Level | Fix | |\n|---|---|---|---|\n"
        )
        .expect("writing to a string");
        for row in rows {
            let level = match row.is_off {
                true => format!("({})", row.rule.level.name()),
                false => row.rule.level.name().to_owned(),
            };
            let fix = row.fix.map_or("", Applicability::name);
            let summary = row
                .rule
                .doc
                .summary
                .trim()
                .replace('|', "\\|")
                .replace('\n', " ");
            writeln!(
                page,
                "| [`{0}`]({0}.yml) | {level} | {fix} | {summary} |",
                row.id
            )
            .expect("writing to a string");
        }
    }
    page
}
