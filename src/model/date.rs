//! Dates as declarations and glosses write them: `2024`, `2024-07`, `2024-06-19`.

use std::fmt;

/// A date of the Gregorian calendar, to the day, the month or the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, of four digits.
    pub year: u16,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

/// Why a word is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It does not look like one.
    NotADate,
    /// It looks like one, but the calendar has no such day.
    Impossible,
}

impl Date {
    /// Reads a date.
    ///
    /// # Errors
    ///
    /// If the word is not of the three forms, or the calendar has no such day.
    pub fn parse(word: &str) -> Result<Self, DateError> {
        let mut fields = word.split('-');
        let year = digits(fields.next(), 4)?.ok_or(DateError::NotADate)?;
        let month = digits(fields.next(), 2)?;
        let day = digits(fields.next(), 2)?;
        if fields.next().is_some() {
            return Err(DateError::NotADate);
        }
        let date = Self { year, month: month.map(|month| month as u8), day: day.map(|day| day as u8) };
        if date.exists() { Ok(date) } else { Err(DateError::Impossible) }
    }

    fn exists(self) -> bool {
        let Some(month) = self.month else { return true };
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return false,
        };
        self.day.is_none_or(|day| (1..=days).contains(&day))
    }
}

fn digits(field: Option<&str>, count: usize) -> Result<Option<u16>, DateError> {
    let Some(field) = field else { return Ok(None) };
    if field.len() != count || !field.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::NotADate);
    }
    field.parse().map(Some).map_err(|_| DateError::NotADate)
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(formatter, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(formatter, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_and_the_calendar() {
        assert_eq!(Date::parse("2024").map(|d| d.to_string()), Ok("2024".into()));
        assert_eq!(Date::parse("2024-06-19").map(|d| d.to_string()), Ok("2024-06-19".into()));
        assert_eq!(Date::parse("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".into()));
        for impossible in ["2024-06-31", "2023-02-29", "2024-13", "2024-00-01", "1900-02-29", "2024-01-00"] {
            assert_eq!(Date::parse(impossible), Err(DateError::Impossible), "{impossible}");
        }
        for none in ["19 June 2024", "2024-6-19", "ru", "2024-06-19-01", "", "20240619"] {
            assert_eq!(Date::parse(none), Err(DateError::NotADate), "{none}");
        }
    }
}
