//! What tells a finding from others, so that a program knows it again in the next run.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::document::Source;
use crate::finding::Finding;
use crate::fingerprint::Fingerprint;

/// Characters that are hashed from the start of a line.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
/// What stands for the end of the file.
const END: u16 = 0xffff;

/// The `primaryLocationLineHash` of the lines that are wanted (from 1), as GitHub's upload action
/// computes it: <https://github.com/github/codeql-action/blob/main/src/fingerprints.ts>. A rolling
/// hash over [`BLOCK`] UTF-16 units from the start of a line, without blanks and tabs, then the
/// count of equal hashes until here. Any other value makes the action warn.
pub(crate) fn line_hashes(text: &str, wanted: &BTreeSet<u32>) -> HashMap<u32, String> {
    let mut roller = Roller::new(wanted);
    let mut after_cr = false;
    for unit in text.encode_utf16() {
        let skipped = unit == u16::from(b' ')
            || unit == u16::from(b'\t')
            || (after_cr && unit == u16::from(b'\n'));
        after_cr = !skipped && unit == u16::from(b'\r');
        if !skipped {
            roller.take(if after_cr { u16::from(b'\n') } else { unit });
        }
    }
    roller.take(END);
    roller.flush();
    roller.found
}

struct Roller<'a> {
    wanted: &'a BTreeSet<u32>,
    found: HashMap<u32, String>,
    window: [u16; BLOCK],
    /// The line that starts at a place of the window; 0 for none.
    starts: [u32; BLOCK],
    at: usize,
    line: u32,
    at_start: bool,
    hash: u64,
    /// [`FACTOR`] to the power of [`BLOCK`]: the weight of what leaves the window.
    weight: u64,
    counts: HashMap<u64, u32>,
}

impl<'a> Roller<'a> {
    fn new(wanted: &'a BTreeSet<u32>) -> Self {
        Self {
            wanted,
            found: HashMap::new(),
            window: [0; BLOCK],
            starts: [0; BLOCK],
            at: 0,
            line: 0,
            at_start: true,
            hash: 0,
            weight: (0..BLOCK).fold(1, |weight: u64, _| weight.wrapping_mul(FACTOR)),
            counts: HashMap::new(),
        }
    }

    fn take(&mut self, unit: u16) {
        self.put_out();
        if self.at_start {
            self.at_start = false;
            self.line += 1;
            self.starts[self.at] = self.line;
        }
        self.at_start = unit == u16::from(b'\n');
        self.roll(unit);
    }

    fn roll(&mut self, unit: u16) {
        let gone = std::mem::replace(&mut self.window[self.at], unit);
        self.hash = self
            .hash
            .wrapping_mul(FACTOR)
            .wrapping_add(u64::from(unit))
            .wrapping_sub(self.weight.wrapping_mul(u64::from(gone)));
        self.at = (self.at + 1) % BLOCK;
    }

    /// The hash of the line that started a window ago, if one did.
    fn put_out(&mut self) {
        let line = std::mem::take(&mut self.starts[self.at]);
        if line == 0 {
            return;
        }
        let count = self.counts.entry(self.hash).or_default();
        *count += 1;
        if self.wanted.contains(&line) {
            self.found.insert(line, format!("{:x}:{count}", self.hash));
        }
    }

    fn flush(&mut self) {
        for _ in 0..BLOCK {
            self.put_out();
            self.roll(0);
        }
    }
}

/// Fingerprints of the findings of one file by what they are about: they stay when lines move.
#[derive(Default)]
pub(crate) struct Fingerprints {
    counts: HashMap<Fingerprint, u32>,
}

impl Fingerprints {
    /// The fingerprint of a finding, and which of its kind this is. Findings are asked for in
    /// their order.
    pub(crate) fn of(&mut self, source: &Source, finding: &Finding) -> String {
        let print = Fingerprint::of(source, finding);
        let count = self.counts.entry(print).or_default();
        *count += 1;
        format!("{print}:{count}")
    }

    /// The same, as one that no other file has.
    pub(crate) fn of_file(&mut self, path: &str, source: &Source, finding: &Finding) -> String {
        let print = self.of(source, finding);
        let hash = Sha256::digest(format!("{path}\0{}\0{print}", finding.rule));
        hash[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<String> {
        let wanted = (1..100).collect();
        let found = line_hashes(text, &wanted);
        (1..).map_while(|line| found.get(&line).cloned()).collect()
    }

    /// The values of the action's own test, `fingerprints.test.ts`.
    #[test]
    fn the_hashes_are_those_of_the_upload_action() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            hashes(" a\nb\n  \t\tc\n d"),
            [
                "271789c17abda88f:1",
                "54703d4cd895b18:1",
                "180aee12dab6264:1",
                "a23a3dc5e078b07b:1",
            ]
        );
        let ends = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        for text in [
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
            " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        ] {
            assert_eq!(hashes(text), ends);
        }
    }

    #[test]
    fn equal_lines_are_counted() {
        let found = hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        let expected = [
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(found, expected);
    }
}
