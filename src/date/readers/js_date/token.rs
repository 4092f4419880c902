//! The tokens of V8's date reader.

/// What V8's reader sees of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// Value (of the first nine digits) and count of digits.
    Number(i64, usize),
    /// `:`, `-`, `+`, `.` or `)`.
    Symbol(u8),
    Word(Word),
    White,
    Other,
    End,
}

/// What a run of letters means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    Month(i64),
    /// Hours to add after noon has been taken off.
    Meridiem(i64),
    /// Hours east of UTC, and whether it was written `Z`.
    Zone(i64, bool),
    T,
    Unknown,
}

/// Cuts a text into tokens; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Vec<Token> {
    // A NUL ends the string for V8's reader.
    let text = text.split('\0').next().unwrap_or_default();
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '0'..='9' => {
                let end = rest
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len());
                let value = rest[..end.min(9)].parse().unwrap_or(0);
                tokens.push(Token::Number(value, end));
                end
            }
            ':' | '-' | '+' | '.' | ')' => {
                tokens.push(Token::Symbol(first as u8));
                1
            }
            _ if is_white(first) => {
                tokens.push(Token::White);
                first.len_utf8()
            }
            'A'.. => {
                let end = rest.find(|c| c < 'A' || is_white(c)).unwrap_or(rest.len());
                tokens.push(Token::Word(word(&rest[..end])));
                end
            }
            '(' => {
                tokens.push(Token::Other);
                parenthesis(rest)
            }
            _ => {
                tokens.push(Token::Other);
                1
            }
        };
        rest = &rest[taken..];
    }
    tokens.push(Token::End);
    tokens
}

/// Length of the balanced parenthesis that `text` starts with; all of it if it never closes.
fn parenthesis(text: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// ECMA-262 `WhiteSpace` and `LineTerminator`.
fn is_white(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{b}') || c.is_whitespace() && c != '\u{85}'
}

fn word(text: &str) -> Word {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let lower = text.to_ascii_lowercase();
    if let Some(at) = lower.get(..3).and_then(|start| MONTHS.find(start))
        && at % 3 == 0
    {
        return Word::Month(at as i64 / 3 + 1);
    }
    match lower.as_str() {
        "am" => Word::Meridiem(0),
        "pm" => Word::Meridiem(12),
        "z" => Word::Zone(0, true),
        "ut" | "utc" | "gmt" => Word::Zone(0, false),
        "edt" => Word::Zone(-4, false),
        "est" | "cdt" => Word::Zone(-5, false),
        "cst" | "mdt" => Word::Zone(-6, false),
        "mst" | "pdt" => Word::Zone(-7, false),
        "pst" => Word::Zone(-8, false),
        "t" => Word::T,
        _ => Word::Unknown,
    }
}
