//! Comments in an article that say that the desk is wrong there.
//!
//! A comment names rules or groups, and gives a reason behind ` -- `:
//! `<!-- copydesk-ignore-next-line image/alt-missing -- a riddle -->`. What it covers is muted, not
//! forgotten. A comment that is wrong or has no effect is a finding itself.

mod blocks;
mod complain;
mod cover;
mod directive;
mod find;
mod remove;

use std::collections::HashSet;

use memchr::memmem;

use crate::config::Config;
use crate::document::{Article, Source};
use crate::finding::{Finding, Muted};

use blocks::Blocks;
use complain::Complaints;
use cover::{Claim, Cover};
use directive::Word;

/// The rule about comments without effect, which hangs on what all others find.
pub(crate) const UNUSED: &str = "copydesk/unused-suppression";

/// Whether a text may hold a comment for the desk; most do not.
#[must_use]
pub(crate) fn may_be_in(source: &Source) -> bool {
    memmem::find(source.text().as_bytes(), Word::COMMON.as_bytes()).is_some()
}

/// Mutes the findings that a comment of the article covers, and adds what is wrong with the
/// comments.
pub(crate) fn apply(article: &Article<'_>, config: &Config, findings: &mut Vec<Finding>) {
    let all = find::find(article);
    if all.is_empty() {
        return;
    }
    let source = article.source();
    let blocks = Blocks::of(&all);
    let cover = Cover::of(&all, &blocks, source);
    let mut used: HashSet<Claim> = HashSet::new();
    let mute = |findings: &mut [Finding], used: &mut HashSet<Claim>| {
        for finding in findings {
            if let Some(claim) = cover.claim(source, finding) {
                used.insert(claim);
                let reason = all[claim.0].reason.clone();
                finding.muted = Some(Muted::InSource { reason });
            }
        }
    };
    mute(findings, &mut used);
    let complaints = Complaints {
        article,
        config,
        all: &all,
        blocks: &blocks,
    };
    let mut more = complaints.about_form();
    more.extend(complaints.about_effect(&used));
    mute(&mut more, &mut used);
    findings.append(&mut more);
}
