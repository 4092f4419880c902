//! One comment that silences rules, as written.

use crate::document::{Source, Span, offset};

/// A comment for the desk.
#[derive(Debug)]
pub(super) struct Directive {
    /// The comment, delimiters included, in the file.
    pub(super) span: Span,
    pub(super) word: Word,
    /// Rule ids or groups.
    pub(super) names: Vec<Name>,
    pub(super) reason: Option<String>,
}

/// A rule id or a group in a comment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) text: String,
}

/// What a comment begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// The line of the comment, if something stands before it there, else the next line: for
    /// comments of the front matter.
    Ignore,
    /// The next line that is not blank.
    NextLine,
    /// The whole file.
    File,
    /// From here on.
    Start,
    /// Up to here.
    End,
}

impl Word {
    /// What all words begin with.
    pub(super) const COMMON: &str = "copydesk-ignore";

    const ALL: [Self; 5] = [
        Self::Ignore,
        Self::NextLine,
        Self::File,
        Self::Start,
        Self::End,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ignore => Self::COMMON,
            Self::NextLine => "copydesk-ignore-next-line",
            Self::File => "copydesk-ignore-file",
            Self::Start => "copydesk-ignore-start",
            Self::End => "copydesk-ignore-end",
        }
    }
}

impl Directive {
    /// Reads the comment at `span`, of which `inner` lies between the delimiters; `None` if it is
    /// not for the desk.
    pub(super) fn read(source: &Source, span: Span, inner: Span) -> Option<Self> {
        let text = source.slice(inner);
        let trimmed = text.trim_start();
        let end = trimmed.find(|char: char| char.is_whitespace() || char == ':');
        let end = end.unwrap_or(trimmed.len());
        let word = Word::ALL
            .into_iter()
            .find(|word| word.name() == &trimmed[..end])?;
        let behind = text.len() - trimmed.len() + end;
        let behind = behind + usize::from(text[behind..].starts_with(':'));
        let (names, reason) = list(&text[behind..]);
        let start = inner.start + offset(behind);
        let name = |(at, name): (usize, &str)| Name {
            span: Span::of(at..at + name.len()).shift(start),
            text: name.to_owned(),
        };
        Some(Self {
            span,
            word,
            names: names.into_iter().map(name).collect(),
            reason,
        })
    }
}

/// The names of a list, with their offsets, and the reason: behind ` -- `, or behind the colon of
/// a name.
fn list(text: &str) -> (Vec<(usize, &str)>, Option<String>) {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(ahead) = text[at..].find(|char: char| !is_separator(char)) {
        let start = at + ahead;
        let rest = &text[start..];
        let word = &rest[..rest.find(is_separator).unwrap_or(rest.len())];
        at = start + word.len();
        let name = word.trim_end_matches(':');
        let is_dash = matches!(word, "--" | "—");
        if !name.is_empty() && !is_dash {
            names.push((start, name));
        }
        if is_dash || word.ends_with(':') {
            let reason: Vec<_> = text[at..].split_whitespace().collect();
            return (
                names,
                Some(reason.join(" ")).filter(|text| !text.is_empty()),
            );
        }
    }
    (names, None)
}

fn is_separator(char: char) -> bool {
    char == ',' || char.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> Option<Directive> {
        let source = Source::new("a.md", format!("<!--{comment}-->"));
        let span = Span::of(0..source.text().len());
        Directive::read(&source, span, Span::new(4, span.end - 3))
    }

    fn names(directive: &Directive) -> Vec<(u32, &str)> {
        let names = directive.names.iter();
        names.map(|name| (name.span.start, &*name.text)).collect()
    }

    #[test]
    fn a_list_ends_at_its_reason() {
        let text = " copydesk-ignore-next-line image/alt-missing, figure -- a riddle,\n really ";
        let found = read(text).unwrap();
        assert_eq!(found.word, Word::NextLine);
        assert_eq!(names(&found), [(31, "image/alt-missing"), (50, "figure")]);
        assert_eq!(found.reason.as_deref(), Some("a riddle, really"));
        let found = read("copydesk-ignore-file figure: as it stood").unwrap();
        assert_eq!(found.word, Word::File);
        assert_eq!(names(&found), [(25, "figure")]);
        assert_eq!(found.reason.as_deref(), Some("as it stood"));
    }

    #[test]
    fn a_list_may_be_empty() {
        for (text, reason) in [
            ("copydesk-ignore-file", None),
            ("copydesk-ignore-file --", None),
            ("copydesk-ignore-file -- no idea", Some("no idea")),
        ] {
            let found = read(text).unwrap();
            assert_eq!(names(&found), []);
            assert_eq!(found.reason.as_deref(), reason, "{text}");
        }
    }

    #[test]
    fn other_comments_are_not_for_us() {
        assert!(read("copydesk-ignore-next-lines x").is_none());
        assert!(read("see copydesk-ignore-file x").is_none());
        assert!(read("more").is_none());
    }
}
