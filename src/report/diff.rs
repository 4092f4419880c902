//! What a fix changes, as a unified diff that `patch -p0` and `git apply -p0` take.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::sanitize;
use crate::document::Span;
use crate::fix::Edit;

/// Lines around a change.
const CONTEXT: usize = 3;

/// Steps until two texts count as different altogether; the cost grows with the square.
const STEPS: usize = 1500;

/// The difference between two texts of one file; empty if there is none.
#[must_use]
pub fn unified(path: &Path, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old, new) = (lines(old), lines(new));
    let changes = changes(&old, &new);
    let path = name(path);
    let mut out = format!("--- {path}\n+++ {path}\n");
    let mut rest = &changes[..];
    while let Some(first) = rest.first() {
        // Changes whose surroundings meet share a hunk.
        let apart = rest
            .windows(2)
            .position(|pair| pair[1].old.0 - pair[0].old.1 > 2 * CONTEXT);
        let (hunk, later) = rest.split_at(apart.map_or(rest.len(), |at| at + 1));
        rest = later;
        let last = hunk.last().unwrap_or(first);
        let before = first.old.0.min(CONTEXT);
        let after = (old.len() - last.old.1).min(CONTEXT);
        let from = (first.old.0 - before, last.old.1 + after);
        let to = (first.new.0 - before, last.new.1 + after);
        let _ = writeln!(out, "@@ -{} +{} @@", range(from), range(to));
        let mut at = from.0;
        for change in hunk {
            write_lines(&mut out, ' ', &old[at..change.old.0]);
            write_lines(&mut out, '-', &old[change.old.0..change.old.1]);
            write_lines(&mut out, '+', &new[change.new.0..change.new.1]);
            at = change.old.1;
        }
        write_lines(&mut out, ' ', &old[at..from.1]);
    }
    out
}

/// The difference as edits of the old text, sorted: only what differs in lines that differ.
#[must_use]
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let starts = |lines: &[&str]| {
        let mut starts = vec![0];
        starts.extend(lines.iter().scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        }));
        starts
    };
    let (old_at, new_at) = (starts(&old_lines), starts(&new_lines));
    let changes = changes(&old_lines, &new_lines).into_iter();
    let edits = changes.map(|change| {
        let from = old_at[change.old.0]..old_at[change.old.1];
        let to = &new[new_at[change.new.0]..new_at[change.new.1]];
        narrow(old, from, to)
    });
    edits.collect()
}

/// An edit without the characters at both ends that stay.
fn narrow(text: &str, range: Range<usize>, new: &str) -> Edit {
    let old = &text[range.clone()];
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let head: usize = old
        .chars()
        .zip(new.chars())
        .take_while(same)
        .map(|(char, _)| char.len_utf8())
        .sum();
    let (old, new) = (&old[head..], &new[head..]);
    let ends = old.chars().rev().zip(new.chars().rev()).take_while(same);
    let tail: usize = ends.map(|(char, _)| char.len_utf8()).sum();
    let span = Span::of(range.start + head..range.end - tail);
    Edit::replace(span, &new[..new.len() - tail])
}

/// A diff with nothing in it that a terminal would obey; no longer one that programs take.
#[must_use]
pub fn readable(diff: &str) -> String {
    let mut out = String::with_capacity(diff.len());
    for line in diff.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let shown = sanitize::chars(text).map(|(at, char)| match text.as_bytes()[at] {
            b'\t' => '\t',
            _ => char,
        });
        out.extend(shown);
        out.push('\n');
    }
    out
}

/// A file name as programs read it in the head of a diff: with a blank in it, up to a tab; with
/// what would end it, in the quotes of C.
fn name(path: &Path) -> String {
    let name = path.display().to_string();
    if name.contains(|char: char| char.is_ascii_control() || matches!(char, '"' | '\\')) {
        let mut quoted = String::from("\"");
        for char in name.chars() {
            match char {
                '"' | '\\' => quoted.extend(['\\', char]),
                _ if char.is_ascii_control() => {
                    let _ = write!(quoted, "\\{:03o}", u32::from(char));
                }
                _ => quoted.push(char),
            }
        }
        return quoted + "\"";
    }
    match name.contains(' ') {
        true => name + "\t",
        false => name,
    }
}

/// Lines with their endings.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// First line from 1 and number of lines; of no lines, the line before.
fn range((start, end): (usize, usize)) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    }
}

fn write_lines(out: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Lines of the old text, half open, that lines of the new text replace.
#[derive(Clone, Copy)]
struct Change {
    old: (usize, usize),
    new: (usize, usize),
}

fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let backwards = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = backwards.take_while(|(a, b)| a == b).count();
    let a = &old_rest[..old_rest.len() - tail];
    let b = &new_rest[..new_rest.len() - tail];
    let mut found: Vec<Change> = Vec::new();
    let (mut x, mut y) = (0, 0);
    let end = [(a.len(), b.len())];
    for &(to_x, to_y) in matches(a, b).iter().chain(&end) {
        if (x, y) != (to_x, to_y) {
            found.push(Change {
                old: (head + x, head + to_x),
                new: (head + y, head + to_y),
            });
        }
        (x, y) = (to_x + 1, to_y + 1);
    }
    found
}

/// The pairs of lines that stay, in order: a longest common subsequence (Myers, "An O(ND)
/// difference algorithm and its variations", 1986).
fn matches(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let most = (a.len() + b.len()).min(STEPS);
    // The furthest `x` on each diagonal `k = x - y`, kept for every step.
    let width = 2 * most + 3;
    let middle = most + 1;
    let mut furthest = vec![0_usize; width];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for step in 0..=most {
        let low = middle - step;
        for k in (low..=middle + step).step_by(2) {
            let down = k == low || (k != middle + step && furthest[k - 1] < furthest[k + 1]);
            let mut x = match down {
                true => furthest[k + 1],
                false => furthest[k - 1] + 1,
            };
            let mut y = (x + middle).saturating_sub(k);
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[k] = x;
            if x == a.len() && y == b.len() {
                steps.push(furthest[middle - step..=middle + step].to_vec());
                return trace(&steps, a.len(), b.len());
            }
        }
        steps.push(furthest[middle - step..=middle + step].to_vec());
    }
    Vec::new()
}

/// Walks back from the end along the furthest points of each step.
fn trace(steps: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<(usize, usize)> {
    let mut kept = Vec::new();
    for step in (1..steps.len()).rev() {
        let before = &steps[step - 1];
        // Diagonals of the step before, `1 - step ..= step - 1`, by index.
        let at = |k: isize| {
            let index = k + step as isize - 1;
            usize::try_from(index)
                .ok()
                .and_then(|index| before.get(index))
                .copied()
        };
        let k = x as isize - y as isize;
        let (left, right) = (at(k - 1), at(k + 1));
        let down = k == -(step as isize) || (k != step as isize && left < right);
        let (from_x, from_k) = match down {
            true => (right.unwrap_or(0), k + 1),
            false => (left.unwrap_or(0), k - 1),
        };
        let from_y = usize::try_from(from_x as isize - from_k).unwrap_or(0);
        let (start_x, start_y) = match down {
            true => (from_x, from_y + 1),
            false => (from_x + 1, from_y),
        };
        while x > start_x && y > start_y {
            (x, y) = (x - 1, y - 1);
            kept.push((x, y));
        }
        (x, y) = (from_x, from_y);
    }
    while x > 0 && y > 0 {
        (x, y) = (x - 1, y - 1);
        kept.push((x, y));
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn diff(old: &str, new: &str) -> String {
        unified(Path::new("a.md"), old, new)
    }

    #[test]
    fn far_changes_are_hunks_of_their_own() {
        let old: String = (1..=20).map(|line| format!("{line}\n")).collect();
        let new = old.replace("\n2\n", "\ntwo\n").replace("\n19\n", "\n");
        let expected = "--- a.md\n+++ a.md\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n\
                        @@ -16,5 +16,4 @@\n 16\n 17\n 18\n-19\n 20\n";
        assert_eq!(diff(&old, &new), expected);
    }

    #[test]
    fn names_end_where_they_end() {
        assert_eq!(name(Path::new("网/a.md")), "网/a.md");
        assert_eq!(name(Path::new("a b.md")), "a b.md\t");
        assert_eq!(name(Path::new("a\n\"b\".md")), r#""a\012\"b\".md""#);
    }

    #[test]
    fn people_see_what_would_do_something() {
        let diff = diff("a\u{1b}[0m\tb\r\n", "a\u{200b}b\n");
        assert!(readable(&diff).ends_with("@@ -1 +1 @@\n-a␛[0m\tb\n+a\u{fffd}b\n"));
    }

    #[test]
    fn the_last_line_may_lack_its_ending() {
        let said = "\\ No newline at end of file";
        let expected = format!("--- a.md\n+++ a.md\n@@ -1 +1 @@\n-a\n{said}\n+a\n");
        assert_eq!(diff("a", "a\n"), expected);
        assert_eq!(diff("a\r\n", "a\r\n"), "");
    }

    #[test]
    fn texts_with_nothing_in_common_are_replaced() {
        let text = |word: &str| -> String { (0..2000).map(|at| format!("{word}{at}\n")).collect() };
        let diff = diff(&text("a"), &text("b"));
        assert!(diff.starts_with("--- a.md\n+++ a.md\n@@ -1,2000 +1,2000 @@\n-a0\n-a1\n"));
    }

    /// What a diff makes of the old text.
    fn patched(old: &str, diff: &str) -> String {
        let old = lines(old);
        let mut out = String::new();
        let mut at = 0;
        let mut is_new = false;
        for line in diff.split_inclusive('\n').skip(2) {
            if let Some(place) = line.strip_prefix("@@ -") {
                let numbers = place.split(' ').next().unwrap();
                let (start, count) = numbers.split_once(',').unwrap_or((numbers, "1"));
                let start = start.parse::<usize>().unwrap() - usize::from(count != "0");
                out.push_str(&old[at..start].concat());
                at = start;
            } else if line.starts_with('\\') {
                // The old text ends where it ends; what was written has one ending too many.
                if is_new && out.ends_with('\n') {
                    out.pop();
                }
            } else if let Some(kept) = line.strip_prefix(' ') {
                out.push_str(kept);
                at += 1;
                is_new = !kept.is_empty() && old[at - 1].ends_with('\n') != kept.ends_with('\n');
            } else if line.starts_with('-') {
                is_new = false;
                at += 1;
            } else {
                is_new = true;
                out.push_str(&line[1..]);
            }
        }
        out.push_str(&old[at..].concat());
        out
    }

    proptest! {
        #[test]
        fn a_patch_makes_the_new_text_of_the_old(old in "([abc]\n){0,20}c?", new in "([abc]\n){0,20}c?") {
            let diff = diff(&old, &new);
            prop_assert_eq!(patched(&old, &diff), if diff.is_empty() { old } else { new });
        }

        #[test]
        fn edits_make_the_new_text_of_the_old(old in "([abé]{0,3}\r?\n){0,12}b?", new in "([abé]{0,3}\r?\n){0,12}b?") {
            let edits = edits(&old, &new);
            prop_assert_eq!(crate::fix::apply(&old, &edits), new);
        }
    }
}
