//! What single fields of a layout take from a text.

/// Takes a number of `least` to `most` digits.
pub(super) fn number(text: &mut &str, least: usize, most: usize) -> Option<i64> {
    let digits = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    if digits < least {
        return None;
    }
    let (taken, rest) = text.split_at(digits);
    *text = rest;
    taken.parse().ok()
}

/// Takes one of the names, of which the first `width` letters count, in any case.
pub(super) fn name(text: &mut &str, names: &[&str], width: usize) -> Option<usize> {
    let short = |name: &str| name.len().min(width);
    let found = names.iter().position(|name| {
        let width = short(name);
        text.get(..width)
            .is_some_and(|start| start.eq_ignore_ascii_case(&name[..width]))
    })?;
    *text = &text[short(names[found])..];
    Some(found)
}

/// Takes a point or comma and digits, if they are there.
pub(super) fn fraction(text: &mut &str) -> u32 {
    let Some(digits) = text.strip_prefix(['.', ',']) else {
        return 0;
    };
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    *text = if count > 0 { &digits[count..] } else { text };
    let nine = digits[..count]
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9);
    if count == 0 {
        0
    } else {
        nine.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
    }
}

pub(super) fn offset(text: &mut &str, colon: bool, z: bool) -> Option<i64> {
    if z && let Some(rest) = text.strip_prefix('Z') {
        *text = rest;
        return Some(0);
    }
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let mut rest = &text[1..];
    let hours = number(&mut rest, 2, 2).filter(|hours| *hours <= 24)?;
    if colon {
        rest = rest.strip_prefix(':')?;
    }
    let minutes = number(&mut rest, 2, 2).filter(|minutes| *minutes <= 60)?;
    *text = rest;
    Some(sign * (hours * 60 + minutes) * 60)
}

/// Length of a zone's name: three to five capitals with conditions, or `±H`, or `GMT±H`.
pub(super) fn zone_name(text: &str) -> Option<usize> {
    let signed = |text: &str| {
        let digits = text.strip_prefix(['+', '-'])?;
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        digits[..count]
            .parse::<u64>()
            .ok()
            .filter(|hours| *hours <= 23)
            .map(|_| count + 1)
    };
    if text.len() < 3 {
        return None;
    }
    if text.starts_with("ChST") || text.starts_with("MeST") {
        return Some(4);
    }
    if let Some(after) = text.strip_prefix("GMT") {
        return Some(3 + signed(after).unwrap_or(0));
    }
    if text.starts_with(['+', '-']) {
        return signed(text);
    }
    match text
        .bytes()
        .take(6)
        .take_while(u8::is_ascii_uppercase)
        .count()
    {
        3 => Some(3),
        4 if text.as_bytes()[3] == b'T' || text.starts_with("WITA") => Some(4),
        5 if text.as_bytes()[4] == b'T' => Some(5),
        _ => None,
    }
}
