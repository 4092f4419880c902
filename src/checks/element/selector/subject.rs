//! What a selector asks of the elements that it matches, as far as that is seen from its text.

use html5ever::LocalName;

/// What stands between the commas of a selector list, the insides of brackets and strings kept.
fn alternatives(selector: &str) -> Vec<String> {
    let mut alternatives = vec![String::new()];
    let mut depth = 0_u32;
    let mut quote = None;
    for char in selector.chars() {
        match char {
            _ if quote == Some(char) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(char),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                alternatives.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = alternatives.last_mut() {
            last.push(char);
        }
    }
    alternatives
}

/// What the last compound of a selector asks for.
#[derive(Default)]
pub(super) struct Subject {
    /// One of these; none where any may be meant.
    pub(super) names: Vec<String>,
    pub(super) attribute: Option<String>,
    /// What an attribute's value begins with.
    pub(super) begins: Option<(String, String)>,
    /// Names that it is not to have.
    pub(super) other: Option<Vec<LocalName>>,
    /// The combinator before it, and the names that stand there, if nothing else does.
    pub(super) around: Option<(char, Vec<LocalName>)>,
}

impl Subject {
    /// Those of a selector, one for each alternative. What has escapes in it is not looked through.
    pub(super) fn of_each(selector: &str) -> Vec<Self> {
        if selector.contains('\\') {
            return vec![Self::default()];
        }
        let alternatives = alternatives(selector);
        alternatives.iter().map(|text| Self::of(text)).collect()
    }

    fn of(alternative: &str) -> Self {
        let mut subject = Self::default();
        let mut rest = alternative.trim();
        // Whether the next character begins a compound.
        let mut begins = true;
        let (mut compound, mut combinator) = ("", ' ');
        while let Some(char) = rest.chars().next() {
            if matches!(char, ' ' | '>' | '+' | '~' | '\n' | '\t') {
                if !begins {
                    compound = &compound[..compound.len() - rest.len()];
                    combinator = ' ';
                }
                if matches!(char, '>' | '+' | '~') {
                    combinator = char;
                }
                begins = true;
                rest = &rest[1..];
                continue;
            }
            if begins {
                // What stands beside an element stands in the same one.
                let around = match combinator {
                    '+' | '~' => subject.around,
                    _ => names_of(compound).map(|names| (combinator, names)),
                };
                let listed = rest.strip_prefix(":is");
                let listed = listed.filter(|list| list.starts_with('('));
                let listed = listed.map(bracket).and_then(names);
                subject = Self {
                    around,
                    names: listed.iter().flatten().map(ToString::to_string).collect(),
                    ..Self::default()
                };
                compound = rest;
            }
            match char {
                '(' | '[' => {
                    let inside = bracket(rest);
                    let before = &compound[..compound.len() - rest.len()];
                    if before.ends_with(":not") && subject.other.is_none() {
                        subject.other = names(inside);
                    }
                    if char == '[' && subject.attribute.is_none() {
                        let end = inside.find(|char| !is_word(char));
                        let name = &inside[..end.unwrap_or(inside.len())];
                        let behind = &inside[name.len()..];
                        // SVG has attributes with capitals, `[a|b]` is a namespace.
                        let plain = !name.is_empty()
                            && !name.bytes().any(|byte| byte.is_ascii_uppercase())
                            && (behind.is_empty()
                                || behind.starts_with(['=', '^', '$', '*', '~', ' ']));
                        subject.attribute = plain.then(|| name.to_owned());
                        subject.begins = behind
                            .strip_prefix("^=")
                            .or_else(|| behind.strip_prefix('='))
                            .filter(|_| plain)
                            .and_then(quoted)
                            .map(|start| (name.to_owned(), start.to_owned()));
                    }
                    rest = rest.get(inside.len() + 2..).unwrap_or_default();
                }
                _ if begins && is_word(char) => {
                    let end = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
                    subject.names = vec![rest[..end].to_ascii_lowercase()];
                    rest = &rest[end..];
                }
                _ => rest = &rest[char.len_utf8()..],
            }
            begins = false;
        }
        subject
    }
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '-'
}

/// The names that a compound asks for if it asks for nothing else: `a`, `:is(a, b)`.
fn names_of(compound: &str) -> Option<Vec<LocalName>> {
    match compound.strip_prefix(":is(") {
        Some(list) => names(list.strip_suffix(')')?),
        None => names(compound),
    }
}

/// The names of a list that has nothing else in it.
fn names(list: &str) -> Option<Vec<LocalName>> {
    let name = |name: &str| {
        // SVG has names with capitals.
        let is_lower = |char: char| is_word(char) && !char.is_ascii_uppercase();
        let is_name = !name.is_empty() && name.chars().all(is_lower);
        is_name.then(|| LocalName::from(name))
    };
    list.split(',').map(|part| name(part.trim())).collect()
}

/// What stands in the quotes that a text begins with.
fn quoted(text: &str) -> Option<&str> {
    let quote = text
        .chars()
        .next()
        .filter(|char| matches!(char, '"' | '\''))?;
    let (inside, _) = text[1..].split_once(quote)?;
    (!inside.is_empty()).then_some(inside)
}

/// What stands inside the bracket that a text starts with.
fn bracket(text: &str) -> &str {
    let mut depth = 0_u32;
    let mut quote = None;
    for (at, char) in text.char_indices() {
        match char {
            _ if quote == Some(char) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(char),
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return &text[1..at];
                }
            }
            _ => {}
        }
    }
    &text[1..]
}
