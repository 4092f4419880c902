//! Marks that version control leaves where two versions meet.

use std::cell::LazyCell;
use std::sync::LazyLock;

use html5ever::local_name;
use memchr::memmem::Finder;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::markdown::ConstructKind;
use crate::document::{Code, Span};

/// Points at conflicts that nobody has resolved. Such as are shown in code are passed over.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeConflict {}

impl Kind for MergeConflict {
    const NAME: &'static str = "merge-conflict";
    const HOLES: &'static [&'static str] = &[];
}

impl Check for MergeConflict {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let text = cx.article.source().text();
        static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"<<<<<<< "));
        if FINDER.find(text.as_bytes()).is_none() {
            return;
        }
        let body = cx.article.body();
        let code = LazyCell::new(|| {
            let constructs = body.map().constructs();
            let blocks = constructs.filter(|found| found.kind == ConstructKind::CodeBlock);
            let names = [local_name!("pre"), local_name!("code")];
            let elements = names.iter().flat_map(|name| body.named(name));
            let spans = blocks.map(|block| block.span);
            Code::at(spans.chain(elements.map(|element| element.span())))
        });
        let mut at = 0;
        let mut start: Option<Span> = None;
        let mut middle = false;
        for line in text.split_inclusive('\n') {
            let written = line.trim_end();
            let span = Span::of(at..at + written.len());
            at += line.len();
            if written.starts_with("<<<<<<< ") {
                (start, middle) = (Some(span), false);
            } else if written == "=======" {
                middle = true;
            } else if written.starts_with(">>>>>>> ")
                && middle
                && let Some(start) = start.take()
                && !code.holds(start)
            {
                hits.push(Hit::new(start).related(span, "the conflict ends here"));
            }
        }
    }
}
