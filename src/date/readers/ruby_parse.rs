//! `Date._parse` of Ruby's `date` library (`ext/date/date_parse.c`), which `Time.parse` and so
//! Jekyll read dates with.
//!
//! It looks for a weekday, then a time, then for one of some twenty forms of a date, and blanks
//! out what it has found; what it does not know it passes over. The patterns are those forms. All
//! is ASCII by then, all whitespace blanks, and Ruby's guard `(?<!\d)` before a run of digits says nothing
//! that leftmost matching does not.

use super::ruby_fields::Fields;
use forms::{ALPHA, BEFORE_CHRIST, DASH, DATES, DIGIT, DOT, Form, REST, SLASH, TIME, WEEKDAY};

mod forms;

/// Longer strings are refused unseen.
const LIMIT: usize = 128;

/// Finds the parts of a date; `None` where Ruby refuses the string for its length.
pub(super) fn parse(text: &str) -> Option<Fields> {
    if text.len() > LIMIT {
        return None;
    }
    let mut text = normalise(text);
    let mut fields = Fields::default();
    take(&WEEKDAY, &mut text, &mut fields);
    take(&TIME, &mut text, &mut fields);
    DATES.iter().any(|form| take(form, &mut text, &mut fields));
    take(&BEFORE_CHRIST, &mut text, &mut fields);
    take(&REST, &mut text, &mut fields);
    fields.finish_year();
    Some(fields)
}

/// Leaves ASCII: letters, digits and the punctuation of dates as they are, one `_` for a letter or
/// digit of other scripts, which no form has, and one blank for a run of anything else.
fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '-' | '+' | '\'' | ',' | '.' | '/' | ':' | '@' | '[' | ']' => normal.push(c),
            _ if c.is_ascii_alphanumeric() => normal.push(c),
            _ if c.is_alphanumeric() => normal.push('_'),
            _ if normal.ends_with(' ') => {}
            _ => normal.push(' '),
        }
    }
    normal
}

/// Looks for a form, sets what it says and puts a blank in its place.
fn take(form: &Form, text: &mut String, fields: &mut Fields) -> bool {
    if classes(text) & form.needs != form.needs
        || form
            .unless
            .as_ref()
            .is_some_and(|unless| unless.is_match(text))
    {
        return false;
    }
    let Some(found) = form.pattern.captures(text) else {
        return false;
    };
    (form.set)(fields, &found);
    let range = found.get_match().range();
    text.replace_range(range, " ");
    true
}

fn classes(text: &str) -> u8 {
    text.bytes().fold(0, |classes, byte| {
        classes
            | match byte {
                b'-' => DASH,
                b'.' => DOT,
                b'/' => SLASH,
                _ if byte.is_ascii_alphabetic() => ALPHA,
                _ if byte.is_ascii_digit() => DIGIT,
                _ => 0,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::forms::TIME_PARTS;
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        let forms = [&WEEKDAY, &TIME, &BEFORE_CHRIST, &REST];
        for form in forms.into_iter().chain(&DATES) {
            assert!(!form.pattern.as_str().is_empty());
            assert!(
                form.unless
                    .as_ref()
                    .is_none_or(|unless| !unless.as_str().is_empty())
            );
        }
        assert_eq!(normalise("1\t年_(2)+é"), "1 _ 2 +_");
        assert!(TIME_PARTS.is_match("9:10 pm"));
    }
}
