//! "Did you mean", for every name that people type.

/// `; did you mean …?` for a name that is near one of the known ones, else nothing. A name that
/// is the last part of a known one (`alt-missing` for `image/alt-missing`) counts as near.
#[must_use]
pub(crate) fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    }
}

/// The longest name that is compared with others, in bytes: none that we know comes near it.
const LONGEST: usize = 80;

/// The known name that is nearest, if one is near enough to be meant.
#[must_use]
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let score = |candidate: &str| {
        let tail = candidate.rsplit('/').next().unwrap_or(candidate);
        let whole = strsim::jaro_winkler(&lower, candidate);
        whole.max(strsim::jaro_winkler(&lower, tail) - 0.01)
    };
    known
        .into_iter()
        .map(|candidate| (candidate, score(candidate)))
        .filter(|(_, score)| *score > 0.84)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(candidate, _)| candidate)
}

/// Words that are one letter away from a name that is known, and mean themselves.
const WORDS: &[&str] = &["except", "height", "payout"];

/// Whether a name is another one mistyped: a letter too many or too few, a wrong one, or two in the
/// wrong order. What a name of less than six letters differs in by more than order, or any name by
/// its ending, is rather another word (`data`, `authors`).
#[must_use]
pub(crate) fn is_slip(name: &str, known: &str) -> bool {
    if name.len().abs_diff(known.len()) > 1 || known.len() < 4 || WORDS.contains(&name) {
        return false;
    }
    let same = |(one, other): &(&u8, &u8)| one.eq_ignore_ascii_case(other);
    let (mut name, mut known) = (name.as_bytes(), known.as_bytes());
    let is_long = known.len() >= 6;
    let start = name.iter().zip(known).take_while(same).count();
    (name, known) = (&name[start..], &known[start..]);
    let end = name.iter().rev().zip(known.iter().rev());
    let end = end.take_while(same).count();
    let is_ending = end == 0;
    match (&name[..name.len() - end], &known[..known.len() - end]) {
        ([one, two], [other, another]) => {
            one.eq_ignore_ascii_case(another) && two.eq_ignore_ascii_case(other)
        }
        ([_], [] | [_]) | ([], [_]) => is_long && !is_ending,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_words() {
        for (name, known) in [
            ("tilte", "title"),
            ("ttile", "title"),
            ("catagories", "categories"),
            ("descripton", "description"),
            ("desciption", "description"),
            ("Udpated", "updated"),
            ("last-modified_at", "last_modified_at"),
            ("daet", "date"),
        ] {
            assert!(is_slip(name, known), "{name}");
        }
        for (name, known) in [
            ("title", "title"),
            ("Title", "title"),
            ("titles", "title"),
            ("author", "authors"),
            ("data", "date"),
            ("tile", "title"),
            ("height", "weight"),
            ("updates", "updated"),
            ("tags", "tag"),
            ("dek", "date"),
            ("\u{301}\u{301}", "title"),
        ] {
            assert!(!is_slip(name, known), "{name}");
        }
    }

    #[test]
    fn near_names_are_suggested() {
        let known = ["image/alt-missing", "image/alt-empty", "date/impossible"];
        assert_eq!(
            nearest("image/alt-mising", known),
            Some("image/alt-missing")
        );
        assert_eq!(nearest("alt-missing", known), Some("image/alt-missing"));
        assert_eq!(nearest("front-matter/required", known), None);
    }
}
