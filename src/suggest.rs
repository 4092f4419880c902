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

#[cfg(test)]
mod tests {
    use super::*;

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
