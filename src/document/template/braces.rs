//! `{{ … }}`, `{% … %}`, `{# … #}` and Hugo's shortcodes.

use std::collections::HashMap;

use memchr::{memchr2, memrchr2};

use super::Lexer;

/// Tags whose body is not Markdown: what stands up to their end tag is opaque as well.
const CODE_TAGS: &[&str] = &[
    "raw",
    "verbatim",
    "comment",
    "highlight",
    "codeblock",
    "code",
    "doc",
    "schema",
    "javascript",
    "stylesheet",
    "mermaid",
    "plantuml",
    "graphviz",
    "chart",
    "echarts",
    "math",
    "katex",
];

/// Shortcodes whose body is not Markdown.
const CODE_SHORTCODES: &[&str] = &[
    "highlight",
    "code",
    "codeblock",
    "code-block",
    "command",
    "console",
    "mermaid",
    "plantuml",
    "graphviz",
    "goat",
    "chart",
    "echarts",
    "math",
    "katex",
    "latex",
    "comment",
];

/// Template tags are longer in no sane text.
const LONGEST_TAG: usize = 8192;

/// Where the next end tag of a name stands, as far as that was asked. Places are asked for in
/// order, so each text is searched once per name.
#[derive(Default)]
pub(super) struct Ends {
    next: HashMap<String, Option<(usize, usize)>>,
}

/// The delimiters of one kind of tag.
#[derive(Clone, Copy)]
struct Delimiters {
    open: &'static str,
    close: &'static str,
    /// What cannot stand inside: it means that this one is not closed.
    bars: &'static [&'static str],
}

const OUTPUT: Delimiters = Delimiters {
    open: "{{",
    close: "}}",
    bars: &["{{", "{%"],
};
const TAG: Delimiters = Delimiters {
    open: "{%",
    close: "%}",
    bars: &["{%"],
};
const COMMENT: Delimiters = Delimiters {
    open: "{#",
    close: "#}",
    bars: &["{#"],
};
const PLAIN_SHORTCODE: Delimiters = Delimiters {
    open: "{{<",
    close: ">}}",
    bars: &["{{"],
};
const MARKDOWN_SHORTCODE: Delimiters = Delimiters {
    open: "{{%",
    close: "%}}",
    bars: &["{{"],
};

impl Lexer<'_> {
    /// The place behind template syntax that starts at `at`, its body included where that is no
    /// Markdown; `None` when it is text.
    pub(super) fn braces(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let shortcode = [PLAIN_SHORTCODE, MARKDOWN_SHORTCODE]
            .into_iter()
            .find(|delimiters| self.syntax.shortcodes && rest.starts_with(delimiters.open));
        let end = if let Some(delimiters) = shortcode {
            let end = self.close(at, delimiters)?;
            self.shortcode_body(at, end, delimiters).unwrap_or(end)
        } else if !self.syntax.braces {
            return None;
        } else if rest.starts_with(TAG.open) {
            let end = self.close(at, TAG)?;
            self.tag_body(at, end).unwrap_or(end)
        } else if rest.starts_with(COMMENT.open) {
            self.close(at, COMMENT)?
        } else if rest.starts_with(OUTPUT.open) {
            let end = self.close(at, OUTPUT)?;
            if self.straddles_quote(at, end) {
                return None;
            }
            end
        } else {
            return None;
        };
        self.found(at, end);
        Some(end)
    }

    /// The place behind the closing delimiter: in the same paragraph and not in a quoted string,
    /// unless the quotes do not pair.
    fn close(&self, start: usize, delimiters: Delimiters) -> Option<usize> {
        self.close_outside(start, delimiters, true)
            .or_else(|| self.close_outside(start, delimiters, false))
    }

    fn close_outside(&self, start: usize, delimiters: Delimiters, strings: bool) -> Option<usize> {
        let limit = self.text.len().min(start + LONGEST_TAG);
        let mut at = start + delimiters.open.len();
        while at < limit {
            let rest = &self.bytes[at..];
            let starts = |what: &str| rest.starts_with(what.as_bytes());
            if starts(delimiters.close) {
                return Some(at + delimiters.close.len());
            }
            at = match rest[0] {
                b'"' | b'\'' | b'`' if strings => self.string(at).unwrap_or(at + 1),
                b'\n' if self.blank_line(at + 1) => return None,
                b'{' if delimiters.bars.iter().any(|bar| starts(bar)) => return None,
                b'{' if starts(OUTPUT.open) => self
                    .close_outside(at, OUTPUT, strings)
                    .unwrap_or(at + OUTPUT.open.len()),
                _ => at + 1,
            };
        }
        None
    }

    /// The place behind a quoted string that starts at `at` and ends in its line. Where letters
    /// touch a quote from outside, it is an apostrophe, or the quote of an HTML attribute.
    fn string(&self, at: usize) -> Option<usize> {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
        if letter(self.bytes[at - 1]) {
            return None;
        }
        let quote = self.bytes[at];
        let line = self.bytes[at + 1..].iter().take(LONGEST_TAG);
        let length = line
            .copied()
            .position(|byte| byte == quote || byte == b'\n')?;
        let end = at + 1 + length;
        let after = self.bytes.get(end + 1);
        let outside = after.is_none_or(|&byte| !letter(byte) && !matches!(byte, b'<' | b'{'));
        (self.bytes[end] == quote && outside).then_some(end + 1)
    }

    /// Whether the value of an attribute that `start..end` begins in ends inside of it, as in
    /// `<a data-x="{{" y: z }}>`: then the braces are no template's.
    fn straddles_quote(&self, start: usize, end: usize) -> bool {
        /// Values of attributes are longer in few texts.
        const REACH: usize = 512;
        let inside = &self.bytes[start..end];
        if memchr2(b'"', b'\'', inside).is_none() {
            return false;
        }
        let before = &self.bytes[start.saturating_sub(REACH)..start];
        let Some(open) = memrchr2(b'"', b'\'', before) else {
            return false;
        };
        if !before[..open].ends_with(b"=") {
            return false;
        }
        // A string in quotes of the other kind may hold any.
        let mut string = None;
        let mut ends = false;
        for &byte in inside.iter().filter(|&&byte| matches!(byte, b'"' | b'\'')) {
            match string {
                Some(quote) if quote == byte => string = None,
                Some(_) => {}
                None if byte == before[open] => ends = !ends,
                None => string = Some(byte),
            }
        }
        ends
    }

    /// The end of the body of the tag `{% name … %}` that covers `start..end`.
    fn tag_body(&mut self, start: usize, end: usize) -> Option<usize> {
        let head = Head::of(&self.text[start + 2..end - 2]);
        if head.closing || !CODE_TAGS.contains(&head.name) {
            return None;
        }
        // Zola's calls end with a bare `end`.
        let wanted = if head.rest.trim_start().starts_with('(') {
            "end".to_owned()
        } else {
            format!("end{}", head.name)
        };
        self.end_tag(end, TAG, &wanted)
    }

    fn shortcode_body(
        &mut self,
        start: usize,
        end: usize,
        delimiters: Delimiters,
    ) -> Option<usize> {
        let inside = &self.text[start + 3..end - 3];
        let head = Head::of(inside);
        let bodiless = head.closing || inside.trim_end().ends_with('/');
        if bodiless || !CODE_SHORTCODES.contains(&head.name) {
            return None;
        }
        self.end_tag(end, delimiters, head.name)
    }

    /// The place behind the first tag named `wanted` from `from` on.
    fn end_tag(&mut self, from: usize, delimiters: Delimiters, wanted: &str) -> Option<usize> {
        let key = format!("{}{wanted}", delimiters.open);
        if let Some(known) = self.ends.next.get(&key) {
            match known {
                None => return None,
                &Some((start, end)) if start >= from => return Some(end),
                Some(_) => {}
            }
        }
        let found = self.search_end(from, delimiters, wanted);
        self.ends.next.insert(key, found);
        found.map(|(_, end)| end)
    }

    fn search_end(
        &self,
        from: usize,
        delimiters: Delimiters,
        wanted: &str,
    ) -> Option<(usize, usize)> {
        let mut at = from;
        loop {
            at += self.text[at..].find(delimiters.open)?;
            let inside = at + delimiters.open.len();
            let head = Head::of(&self.text[inside..]);
            let tail = head.rest.trim_start_matches(['-', '+', ' ', '\t']);
            // Liquid says `endraw`, Hugo `/raw`.
            let closes = head.closing || wanted.starts_with("end");
            if closes && head.name == wanted && tail.starts_with(delimiters.close) {
                let end = self.text.len() - tail.len() + delimiters.close.len();
                return Some((at, end));
            }
            at = inside;
        }
    }
}

/// The beginning of a tag's inside, whitespace control left out.
struct Head<'a> {
    /// Whether a slash stands before the name.
    closing: bool,
    name: &'a str,
    rest: &'a str,
}

impl<'a> Head<'a> {
    fn of(inside: &'a str) -> Self {
        let inside = inside.trim_start_matches(['-', '+', ' ', '\t', '\r', '\n']);
        let after_slash = inside.strip_prefix('/');
        let text = after_slash
            .unwrap_or(inside)
            .trim_start_matches([' ', '\t']);
        let length = text
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(byte))
            .count();
        // `{%raw-%}`: that dash is no part of the name.
        let name = text[..length].trim_end_matches('-');
        Self {
            closing: after_slash.is_some(),
            name,
            rest: &text[name.len()..],
        }
    }
}
