//! What happens under a target, in plain words: all texts of this kind stand here.
//!
//! Each is a clause without a full stop that can stand in a message or a list.

use super::fence::{Format, Seen, Why};
use super::profile::{Broken, Duplicates, UnreadableDate, Untitled, Without};
use super::scalar::Scalar;
use super::{Target, under};
use crate::document::front_matter::Style;

impl Target {
    /// What the target makes of an article whose front matter it does not get at, with the cause
    /// and the result. `None` when it finds the block.
    #[must_use]
    pub fn explain(self, seen: &Seen) -> Option<String> {
        let name = self.name();
        match *seen {
            Seen::Found { .. } => None,
            Seen::NotFound { why } => Some(format!(
                "{name} sees no front matter, because {}: {}",
                why.words(),
                self.without_words()
            )),
            Seen::Error { why } => Some(format!(
                "{name} cannot read the front matter, because {}: {}",
                why.words(),
                self.broken_words()
            )),
        }
    }

    /// What becomes of an article without front matter.
    #[must_use]
    pub fn without_words(self) -> &'static str {
        match self.profile().without {
            Without::Shown => {
                "the page gets no title and no date, and its first lines are shown as text"
            }
            Without::CopiedUnlessPost => {
                "a post gets no title and shows these lines as text, any other file is copied unrendered"
            }
            Without::BuildError => "the build stops",
        }
    }

    /// What becomes of an article whose front matter has a syntax error.
    #[must_use]
    pub fn broken_words(self) -> &'static str {
        match self.profile().broken {
            Broken::LeftOut => "the post is left out of the site",
            Broken::Emptied => "the page loses all its values, the title too",
            Broken::BuildError => "the build stops",
        }
    }

    /// What an article without `title` is called; `None` for nothing.
    #[must_use]
    pub fn untitled_words(self) -> Option<&'static str> {
        match self.profile().untitled {
            Untitled::Nothing => None,
            Untitled::FileName => Some("the name of the file is taken"),
            Untitled::HeadingOrFileName => {
                Some("the first heading is taken, or the name of the file")
            }
            Untitled::Templates => Some("it is up to the site's templates"),
        }
    }

    /// What becomes of a date that the target cannot read.
    #[must_use]
    pub fn unreadable_date_words(self) -> &'static str {
        match self.profile().unreadable_date {
            UnreadableDate::FileTime => "the time of the file is taken instead, without a word",
            UnreadableDate::Dropped => "the date is dropped, without a word",
            UnreadableDate::BuildError => "the build stops",
            UnreadableDate::Text => "it stays text, which a schema with dates refuses",
        }
    }

    /// What becomes of an article with the same key twice.
    #[must_use]
    pub fn duplicates_words(self) -> &'static str {
        match self.profile().duplicates {
            Duplicates::Error => self.broken_words(),
            Duplicates::LastWins => "the last one counts, without a word",
        }
    }

    /// What a plain YAML scalar turns into that was most likely meant as text, when the target
    /// reads it as something else: `Jekyll reads "no" as the truth value false`. `None` when it
    /// stays text, and for what is the same to every reader.
    #[must_use]
    pub fn explain_scalar(self, text: &str) -> Option<String> {
        let here = under(self, text, Style::Plain);
        let same = Self::ALL
            .iter()
            .all(|other| under(*other, text, Style::Plain) == here);
        if same {
            return None;
        }
        let what = here.words()?;
        Some(format!("{} reads {text:?} as {what}", self.name()))
    }
}

impl Scalar {
    /// What kind of thing this is and which, with an article; `None` for text.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        Some(match self {
            Self::Text(_) => return None,
            Self::Null => "nothing".to_owned(),
            Self::Bool(truth) => format!("the truth value {truth}"),
            Self::Int(number) => format!("the number {number}"),
            Self::Float(number) => format!("the number {number}"),
            Self::Day(day) => format!("the date {day}"),
            Self::Local(time) => format!("the date {}", time.strftime("%Y-%m-%d %H:%M:%S")),
            Self::Instant(time) => format!("the date {} UTC", time.strftime("%Y-%m-%d %H:%M:%S")),
        })
    }
}

impl Why {
    /// The cause, as a clause.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoFence => "the file does not start with one",
            Self::BlankBefore => "a blank line stands before the opening fence",
            Self::CommentBefore => "a comment stands before the opening fence",
            Self::Indented => "the opening fence is indented",
            Self::NoOpener => "the block has no opening fence",
            Self::OpenerBlanks => "blanks follow the opening dashes",
            Self::OpenerText => "text follows the opening dashes",
            Self::LongFence => "the fence has more than three characters",
            Self::Unclosed => "the block is never closed",
            Self::ClosedByDots => "the block is closed with dots, not dashes",
            Self::CloserIndented => "the closing fence is indented",
            Self::CloserText => "text follows the closing dashes",
            Self::LoneCr => "the lines end with a lone carriage return",
            Self::Empty => "nothing stands between the fences",
            Self::OtherFormat(Format::Yaml) => "it does not read YAML front matter",
            Self::OtherFormat(Format::Toml) => "it does not read TOML front matter",
            Self::OtherFormat(Format::Json | Format::JsonMembers) => {
                "it does not read JSON front matter in this form"
            }
            Self::OtherFormat(Format::JavaScript | Format::Org) => {
                "it does not read front matter in this language"
            }
            Self::UnknownLanguage => "the word after the opening dashes names no language it knows",
            Self::HalfFence => "the file starts like a fence that is none",
            Self::NotAMapping => "the block holds no `key: value`",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::sees;

    #[test]
    fn the_blank_line() {
        let text = "\n---\ntitle: a\n---\n";
        let explained = |target: Target| target.explain(&sees(target, text));
        assert_eq!(explained(Target::Hexo), None);
        assert_eq!(
            explained(Target::Eleventy).as_deref(),
            Some(
                "Eleventy sees no front matter, because a blank line stands before the opening \
                 fence: the page gets no title and no date, and its first lines are shown as text"
            )
        );
    }

    #[test]
    fn scalars() {
        let explained = |target: Target, text| target.explain_scalar(text);
        assert_eq!(
            explained(Target::Jekyll, "no").as_deref(),
            Some("Jekyll reads \"no\" as the truth value false")
        );
        assert_eq!(explained(Target::Hexo, "no"), None);
        assert_eq!(explained(Target::Hugo, "true"), None);
        assert_eq!(
            explained(Target::Hexo, "2021-02-30").as_deref(),
            Some("Hexo reads \"2021-02-30\" as the date 2021-03-02 00:00:00 UTC")
        );
        assert_eq!(explained(Target::Zola, "4.20"), None);
    }

    #[test]
    fn every_text_is_one_clause() {
        let mut texts = Vec::new();
        for target in Target::ALL {
            texts.extend([
                target.without_words(),
                target.broken_words(),
                target.unreadable_date_words(),
                target.duplicates_words(),
            ]);
        }
        for text in texts {
            assert!(!text.ends_with('.') && !text.contains('\n'), "{text}");
        }
    }
}
