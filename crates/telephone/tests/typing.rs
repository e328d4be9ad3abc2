//! Numbers while they are typed.

use proptest::prelude::*;
use telephone::{Country, as_typed, parse};

fn typed(text: &str, home: &str) -> Option<(String, Option<String>)> {
    let typed = as_typed(text, home.parse().unwrap())?;
    Some((typed.text, typed.country.map(|country| country.as_str().to_owned())))
}

#[test]
fn digits_fall_into_the_groups_of_the_country() {
    for (text, home, wanted, country) in [
        ("0701740605", "SE", "070-174 06 05", "SE"),
        ("07017", "SE", "070-17", "SE"),
        ("070 17", "SE", "070-17", "SE"),
        ("0313900600", "SE", "031-390 06 00", "SE"),
        ("+467", "SE", "+46 7", "SE"),
        ("+4670174", "SE", "+46 70 174", "SE"),
        ("0046701740605", "SE", "+46 70 174 06 05", "SE"),
        ("0046 (0)70\u{a0}174 06 05", "DE", "+46 70 174 06 05", "SE"),
        ("+49 (0)30 23125000", "SE", "+49 30 23125000", "DE"),
        ("03023125000", "DE", "030 23125000", "DE"),
        ("600600600", "PL", "600 600 600", "PL"),
        ("60060", "PL", "600 60", "PL"),
    ] {
        assert_eq!(typed(text, home), Some((wanted.to_owned(), Some(country.to_owned()))), "{text}");
    }
    for text in [
        "",
        "+",
        "112 hello",
        "070 ext 4",
        "sip:1",
        "+46+7",
        "+03110000",
        "000463110000",
        "070-174 06 05 06 07 08 09 10",
    ] {
        assert_eq!(typed(text, "SE"), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_digit_is_invented_or_lost_and_it_settles(text in "[+]?[0-9 ()/.-]{0,18}", home in prop::sample::select(vec!["SE", "DE", "PL", "US", "IT", "GB"])) {
        let home: Country = home.parse().unwrap();
        if let Some(typed) = as_typed(&text, home) {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            prop_assert!(digits(&text).replace("(0)", "").ends_with(&digits(&typed.text)) || text.contains("(0)"));
            // What is grouped once is not grouped otherwise the next time.
            let again = as_typed(&typed.text, home).map(|typed| typed.text);
            prop_assert_eq!(again, Some(typed.text.clone()));
            // It is the same number.
            if let (Ok(before), Ok(after)) = (parse(&text, home), parse(&typed.text, home)) {
                prop_assert_eq!(before.e164, after.e164);
            }
        }
    }
}
