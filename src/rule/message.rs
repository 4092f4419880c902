//! Messages with `{holes}` that a check fills in.

use std::fmt::Write as _;

use crate::checks::Values;

/// A message as a rule file has it, cut at its holes.
#[derive(Clone, Debug)]
pub struct Message {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Hole {
        name: String,
        /// The most characters that the value takes.
        room: usize,
    },
}

impl Message {
    /// Cuts `text` at its holes, each of which must be one of `known`.
    ///
    /// # Errors
    /// The name of a hole that is not known, or the rest behind a brace that is never closed.
    pub fn compile(text: &str, known: &[&str]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (hole, behind) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            if !known.contains(&hole) {
                return Err(hole.to_owned());
            }
            // Backticks are around what the author wrote; the rest is our own words.
            let room = if before.ends_with('`') {
                QUOTED_CHARS
            } else {
                SAID_CHARS
            };
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Hole {
                name: hole.to_owned(),
                room,
            });
            rest = behind;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self { pieces })
    }

    /// The message with every hole filled; a value that the check did not give leaves its hole
    /// empty. Long values are cut, and line breaks become blanks: a message is one line.
    #[must_use]
    pub fn fill(&self, values: &Values) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Hole { name: hole, room } => {
                    let value = values.iter().find(|(name, _)| name == hole);
                    push_short(&mut out, value.map_or("", |(_, value)| value), *room);
                }
            }
        }
        out
    }
}

/// The most characters that a value takes which is quoted from the article.
const QUOTED_CHARS: usize = 60;

/// The most characters that any other value takes.
const SAID_CHARS: usize = 200;

fn push_short(out: &mut String, value: &str, mut room: usize) {
    let mut words = value.split_whitespace().peekable();
    while let Some(word) = words.next() {
        for char in word.chars() {
            if room == 0 {
                out.push('…');
                return;
            }
            out.push(char);
            room -= 1;
        }
        if words.peek().is_some() && room > 0 {
            write!(out, " ").expect("writing to a string");
            room -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, value: &str) -> String {
        let message = Message::compile(text, &["name"]).unwrap();
        message.fill(&vec![("name", value.to_owned())])
    }

    #[test]
    fn holes_are_filled() {
        assert_eq!(filled("no `{name}` here", "cat"), "no `cat` here");
        assert_eq!(filled("{name}{name}", "x"), "xx");
    }

    #[test]
    fn a_message_stays_one_short_line() {
        assert_eq!(filled("`{name}`", "a\n  b"), "`a b`");
        let long = filled("`{name}`", &"界".repeat(500));
        assert_eq!(long.chars().count(), QUOTED_CHARS + 3);
        assert!(long.ends_with("…`"));
        let long = filled("no: {name}", &"word ".repeat(500));
        assert_eq!(long.chars().count(), 4 + SAID_CHARS + 1);
    }

    #[test]
    fn unknown_holes_are_refused() {
        assert_eq!(Message::compile("{nope}", &["name"]).unwrap_err(), "nope");
        assert_eq!(Message::compile("{name", &["name"]).unwrap_err(), "name");
    }
}
