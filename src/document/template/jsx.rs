//! MDX 3: ES module statements, expressions, JSX tags.

use super::Lexer;

/// Opening braces that no brace closes: hostile text is not searched twice.
#[derive(Default)]
pub(super) struct Unclosed {
    places: Vec<usize>,
    searches: usize,
    /// Whether a module statement has run to the end of the text: others end at a blank line.
    statement: bool,
}

impl Unclosed {
    /// After so many searches to the end of the text, only what was closed before counts.
    const MOST_SEARCHES: usize = 16;
}

impl Lexer<'_> {
    /// The end of the `import` or `export` statements that begin in the line at `start`: they go
    /// on to a blank line outside of all brackets.
    pub(super) fn module_statement(&mut self, start: usize) -> Option<usize> {
        if !self.syntax.jsx {
            return None;
        }
        let line = self.line_at(start);
        let keyword = ["import", "export"]
            .iter()
            .find_map(|word| line.strip_prefix(word))?;
        if !keyword.starts_with([' ', '\t', '{', '*', '"', '\'']) || !self.after_blank_line(start) {
            return None;
        }
        let end = self.statement_end(start);
        self.found(start, end);
        Some(end)
    }

    fn after_blank_line(&self, start: usize) -> bool {
        let before = self.text[..start].trim_end_matches([' ', '\t', '\r']);
        let Some(before) = before.strip_suffix('\n') else {
            return before.is_empty();
        };
        let end = before.trim_end_matches([' ', '\t', '\r']);
        let follows_opaque = self
            .spans
            .last()
            .is_some_and(|span| span.end as usize == end.len());
        end.is_empty() || end.ends_with('\n') || follows_opaque
    }

    fn statement_end(&mut self, start: usize) -> usize {
        let mut script = Script::new(self.bytes, start);
        let mut first_blank = None;
        while script.step() {
            let at = script.at;
            if self.bytes.get(at) == Some(&b'\n') && self.blank_line(at + 1) {
                if script.depth() == 0 || self.expressions.statement {
                    return at;
                }
                first_blank.get_or_insert(at);
            }
        }
        self.expressions.statement |= script.depth() > 0;
        let cut = first_blank.filter(|_| script.depth() > 0);
        cut.unwrap_or(self.text.len())
    }

    /// The place behind the expression `{…}` that starts at `at`.
    pub(super) fn expression(&mut self, at: usize) -> Option<usize> {
        if self.bytes.get(at + 1) == Some(&b'#') {
            // Docusaurus: `# Title {#id}`.
            return None;
        }
        let end = self.expression_end(at)?;
        self.found(at, end);
        Some(end)
    }

    fn expression_end(&mut self, at: usize) -> Option<usize> {
        if self.expressions.places.binary_search(&at).is_ok()
            || self.expressions.searches >= Unclosed::MOST_SEARCHES
        {
            return None;
        }
        let mut script = Script::new(self.bytes, at);
        while script.step() {
            if script.depth() == 0 {
                return Some(script.at);
            }
        }
        self.expressions.searches += 1;
        self.expressions.places.extend(script.open_braces());
        self.expressions.places.sort_unstable();
        None
    }

    /// The place behind a JSX tag that starts at `at`. Of an element of HTML only the values in
    /// braces are opaque.
    pub(super) fn jsx_tag(&mut self, at: usize) -> Option<usize> {
        let closing = usize::from(self.bytes.get(at + 1) == Some(&b'/'));
        let name_start = at + 1 + closing;
        let name = self.bytes[name_start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"_$.:-".contains(byte))
            .count();
        let name = &self.text[name_start..name_start + name];
        let fragment = name.is_empty();
        let component = name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('.');
        let element = name.starts_with(|c: char| c.is_ascii_lowercase());
        if !(fragment || component || element) {
            return None;
        }
        let mut values = Vec::new();
        let end = self.attributes_end(name_start + name.len(), &mut values)?;
        if fragment && end != name_start + 1 {
            return None;
        }
        if fragment || component {
            self.found(at, end);
        } else {
            for (start, end) in values {
                self.found(start, end);
            }
        }
        Some(end)
    }

    /// The place behind the `>` of a tag whose attributes start at `at`; collects the places of
    /// the expressions among them.
    fn attributes_end(&mut self, mut at: usize, values: &mut Vec<(usize, usize)>) -> Option<usize> {
        loop {
            at = match *self.bytes.get(at)? {
                b'>' => return Some(at + 1),
                quote @ (b'"' | b'\'') => {
                    let rest = &self.bytes[at + 1..];
                    at + 2 + rest.iter().position(|&byte| byte == quote)?
                }
                b'{' => {
                    let end = self.expression_end(at)?;
                    values.push((at, end));
                    end
                }
                b'<' => return None,
                b'\n' if self.blank_line(at + 1) => return None,
                _ => at + 1,
            };
        }
    }
}

/// A walk through JavaScript that knows strings, comments, templates and brackets.
struct Script<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Vec<Open>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Brace(usize),
    /// `(` or `[`.
    Bracket,
    /// `` ` ``
    Template,
}

impl<'a> Script<'a> {
    fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            open: Vec::new(),
        }
    }

    fn depth(&self) -> usize {
        self.open.len()
    }

    fn open_braces(&self) -> impl Iterator<Item = usize> {
        self.open.iter().filter_map(|open| match open {
            Open::Brace(at) => Some(*at),
            Open::Bracket | Open::Template => None,
        })
    }

    /// Goes on by one token; whether there was one.
    fn step(&mut self) -> bool {
        let Some(&byte) = self.bytes.get(self.at) else {
            return false;
        };
        if self.open.last() == Some(&Open::Template) {
            self.template(byte);
            return true;
        }
        let next = self.bytes.get(self.at + 1);
        match (byte, next) {
            (b'"' | b'\'', _) => self.at = self.string_end(byte),
            (b'/', Some(b'/')) => self.skip_until(b"\n"),
            (b'/', Some(b'*')) => self.skip_past(b"*/"),
            (b'`', _) => self.push(Open::Template),
            (b'{', _) => self.push(Open::Brace(self.at)),
            (b'(' | b'[', _) => self.push(Open::Bracket),
            (b'}', _) => self.pop_to_brace(),
            (b')' | b']', _) => {
                self.open.pop_if(|open| *open == Open::Bracket);
                self.at += 1;
            }
            _ => self.at += 1,
        }
        true
    }

    fn template(&mut self, byte: u8) {
        match byte {
            b'\\' => self.at += 2,
            b'`' => {
                self.open.pop();
                self.at += 1;
            }
            b'$' if self.bytes.get(self.at + 1) == Some(&b'{') => {
                self.at += 1;
                self.push(Open::Brace(self.at));
            }
            _ => self.at += 1,
        }
    }

    fn push(&mut self, open: Open) {
        self.open.push(open);
        self.at += 1;
    }

    /// A brace closes what brackets were left open in it.
    fn pop_to_brace(&mut self) {
        while self.open.pop_if(|open| *open == Open::Bracket).is_some() {}
        self.open.pop();
        self.at += 1;
    }

    /// Behind a string that ends in its line; an apostrophe in JSX text begins no string.
    fn string_end(&self, quote: u8) -> usize {
        let mut at = self.at + 1;
        let before = self.bytes[..self.at].last();
        if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
            return at;
        }
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' => break,
                _ if byte == quote => return at + 1,
                _ => {}
            }
            at += 1;
        }
        self.at + 1
    }

    fn skip_until(&mut self, what: &[u8]) {
        let rest = &self.bytes[self.at..];
        let found = rest.windows(what.len()).position(|window| window == what);
        self.at += found.unwrap_or(rest.len());
    }

    fn skip_past(&mut self, what: &[u8]) {
        self.skip_until(what);
        self.at = self.bytes.len().min(self.at + what.len());
    }
}
