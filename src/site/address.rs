//! Addresses that lead to a file of the site.

use std::borrow::Cow;

use crate::document::percent_decoded;

/// An address longer than this is none that anyone has typed.
const LONGEST: usize = 1_024;

/// An address without a host: `/img/a.png`, `../b.md#part`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address<'u> {
    /// Whether it starts with a slash.
    pub(crate) is_rooted: bool,
    /// The parts between slashes, percent-encoding decoded, with `.` and `..`, without empty ones.
    pub(crate) parts: Vec<Cow<'u, str>>,
}

impl<'u> Address<'u> {
    /// Reads an address; `None` for what has a host or a scheme, leads nowhere but to the page
    /// itself, or may mean something else to a program of the site.
    pub(crate) fn read(url: &'u str) -> Option<Self> {
        let path = url.trim().split(['?', '#']).next().unwrap_or_default();
        // Aliases, templates, drives, and what no file name can hold everywhere.
        let is_odd = path.starts_with("//")
            || path.starts_with(['@', '~', '^'])
            || path.contains(|sign: char| sign.is_control() || "{}<>|\\\"*:$`".contains(sign));
        if path.is_empty() || path.len() > LONGEST || is_odd {
            return None;
        }
        let parts = path.split('/').filter(|part| !part.is_empty());
        let parts = parts.map(decoded).collect::<Option<Vec<_>>>()?;
        (!parts.is_empty()).then_some(Self {
            is_rooted: path.starts_with('/'),
            parts,
        })
    }

    /// The last part.
    pub(crate) fn name(&self) -> &str {
        self.parts.last().map_or("", |name| &**name)
    }
}

/// A part with its percent-encoding decoded; `None` where that is no name.
pub(crate) fn decoded(part: &str) -> Option<Cow<'_, str>> {
    if !part.contains('%') {
        return Some(Cow::Borrowed(part));
    }
    let name = percent_decoded(part)?;
    let is_name = !name.contains(|sign: char| sign.is_control() || "/\\{}".contains(sign));
    is_name.then_some(Cow::Owned(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_a_file() {
        let parts = |url| Address::read(url).map(|it| (it.is_rooted, it.parts.join("|")));
        let rooted = |parts: &str| Some((true, parts.to_owned()));
        let relative = |parts: &str| Some((false, parts.to_owned()));
        assert_eq!(parts("/img//a.png?w=3#x"), rooted("img|a.png"));
        assert_eq!(parts(" ./a/../b%20c.png "), relative(".|a|..|b c.png"));
        assert_eq!(parts("%E6%B8%A1.png"), relative("渡.png"));
        for odd in [
            "",
            "/",
            "#a",
            "?a",
            "//example.org/a.png",
            "https://example.org/a.png",
            "data:image/png;base64,AA",
            "mailto:a@b",
            "C:\\a.png",
            "a\\b.png",
            "@site/a.png",
            "~/a.png",
            "{{ base }}/a.png",
            "$a/b.png",
            "a%00b.png",
            "a%2fb.png",
            "a%zzb.png",
            "a%ffb.png",
            "a%",
        ] {
            assert_eq!(parts(odd), None, "{odd}");
        }
        assert_eq!(parts(&"a/".repeat(600)), None);
    }
}
