//! A rule as a page: what `explain` prints and the editor shows.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::{Example, RuleFile, kind_entry};
use crate::fix::Applicability;

/// What is known of a rule besides its file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The bad example after the fix that the check offers, what the fix does, and how far it can
    /// be trusted.
    pub mended: Option<(&'a str, &'a str, Applicability)>,
    /// Whether the default preset leaves the rule out.
    pub is_off: bool,
}

/// The page of a rule, as Markdown.
#[must_use]
pub fn explain(id: &str, rule: &RuleFile, facts: Facts<'_>) -> String {
    let mut page = String::new();
    let doc = &rule.doc;
    let mut put = |text: &str| page.push_str(text);
    put(&format!("# {id}\n\n{}\n\n", doc.summary.trim()));
    put(&format!("{}\n\n", head(rule, facts)));
    put(&format!("## Why it matters\n\n{}\n\n", doc.why.trim()));
    put(&format!("## What to do\n\n{}\n\n", doc.fix.trim()));
    put("## Example\n\n");
    put(&format!("Reported:\n\n{}\n", fenced(&doc.bad, None)));
    let mended = facts.mended.map(|(text, title, _)| (text, title));
    let is_good = mended.is_some_and(|(text, _)| text == doc.good.text());
    if let Some((text, title)) = mended {
        let word = if is_good {
            "Mended, and fine"
        } else {
            "Mended"
        };
        let text = fenced(&doc.bad, Some(text));
        put(&format!("{word} ({title}):\n\n{text}\n"));
    }
    if !is_good {
        put(&format!("Fine:\n\n{}\n", fenced(&doc.good, None)));
    }
    put(&scope(rule));
    put(&options(id, rule).unwrap_or_default());
    put(&format!("## Silence it\n\n{}\n", silence(id)));
    if !rule.references.is_empty() {
        put("## References\n\n");
        for reference in &rule.references {
            match &reference.url {
                Some(url) => put(&format!("- [{}]({url})\n", reference.title)),
                None => put(&format!("- {}\n", reference.title)),
            }
        }
    }
    page
}

fn head(rule: &RuleFile, facts: Facts<'_>) -> String {
    let mut parts = vec![format!("Level: {}", rule.level.name())];
    if facts.is_off {
        parts.push("off by default".to_owned());
    }
    if let Some((_, _, applicability)) = facts.mended {
        parts.push(format!("fix: {}", applicability.name()));
    }
    if let Some(since) = &rule.since {
        parts.push(format!("since {since}"));
    }
    if let Some(origin) = &rule.origin {
        parts.push(format!("from {}", origin.display()));
    }
    parts.join(" · ")
}

fn fenced(example: &Example, text: Option<&str>) -> String {
    let text = text.unwrap_or(example.text());
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let language = if example.path().ends_with("html") {
        "html"
    } else {
        "markdown"
    };
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{language}\n{text}{newline}{fence}\n")
}

/// Which articles the rule is for, where it is not for all.
fn scope(rule: &RuleFile) -> String {
    let mut lines = Vec::new();
    if !rule.files.is_empty() {
        let globs = rule.files.iter().map(|glob| format!("`{glob}`"));
        let globs: Vec<_> = globs.collect();
        lines.push(format!("- files that match {}", globs.join(" or ")));
    }
    if let Some(when) = &rule.when {
        lines.push(format!("- articles {when}"));
    }
    if !rule.targets.is_empty() {
        let names: Vec<_> = rule.targets.iter().map(|target| target.name()).collect();
        lines.push(format!("- sites of {}", names.join(", ")));
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("## Where it applies\n\n{}\n\n", lines.join("\n"))
}

/// What can be set, with what is set: from the schema of the check, which is made from its code.
fn options(id: &str, rule: &RuleFile) -> Option<String> {
    let (kind, parameters) = rule.kind()?;
    let schema = kind_entry(kind).ok()?.own_schema();
    let properties = schema.get("properties")?.as_object()?;
    let mut list = String::new();
    // Which fault a check looks for is what the rule is.
    for (name, property) in properties.iter().filter(|(name, _)| *name != "fault") {
        let text = property.get("description").and_then(Json::as_str);
        let text = text.unwrap_or_default().split_whitespace();
        let text = text.collect::<Vec<_>>().join(" ");
        let here = parameters.get(name).map(inline);
        let default = property
            .get("default")
            .filter(|default| !is_nothing(default));
        let value = match (here, default) {
            (Some(here), _) => format!(" Here: `{here}`."),
            (None, Some(default)) => format!(" Default: `{default}`."),
            (None, None) => String::new(),
        };
        writeln!(list, "- `{name}`: {text}{value}").expect("writing to a string");
    }
    if list.is_empty() {
        return None;
    }
    Some(format!(
        "## Options\n\nOf the check `{kind}`; set them in `copydesk.yml`, under `rules`, `{id}`, `with`.\n\n{list}\n"
    ))
}

fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

/// A value on one line. YAML reads JSON.
fn inline(value: &serde_yaml::Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => serde_json::to_string(value).unwrap_or_default(),
    }
}

fn silence(id: &str) -> String {
    format!(
        "In the article, before the line: `<!-- copydesk-ignore-next-line {id} -- reason -->`; in \
         front matter: `# copydesk-ignore {id} -- reason`; for a whole file: \
         `<!-- copydesk-ignore-file {id} -- reason -->`. In `copydesk.yml`:\n\n```yaml\nrules:\n  \
         {id}: off\n```\n"
    )
}
