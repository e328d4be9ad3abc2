//! Dates of birth as vCard, JSContact and sheets write them.
//!
//! Invariant: `plain(plain(x)) == plain(x)`; what is no date is left as it is.

/// `19850412` and `1985-04-12T00:00:00Z` are `1985-04-12`, `--0412` is `--04-12`.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim();
    let date = match text.split_once(['T', ' ']) {
        Some((date, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => date,
        _ => text,
    };
    let parts = match date.as_bytes() {
        _ if !date.is_ascii() => None,
        [b'-', b'-', _, _, _, _] => Some(("--", &date[2..4], &date[4..])),
        [b'-', b'-', _, _, b'-', _, _] => Some(("--", &date[2..4], &date[5..])),
        [_, _, _, _, _, _, _, _] if is_digits(date) => Some((&date[..4], &date[4..6], &date[6..])),
        [_, _, _, _, b'-', _, _, b'-', _, _] => Some((&date[..4], &date[5..7], &date[8..])),
        _ => None,
    };
    match parts {
        Some((year, month, day)) if is_date(year, month, day) => {
            format!("{year}{}{month}-{day}", if year == "--" { "" } else { "-" })
        }
        _ => text.to_owned(),
    }
}

/// Year (if there is one), month and day of what `plain` gives for a date.
pub(crate) fn parts(text: &str) -> Option<(Option<u16>, u8, u8)> {
    let (year, rest) = match text.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => (Some(text.get(..4)?), text.get(4..)?.strip_prefix('-')?),
    };
    let (month, day) = rest.split_once('-')?;
    if !is_date(year.unwrap_or("--"), month, day) {
        return None;
    }
    Some((year.and_then(|year| year.parse().ok()), month.parse().ok()?, day.parse().ok()?))
}

fn is_date(year: &str, month: &str, day: &str) -> bool {
    let within = |text: &str, most: u8| {
        text.len() == 2 && is_digits(text) && text.parse().is_ok_and(|n: u8| (1..=most).contains(&n))
    };
    (year == "--" || (year.len() == 4 && is_digits(year))) && within(month, 12) && within(day, 31)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_all_their_spellings() {
        for (text, expected) in [
            ("19850412", "1985-04-12"),
            ("1985-04-12", "1985-04-12"),
            ("1985-04-12T23:10:00Z", "1985-04-12"),
            ("19850412T231000", "1985-04-12"),
            ("--0412", "--04-12"),
            ("--04-12", "--04-12"),
            ("12 April", "12 April"),
            ("1985", "1985"),
            ("19851399", "19851399"),
            ("ååååå", "ååååå"),
            ("--åå", "--åå"),
        ] {
            assert_eq!(plain(text), expected);
            assert_eq!(plain(expected), expected);
        }
        assert_eq!(parts("1985-04-12"), Some((Some(1985), 4, 12)));
        assert_eq!(parts("--04-12"), Some((None, 4, 12)));
        assert_eq!(parts("12 April"), None);
    }
}
