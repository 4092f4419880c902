//! A value written as one of another type.

use super::Type;
use crate::document::front_matter::{Format, FrontMatter, Node, Style, Value, quote_as};
use crate::fix::{Applicability, Edit, Fix};
use crate::written::OneOrMany;

/// The same value in the first of some types that can hold it.
pub(super) fn retyped(
    types: &OneOrMany<Type>,
    node: &Node<'_>,
    front: &FrontMatter<'_>,
) -> Option<Fix> {
    let written = front.source(node);
    let is_bare = node.tag.is_none() && node.anchor.is_none();
    let is_line = matches!(node.style, Style::Plain | Style::Single | Style::Double)
        && !written.contains(['\n', '\r']);
    if !is_bare || !is_line || front.format == Format::Other {
        return None;
    }
    let text = types.iter().find_map(|wanted| match &node.value {
        Value::Str(text) => from_text(*wanted, text.trim(), front.format),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => {
            let is_text = *wanted == Type::String && node.style == Style::Plain;
            is_text.then(|| quote_as(written, front.format, Style::Single))
        }
        _ => None,
    })?;
    let edit = Edit::replace(node.span, &*text);
    let title = format!("write `{text}`");
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

fn from_text(wanted: Type, text: &str, format: Format) -> Option<String> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match wanted {
        Type::Boolean if is(&["true", "yes", "on"]) => Some("true".to_owned()),
        Type::Boolean if is(&["false", "no", "off"]) => Some("false".to_owned()),
        // `007` is no number to whoever wrote the zeros.
        Type::Integer | Type::Number
            if text.parse::<i64>().is_ok_and(|it| it.to_string() == text) =>
        {
            Some(text.to_owned())
        }
        Type::List => {
            let items = text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            let style = match format {
                Format::Yaml => Style::Plain,
                _ => Style::Double,
            };
            let items: Vec<_> = items.map(|item| quote_as(item, format, style)).collect();
            (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
        }
        _ => None,
    }
}
