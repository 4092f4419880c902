//! Dates in file names and folders: `2020-01-02-title.md`, `2020/01/02/title.md`.

use jiff::civil::Date;

use crate::document::Span;

/// A date that stands in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathDate {
    /// The date.
    pub date: Date,
    /// Its bytes in the path.
    pub span: Span,
    /// Where it stands.
    pub place: PathPlace,
}

/// Where in a path a date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPlace {
    /// At the start of the file's name: `_posts/2020-01-02-title.md`.
    FileName,
    /// At the start of the name of the folder the file is in: `2020-01-02-title/index.md`.
    FolderName,
    /// In three folders, or two and the start of the file's name: `2020/01/02/title.md`.
    Folders,
}

/// Of `2020-1-2`.
const FEWEST_DIGITS: usize = 6;

/// The date in a path with `/` or `\` between its parts, if there is one and the day exists. The
/// file's name counts for more than its folder's, and both for more than folders of digits.
///
/// ```
/// use copydesk::date::{PathPlace, from_path};
///
/// let found = from_path("content/blog/2020/01/02/snow.md").unwrap();
/// assert_eq!(found.date.to_string(), "2020-01-02");
/// assert_eq!(found.place, PathPlace::Folders);
/// ```
#[must_use]
pub fn from_path(path: &str) -> Option<PathDate> {
    // Nearly all paths have none, which is seen at a glance.
    if path.bytes().filter(u8::is_ascii_digit).count() < FEWEST_DIGITS {
        return None;
    }
    let names: Vec<(usize, &str)> = names(path).collect();
    let (&file, folders) = names.split_last()?;
    let at_start = |&(start, name): &(usize, &str), place| {
        let (date, length) = leading_date(name)?;
        Some(PathDate {
            date,
            span: Span::of(start..start + length),
            place,
        })
    };
    at_start(&file, PathPlace::FileName)
        .or_else(|| at_start(folders.last()?, PathPlace::FolderName))
        .or_else(|| {
            names
                .windows(3)
                .rev()
                .find_map(|three| in_folders(three, file.0))
        })
}

/// The parts of a path and where each starts.
fn names(path: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    path.split(['/', '\\']).map(move |name| {
        let here = start;
        start += name.len() + 1;
        (here, name)
    })
}

/// `YYYY-M-D` or `YYYY_MM_DD` at the start of a name, before its end or something that is neither
/// a letter nor a digit (or a `T`, before a time).
fn leading_date(name: &str) -> Option<(Date, usize)> {
    let (year, rest) = digits(name, 4, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '_'))?;
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    let ends = rest
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric() || next == 'T');
    let date = Date::new(year, month as i8, day as i8).ok()?;
    ends.then_some((date, name.len() - rest.len()))
}

/// A year, a month and a day, each a folder; the day may be the start of the file's name.
fn in_folders(three: &[(usize, &str)], file: usize) -> Option<PathDate> {
    let [(start, year), (_, month), (day_start, day)] = *three else {
        return None;
    };
    let whole = |name, least, most| match digits(name, least, most)? {
        (number, "") => Some(number),
        _ => None,
    };
    let (year, month) = (whole(year, 4, 4)?, whole(month, 1, 2)?);
    let (day, rest) = digits(day, 1, 2)?;
    let ends = if day_start == file {
        rest.starts_with(['-', '_', '.'])
    } else {
        rest.is_empty()
    };
    let length = three[2].1.len() - rest.len();
    let date = Date::new(year, month as i8, day as i8).ok()?;
    let span = Span::of(start..day_start + length);
    ends.then_some(PathDate {
        date,
        span,
        place: PathPlace::Folders,
    })
}

/// A whole run of `least` to `most` digits, and what follows.
fn digits(text: &str, least: usize, most: usize) -> Option<(i16, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(count);
    if (least..=most).contains(&count) {
        Some((digits.parse().ok()?, rest))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<(String, &str, PathPlace)> {
        let found = from_path(path)?;
        Some((
            found.date.to_string(),
            found.span.of_text(path),
            found.place,
        ))
    }

    #[test]
    fn file_before_folder_before_folders() {
        for (path, part, place) in [
            ("2020-01-02-snow.md", "2020-01-02", PathPlace::FileName),
            (
                "a/_posts/2020-1-2-snow.markdown",
                "2020-1-2",
                PathPlace::FileName,
            ),
            ("a\\2020_01_02.md", "2020_01_02", PathPlace::FileName),
            (
                "2020-01-02T10-11-snow.md",
                "2020-01-02",
                PathPlace::FileName,
            ),
            (
                "2019-12-31/2020-01-02 雪.md",
                "2020-01-02",
                PathPlace::FileName,
            ),
            (
                "blog/2020-01-02-snow/index.md",
                "2020-01-02",
                PathPlace::FolderName,
            ),
            ("blog/2020/01/02/snow.md", "2020/01/02", PathPlace::Folders),
            ("2020/1/2-snow.mdx", "2020/1/2", PathPlace::Folders),
            (
                "2019/12/2020/01/02/snow.md",
                "2020/01/02",
                PathPlace::Folders,
            ),
        ] {
            let expected = ("2020-01-02".to_owned(), part, place);
            assert_eq!(found(path), Some(expected), "{path}");
        }
    }

    #[test]
    fn other_digits_are_no_dates() {
        for path in [
            "",
            "snow.md",
            "2020-13-01-snow.md",
            "2020-02-30.md",
            "2020-01-02snow.md",
            "2020-01-snow.md",
            "12020-01-02.md",
            "2020-01_02.md",
            "2020/01/snow.md",
            "2020/01/02nd/snow.md",
            "v2020-01-02.md",
            "2020/01/02",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
