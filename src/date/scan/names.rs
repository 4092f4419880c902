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

/// What stands before the one character in Chinese.
const CHINESE: &[&str] = &["星期", "周", "週", "礼拜"];

/// Takes `(金)`, `（金曜日）`, `星期五`, `周五`, `金曜日`.
pub(super) fn cjk_weekday(date: &mut Scanned, at: &mut Scanner<'_>) {
    let mut after = *at;
    after.blanks();
    let start = after.position();
    let opened = after.eat_text(&["(", "（"]).is_some();
    let prefixed = after.eat_text(CHINESE).is_some();
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

/// The name of a weekday, 1 being Monday, written as `written` is, another weekday: as long, in the
/// same letters and language. `None` where that is open.
#[must_use]
pub fn weekday_like(written: &str, number: i64) -> Option<String> {
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    if written.is_ascii() {
        let lower = written.to_ascii_lowercase();
        let (long, full) = (WEEKDAYS.contains(&&*lower), WEEKDAYS.get(index)?);
        let name = if long { full } else { &full[..3] };
        let is_lower = |char: char| char.is_ascii_lowercase();
        return Some(match written.chars().next()? {
            first if is_lower(first) => name.to_owned(),
            _ if !written.contains(is_lower) => name.to_ascii_uppercase(),
            _ => name[..1].to_ascii_uppercase() + &name[1..],
        });
    }
    let bare = written.trim_matches(['(', ')', '（', '）']);
    let prefix = CHINESE.iter().find(|prefix| bare.starts_with(**prefix));
    let behind = &bare[prefix.map_or(0, |prefix| prefix.len())..];
    let old = behind.chars().next()?;
    let is_old = |names: &&&[&str]| names.iter().any(|name| name.starts_with(old));
    let column = CJK_WEEKDAYS.iter().find(is_old)?;
    let language = match behind {
        _ if prefix.is_some() => 0,
        // Chinese as well as Japanese.
        "日" => return None,
        _ => match column.iter().position(|name| name.starts_with(old))? {
            // `日曜日` is Japanese, `天` is Chinese.
            0 if behind.contains('曜') => 1,
            1 if old == '天' => 0,
            language => language,
        },
    };
    let new = CJK_WEEKDAYS.get(index)?[language];
    let at = written.len() - written.trim_start_matches(['(', '（']).len();
    let at = at + prefix.map_or(0, |prefix| prefix.len());
    Some([&written[..at], new, &written[at + old.len_utf8()..]].concat())
}

#[cfg(test)]
mod tests {
    use super::weekday_like;

    #[test]
    fn a_weekday_is_written_as_another_is() {
        for (written, expected) in [
            ("Mon", "Thu"),
            ("monday", "thursday"),
            ("MON", "THU"),
            ("Tues", "Thu"),
            ("星期三", "星期四"),
            ("（金曜日）", "（木曜日）"),
            ("(日曜日)", "(木曜日)"),
            ("周日", "周四"),
            ("(금)", "(목)"),
            ("（天）", "（四）"),
        ] {
            let found = weekday_like(written, 4);
            assert_eq!(found.as_deref(), Some(expected), "{written}");
        }
        assert_eq!(weekday_like("（日）", 4), None);
    }
}
