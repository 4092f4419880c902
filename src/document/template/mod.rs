//! The template syntax of generators: found, and blanked before Markdown or HTML is read.
//!
//! [`opaque`] finds the spans that a generator replaces before, or instead of, reading the text
//! as Markdown. No finding may be born from them and no fix may touch them. [`blank`] puts inert
//! bytes in their place, as many as there were, so that every position stays.
//!
//! Code is code: syntax shown in a Markdown fence or code span is text. An opener that is not
//! closed in its paragraph is text too, so CSS, JSON or LaTeX cannot swallow an article.

mod blank;
mod braces;
mod code;
mod jsx;
#[cfg(test)]
mod tests;

use std::path::Path;

use memchr::{memchr, memmem};

pub use blank::blank;

use super::Span;

/// Which families of template syntax a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// The text is Markdown: fences and code spans hold no template syntax.
    pub markdown: bool,
    /// `{{ … }}`, `{% … %}` and `{# … #}` of Liquid, Nunjucks, Hexo and Zola.
    pub braces: bool,
    /// Hugo's `{{< … >}}` and `{{% … %}}`.
    pub shortcodes: bool,
    /// MDX: `import` and `export`, `{…}`, JSX components.
    pub jsx: bool,
    /// The `:::note` lines of Docusaurus, VitePress and Starlight.
    pub directives: bool,
}

impl Syntax {
    /// No template syntax in a text of Markdown.
    pub const NONE: Self = Self {
        markdown: true,
        braces: false,
        shortcodes: false,
        jsx: false,
        directives: false,
    };

    /// Markdown of an unknown generator: the families that share braces, and directives.
    pub const MARKDOWN: Self = Self {
        braces: true,
        shortcodes: true,
        directives: true,
        ..Self::NONE
    };

    /// HTML of an unknown generator.
    pub const HTML: Self = Self {
        markdown: false,
        braces: true,
        shortcodes: true,
        jsx: false,
        directives: false,
    };

    /// MDX 3: braces are expressions there.
    pub const MDX: Self = Self {
        jsx: true,
        directives: true,
        ..Self::NONE
    };

    /// What a file may hold when its generator is not known, by its extension.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("mdx") => Self::MDX,
            Some("html" | "htm") => Self::HTML,
            _ => Self::MARKDOWN,
        }
    }

    /// Whether any of it may occur in a text; most articles hold none.
    fn may_occur_in(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let has = |open: &str| memmem::find(bytes, open.as_bytes()).is_some();
        let brace = memchr(b'{', bytes).is_some();
        let braces = self.braces || self.shortcodes;
        (brace && (self.jsx || (braces && ["{{", "{%", "{#"].into_iter().any(has))))
            || (self.directives && has(":::"))
            || (self.jsx && ["<", "port "].into_iter().any(has))
    }
}

/// The spans of template syntax in `text`: sorted, without overlap, never empty.
#[must_use]
pub fn opaque(text: &str, syntax: Syntax) -> Vec<Span> {
    if !syntax.may_occur_in(text) {
        return Vec::new();
    }
    let mut lexer = Lexer::new(text, syntax);
    lexer.run();
    lexer.spans
}

/// The bytes that may begin or end something.
static STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let bytes = b"\n\\`{<";
    let mut at = 0;
    while at < bytes.len() {
        stops[bytes[at] as usize] = true;
        at += 1;
    }
    stops
};

/// Goes through a text once; whatever begins first at a place wins.
struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    syntax: Syntax,
    spans: Vec<Span>,
    code: code::Memory,
    ends: braces::Ends,
    expressions: jsx::Unclosed,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, syntax: Syntax) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            syntax,
            spans: Vec::new(),
            code: code::Memory::default(),
            ends: braces::Ends::default(),
            expressions: jsx::Unclosed::default(),
        }
    }

    fn run(&mut self) {
        let mut at = self.line(0);
        loop {
            let rest = self.bytes[at..].iter();
            at += rest.take_while(|&&byte| !STOPS[byte as usize]).count();
            let Some(&byte) = self.bytes.get(at) else {
                break;
            };
            at = match byte {
                b'\n' => self.line(at + 1),
                b'\\' if self.escapes(at + 1) => at + 2,
                b'`' if self.syntax.markdown => self.code_span(at),
                b'{' => self.brace(at).unwrap_or(at + 1),
                b'<' if self.syntax.jsx => self.jsx_tag(at).unwrap_or(at + 1),
                _ => at + 1,
            };
        }
    }

    /// Deals with what only a line's start can begin; says where to go on.
    fn line(&mut self, mut start: usize) -> usize {
        loop {
            let line = self.bytes[start..].iter();
            let first = line.copied().find(|byte| !b" \t>".contains(byte));
            let found = match first {
                Some(b'`' | b'~' | b'-' | b'+' | b'*' | b'0'..=b'9') => {
                    if let Some(next) = self.fence(start) {
                        start = next;
                        continue;
                    }
                    None
                }
                Some(b':') => self.directive(start),
                Some(b'i' | b'e') => self.module_statement(start),
                _ => None,
            };
            return found.unwrap_or(start);
        }
    }

    fn escapes(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(b'`') => self.syntax.markdown,
            Some(b'{' | b'<') => self.syntax.jsx,
            _ => false,
        }
    }

    fn brace(&mut self, at: usize) -> Option<usize> {
        if self.syntax.jsx {
            self.expression(at)
        } else {
            self.braces(at)
        }
    }

    /// A `:::` line: opens or closes a container, its title is given to the generator.
    fn directive(&mut self, start: usize) -> Option<usize> {
        if !self.syntax.directives {
            return None;
        }
        let line = self.line_at(start);
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let name = rest.trim_start_matches(':');
        let opens = |c: char| c.is_alphabetic() || c == '{' || c == '[';
        let colons = rest.len() - name.len();
        if colons < 3 || !(name.trim().is_empty() || name.trim_start().starts_with(opens)) {
            return None;
        }
        let from = start + line.len() - rest.len();
        let end = from + rest.trim_end().len();
        self.found(from, end);
        Some(end)
    }

    /// The line that starts at `start`, without its ending.
    fn line_at(&self, start: usize) -> &'a str {
        let rest = &self.text[start..];
        rest.split_once('\n').map_or(rest, |(line, _)| line)
    }

    /// Whether the line that starts at `start` is blank, or the text ends there.
    fn blank_line(&self, start: usize) -> bool {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let first = rest.iter().find(|byte| !b" \t\r".contains(byte));
        first.is_none_or(|&byte| byte == b'\n')
    }

    fn found(&mut self, start: usize, end: usize) {
        self.spans.push(Span::of(start..end));
    }
}
