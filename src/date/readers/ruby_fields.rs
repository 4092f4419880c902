//! The parts that Ruby's `Date._parse` finds, and how it sorts three numbers into a date.

/// What `Date._parse` returns, as far as `Time.parse` looks at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    pub(super) day_of_year: Option<i64>,
    pub(super) hour: Option<i64>,
    pub(super) minute: Option<i64>,
    pub(super) second: Option<i64>,
    pub(super) nanos: Option<u32>,
    pub(super) zone: Option<String>,
    /// The year was written so that no century is to be added: with a sign, or three digits.
    pub(super) full_year: bool,
    pub(super) before_christ: bool,
}

impl Fields {
    /// Nothing that `Time.parse` could use.
    pub(super) fn is_empty(&self) -> bool {
        let date = [self.year, self.month, self.day, self.day_of_year];
        let time = [self.hour, self.minute, self.second];
        date.iter().chain(&time).all(Option::is_none) && self.nanos.is_none()
    }

    /// Sets year, month and day from three texts of which any may be another than it is called:
    /// whatever has an apostrophe, a sign or more than two digits is the year, and a year that is
    /// followed by something (`4th`) is the day.
    pub(super) fn set_date(&mut self, year: Option<&str>, month: &str, day: Option<&str>) {
        let is_year = |text: &str| text.starts_with('\'') || text.len() > 2;
        let (mut y, mut m, mut d) = match (year, day) {
            (Some(year), None) => (None, Some(year), Some(month)),
            _ => (year, Some(month), day),
        };
        if y.is_none() && d.is_some_and(is_year) {
            (y, d) = (d, None);
        }
        if let Some((number, after)) = y.and_then(signed)
            && !after.is_empty()
        {
            (y, d) = (d, Some(number));
        }
        if m.is_some_and(is_year) {
            (y, m, d) = (m, d, y);
        }
        if d.is_some_and(is_year) {
            (y, d) = (d, y);
        }
        if let Some((number, _)) = y.and_then(signed) {
            let digits = number.trim_start_matches(['+', '-']);
            self.full_year |= digits.len() != number.len() || digits.len() > 2;
            self.year = Some(if number.starts_with('-') {
                -value(digits)
            } else {
                value(digits)
            });
        }
        self.month = m.and_then(unsigned).or(self.month);
        self.day = d.and_then(unsigned).or(self.day);
    }

    /// Adds the century to a year of two digits and turns a year before Christ round.
    pub(super) fn finish_year(&mut self) {
        self.year = self.year.map(|year| {
            let year = if self.before_christ { 1 - year } else { year };
            match year {
                69..=99 if !self.full_year => year + 1_900,
                0..=68 if !self.full_year => year + 2_000,
                _ => year,
            }
        });
    }
}

/// The value of decimal digits; more of them than any date has count as nines.
pub(super) fn value(digits: &str) -> i64 {
    digits.bytes().fold(0, |value: i64, digit| {
        (value * 10 + i64::from(digit - b'0')).min(999_999_999)
    })
}

/// The first number in `text`, with its sign, and what follows.
fn signed(text: &str) -> Option<(&str, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'))?;
    let text = &text[start..];
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = text[sign..].bytes().take_while(u8::is_ascii_digit).count();
    Some(text.split_at(sign + digits))
}

fn unsigned(text: &str) -> Option<i64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    Some(value(&text[start..start + digits]))
}
