//! The time of day and the zone behind it.

use super::scanner::Scanner;
use super::{Part, Scanned, Shape, Zone, ZoneKind};

/// A time without a day.
pub(super) fn alone(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    date.shape = Shape::Time;
    time(date, at)?;
    zone(date, at);
    Some(())
}

/// A time before the day: `17:00 2004-01-03`.
pub(super) fn before_day(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    time(date, at)?;
    at.eat(b",");
    at.blanks().then_some(())?;
    let (clean, start) = (*date, *at);
    let days = [
        super::numeric::year_first,
        super::numeric::year_last,
        super::day::named,
    ];
    days.iter().find_map(|day| {
        (*date, *at) = (clean, start);
        super::names::leading_weekday(date, at);
        day(date, at).filter(|()| at.at_end())
    })
}

/// What may follow a day: nothing, a time, a zone, or a time and a zone. Takes what it can; the
/// caller sees by what is left whether that was all.
pub(super) fn after_day(date: &mut Scanned, at: &mut Scanner<'_>) {
    let mut after = *at;
    if after.eat(b"Tt").is_some() {
        let is_time = time(date, &mut after).is_some() || compact_time(date, &mut after).is_some();
        if is_time {
            if matches!(date.shape, Shape::YearFirst) {
                date.shape = Shape::Iso8601;
            }
            *at = after;
        }
    } else {
        after.eat(b",");
        let parted = after.blanks();
        after.eat_text(&["at "]);
        after.blanks();
        if parted && date.hour.is_none() && time(date, &mut after).is_some() {
            *at = after;
        }
    }
    zone(date, at);
}

/// `H:MM[:SS[.f]][ am]`, or with the hour's, minute's and second's signs of CJK.
pub(super) fn time(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    let mut after = *at;
    let start = after.position();
    let half = after.eat_text(&["上午", "下午", "午前", "午後", "오전", "오후"]);
    if let Some(half) = half {
        let value = half as i64 % 2;
        date.afternoon = Some(Part {
            value,
            span: after.since(start),
        });
        after.blanks();
    }
    let hour = after.number(1, 2)?;
    let signs: &[&str] = &["时", "時", "点", "點", "시"];
    let (minute, second) = if after.eat(b":").is_some() {
        let minute = after.number(1, 2)?;
        let mut more = after;
        let second = more.eat(b":").and_then(|_| more.number(1, 2));
        if second.is_some() {
            after = more;
            fraction(date, &mut after);
        }
        (Some(minute), second)
    } else if after.eat_text(signs).is_some() {
        let minute = signed_number(&mut after, &["分", "분"]);
        (
            minute,
            minute.and_then(|_| signed_number(&mut after, &["秒", "초"])),
        )
    } else {
        (None, None)
    };
    let has_meridiem = meridiem(date, &mut after);
    if minute.is_none()
        && !has_meridiem
        && half.is_none()
        && after.position() == hour.span.end as usize
    {
        return None;
    }
    (date.hour, date.minute, date.second) = (Some(hour), minute, second);
    *at = after;
    Some(())
}

/// A number and its sign, blanks between them or not; takes nothing where they are not.
fn signed_number(at: &mut Scanner<'_>, signs: &[&str]) -> Option<Part> {
    let mut after = *at;
    after.blanks();
    let number = after.number(1, 2)?;
    after.blanks();
    after.eat_text(signs)?;
    *at = after;
    Some(number)
}

fn fraction(date: &mut Scanned, at: &mut Scanner<'_>) {
    let mut after = *at;
    if after.eat(b".,").is_some()
        && let Some(fraction) = after.fraction()
    {
        date.fraction = Some(fraction);
        *at = after;
    }
}

fn meridiem(date: &mut Scanned, at: &mut Scanner<'_>) -> bool {
    let mut after = *at;
    after.blanks();
    let start = after.position();
    let half = after.eat_text(&["am", "pm", "AM", "PM", "a.m.", "p.m.", "A.M.", "P.M."]);
    let Some(half) = half.filter(|_| !after.peek().is_some_and(|b| b.is_ascii_alphanumeric()))
    else {
        return false;
    };
    date.afternoon = Some(Part {
        value: half as i64 % 2,
        span: after.since(start),
    });
    *at = after;
    true
}

/// ISO 8601's basic form: `HH`, `HHMM`, `HHMMSS[.f]`.
pub(super) fn compact_time(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    date.hour = Some(at.fixed(2)?);
    date.minute = at.fixed(2);
    date.second = date.minute.and_then(|_| at.fixed(2));
    if date.second.is_some() {
        fraction(date, at);
    }
    Some(())
}

/// Takes a zone: a sign and digits, a name, either after blanks; then a name beside the offset
/// (`+0800 CST`) and a remark in parentheses, which say nothing new.
pub(super) fn zone(date: &mut Scanned, at: &mut Scanner<'_>) {
    let mut after = *at;
    let parted = after.blanks();
    let start = after.position();
    let Some(kind) = offset(&mut after)
        .or_else(|| bracketed(&mut after))
        .or_else(|| name(&mut after))
    else {
        return remark(at);
    };
    let span = after.since(start);
    // Right behind a day (XML Schema's `2022-02-04+08:00`) only what cannot be part of the day.
    let is_plain = match kind {
        ZoneKind::Utc => span.len() == 1,
        ZoneKind::Offset(_) => span.len() == 6,
        _ => false,
    };
    if date.hour.is_none() && !parted && !is_plain {
        return;
    }
    date.zone = Some(Zone { kind, span });
    *at = after;
    if matches!(kind, ZoneKind::Offset(_)) {
        let parted = after.blanks();
        if bracketed(&mut after).is_some() || parted && name(&mut after).is_some() {
            *at = after;
        }
    }
    remark(at);
}

fn remark(at: &mut Scanner<'_>) {
    let mut after = *at;
    after.blanks();
    if after.eat(b"(").is_some() && after.up_to(')').is_some() {
        *at = after;
    }
}

/// `±H`, `±HH`, `±HHMM`, `±H:MM`, `±HH:MM`.
fn offset(at: &mut Scanner<'_>) -> Option<ZoneKind> {
    let mut after = *at;
    let sign = if after.eat(b"+-")? == b'-' { -1 } else { 1 };
    let number = after.number(1, 4)?;
    let (hours, minutes) = match number.span.len() {
        1 | 2 => {
            let mut more = after;
            let minutes = more.eat(b":").and_then(|_| more.number(2, 2));
            if minutes.is_some() {
                after = more;
            }
            (number.value, minutes.map_or(0, |part| part.value))
        }
        4 => (number.value / 100, number.value % 100),
        _ => return None,
    };
    *at = after;
    Some(ZoneKind::Offset(sign * (hours * 60 + minutes) * 60))
}

/// `[Asia/Shanghai]` (RFC 9557).
fn bracketed(at: &mut Scanner<'_>) -> Option<ZoneKind> {
    let mut after = *at;
    after.eat(b"[")?;
    let name = after.zone_name();
    after.eat(b"]").filter(|_| !name.is_empty())?;
    *at = after;
    Some(ZoneKind::Iana)
}

fn name(at: &mut Scanner<'_>) -> Option<ZoneKind> {
    let mut after = *at;
    let word = after.word();
    let kind = match word.to_ascii_uppercase().as_str() {
        "Z" => ZoneKind::Utc,
        "UT" | "UTC" | "GMT" => {
            let mut more = after;
            let offset = offset(&mut more);
            if offset.is_some() {
                after = more;
            }
            offset.unwrap_or(ZoneKind::Utc)
        }
        "EDT" => ZoneKind::Named(-4 * 3_600),
        "EST" | "CDT" => ZoneKind::Named(-5 * 3_600),
        "CST" | "MDT" => ZoneKind::Named(-6 * 3_600),
        "MST" | "PDT" => ZoneKind::Named(-7 * 3_600),
        "PST" => ZoneKind::Named(-8 * 3_600),
        _ if matches!(after.peek(), Some(b'/' | b'_')) => {
            after.zone_name();
            ZoneKind::Iana
        }
        "AM" | "PM" => return None,
        _ if (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase()) => {
            ZoneKind::Abbreviation
        }
        _ => return None,
    };
    if after
        .peek()
        .is_some_and(|byte| byte.is_ascii_alphanumeric())
    {
        return None;
    }
    *at = after;
    Some(kind)
}
