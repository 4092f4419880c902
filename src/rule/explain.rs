//! A rule as a page: what `explain` prints, what the index and the editor show.

use std::fmt::Write as _;

use super::{Example, RuleFile};

/// The page of a rule, as Markdown.
#[must_use]
pub fn explain(id: &str, rule: &RuleFile) -> String {
    let mut page = String::new();
    let doc = &rule.doc;
    let mut put = |text: &str| page.push_str(text);
    put(&format!("# {id}\n\n{}\n\n", doc.summary.trim()));
    let since = rule
        .since
        .as_deref()
        .map_or(String::new(), |since| format!(" · since {since}"));
    put(&format!("Level: {}{since}\n\n", rule.level.name()));
    put(&format!("## Why it matters\n\n{}\n\n", doc.why.trim()));
    put(&format!("## What to do\n\n{}\n\n", doc.fix.trim()));
    put(&format!(
        "## Example\n\nReported:\n\n{}\n",
        fenced(&doc.bad)
    ));
    put(&format!("Fine:\n\n{}\n", fenced(&doc.good)));
    if let Some(options) = options(rule) {
        put(&format!(
            "## Options\n\nAs they stand; change them under `with`:\n\n{options}\n"
        ));
    }
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

fn fenced(example: &Example) -> String {
    let text = example.text();
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

fn options(rule: &RuleFile) -> Option<String> {
    let parameters = rule.check.values().next()?;
    let empty = parameters
        .as_mapping()
        .is_none_or(serde_yaml::Mapping::is_empty);
    if empty {
        return None;
    }
    let mut yaml = String::from("```yaml\n");
    let text = serde_yaml::to_string(parameters).unwrap_or_default();
    writeln!(yaml, "{text}```").expect("writing to a string");
    Some(yaml)
}

fn silence(id: &str) -> String {
    format!(
        "In the article, before the line: `<!-- copydesk-ignore-next-line {id} -- reason -->`. \
         In `copydesk.yml`:\n\n```yaml\nrules:\n  {id}: off\n```\n"
    )
}
