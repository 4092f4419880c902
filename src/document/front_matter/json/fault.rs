//! What stands where JSON has something else.

use super::{MAX_FAULTS, Reader};
use crate::document::Span;
use crate::document::front_matter::problem::Problem;
use crate::fix::Edit;

impl Reader<'_> {
    pub(super) fn never_closed(&mut self, open: usize, close: u8, behind: Option<usize>) {
        let (sign, close) = (&self.text[open..=open], char::from(close));
        let problem = Problem::syntax(
            Span::of(open..open + 1),
            format!("this `{sign}` is never closed"),
        )
        .hint(format!("add the missing `{close}`"));
        self.report(match behind {
            Some(behind) => problem.fix(
                format!("insert `{close}`"),
                vec![Edit::insert(Span::of(behind..behind).start, close)],
            ),
            None => problem,
        });
    }

    pub(super) fn no_key(&mut self) {
        let (message, hint) = match self.peek() {
            Some(b',') => ("a comma too many", "separate members by single commas"),
            _ => ("a key is missing here", "a key stands in double quotes"),
        };
        self.fail_here(message, hint);
    }

    pub(super) fn skips_comment(&mut self) -> bool {
        let rest = &self.text[self.at..self.end];
        let length = if rest.starts_with("//") {
            rest.find(['\n', '\r']).unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            return false;
        };
        let place = Span::of(self.at..self.at + length);
        self.at += length;
        self.report(
            Problem::syntax(place, "a comment")
                .hint("JSON has none")
                .fix("remove the comment", vec![Edit::delete(place)]),
        );
        true
    }

    /// A fault at the next character, behind which nothing on the line is understood.
    pub(super) fn fail_here(&mut self, message: &str, hint: &str) {
        let next = self.text[self.at..self.end].chars().next();
        let place = Span::of(self.at..self.at + next.map_or(0, char::len_utf8));
        self.report(Problem::syntax(place, message).hint(hint));
        self.stuck = true;
    }

    pub(super) fn report(&mut self, problem: Problem) {
        if self.problems.len() < MAX_FAULTS {
            self.problems.push(problem);
        }
    }
}
