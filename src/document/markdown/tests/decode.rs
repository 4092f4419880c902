//! Backslash escapes and character references in link destinations and titles.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// The value of a link destination or title as written: backslash escapes and character
/// references resolved (CommonMark 0.31.2, §2.4 and §2.5), line breaks with the block prefixes
/// behind them turned into line feeds.
pub(super) fn decode(written: &str) -> Cow<'_, str> {
    let special = |byte: u8| matches!(byte, b'\\' | b'&' | b'\r' | b'\n');
    let Some(first) = written.bytes().position(special) else {
        return Cow::Borrowed(written);
    };
    let mut value = String::with_capacity(written.len());
    value.push_str(&written[..first]);
    let mut rest = &written[first..];
    while let Some(&byte) = rest.as_bytes().first() {
        let used = match byte {
            b'\\' => escape(rest, &mut value),
            b'&' => reference(rest, &mut value),
            b'\r' | b'\n' => line_break(rest, &mut value),
            _ => None,
        };
        let used = used.unwrap_or_else(|| {
            let plain = 1 + rest.as_bytes()[1..]
                .iter()
                .position(|&byte| special(byte))
                .unwrap_or(rest.len() - 1);
            value.push_str(&rest[..plain]);
            plain
        });
        rest = &rest[used..];
    }
    Cow::Owned(value)
}

fn escape(rest: &str, value: &mut String) -> Option<usize> {
    let next = *rest.as_bytes().get(1)?;
    next.is_ascii_punctuation().then(|| {
        value.push(char::from(next));
        2
    })
}

fn line_break(rest: &str, value: &mut String) -> Option<usize> {
    value.push('\n');
    let after = rest
        .strip_prefix("\r\n")
        .unwrap_or_else(|| rest.get(1..).unwrap_or_default());
    let text = after.trim_start_matches([' ', '\t', '>']);
    Some(rest.len() - text.len())
}

/// `&name;`, `&#8212;` or `&#x2014;`; HTML's forms without a semicolon do not count in Markdown.
fn reference(rest: &str, value: &mut String) -> Option<usize> {
    const LONGEST: usize = 33;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    if let Some(number) = name.strip_prefix('#') {
        value.push(numeric(number)?);
    } else {
        let &(first, second) = NAMED_ENTITIES.get(&rest[1..=end])?;
        value.push(char::from_u32(first).filter(|&c| c != '\0')?);
        value.extend(char::from_u32(second).filter(|&c| c != '\0'));
    }
    Some(end + 1)
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix, most) = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (hexadecimal, 16, 6),
        None => (number, 10, 7),
    };
    let right = (1..=most).contains(&digits.len())
        && digits.bytes().all(|byte| char::from(byte).is_digit(radix));
    let code = right.then(|| u32::from_str_radix(digits, radix).ok())??;
    Some(
        char::from_u32(code)
            .filter(|&c| c != '\0')
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    )
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn escapes_and_references_are_resolved() {
        assert_eq!(decode("a/b.png"), "a/b.png");
        assert_eq!(decode(r"a\(b\)\c"), r"a(b)\c");
        assert_eq!(decode("?a=1&amp;b=2&c=3"), "?a=1&b=2&c=3");
        assert_eq!(decode("&auml;&#228;&#xE4;&#XE4;"), "ääää");
        assert_eq!(decode("&ngE;"), "\u{2267}\u{338}", "two code points");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "&",
            "&;",
            "&amp",
            "&nosuch;",
            "&#;",
            "&#x;",
            "&#12345678;",
            "a\\",
        ] {
            assert_eq!(decode(text), text);
        }
        assert_eq!(decode("&#0;&#x110000;"), "\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn a_line_break_takes_the_block_prefix_with_it() {
        assert_eq!(decode("one\r\n > two"), "one\ntwo");
    }
}
