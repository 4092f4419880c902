//! One JSON object per finding and line, in the shape of the JSON format. Can be read while it
//! is written; has no summary.

use super::{Checked, Failure, Report, Summary, json};

pub(crate) struct Jsonl;

impl Report for Jsonl {
    fn file(&self, checked: &Checked<'_>) -> String {
        json::records(checked).map(|record| record + "\n").collect()
    }

    fn failure(&self, failure: &Failure) -> String {
        self.file(&failure.checked())
    }

    fn finish(&self, _summary: &Summary, _out: &mut String) {}
}
