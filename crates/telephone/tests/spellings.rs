//! Every way people, telephone systems and imports write a number finds the same number.

use telephone::{Country, ParseError, parse};

fn country(code: &str) -> Country {
    code.parse().expect(code)
}

/// `Ok` as `e164` or `e164;ext=…`, errors by their code.
fn read(text: &str, home: &str) -> String {
    match parse(text, country(home)) {
        Ok(telephone) => telephone.uri().trim_start_matches("tel:").to_owned(),
        Err(error) => error.code().to_owned(),
    }
}

#[track_caller]
fn all_read(home: &str, expected: &str, spellings: &[&str]) {
    let wrong: Vec<_> = spellings
        .iter()
        .map(|text| (text, read(text, home)))
        .filter(|(_, found)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "home {home}, expected {expected}: {wrong:#?}");
}

/// Home, E.164, the national spelling with spaces, the home country's international prefix.
const NUMBERS: [(&str, &str, &str, &str); 14] = [
    ("SE", "+46701740605", "070 174 06 05", "00"),
    ("SE", "+46812345678", "08 123 456 78", "00"),
    ("DE", "+493023125118", "030 23125118", "00"),
    ("DE", "+4915112345678", "0151 12345678", "00"),
    ("PL", "+48220000117", "22 000 01 17", "00"),
    ("PL", "+48501234567", "501 234 567", "00"),
    ("GB", "+442079460000", "020 7946 0000", "00"),
    ("GB", "+447700900123", "07700 900 123", "00"),
    ("FI", "+358401234567", "040 1234567", "00"),
    ("FI", "+35891234567", "09 1234567", "00"),
    ("NO", "+4722123456", "22 12 34 56", "00"),
    ("NO", "+4799999999", "999 99 999", "00"),
    ("DK", "+4532123456", "32 12 34 56", "00"),
    ("US", "+12015550123", "(201) 555 0123", "011"),
];

/// The same text with other signs between the digits.
fn with_separator(text: &str, separator: &str) -> String {
    text.replace(' ', separator)
}

fn in_script(text: &str, zero: char) -> String {
    let shift = |c: char| c.to_digit(10).and_then(|d| char::from_u32(zero as u32 + d)).unwrap_or(c);
    text.chars().map(shift).collect()
}

#[test]
fn every_spelling_of_every_country_finds_the_same_number() {
    for (home, e164, national, prefix) in NUMBERS {
        let code = country(home).calling_code().expect(home).to_string();
        let digits = &e164[1..];
        let significant = &digits[code.len()..];
        let international =
            format!("+{code} {}", significant.split_at(2).0.to_owned() + " " + &significant[2..]);

        let mut spellings = vec![
            national.to_owned(),
            significant.to_owned(),
            e164.to_owned(),
            international.clone(),
            format!("{prefix}{digits}"),
            format!("00{digits}"),
            format!("00 {code} {significant}"),
            format!("011 {code} {significant}"),
            format!("+{code} (0){significant}"),
            format!("+{code}(0) {significant}"),
            format!("{prefix}{code}(0){significant}"),
            format!("+{code}0{significant}"),
            format!("(+{code}) {significant}"),
            format!("[+{code}] {significant}"),
            format!("+ {code} {significant}"),
            format!("++{digits}"),
            format!("+00{digits}"),
            format!("%2B{digits}"),
            format!("tel:%2B{digits}"),
            format!("+{code}%20{significant}"),
            format!("tel:{e164}"),
            format!("TEL:{e164}"),
            format!("tel://{e164}"),
            format!("tel:{e164};isub=12345"),
            format!("tel:{e164};phone-context=example.com"),
            format!("tel:{significant};phone-context=+{code}"),
            format!("tel:{national};phone-context=+{code}"),
            format!("tel:{national};phone-context=example.com"),
            format!("callto:{e164}"),
            format!("callto://{e164}?call"),
            format!("sip:{e164}@sip.example.com;user=phone"),
            format!("sips:{e164}@10.0.0.1:5061;transport=tls"),
            format!("SIP:{e164}:secret@example.com"),
            format!("sip:{e164};phone-context=example.com@example.com;user=phone"),
            format!("<sip:{e164}@example.com>;tag=1928301774"),
            format!("\"Erik 2 Larsson\" <sip:{e164}@example.com;user=phone>;tag=a6c85cf"),
            format!("Erik <{e164}>"),
            format!("{digits}@c.us").replacen(digits, e164, 1),
            format!("Tel: {national}"),
            format!("tel.: {national}"),
            format!("mobil {national}"),
            format!("Telefon 2: {national}"),
            format!("Phone2 {e164}"),
            format!("mob.{international}"),
            format!("☎ {national}"),
            format!("\u{1F4DE}{national}"),
            format!("{national} (hem)"),
            format!("{national} mobil"),
            format!("{national}, arbete"),
            format!("{national} - jobb"),
            format!("{national} (kl 8-17)"),
            format!("'{national}"),
            format!("\"{national}\""),
            format!("={e164}"),
            format!("  {national}\t\r\n"),
            format!("{national}."),
            format!("{national};"),
            format!("{national}#"),
            format!("\u{FEFF}{national}\u{0}"),
            format!("\u{202A}{national}\u{202C}"),
            format!("\u{200E}{e164}\u{200F}"),
            format!("\u{2066}{e164}\u{2069}"),
            format!("\u{FF0B}{digits}"),
            format!("\u{2795}{digits}"),
            format!("#31#{national}"),
            format!("*31#{e164}"),
        ];
        let separators = [
            "", ".", "-", "/", "  ", " - ", "\t", "\u{A0}", "\u{202F}", "\u{2007}", "\u{2009}", "\u{3000}",
            "\u{AD}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{2060}", "\u{FEFF}", "\u{2010}", "\u{2011}",
            "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{FF0D}", "\u{B7}", "\u{2022}",
            "\u{2044}",
        ];
        for separator in separators {
            spellings.push(with_separator(national, separator));
            spellings.push(with_separator(&international, separator));
        }
        for zero in ['\u{FF10}', '\u{660}', '\u{6F0}', '\u{966}', '\u{E50}', '\u{1D7CE}', '\u{1D7F6}'] {
            spellings.push(in_script(national, zero));
            spellings.push(in_script(&international, zero));
            spellings.push(in_script(&international, zero).replace('+', "\u{FF0B}"));
        }
        let spellings: Vec<_> = spellings.iter().map(String::as_str).collect();
        all_read(home, e164, &spellings);
    }
}

#[test]
fn every_way_to_write_an_extension() {
    for (home, e164, national, _) in NUMBERS {
        for end in [
            " ext. 4",
            " ext 4",
            " ext.4",
            "ext4",
            " Ext: 4",
            " EXTN 4",
            " extension 4",
            ", ext. 4",
            " (ext. 4)",
            " x4",
            " x 4",
            "x4",
            " X.4",
            " #4",
            "#4",
            " # 4",
            ",4",
            ",,4",
            ",,,4#",
            ", 4",
            ";4",
            "; 4",
            ";ext=4",
            ";ext=4;isub=1",
            " Durchwahl 4",
            " DW 4",
            " Dw.: 4",
            " Nebenstelle 4",
            " Klappe 4",
            " Apparat 4",
            " anknytning 4",
            " ankn. 4",
            " ankn.nr 4",
            ", anknytning: 4",
            " intern 4",
            " int. 4",
            " internt 4",
            " lokal 4",
            " wewn. 4",
            " wew. 4",
            " wewnętrzny 4",
            " wewne\u{328}trzny 4",
            " alanumero 4",
            " poste 4",
            " interno 4",
            " toestel 4",
            " anexo 4",
            " linka 4",
            " mellék 4",
            " доб. 4",
            " доб.4",
            " вн. 4",
            " ~4",
            " ｅｘｔ ４",
            " (jobb) ankn 4",
            " ext. ٤",
        ] {
            let expected = format!("{e164};ext=4");
            all_read(home, &expected, &[&format!("{national}{end}"), &format!("{e164}{end}")]);
        }
    }
    all_read(
        "SE",
        "+46812345678;ext=4711",
        &["08-123 456 78 ankn 47 11", "tel:+46812345678;EXT=47-11", "08-12345678x4711"],
    );
    all_read(
        "SE",
        "+46812345678;ext=12",
        &["sip:+46812345678;ext=12@example.com", "<tel:+46-8-12345678;ext=12>"],
    );
    all_read("US", "+12015550123;ext=302", &["(201) 555-0123 x302/x2303"]);
    all_read("SE", "4711;ext=3", &["4711 ext 3", "tel:4711;ext=3"]);
}

#[test]
fn numbers_that_no_metadata_lists() {
    all_read("SE", "+493023125118", &["+49 30 23125-118", "0049 (0)30/23125-118", "+49.30.23125.118"]);
    all_read(
        "DE",
        "+493023125118",
        &["030/23125-118", "(030) 23125-118", "030 / 23125 - 118", "493023125118"],
    );
    all_read(
        "PL",
        "+48220000117",
        &["022 000 01 17", "0-22 000-01-17", "48220000117", "+48 (0-22) 000 01 17"],
    );
    all_read("GB", "+442079460000", &["(020) 7946 0000", "442079460000", "+44(0)20 79460000"]);
    all_read(
        "SE",
        "+46701740605",
        &["46701740605", "701740605", "46701740605.0", "46 70 174 06 05", "701,740,605"],
    );
    all_read("NO", "+4799999999", &["4799999999", "099999999"]);
    all_read("US", "+12015550123", &["1 (201) 555-0123", "12015550123", "201.555.0123", "+1 201-555-0123"]);
    all_read("US", "+46701740605", &["011 46 70 174 06 05", "0046 70 174 06 05", "01146701740605"]);
    all_read("DE", "+390212345678", &["+39 02 12345678", "0039 02 1234 5678", "+39 (02) 12345678"]);
    all_read("IT", "+390212345678", &["02 1234 5678", "+39 02 12345678"]);
    all_read("IT", "+393471234567", &["347 1234567", "+39 347 1234567", "+39 (0)347 1234567"]);
    all_read("AT", "+4314000", &["01 4000", "+43 1 4000", "+43 (0)1 4000", "0043 1 4000"]);
    all_read(
        "HU",
        "+3612345678",
        &["06 1 234 5678", "(06 1) 234-5678", "+36 (06) 1 234 5678", "+36 1 2345678"],
    );
    all_read(
        "MX",
        "+522221234567",
        &["222 123 4567", "+52 222 123 4567", "+52 1 222 123 4567", "044 222 123 4567"],
    );
    all_read("SE", "+80012345678", &["+800 1234 5678", "00800 1234 5678"]);
    all_read("GL", "+299321000", &["32 10 00", "321000", "+299 32 10 00"]);
    all_read("FO", "+298800783", &["80 07 83", "800783", "+298 800783"]);
}

#[test]
fn short_codes_and_internal_extensions_stay_what_they_are() {
    for home in ["SE", "DE", "PL", "GB", "FI", "NO", "DK", "US", "AT"] {
        for code in
            ["112", "911", "999", "116117", "4711", "90510", "11414", "118118", "1177", "123456", "02000"]
        {
            let spellings = [
                code.to_owned(),
                format!(" {code} "),
                format!("tel:{code}"),
                format!("sip:{code}@pbx.example.com"),
                format!("\"Reception\" <sip:{code}@10.0.0.1>;tag=1"),
                format!("tel:{code};phone-context=example.com"),
                format!("ankn {code}"),
                format!("#{code}"),
                in_script(code, '\u{660}'),
            ];
            for spelling in spellings {
                let found = parse(&spelling, country(home)).expect(&spelling);
                assert_eq!(
                    (found.e164.as_str(), found.extension.as_deref()),
                    (code, None),
                    "{home} {spelling}"
                );
                assert_eq!((found.country(), found.display(country(home)).as_str()), (None, code));
                assert_eq!((found.international().as_str(), found.uri()), (code, format!("tel:{code}")));
            }
        }
    }
    all_read("SE", "112", &["tel:112;phone-context=+46", "sip:112;phone-context=+46@example.com"]);
    all_read("SE", "4711", &["tel:4711;phone-context=+49", "tel:4711;phone-context=+46"]);
    // On the Faroe Islands six digits are a number; a short code of Sweden would be taken for one.
    all_read("FO", "+298100000", &["100000", "tel:100000;phone-context=+298"]);
    assert!(parse("100000;phone-context=+46", country("FO")).is_err());
}

#[test]
fn letters_of_the_keypad() {
    all_read(
        "US",
        "+18003569377",
        &["1-800-FLOWERS", "1 800 flowers", "800-FLOWERS", "(800) FLOWERS", "tel:1-800-FLOWERS"],
    );
    all_read("SE", "+18003569377", &["+1-800-FLOWERS", "+1 800 FLOWERS", "001-800-FLOWERS"]);
    all_read("US", "+18885554357", &["1-888-555-HELP", "888 555 HELP", "1888555HELP"]);
    all_read("US", "+18003569377;ext=4", &["1-800-FLOWERS ext. 4"]);
    all_read("SE", "not_a_number", &["1-800-FLOWERS", "1-888-555-HELP", "12 FLOWERS"]);
}

#[test]
fn what_is_no_number_is_refused_with_a_reason() {
    for (code, texts) in [
        ("empty", &["", " ", "\t\r\n", "\u{200B}\u{FEFF}", "\u{A0}", "%20"][..]),
        ("too_short", &["1", "12", "+1", "+46", "+112", "+4711", "+46 70", "00", "tel:1", "+1 863 1234"]),
        ("too_many_digits", &["0701740605123456", "+467017406051234567", "070174060507017406050701740605"]),
        ("unknown_country", &["+999 123 456 78", "+210 1234567", "00 999 123 456 78"]),
        ("invalid", &["+47 123 4567"]),
        (
            "several_numbers",
            &[
                "070-174 06 05, 08-123 456 78",
                "070-174 06 05; 08-123 456 78",
                "070-174 06 05 / 08-123 456 78",
                "070-174 06 05\n08-123 456 78",
                "070-174 06 05 eller 08-123 456 78",
                "+46701740605 +46812345678",
                "070-174 06 05 (hem) 08-123 456 78",
            ],
        ),
        (
            "not_a_number",
            &[
                "hello",
                "hello world",
                "anonymous",
                "N/A",
                "-",
                "+",
                "()",
                "tel:",
                "sip:",
                "sip:@",
                "sip:erik@example.com",
                "sip:example.com",
                "sip:10.0.0.1:5060",
                "sip:10.0.0.1",
                "erik@example.com",
                "erik1234567@example.com",
                ";phone-context=l;tel:",
                "tel:;phone-context=+46",
                ";ext=4",
                "*21#",
                "#",
                "*",
                "Order 4711 of 3 items",
                "4.67017406E+10",
                "4.67E10",
                "hello123world",
                "112 hello",
                "0701740605*4",
                "<>",
                "%",
                "☎",
            ],
        ),
    ] {
        all_read("SE", code, texts);
    }
    assert_eq!(parse(&"1".repeat(1_000_000), country("SE")), Err(ParseError::TooLong));
    assert_eq!(parse(&"\u{200B}".repeat(201), country("SE")), Err(ParseError::TooLong));
}
