//! Whole vCard files as phones and programs write them.

mod support;

use std::io::{Cursor, Read};

use exchange::{Field, Format, Options, Problem, Reader, Reason, Record};

fn all(bytes: impl Into<Vec<u8>>) -> Vec<Result<Record, Problem>> {
    Reader::open(Cursor::new(bytes.into()), &Options::default()).unwrap().collect()
}

/// Every value of the only card as `field label: text`.
fn seen(bytes: impl Into<Vec<u8>>) -> Vec<String> {
    let all = all(bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    support::seen(all[0].as_ref().unwrap())
}

#[test]
fn an_android_card_of_2_1() {
    let card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85berg;=C3=85sa;Maria;;\r\n\
        FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85sa=\r\n=20=C3=85berg\r\nTEL;CELL;PREF:070-174 06 05\r\n\
        TEL;WORK;FAX:08-1\r\nTEL;X-Sommar:08-2\r\nEMAIL;HOME:asa@berg.example\r\n\
        ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Storgatan=0D=0A1;Malm=C3=B6;;211 34;Sverige\r\n\
        NOTE;ENCODING=QUOTED-PRINTABLE:=E5 rad=0D=0Atv=E5\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQAB\r\n AAD/2wBD\r\n\r\nBDAY:19850412\r\nEND:VCARD\r\n";
    assert_eq!(
        seen(card),
        [
            "given_name: Åsa Maria",
            "family_name: Åberg",
            "name: Åsa Åberg",
            "birth_date: 1985-04-12",
            "phone mobile: 070-174 06 05",
            "phone fax: 08-1",
            "phone: 08-2",
            "email home: asa@berg.example",
            "street home: Storgatan, 1",
            "postal_code home: 211 34",
            "city home: Malmö",
            "country home: Sverige",
            "note: å rad\ntvå",
        ]
    );
}

#[test]
fn an_apple_card_of_3_0() {
    let card = "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iOS//EN\nN:Lind;Eva;;;\nFN:Eva Lind\nORG:Bolag\\, AB;Inköp;\nTITLE:Chef\n\
        item1.TEL;type=pref:+46 46 123\nitem1.X-ABLabel:_$!<HomeFAX>!$_\nitem2.TEL:+46 46 124\nitem2.X-ABLabel:Sommarstugan\n\
        TEL;type=IPHONE;type=CELL;type=VOICE;type=pref:tel:+46-70-174-06-05\nitem3.EMAIL;type=INTERNET:eva@bolag.exa\n mple\n\
        item4.ADR;type=WORK;type=pref:;;Gatan 1\\nHus B;Lund;Skåne;221 00;Sverige\nitem4.X-ABADR:se\n\
        BDAY;value=date;X-APPLE-OMIT-YEAR=1604:1604-04-12\nCATEGORIES:Kund,Ny\\, viktig\nUID:urn:uuid:1\nX-SOCIALPROFILE:x\nEND:VCARD";
    assert_eq!(
        seen(card),
        [
            "ref: urn:uuid:1",
            "given_name: Eva",
            "family_name: Lind",
            "name: Eva Lind",
            "company: Bolag, AB",
            "department: Inköp",
            "job_title: Chef",
            "birth_date: --04-12",
            "phone fax: +46 46 123",
            "phone Sommarstugan: +46 46 124",
            "phone mobile: +46-70-174-06-05",
            "email: eva@bolag.example",
            "street work: Gatan 1, Hus B",
            "postal_code work: 221 00",
            "city work: Lund",
            "region work: Skåne",
            "country work: Sverige",
            "tag: Kund",
            "tag: Ny, viktig",
        ]
    );
}

#[test]
fn a_card_of_4_0() {
    let card = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Bolag AB\r\nTEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+46-8-123;ext=5\r\n\
        BDAY:--0412\r\nLANG;PREF=1:sv\r\nEMAIL;TYPE=work:mailto:info@bolag.example\r\nNOTE:a\\;b\\,c\\\\d\\ne\r\nEND:VCARD\r\n";
    assert_eq!(
        seen(card),
        [
            "kind: company",
            "name: Bolag AB",
            "birth_date: --04-12",
            "language: sv",
            "phone home: +46-8-123;ext=5",
            "email work: info@bolag.example",
            "note: a;b,c\\d\ne",
        ]
    );
}

#[test]
fn letters_of_old_phones() {
    let latin = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:\xC5berg;\xC5sa\nEND:VCARD\n";
    assert_eq!(seen(latin.to_vec()), ["given_name: Åsa", "family_name: Åberg"]);
    let polish = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-2:\xA3uk;Jan\nEND:VCARD\n";
    assert_eq!(seen(polish.to_vec()), ["given_name: Jan", "family_name: Łuk"]);
    let utf16: Vec<u8> =
        "\u{FEFF}BEGIN:VCARD\nN:Łuk;Jan\nEND:VCARD\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(seen(utf16), ["given_name: Jan", "family_name: Łuk"]);
}

#[test]
fn cards_follow_one_another_and_broken_ones_are_named() {
    let file = "BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:secret\nTEL:1\nEND:VCARD\nTEL:2\nEND:VCARD\n\n\
        BEGIN:VCARD\nFN:B\nBEGIN:VCARD\nTEL:3\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nBEGIN:VCARD\nFN:D\n";
    let all = all(file);
    assert_eq!(all[0].as_ref().unwrap().get(&Field::Phone), Some("2"));
    assert_eq!(all[2].as_ref().unwrap().get(&Field::Phone), Some("3"));
    assert_eq!(all[2].as_ref().unwrap().line, 13);
    for (place, line, reason) in
        [(1, 11, Reason::Truncated), (3, 16, Reason::Nothing), (4, 19, Reason::Truncated)]
    {
        let Err(Problem::Rejected { line: at, reason: why, .. }) = &all[place] else { panic!("{place}") };
        assert_eq!((*at, why), (line, &reason));
    }
    assert_eq!(all.len(), 5);
}

#[test]
fn photos_are_passed_over() {
    let parts: [(&str, Box<dyn Read + Send>); 2] = [
        ("one line", Box::new(std::io::repeat(b'A').take(30 << 20))),
        ("folded", Box::new(Cursor::new(b"AAAAAAAA\r\n BBBBBBBB\r\n CCCCCC".repeat(100_000)))),
    ];
    for (name, photo) in parts {
        let input = "BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=b:"
            .as_bytes()
            .chain(photo)
            .chain("\r\nTEL:1\r\nEND:VCARD\r\n".as_bytes());
        let record = Reader::stream(input, &Options::default()).unwrap().next().unwrap().unwrap();
        assert_eq!(record.get(&Field::Phone), Some("1"), "{name}");
        assert!(!record.raw.get(0).unwrap().contains("AAAA"));
    }
}

#[test]
fn hostile_cards_are_refused() {
    let start = || "BEGIN:VCARD\r\nNOTE:".as_bytes();
    let photo = || Cursor::new("BEGIN:VCARD\nPHOTO:AAAA\n AAAA\n ");
    let inputs: [(&str, Box<dyn Read + Send>, Reason); 4] = [
        ("photo", Box::new(photo().chain(std::io::repeat(b'a').take(161 << 20))), Reason::PhotoTooLarge),
        ("line", Box::new(start().chain(std::io::repeat(b'a').take(2 << 30))), Reason::TooLarge),
        ("folds", Box::new(start().chain(Cursor::new(b"abc\n ".repeat(1 << 20)))), Reason::TooLarge),
        ("agents", Box::new(Cursor::new("BEGIN:VCARD\nAGENT:\n".repeat(10_000))), Reason::TooDeep),
    ];
    for (name, input, reason) in inputs {
        let problem = Reader::stream(input, &Options::default()).unwrap().next().unwrap().unwrap_err();
        assert!(problem.is_fatal());
        assert_eq!(*problem.reason(), reason, "{name}");
    }
    let all = all("BEGIN:VCARD\n".repeat(10_000));
    assert_eq!(all.len(), 10_000);
    assert!(all.iter().all(|card| matches!(card, Err(Problem::Rejected { reason: Reason::Truncated, .. }))));
    let mut zero = Reader::open(Cursor::new("BEGIN:VCARD\nFN:a\0b\nEND:VCARD\n"), &Options::default());
    if let Ok(reader) = &mut zero {
        assert_eq!(*reader.next().unwrap().unwrap_err().reason(), Reason::ZeroByte);
    }
    let options = Options { format: Some(Format::VCard), ..Options::default() };
    let problem = Reader::open(Cursor::new("name\nA\n"), &options).unwrap().next().unwrap().unwrap_err();
    assert_eq!(*problem.reason(), Reason::UnknownFormat);
}
