//! What is wrong with URLs, by the URL Standard.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use url::{SyntaxViolation, Url};

/// What is wrong with a URL.
pub(crate) enum Problem {
    /// No browser can make a request of it.
    Unreadable(String),
    /// Browsers repair it; other readers may not.
    Tolerated(SyntaxViolation),
}

impl Problem {
    /// What to do, where it is not percent-encoding.
    pub(crate) fn help(&self) -> Option<&'static str> {
        match self {
            Self::Unreadable(_) => Some("correct the URL; no browser loads anything from this one"),
            Self::Tolerated(SyntaxViolation::Backslash) => Some("write `/` for each `\\`"),
            Self::Tolerated(
                SyntaxViolation::C0SpaceIgnored | SyntaxViolation::TabOrNewlineIgnored,
            ) => Some("remove the white space"),
            Self::Tolerated(SyntaxViolation::PercentDecode) => Some("write `%25` for a bare `%`"),
            Self::Tolerated(_) => None,
        }
    }

    pub(crate) fn text(&self) -> String {
        match self {
            Self::Unreadable(text) => text.clone(),
            Self::Tolerated(violation) => match violation {
                SyntaxViolation::NonUrlCodePoint => {
                    "it has characters that must be percent-encoded"
                }
                SyntaxViolation::Backslash => "it has backslashes",
                SyntaxViolation::C0SpaceIgnored => "it has white space around it",
                SyntaxViolation::TabOrNewlineIgnored => "it has a tab or a line break in it",
                SyntaxViolation::PercentDecode => "it has a `%` that encodes nothing",
                other => other.description(),
            }
            .to_owned(),
        }
    }
}

/// What is wrong with a URL, seen from a page of some site; the worst first.
pub(crate) fn check_url(text: &str) -> Option<Problem> {
    if Plain::read(text).is_some() {
        return None;
    }
    // The URL Standard reads this as a path of the site itself, which nobody means.
    let is_web = |scheme: &str| matches!(&*scheme.to_ascii_lowercase(), "http" | "https");
    if let Some((scheme, rest)) = text.trim_start().split_once(':')
        && is_web(scheme)
        && rest
            .chars()
            .take_while(|char| matches!(char, '/' | '\\'))
            .count()
            < 2
    {
        let missing = "`//` is missing behind the scheme";
        return Some(Problem::Unreadable(missing.to_owned()));
    }
    static BASE: LazyLock<Url> =
        LazyLock::new(|| Url::parse("https://example.org/").expect("a constant that parses"));
    let violation = RefCell::new(None);
    let note = |found: SyntaxViolation| {
        violation.borrow_mut().get_or_insert(found);
    };
    let parsed = Url::options()
        .base_url(Some(&BASE))
        .syntax_violation_callback(Some(&note))
        .parse(text);
    match parsed {
        Err(error) => {
            let text = match stray_sign(text) {
                Some(sign) => format!("there is `{sign}` in the name of the host"),
                None => error.to_string(),
            };
            Some(Problem::Unreadable(text))
        }
        Ok(_) => violation.take().map(Problem::Tolerated),
    }
}

/// A sign in the host that no host may have: what parsers call it tells nobody where to look.
fn stray_sign(text: &str) -> Option<char> {
    let (_, rest) = text.split_once("//")?;
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit('@').next()?;
    let host = percent_decoded(host).map_or(Cow::Borrowed(host), Cow::Owned);
    let mut signs = host.chars();
    signs.find(|sign| matches!(sign, '<' | '>' | '"' | '^' | '|' | '{' | '}'))
}

/// The last part of a URL's path, as people read it: without percent-encoding where that leaves a
/// text to be seen.
pub(super) fn shown_name(url: &str) -> Option<Cow<'_, str>> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    let decoded = percent_decoded(name).filter(|text| {
        let is_unseen = |char: char| char.is_control() || char == '`';
        !text.contains(is_unseen) && !text.trim().is_empty()
    });
    (!name.is_empty()).then(|| decoded.map_or(Cow::Borrowed(name), Cow::Owned))
}

/// What a percent-encoded text stands for; `None` where nothing is encoded, or no text comes out.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    let plain = bytes.len();
    for part in parts {
        let digit = |at: usize| char::from(*part.as_bytes().get(at)?).to_digit(16);
        bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    (text.len() > plain).then(|| String::from_utf8(bytes).ok())?
}

/// The host of an absolute web URL, as parsers see it; `None` for other URLs.
pub(crate) fn web_host(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    if let Some(plain) = Plain::read(text) {
        return plain.host.map(Cow::Borrowed);
    }
    let url = web_url(text)?;
    url.host_str().map(|host| Cow::Owned(host.to_owned()))
}

/// An absolute web URL, parsed; `None` for other URLs.
pub(crate) fn web_url(text: &str) -> Option<Url> {
    let text = text.trim();
    let absolute = match text.strip_prefix("//") {
        Some(rest) => Cow::Owned(format!("https://{rest}")),
        None => Cow::Borrowed(text),
    };
    let scheme = absolute.split_once(':')?.0;
    let http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    http.then(|| Url::parse(&absolute).ok()).flatten()
}

/// A URL so plain that no parser changes or minds anything in it. Nearly all are, and to know that
/// costs a tenth of parsing them.
struct Plain<'t> {
    /// Of an absolute one.
    host: Option<&'t str>,
}

impl<'t> Plain<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let behind = |scheme: &str| text.strip_prefix(scheme);
        let (host, rest) = match behind("https://").or_else(|| behind("http://")) {
            Some(rest) => {
                let end = rest
                    .bytes()
                    .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
                let (host, rest) = rest.split_at(end.unwrap_or(rest.len()));
                (Some(is_plain_host(host).then_some(host)?), rest)
            }
            None if text.starts_with('/') && !text.starts_with("//") => (None, text),
            None => return None,
        };
        is_plain_rest(rest).then_some(Self { host })
    }
}

/// A domain in lower case, its last part no number, which would make it an IPv4 address, and no
/// part with two hyphens, which may stand for Unicode.
fn is_plain_host(host: &str) -> bool {
    let mut last = b'.';
    let mut starts_with_letter = false;
    for &byte in host.as_bytes() {
        if CLASSES[byte as usize] & HOST == 0 || (byte == last && matches!(byte, b'.' | b'-')) {
            return false;
        }
        if last == b'.' {
            starts_with_letter = byte.is_ascii_lowercase();
        }
        last = byte;
    }
    starts_with_letter && host.len() < 64
}

/// Path, query and fragment of URL code points alone (URL Standard §1.1).
fn is_plain_rest(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    if bytes.iter().all(|&byte| CLASSES[byte as usize] & REST != 0) {
        return true;
    }
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let plain = CLASSES[byte as usize] & REST != 0
            || (byte == b'%' && is_hex(at + 1) && is_hex(at + 2))
            || (byte == b'#' && !std::mem::replace(&mut fragment, true));
        if !plain {
            return false;
        }
    }
    true
}

/// Which bytes may stand where.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' => HOST | REST,
            b'A'..=b'Z' | b'_' | b'~' | b'/' | b'?' | b'&' | b'=' | b'+' | b',' => REST,
            b';' | b'!' | b'$' | b'(' | b')' | b'*' | b':' | b'@' => REST,
            _ => 0,
        };
        byte += 1;
    }
    classes
};
const HOST: u8 = 1;
const REST: u8 = 2;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the URL parser itself has to say.
    fn parsed(text: &str) -> (bool, Option<String>) {
        let base = Url::parse("https://example.org/").unwrap();
        let minded = RefCell::new(false);
        let mind = |_| *minded.borrow_mut() = true;
        let url = Url::options()
            .base_url(Some(&base))
            .syntax_violation_callback(Some(&mind))
            .parse(text);
        let host = url
            .as_ref()
            .ok()
            .and_then(Url::host_str)
            .map(ToOwned::to_owned);
        (url.is_err() || minded.take(), host)
    }

    proptest! {
        #[test]
        fn nobody_minds_what_is_plain(
            text in "(https?://[a-z0-9.-]{0,12})?[a-zA-Z0-9/?#%&=.:@!~ -]{0,16}|/[^\\x00]{0,8}"
        ) {
            if let Some(plain) = Plain::read(&text) {
                let (minded, host) = parsed(&text);
                prop_assert!(!minded, "{text:?}");
                if plain.host.is_some() {
                    prop_assert_eq!(plain.host.map(ToOwned::to_owned), host);
                }
            }
        }
    }

    #[test]
    fn what_articles_hold_is_plain() {
        for text in [
            "https://img.example.org/a/b_1.jpg?w=770&h=511#x",
            "http://example.org",
            "/img/%E6%B8%A1.png",
        ] {
            assert!(Plain::read(text).is_some(), "{text}");
        }
        for text in [
            "https://1.2.3.4/",
            "https://a..b/",
            "https://example.org:80/",
            "//example.org/a",
            "https://example.org/a b",
            "https://example.org/%zz",
            "HTTPS://example.org/",
            "https://xn--a/",
            "/a#b#c",
            "a.png",
            "https://\u{e9}.org/",
        ] {
            assert!(Plain::read(text).is_none(), "{text}");
        }
    }
}
