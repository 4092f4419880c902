//! Scaffolds: files that a generator fills in before they are articles.

use super::value::{Node, Style, Value};

/// Whether a line holds the syntax of a template language outside of any article's text.
pub(super) fn is_template_line(line: &str) -> bool {
    line.contains("{{") && line.contains("}}") || line.contains("{%") || line.contains("<%")
}

/// Whether a tree is one of a scaffold: a value is a bare `{{ … }}`, which YAML reads as a mapping
/// in a mapping, or the title or the date is nothing but a template.
pub(super) fn is_scaffold(root: &Node<'_>) -> bool {
    root.as_map().unwrap_or_default().iter().any(|entry| {
        let template = match &entry.value.value {
            Value::Str(text) => {
                is_template_text(text) && matches!(&*entry.name(), "title" | "date")
            }
            _ => is_double_brace(&entry.value),
        };
        template && !entry.value.is_broken()
    })
}

fn is_template_text(text: &str) -> bool {
    ["{{", "{%", "<%"].iter().any(|open| text.starts_with(open))
}

fn is_double_brace(node: &Node<'_>) -> bool {
    let inner = match node.as_map() {
        Some([only]) if node.style == Style::Flow => &only.key,
        _ => return false,
    };
    inner.style == Style::Flow
        && inner.as_map().is_some()
        && inner.span.start == node.span.start + 1
}
