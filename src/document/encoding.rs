//! Bytes that are not UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// The same number of bytes, with a question mark for each one that is not UTF-8.
pub(super) fn replace_invalid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}

/// How many bytes tell the encoding of a text.
const SAMPLE: usize = 64 << 10;

/// The encoding that a text which is not UTF-8 seems to be in.
pub(super) fn guess(bytes: &[u8]) -> &'static str {
    // The detector is made for the web, where UTF-16 without a byte order mark does not occur.
    let zeros = |first: usize| {
        let half = bytes.iter().skip(first).step_by(2).take(SAMPLE);
        half.filter(|&&byte| byte == 0).count()
    };
    let most = bytes.len().min(2 * SAMPLE) / 4;
    match bytes {
        [0xff, 0xfe, ..] => "UTF-16LE",
        [0xfe, 0xff, ..] => "UTF-16BE",
        _ if most > 0 && zeros(1) > most => "UTF-16LE",
        _ if most > 0 && zeros(0) > most => "UTF-16BE",
        _ if is_mostly_utf8(&bytes[..bytes.len().min(SAMPLE)]) => "UTF-8 that has been damaged",
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
            detector.guess(None, Utf8Detection::Deny).name()
        }
    }
}

/// Whether there are more characters that only UTF-8 has than places that are none. In other
/// encodings few pairs of letters happen to be valid.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|char| !char.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 2 * invalid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_stay_true() {
        let bytes = b"caf\xe9 \xe4\xbd\xa0 \xff\xfe";
        let text = replace_invalid(bytes);
        assert_eq!(text, "caf? 你 ??");
        assert_eq!(text.len(), bytes.len());
    }

    #[test]
    fn the_encoding_is_named() {
        assert_eq!(guess(b"\xff\xfea\0b\0"), "UTF-16LE");
        assert_eq!(guess(b"\0a\0b\0c"), "UTF-16BE");
        assert_eq!(
            guess("渡船早上".as_bytes().split_last().unwrap().1),
            "UTF-8 that has been damaged"
        );
        // "你好世界你好" in GBK, "こんにちは" in Shift_JIS.
        let chinese = b"\xc4\xe3\xba\xc3\xca\xc0\xbd\xe7\xc4\xe3\xba\xc3";
        assert_eq!(guess(chinese), "GBK");
        let japanese = b"\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd";
        assert_eq!(guess(japanese), "Shift_JIS");
    }
}
