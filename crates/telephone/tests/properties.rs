//! What holds for every text and for every country. `PROPTEST_CASES=100000` for a long run.

use proptest::prelude::*;
use telephone::{Country, Telephone, country_of, display_e164, is_withheld, parse};

fn countries() -> impl Strategy<Value = Country> {
    let all = Country::all();
    (0..all.len()).prop_map(move |index| all[index])
}

/// Pieces that numbers, URIs and trouble are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[0-9]{1,9}",
        1 => Just("+".to_owned()),
        2 => prop::sample::select(vec![
            ";phone-context=", ";ext=", ";isub=", "tel:", "sip:", "callto:", "@", "<", ">", ";", "l", "x", "ext", "(0)",
            "00", "011", "#", "*", ",", ",,", "%2B", "%", "%zz", "+46", "+1", "+49", "+39", "+54", "+52", " ", "-", "/",
            ".", "\n", "\0", "\u{202A}", "\u{FF0B}", "\u{FF11}", "\u{664}", "FLOWERS", "Tel", ":", "?", "&", "=", "E", "☎",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// What must hold of everything that is parsed.
fn check(telephone: &Telephone, home: Country) -> Result<(), TestCaseError> {
    let e164 = &telephone.e164;
    let line = Telephone { e164: e164.clone(), extension: None };
    let digits = e164.strip_prefix('+').unwrap_or(e164);
    prop_assert!(digits.bytes().all(|b| b.is_ascii_digit()), "{e164}");
    prop_assert!(
        if e164.starts_with('+') {
            (4..=15).contains(&digits.len())
        } else {
            (3..=6).contains(&digits.len())
        },
        "{e164}"
    );
    prop_assert_eq!(parse(e164, home), Ok(line.clone()), "not a fixed point");
    prop_assert_eq!(parse(&telephone.uri(), home), Ok(telephone.clone()), "URI {}", telephone.uri());
    prop_assert_eq!(
        parse(&telephone.display(home), home),
        Ok(line.clone()),
        "display {}",
        telephone.display(home)
    );
    prop_assert_eq!(parse(&telephone.international(), home), Ok(line.clone()));
    prop_assert_eq!(display_e164(e164, home), telephone.display(home));
    prop_assert_eq!(country_of(e164), telephone.country());
    telephone.kind();
    if e164.starts_with('+') {
        for elsewhere in ["SE", "US", "IT", "AR"] {
            let elsewhere: Country = elsewhere.parse().map_err(|_| TestCaseError::fail("country"))?;
            prop_assert_eq!(
                parse(e164, elsewhere),
                Ok(line.clone()),
                "E.164 means the same in {}",
                elsewhere
            );
            prop_assert_eq!(parse(&telephone.display(elsewhere), elsewhere), Ok(line.clone()));
        }
    }
    Ok(())
}

fn survives(text: &str, home: Country) -> Result<(), TestCaseError> {
    is_withheld(text);
    display_e164(text, home);
    country_of(text);
    let wild = Telephone { e164: text.to_owned(), extension: Some(text.to_owned()) };
    let _ = (wild.country(), wild.kind(), wild.display(home), wild.international(), wild.uri());
    parse(text, home).map_or(Ok(()), |telephone| check(&telephone, home))
}

proptest! {
    #[test]
    fn any_text(text in any::<String>(), home in countries()) {
        survives(&text, home)?;
    }

    #[test]
    fn texts_made_of_troublesome_pieces(text in pieces(), home in countries()) {
        survives(&text, home)?;
    }

    #[test]
    fn any_digits(text in "\\+?[0-9]{1,18}", home in countries()) {
        survives(&text, home)?;
    }

    #[test]
    fn numbers_with_signs_between(text in "(\\+|00)?[1-9](\\(0\\))?[0-9]([ ./()\u{2010}-\u{2015}\u{A0}-]?[0-9]){4,11}( ?(x|ext|#|;ext=|,,)[0-9]{1,6})?", home in countries()) {
        survives(&text, home)?;
    }
}

#[test]
fn known_panics_of_the_library() {
    let home: Country = "SE".parse().expect("SE");
    for text in [
        ";phone-context=l;tel:",
        "tel:;phone-context=",
        ";phone-context=+;tel:",
        "0;phone-context=+46;tel:1",
        "tel:+;phone-context=+46",
        "\0",
        "+\0",
        "1;phone-context=é;tel:",
        "é;phone-context=a;tel:é",
    ] {
        survives(text, home).expect(text);
    }
}

#[test]
fn huge_texts_are_refused_and_shown_as_they_are() {
    let home: Country = "SE".parse().expect("SE");
    telephone::warm_up(home);
    for piece in [
        "0",
        "+",
        " ",
        "\u{200B}",
        "%2B",
        ";",
        ";phone-context=l;tel:",
        "<",
        "@",
        "a",
        "\u{10FFFF}",
        "x4",
        "\n",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        assert!(parse(&text, home).is_err() && !is_withheld(&text));
        assert_eq!(display_e164(&text, home), text);
        assert_eq!(country_of(&text), None);
    }
}
