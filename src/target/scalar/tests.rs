use Scalar::{Bool, Float, Instant, Int, Null, Text};
use jiff::civil::date;
use proptest::prelude::*;

use super::YamlReader::{Goccy, JsYaml3, JsYaml4, SafeYaml, SerdeYaml};
use super::*;

const READERS: [YamlReader; 5] = [JsYaml3, JsYaml4, SafeYaml, Goccy, SerdeYaml];

/// What the five readers make of a plain text, in the order of [`READERS`].
fn all(text: &str) -> [Scalar; 5] {
    READERS.map(|reader| reader.scalar(text, Style::Plain))
}

fn text(text: &str) -> Scalar {
    Text(text.to_owned())
}

#[test]
fn truth_has_more_words_under_yaml_1_1() {
    let no = text("No");
    assert_eq!(
        all("No"),
        [no.clone(), no.clone(), Bool(false), no.clone(), no]
    );
    assert_eq!(all("True"), [(); 5].map(|()| Bool(true)));
    assert_eq!(JsYaml4.scalar("true", Style::Single), text("true"));
}

#[test]
fn leading_zeros() {
    assert_eq!(
        all("0755"),
        [Int(493), Int(755), Int(493), Int(493), text("0755")]
    );
    let zero_nine = text("019");
    assert_eq!(
        all("019"),
        [
            zero_nine.clone(),
            Int(19),
            zero_nine.clone(),
            zero_nine.clone(),
            zero_nine
        ]
    );
    assert_eq!(
        all("0o17"),
        [text("0o17"), Int(15), text("0o17"), Int(15), Int(15)]
    );
}

#[test]
fn marks_inside_numbers() {
    let under = text("18_30");
    assert_eq!(
        all("18_30"),
        [Int(1830), under.clone(), Int(1830), Int(1830), under]
    );
    let comma = text("2,500");
    assert_eq!(
        all("2,500"),
        [
            comma.clone(),
            comma.clone(),
            Int(2500),
            comma.clone(),
            comma
        ]
    );
    let clock = text("18:30");
    assert_eq!(
        all("18:30"),
        [
            Int(1110),
            clock.clone(),
            Float(1110.0),
            clock.clone(),
            clock
        ]
    );
    let clock = text("1:02.5");
    assert_eq!(
        all("1:02.5"),
        [
            Float(62.5),
            clock.clone(),
            Float(62.5),
            clock.clone(),
            clock
        ]
    );
}

#[test]
fn versions_lose_their_zero() {
    assert_eq!(all("3.10"), [(); 5].map(|()| Float(3.1)));
    assert_eq!(all("3.10.2"), [(); 5].map(|()| text("3.10.2")));
}

#[test]
fn big_numbers() {
    let digits = "98765432109876543210";
    assert_eq!(
        JsYaml4.scalar(digits, Style::Plain),
        Float(98_765_432_109_876_543_210.0)
    );
    assert_eq!(
        SafeYaml.scalar(digits, Style::Plain),
        Int(98_765_432_109_876_543_210)
    );
    assert_eq!(Goccy.scalar(digits, Style::Plain), text(digits));
    let longer = "9".repeat(60);
    assert_eq!(SafeYaml.scalar(&longer, Style::Plain), Float(1e60));
    assert_eq!(JsYaml4.scalar("1e999", Style::Plain), text("1e999"));
    assert_eq!(JsYaml3.scalar("1e999", Style::Plain), Float(f64::INFINITY));
}

#[test]
fn dates_roll_over_in_javascript_only() {
    let march = Instant(date(2023, 3, 2).at(0, 0, 0, 0));
    let written = text("2023-02-30");
    assert_eq!(
        all("2023-02-30"),
        [
            march.clone(),
            march,
            written.clone(),
            written.clone(),
            written
        ]
    );
    let read = JsYaml4.scalar("2023-12-31T23:59:60.5+01:00", Style::Plain);
    assert_eq!(read, Instant(date(2023, 12, 31).at(23, 0, 0, 500_000_000)));
    let read = SafeYaml.scalar("2023-12-31 24:00:00 -0130", Style::Plain);
    assert_eq!(read, Instant(date(2024, 1, 1).at(1, 30, 0, 0)));
    assert_eq!(
        SafeYaml.scalar("2023-12-31", Style::Plain),
        Scalar::Day(date(2023, 12, 31))
    );
}

#[test]
fn nothing_is_null_everywhere() {
    for written in ["", "~", "null", "NULL"] {
        assert_eq!(all(written), [(); 5].map(|()| Null), "{written}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(written in "\\PC{0,24}|[-+0-9._:, eExobaTZnif]{0,24}") {
        for reader in READERS {
            let read = reader.scalar(&written, Style::Plain);
            prop_assert!(!read.to_string().is_empty());
            prop_assert_eq!(reader.scalar(&written, Style::Single), Text(written.clone()));
        }
    }

    /// The rules for `serde_yaml` stand beside the crate itself.
    #[test]
    fn serde_yaml_agrees(written in "[-+]?[0-9xob._a-fEe+-]{1,8}|[-+.~nulNUtrefasinfINF]{1,6}") {
        use ::serde_yaml::Value;
        prop_assume!(!written.starts_with("- ") && written != "-");
        let real = match ::serde_yaml::from_str(&written) {
            Ok(Value::Null) => Null,
            Ok(Value::Bool(truth)) => Bool(truth),
            Ok(Value::Number(number)) => match (number.as_i64(), number.as_u64()) {
                (Some(whole), _) => Int(whole.into()),
                (_, Some(whole)) => Int(whole.into()),
                _ => Float(number.as_f64().expect("a number")),
            },
            Ok(Value::String(read)) => Text(read),
            _ => return Ok(()),
        };
        let ours = SerdeYaml.scalar(&written, Style::Plain);
        prop_assert!(ours == real || format!("{ours:?}") == format!("{real:?}"), "{ours:?} {real:?}");
    }
}
