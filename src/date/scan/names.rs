//! Names of months and weekdays.

use super::scanner::Scanner;
use super::{Part, Scanned};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The one-character names in Chinese, Japanese and Korean.
const CJK_WEEKDAYS: [&[&str]; 7] = [
    &["一", "月", "월"],
    &["二", "火", "화"],
    &["三", "水", "수"],
    &["四", "木", "목"],
    &["五", "金", "금"],
    &["六", "土", "토"],
    &["日", "天", "일"],
];

/// Takes the name of a month, whole or cut to three letters or more, with its period if cut.
pub(super) fn month(at: &mut Scanner<'_>) -> Option<Part> {
    name(at, &MONTHS)
}

/// Takes a weekday's name and the comma after it, if there is one.
pub(super) fn leading_weekday(date: &mut Scanned, at: &mut Scanner<'_>) {
    let mut after = *at;
    let Some(weekday) = name(&mut after, &WEEKDAYS) else {
        return;
    };
    after.blanks();
    after.eat(b",");
    after.blanks();
    date.weekday = Some(weekday);
    *at = after;
}

/// Takes `(金)`, `（金曜日）`, `星期五`, `周五`, `金曜日`.
pub(super) fn cjk_weekday(date: &mut Scanned, at: &mut Scanner<'_>) {
    let mut after = *at;
    after.blanks();
    let start = after.position();
    let opened = after.eat_text(&["(", "（"]).is_some();
    let prefixed = after.eat_text(&["星期", "周", "週", "礼拜"]).is_some();
    let found = CJK_WEEKDAYS
        .iter()
        .position(|names| after.eat_text(names).is_some());
    let suffixed = after.eat_text(&["曜日", "曜", "요일"]).is_some();
    let Some(index) = found.filter(|_| opened || prefixed || suffixed) else {
        return;
    };
    if opened && after.eat_text(&[")", "）"]).is_none() {
        return;
    }
    date.weekday = Some(Part {
        value: index as i64 + 1,
        span: after.since(start),
    });
    *at = after;
}

/// The name's span leaves a period out.
fn name(at: &mut Scanner<'_>, names: &[&str]) -> Option<Part> {
    let mut after = *at;
    let start = after.position();
    let word = after.word().to_ascii_lowercase();
    let index = names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(&word))?;
    let span = after.since(start);
    if word.len() < names[index].len() {
        after.eat(b".");
    }
    *at = after;
    Some(Part {
        value: index as i64 + 1,
        span,
    })
}
