//! Whatever is done to an article, the baseline mutes what was there before, and nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use copydesk::baseline::{Baseline, Compared};
use copydesk::config::Config;
use copydesk::document::Source;
use copydesk::engine;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support;

/// A piece of an article, in lines of its own.
#[derive(Clone, Debug, PartialEq)]
enum Block {
    /// Nothing is wrong with it.
    Clean(u32),
    /// An image without a text, told by its address.
    Image(u32),
    /// An image without a text that looks like many others.
    Plain,
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        3 => (0..50_u32).prop_map(Block::Clean),
        3 => (0..9_u32).prop_map(Block::Image),
        1 => Just(Block::Plain),
    ]
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 1..14)
}

fn written(block: &Block) -> String {
    match block {
        Block::Clean(number) => format!("Boat number {number} came in at dawn."),
        Block::Image(number) => format!("<img src=\"/pictures/boat-{number}.jpg\">"),
        Block::Plain => "<img src=x>".to_owned(),
    }
}

fn article(blocks: &[Block]) -> String {
    let blocks: Vec<_> = blocks.iter().map(written).collect();
    let body = blocks.join("\n\n");
    format!("---\ntitle: Boats\ndate: 2026-02-03\n---\n{body}\n")
}

fn config() -> Config {
    support::only("image/alt-missing", None)
}

fn compare(baseline: &Baseline, path: &str, text: &str) -> Compared {
    let source = Source::new(path, text);
    let findings = engine::review(&source, &config());
    baseline.compare(&source, &findings)
}

/// The baseline of a site with one article.
fn baseline(path: &str, text: &str) -> Baseline {
    let mut baseline = Baseline::new("copydesk-baseline.json".into());
    let name = baseline.name_of(Path::new(path));
    let found = compare(&baseline, path, text).new;
    baseline.set(name, found);
    baseline
}

/// How many findings are new, and how many entries are stale.
fn counts(before: &[Block], after: &str) -> (usize, usize) {
    let baseline = baseline("a.md", &article(before));
    let compared = compare(&baseline, "a.md", after);
    (compared.new.len(), compared.stale.len())
}

fn without_plain(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain(|block| *block != Block::Plain);
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_has_not_changed_is_muted(blocks in blocks(), crlf: bool) {
        let text = article(&blocks);
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        prop_assert_eq!(counts(&blocks, &text), (0, 0));
    }

    #[test]
    fn edits_elsewhere_change_nothing(blocks in blocks(), edits in prop::collection::vec((any::<Index>(), 100..200_u32), 1..6)) {
        let mut before = without_plain(blocks);
        before.push(Block::Image(3));
        let mut after = before.clone();
        for (at, number) in edits {
            let at = at.index(after.len());
            match &mut after[at] {
                Block::Clean(old) => *old = number,
                _ => after.insert(at, Block::Clean(number)),
            }
        }
        prop_assert_eq!(counts(&before, &article(&after)), (0, 0));
    }

    #[test]
    fn paragraphs_may_go(blocks in blocks()) {
        let before = without_plain(blocks);
        let mut after = before.clone();
        after.retain(|block| matches!(block, Block::Image(_)));
        prop_assert_eq!(counts(&before, &article(&after)), (0, 0));
    }

    #[test]
    fn moves_change_nothing(blocks in blocks().prop_flat_map(|blocks| {
        let before = without_plain(blocks);
        (Just(before.clone()), Just(before).prop_shuffle())
    })) {
        let (before, after) = blocks;
        prop_assert_eq!(counts(&before, &article(&after)), (0, 0));
    }

    #[test]
    fn one_mended_and_one_new_are_two(blocks in blocks(), at: Index) {
        let mut before = blocks;
        let at = at.index(before.len());
        before[at] = Block::Image(3);
        let mut after = before.clone();
        after[at] = Block::Image(77);
        prop_assert_eq!(counts(&before, &article(&after)), (1, 1));
        // The same, with the new one in another place.
        after.remove(at);
        after.push(Block::Image(77));
        let (new, stale) = counts(&without_plain(before.clone()), &article(&without_plain(after)));
        prop_assert_eq!((new, stale), (1, 1));
    }

    #[test]
    fn among_faults_that_look_alike_the_neighbours_decide(paragraphs in 6..12_usize, from: Index, to: Index) {
        let text: Vec<_> = (0..paragraphs as u32).map(Block::Clean).collect();
        let (from, to) = (from.index(paragraphs / 2 - 1), paragraphs / 2 + 1 + to.index(paragraphs / 2 - 1));
        let with = |at: usize| {
            let mut blocks = text.clone();
            blocks.insert(at, Block::Plain);
            blocks
        };
        prop_assert_eq!(counts(&with(from), &article(&with(to))), (1, 1));
        prop_assert_eq!(counts(&with(from), &article(&with(from))), (0, 0));
    }

    #[test]
    fn as_many_are_new_as_there_are_more(before in blocks(), after in blocks()) {
        let count = |blocks: &[Block]| blocks.iter().filter(|block| !matches!(block, Block::Clean(_))).count();
        let (new, stale) = counts(&before, &article(&after));
        prop_assert_eq!(new + count(&before), stale + count(&after));
    }

    #[test]
    fn a_renamed_file_takes_its_entries_along(blocks in blocks(), copies in 1..3_usize) {
        let text = article(&blocks);
        let mut baseline = baseline("gone.md", &text);
        let known = baseline.len();
        let names: Vec<_> = (0..copies).map(|copy| format!("new-{copy}.md")).collect();
        let found: BTreeMap<_, _> = names
            .iter()
            .map(|name| (name.clone(), compare(&baseline, name, &text).new))
            .collect();
        prop_assert_eq!(baseline.follow(found), known);
        prop_assert_eq!(baseline.len(), known, "an entry stands for one finding");
        for (at, name) in names.iter().enumerate() {
            let new = compare(&baseline, name, &text).new.len();
            prop_assert_eq!(new, if at == 0 { 0 } else { known });
        }
    }

    #[test]
    fn what_is_written_is_read(first in blocks(), second in blocks()) {
        let mut baseline = baseline("a.md", &article(&first));
        let more = compare(&baseline, "日本 \"b\".md", &article(&second)).new;
        baseline.set("日本 \"b\".md".to_owned(), more);
        let text = baseline.to_text();
        let read = Baseline::parse(Source::new("copydesk-baseline.json", text.clone())).unwrap();
        prop_assert_eq!(read.to_text(), text.clone());
        prop_assert_eq!(read.len(), baseline.len());
        let entries: Vec<_> = text.lines().filter(|line| line.starts_with("{\"")).collect();
        prop_assert_eq!(entries.len(), baseline.len(), "one line each");
        prop_assert!(entries.iter().all(|line| line.ends_with("},")), "all end alike");
        prop_assert!(entries.is_sorted(), "{}", text);
    }
}
