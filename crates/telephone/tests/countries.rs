//! Every country of the library, every kind of number in it, in every spelling.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};
use telephone::{Country, Kind, country_of, parse};

const TYPES: [PhoneNumberType; 10] = [
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::TollFree,
    PhoneNumberType::PremiumRate,
    PhoneNumberType::SharedCost,
    PhoneNumberType::VoIP,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
];

fn examples() -> impl Iterator<Item = (Country, PhoneNumberType, PhoneNumber)> {
    Country::all().into_iter().flat_map(|country| {
        let region = Region::from_code(country.as_str()).expect("region");
        TYPES.into_iter().filter_map(move |kind| {
            let number = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind).ok()?;
            Some((country, kind, number))
        })
    })
}

fn written(number: &PhoneNumber, format: PhoneNumberFormat) -> String {
    PHONE_NUMBER_UTIL.format(number, format).into_owned()
}

#[test]
fn all_spellings_of_all_examples_agree() {
    let sweden: Country = "SE".parse().expect("SE");
    let america: Country = "US".parse().expect("US");
    let (mut spellings, mut wrong) = (0, Vec::new());
    for (home, kind, number) in examples() {
        let e164 = written(&number, PhoneNumberFormat::E164);
        let national = written(&number, PhoneNumberFormat::National);
        let international = written(&number, PhoneNumberFormat::International);
        let full_width: String = international
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c != ' ').unwrap_or('\u{3000}'))
            .collect();
        let (code, rest) =
            (number.country_code, e164[1 + number.country_code.to_string().len()..].to_owned());
        let mut at_home = vec![
            e164.clone(),
            international.clone(),
            written(&number, PhoneNumberFormat::RFC3966),
            format!("sip:{e164}@example.com;user=phone"),
            format!("Tel: {}", international.replace(' ', "\u{A0}")),
            format!("tel:{rest};phone-context=+{code}"),
            full_width,
        ];
        let foreign = vec![
            e164.replacen('+', "00", 1),
            PHONE_NUMBER_UTIL.format_out_of_country_calling_number(&number, Region::SE).into_owned(),
            e164.clone(),
            international.clone(),
        ];
        let american = vec![
            e164.replacen('+', "011", 1),
            e164.replacen('+', "00", 1),
            PHONE_NUMBER_UTIL.format_out_of_country_calling_number(&number, Region::US).into_owned(),
        ];
        // A number of up to six digits is a short code, unless all of the country's numbers are so short.
        if rest.len() > 6 {
            at_home.extend([
                national.clone(),
                national.replace(' ', "\u{202F}").replace('-', "\u{2011}"),
                national.chars().filter(char::is_ascii_digit).collect(),
            ]);
        }
        for (home, texts) in [(home, at_home), (sweden, foreign), (america, american)] {
            for text in texts {
                spellings += 1;
                let found = parse(&text, home).map(|telephone| telephone.e164);
                if found.as_ref() != Ok(&e164) {
                    wrong.push(format!("{home} {kind:?} {text} -> {found:?}, not {e164}"));
                }
            }
        }
    }
    assert!(spellings > 15_000, "{spellings}");
    assert!(wrong.is_empty(), "{} of {spellings}: {wrong:#?}", wrong.len());
}

#[test]
fn examples_are_shown_so_that_they_can_be_read() {
    let sweden: Country = "SE".parse().expect("SE");
    for (home, kind, number) in examples() {
        let telephone = parse(&written(&number, PhoneNumberFormat::E164), home).expect("an example");
        assert_eq!(parse(&telephone.display(home), home), Ok(telephone.clone()), "{home} {kind:?}");
        assert_eq!(parse(&telephone.display(sweden), sweden), Ok(telephone.clone()), "{home} {kind:?}");
        assert_eq!(parse(&telephone.international(), sweden), Ok(telephone.clone()));
        let calling_code = telephone.country().and_then(Country::calling_code).map(i32::from);
        assert_eq!(calling_code, Some(number.country_code), "{home} {kind:?}");
    }
}

#[test]
fn country_and_kind() {
    use Kind::{Fixed, FixedOrMobile, Mobile, Other, Premium, SharedCost, TollFree, Voip};
    for (e164, country, kind) in [
        ("+46701740605", Some("SE"), Mobile),
        ("+46812345678", Some("SE"), Fixed),
        ("+46201234567", Some("SE"), TollFree),
        ("+469001234567", Some("SE"), Premium),
        ("+46771234567", Some("SE"), SharedCost),
        ("+493023125118", Some("DE"), Fixed),
        ("+442079460000", Some("GB"), Fixed),
        ("+445612345678", Some("GB"), Voip),
        ("+12015550123", Some("US"), FixedOrMobile),
        ("+15062345678", Some("CA"), FixedOrMobile),
        ("+15550100000", None, Other),
        ("+440000000001", Some("GB"), Other),
        ("+80012345678", None, TollFree),
        ("4711", None, Other),
        ("", None, Other),
        ("+", None, Other),
        ("garbage", None, Other),
        ("+999123456", None, Other),
    ] {
        let found = telephone::Telephone { e164: e164.to_owned(), extension: None };
        assert_eq!(country_of(e164).as_ref().map(Country::as_str), country, "{e164}");
        assert_eq!((found.country(), found.kind()), (country_of(e164), kind), "{e164}");
    }
}

#[test]
fn display_for_people() {
    let display = |e164: &str, home: &str| telephone::display_e164(e164, home.parse().expect(home));
    for (e164, home, shown) in [
        ("+46701740605", "SE", "070-174 06 05"),
        ("+46701740605", "DE", "+46 70 174 06 05"),
        ("+493023125118", "DE", "030 23125118"),
        ("+493023125118", "SE", "+49 30 23125118"),
        ("+48220000117", "PL", "22 000 01 17"),
        ("+442079460000", "GB", "020 7946 0000"),
        ("+12015550123", "US", "(201) 555-0123"),
        ("+15062345678", "US", "+1 506-234-5678"),
        ("+494711", "DE", "+49 4711"),
        ("4711", "SE", "4711"),
        ("not a number", "SE", "not a number"),
        ("+46", "SE", "+46"),
        ("", "SE", ""),
    ] {
        assert_eq!(display(e164, home), shown, "{e164} in {home}");
    }
    let with_extension = parse("08-123 456 78 ankn 4", "SE".parse().expect("SE")).expect("a number");
    assert_eq!(with_extension.display("SE".parse().expect("SE")), "08-123 456 78");
    assert_eq!(with_extension.uri(), "tel:+46812345678;ext=4");
}

/// As Google's own metadata release 9.0.43 reads them (PyPI `phonenumbers`, compared once over 33,000
/// spellings of all countries: no difference but the short codes, which are left as they are on purpose).
#[test]
fn national_habits_of_many_countries() {
    for (home, text, e164, country) in [
        ("AR", "011 15-2345-6789", "+5491123456789", "AR"),
        ("AR", "+54 9 11 2345-6789", "+5491123456789", "AR"),
        ("AR", "0343 15 555 1212", "+5493435551212", "AR"),
        ("BR", "0 15 11 96123-4567", "+5511961234567", "BR"),
        ("BR", "(11) 96123-4567", "+5511961234567", "BR"),
        ("RU", "8 (912) 345-67-89", "+79123456789", "RU"),
        ("RU", "8~10 46 70 174 06 05", "+46701740605", "SE"),
        ("KZ", "8 (710) 000-99-98", "+77100009998", "KZ"),
        ("IT", "06 6982 1234", "+390669821234", "VA"),
        ("VA", "06 698 12345", "+390669812345", "VA"),
        ("CI", "07 01 23 45 67", "+2250701234567", "CI"),
        ("GA", "06 03 12 34", "+24106031234", "GA"),
        ("GG", "01481 256789", "+441481256789", "GG"),
        ("IM", "07924 123456", "+447924123456", "GB"),
        ("FI", "018 123 456", "+35818123456", "AX"),
        ("NO", "79 12 34 56", "+4779123456", "SJ"),
        ("AU", "0011 46 70 174 06 05", "+46701740605", "SE"),
        ("AU", "08 9162 1234", "+61891621234", "CC"),
        ("JP", "010 46 70 174 06 05", "+46701740605", "SE"),
        ("JP", "03-1234-5678", "+81312345678", "JP"),
        ("SG", "001 46 70 174 06 05", "+46701740605", "SE"),
        ("FI", "99 046 70 174 06 05", "+46701740605", "SE"),
        ("SM", "0549 886377", "+3780549886377", "SM"),
        ("CN", "010-1234 5678", "+861012345678", "CN"),
        ("IN", "099876 54321", "+919987654321", "IN"),
        ("ZA", "011 123 4567", "+27111234567", "ZA"),
        ("BY", "8 0152 450911", "+375152450911", "BY"),
        ("LT", "(8-5) 212 3456", "+37052123456", "LT"),
        ("CZ", "601 123 456", "+420601123456", "CZ"),
        ("ES", "810 12 34 56", "+34810123456", "ES"),
        ("CA", "(506) 234-5678", "+15062345678", "CA"),
        ("PR", "(787) 234-5678", "+17872345678", "PR"),
        ("IL", "02-123-4567", "+97221234567", "IL"),
        ("TR", "0212 345 67 89", "+902123456789", "TR"),
        ("FR", "06 12 34 56 78", "+33612345678", "FR"),
        ("RE", "0262 16 12 34", "+262262161234", "RE"),
        ("AX", "018 12345", "+3581812345", "AX"),
    ] {
        let found =
            parse(text, home.parse().expect(home)).unwrap_or_else(|error| panic!("{home} {text}: {error}"));
        let region = found.country();
        assert_eq!(
            (found.e164.as_str(), region.as_ref().map(Country::as_str)),
            (e164, Some(country)),
            "{home} {text}"
        );
    }
}
