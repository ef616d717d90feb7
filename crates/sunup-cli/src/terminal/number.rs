//! Numbers as people read them.

/// `107432` as `107,432`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A size in memory: `512 B`, `6.1 KiB`, `212 MiB`.
pub(crate) fn bytes(size: u64) -> String {
    if size < 1024 {
        return format!("{size} B");
    }
    let mut size = size as f64 / 1024.0;
    for unit in ["KiB", "MiB", "GiB"] {
        // What would be written `1024` is one of the next unit.
        if size < 1023.5 {
            let decimals = usize::from(size < 9.95);
            return format!("{size:.decimals$} {unit}");
        }
        size /= 1024.0;
    }
    format!("{size:.1} TiB")
}

/// `97.4 %`; a dash where there is nothing to have a share of.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{:.1} %", part as f64 * 100.0 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(150_000), "150,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn sizes_have_two_or_three_digits() {
        for (size, expected) in [
            (0, "0 B"),
            (1_023, "1023 B"),
            (1_024, "1.0 KiB"),
            (6_246, "6.1 KiB"),
            (10_188, "9.9 KiB"),
            (10_200, "10 KiB"),
            (1_048_064, "1.0 MiB"),
            (222_298_112, "212 MiB"),
            (2_040_109_466, "1.9 GiB"),
            (1 << 50, "1024.0 TiB"),
        ] {
            assert_eq!(bytes(size), expected, "{size}");
        }
    }

    #[test]
    fn a_share_of_nothing_is_a_dash() {
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(0, 0), "–");
    }
}
