//! What holds of any text.

use proptest::prelude::*;

use super::*;
use crate::target::Target;
use Notation::{Plain, Quoted, TomlDate};

fn east() -> SiteZone {
    SiteZone::site("Asia/Shanghai")
        .unwrap()
        .on_machine("America/New_York")
        .unwrap()
}

/// Texts that look like dates, so that the readers get far.
fn date_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[-/:., T+()'\u{3000}年月日]",
        "(Feb|March|Mon|Friday|am|PM|Z|GMT|UTC|CST|st|W|BC|h)",
        "[+-][0-9]{2}:?[0-9]{2}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_lie_in_the_text(text in prop_oneof![date_like(), any::<String>()]) {
        let Some(date) = scan(&text) else { return Ok(()) };
        let parts = [
            date.year, date.month, date.day, date.day_of_year, date.week, date.weekday, date.hour,
            date.minute, date.second, date.fraction, date.afternoon,
        ];
        let spans = parts.into_iter().flatten().map(|part| part.span);
        for span in spans.chain(date.zone.map(|zone| zone.span)) {
            prop_assert!(date.span.contains(span) && !span.is_empty());
            prop_assert!(text.get(span.range()).is_some());
        }
        prop_assert_eq!(date.span.of_text(&text), text.trim());
        for fault in faults(&date) {
            prop_assert!(date.span.contains(fault.span) && !fault.span.is_empty());
            prop_assert!(!fault.kind.to_string().contains('\n'));
        }
    }

    #[test]
    fn every_text_is_read_somehow(text in prop_oneof![date_like(), any::<String>()]) {
        for zone in [SiteZone::unknown(), east()] {
            for target in Target::ALL {
                for notation in [Plain, Quoted, TomlDate] {
                    let _ = read(*target, &text, notation, &zone);
                }
            }
            let Some(date) = scan(&text) else { continue };
            let _ = to_rfc3339(&date, &zone);
            for target in Target::ALL {
                if let Some(portable) = portable(*target, &date, &zone) {
                    prop_assert!(read(*target, &portable, Plain, &zone).is_faithful());
                }
            }
        }
        let _ = from_path(&text);
    }

    #[test]
    fn a_day_that_exists_has_no_fault(days in -100_000_i64..100_000) {
        let (year, month, day) = clock::Instant { seconds: days * 86_400, nanos: 0 }.wall(0).ymd();
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(faults(&scan(&text).unwrap()), vec![]);
        let beyond = format!("{year:04}-{month:02}-{:02}", day + 31);
        prop_assert!(faults(&scan(&beyond).unwrap())[0].kind.is_impossible());
    }
}
