//! Where a line stands in a block of keys and values: told by indentation, so that it is known
//! while the line is being written.

use crate::document::{Source, Span};

/// What an item of a list starts with.
const DASH: &str = "- ";

/// The place of a cursor among keys and values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place<'s> {
    /// The keys that the line lies under, from the nearest outwards.
    pub(super) above: Vec<&'s str>,
    /// The key of the line, if the cursor stands behind it.
    pub(super) key: Option<&'s str>,
    /// Whether the line is an item of a list.
    pub(super) is_item: bool,
    /// Whether a separator stands behind the cursor already.
    pub(super) has_separator: bool,
}

impl<'s> Place<'s> {
    /// The key whose value is being written, be it an item of a list on a line of its own.
    pub(super) fn value_of(&self) -> Option<&'s str> {
        match self.key {
            None if self.is_item => self.above.first().copied(),
            key => key,
        }
    }
}

/// The place of a cursor in the lines of `block`.
pub(super) fn place(source: &Source, block: Span, at: u32, separator: char) -> Place<'_> {
    let lines = source.lines();
    let number = lines.line_of(at);
    let line = lines.line(source.text(), number);
    let at = at.clamp(line.start, line.end);
    let before = source.slice(Span::new(line.start, at));
    let behind = source.slice(Span::new(at, line.end));
    let (indent, is_item, rest) = shape(before);
    let key = rest.split_once(separator).map(|(key, _)| name(key));
    let mut above = Vec::new();
    // An item may stand as far left as the key that it belongs to.
    let mut reach = indent + usize::from(is_item);
    for number in (0..number).rev() {
        let line = lines.line(source.text(), number);
        if line.start < block.start || reach == 0 {
            break;
        }
        let (found, is_item, rest) = shape(source.slice(line));
        // What stands in an item stands further right than its dash.
        let found = found + if is_item { DASH.len() } else { 0 };
        if let Some((key, _)) = rest.split_once(separator)
            && found < reach
        {
            above.push(name(key));
            reach = found;
        }
    }
    Place {
        above,
        key,
        is_item,
        has_separator: behind
            .trim_start_matches(is_name)
            .trim_start()
            .starts_with(separator),
    }
}

/// How far a line is indented, whether it is an item of a list, and what it says.
fn shape(line: &str) -> (usize, bool, &str) {
    let rest = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - rest.len();
    match rest.strip_prefix(DASH).or((rest == "-").then_some("")) {
        Some(item) => (indent, true, item.trim_start()),
        None => (indent, false, rest),
    }
}

fn name(key: &str) -> &str {
    key.trim().trim_matches(['"', '\''])
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_above_are_found_by_indentation() {
        let text = "extends:\n- hexo\nrules:\n  date: off\n  figure/empty:\n    with:\n      mo";
        let source = Source::new("a.yml", text);
        let block = Span::of(0..text.len());
        let at = |part: &str| {
            let end = text.find(part).unwrap() + part.len();
            place(&source, block, end as u32, ':')
        };
        assert_eq!(at("      mo").above, ["with", "figure/empty", "rules"]);
        assert_eq!(at("date: o").above, ["rules"]);
        assert_eq!(at("date: o").value_of(), Some("date"));
        assert_eq!(at("- he").value_of(), Some("extends"));
        assert!(at("  da").has_separator);
        assert_eq!(at("ext").above, [""; 0]);
    }

    #[test]
    fn what_stands_in_an_item_is_under_the_key_of_the_list() {
        let text = "overrides:\n  - files: a\n    rules:\n      da\n  - fi";
        let source = Source::new("a.yml", text);
        let block = Span::of(0..text.len());
        let at = |part: &str| {
            let end = text.find(part).unwrap() + part.len();
            place(&source, block, end as u32, ':').above
        };
        assert_eq!(at("      da"), ["rules", "overrides"]);
        assert_eq!(at("    ru"), ["overrides"]);
        assert_eq!(at("  - fi"), ["overrides"]);
    }
}
