//! Dates as readers see them.

use super::Date;

impl Date {
    /// Writes an ISO date out: "21 November 2026".
    pub(crate) fn written(iso: String) -> Self {
        let text = iso
            .parse::<jiff::civil::Date>()
            .map(|date| date.strftime("%-d %B %Y").to_string())
            .unwrap_or_else(|_| iso.clone());
        Self { iso, text }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_date_is_written_out() {
        assert_eq!(
            Date::written("2026-11-02".to_owned()).text,
            "2 November 2026"
        );
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        assert_eq!(Date::written("soon".to_owned()).text, "soon");
    }
}
