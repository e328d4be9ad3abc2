//! What is written is read back as the same values, in every format. `PROPTEST_CASES=100000` for a long run.

use std::io::Cursor;

use exchange::{Cells, Field, Format, Options, Reader, Record, Value, WriteError, Writer};
use proptest::prelude::*;

const FORMATS: [Format; 4] = [Format::Csv, Format::VCard, Format::JsContact, Format::JsonLines];

fn written(records: &[Record], format: Format) -> Vec<u8> {
    let keys = ["a", "b: \"c\"^", "ö", "typed"].map(str::to_owned);
    let mut writer = Writer::new(Vec::new(), format, &keys).unwrap();
    records.iter().for_each(|record| writer.write(record).unwrap());
    writer.finish().unwrap()
}

fn read(bytes: Vec<u8>, format: Option<Format>) -> Vec<Vec<Value>> {
    let options = Options { format, ..Options::default() };
    Reader::open(Cursor::new(bytes), &options).unwrap().map(|record| record.unwrap().values).collect()
}

/// Texts that trouble one format or another.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zåäößłż0-9]{1,12}",
        2 => prop::sample::select(vec![
            "=", "+", "-", "@", "'", "\"", ",", ";", ":", ":::", " ::: ", "\\", "\\n", "\n", "|", " ", "{", "}", "[", "😀", "日本",
            "^", "^n", "BEGIN:VCARD", "END:VCARD", "=C3", "=\n", "\t", "--0412", "\u{FEFF}", "%", "#",
        ]).prop_map(str::to_owned),
        1 => "[a-z ]{70,90}",
        1 => any::<char>().prop_filter("control", |c| !c.is_control()).prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| {
        let text = pieces.concat();
        // The readers give texts without space around them.
        let text = text.trim();
        if text.is_empty() { "x".to_owned() } else { text.to_owned() }
    })
}

fn label() -> impl Strategy<Value = Option<String>> {
    let words =
        ["mobile", "work", "home", "fax", "pager", "main", "other", "Sommarstugan", "Cell", "a;b,c \\ d"];
    prop::option::of(prop::sample::select(words.map(str::to_owned).to_vec()))
}

fn record() -> impl Strategy<Value = Record> {
    let single = [
        Field::Ref,
        Field::Kind,
        Field::GivenName,
        Field::FamilyName,
        Field::Name,
        Field::Company,
        Field::CompanyRef,
        Field::Department,
        Field::JobTitle,
        Field::BirthDate,
        Field::Language,
        Field::Owner,
        Field::Vip,
        Field::VisaviId,
    ];
    let singles = prop::sample::subsequence(single.to_vec(), 0..14)
        .prop_flat_map(|fields| {
            let texts = prop::collection::vec(text(), fields.len());
            texts.prop_map(move |texts| fields.iter().cloned().zip(texts).collect::<Vec<_>>())
        })
        .prop_map(|all| all.into_iter().map(|(field, text)| (field, text, None, 0)).collect::<Vec<_>>());
    let several = prop::sample::select(vec![Field::Phone, Field::Email, Field::Handle, Field::NationalId]);
    let labelled = prop::collection::vec((several, text(), label()), 0..6).prop_map(|all| {
        all.into_iter().map(|(field, text, label)| (field, text, label, 0)).collect::<Vec<_>>()
    });
    let keys = ["a", "b: \"c\"^", "ö"].map(|key| Field::Custom(key.to_owned()));
    let plain = prop::sample::select([vec![Field::Note], keys.to_vec()].concat());
    let plain = prop::collection::vec((plain, text()), 0..5)
        .prop_map(|all| all.into_iter().map(|(field, text)| (field, text, None, 0)).collect::<Vec<_>>());
    // One of a key: several plain ones of a key are a list to JSON.
    let json = prop::sample::select(vec!["5", "-2.5", "true", "[\"a\"]", "[1,2]", "[]"]).prop_map(|text| {
        (Field::Custom("typed".to_owned()), text.to_owned(), Some(Value::JSON.to_owned()), 0)
    });
    let looks = prop::sample::select(vec!["5", "true", "null", "\"5\"", "[]", "{"])
        .prop_map(|text| (Field::Custom("typed".to_owned()), text.to_owned(), None, 0));
    let typed = prop::option::of(prop_oneof![json, looks]);
    // Tags are a set.
    let tags = prop::collection::btree_set(text(), 0..4)
        .prop_map(|all| all.into_iter().map(|text| (Field::Tag, text, None, 0)).collect::<Vec<_>>());
    let parts = [Field::Street, Field::PostalCode, Field::City, Field::Region, Field::Country];
    let place = prop::sample::subsequence(parts.to_vec(), 1..=5).prop_flat_map(|fields| {
        (prop::collection::vec("[A-Za-zåä,;:=' 0-9]{0,20}x", fields.len()), Just(fields), label())
    });
    let places = prop::collection::vec(place, 0..4).prop_map(|all| {
        let mut values = Vec::new();
        for ((texts, fields, label), group) in all.into_iter().zip(0..) {
            for (field, text) in fields.into_iter().zip(texts) {
                values.push((field, text.trim().to_owned(), label.clone(), group));
            }
        }
        values
    });
    (singles, labelled, plain, tags, places, typed).prop_map(|(a, b, c, d, e, typed)| {
        let typed = typed.into_iter().collect();
        let all =
            [a, b, c, d, e, typed, vec![(Field::Phone, "+46 70 174 06 05".to_owned(), None, 0)]].concat();
        let mut values: Vec<Value> =
            all.into_iter().map(|(field, text, label, group)| Value { field, text, label, group }).collect();
        for value in &mut values {
            // A scheme is taken off, and a date is given its usual form.
            if value.text.to_lowercase().starts_with("tel:") || value.text.starts_with("mailto:") {
                value.text = "x".to_owned();
            }
        }
        values.sort_by(|a, b| (&a.field, a.group).cmp(&(&b.field, b.group)));
        Record { line: 1, values, raw: Cells::default() }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(records in prop::collection::vec(record(), 1..4)) {
        let expected: Vec<Vec<Value>> = records.iter().map(|record| record.values.clone()).collect();
        for format in FORMATS {
            let bytes = written(&records, format);
            let seen = read(bytes.clone(), None);
            prop_assert_eq!(&seen, &expected, "{:?}\n{}", format, String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn an_independent_reader_takes_our_cards(record in record()) {
        let text = String::from_utf8(written(std::slice::from_ref(&record), Format::VCard)).unwrap();
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let calcard::Entry::VCard(card) = calcard::Parser::new(&text).entry() else { panic!("{text}") };
        let phones: Vec<String> = card
            .entries
            .iter()
            .filter(|entry| entry.name == calcard::vcard::VCardProperty::Tel)
            .filter_map(|entry| entry.values.first()?.as_text().map(str::to_owned))
            .collect();
        let expected: Vec<&str> = record.all(&Field::Phone).map(|value| value.text.as_str()).collect();
        prop_assert_eq!(phones, expected, "{}", text);
    }

    #[test]
    fn no_cell_is_a_formula(record in record()) {
        let mut table = csv_core::ReaderBuilder::new().build();
        let bytes = written(&[record], Format::Csv);
        let (mut out, mut ends, mut start) = (vec![0; 1 << 16], vec![0; 100], 0);
        for _ in 0..2 {
            let (_, read, _, cells) = table.read_record(&bytes[start..], &mut out, &mut ends);
            let mut from = 0;
            for end in &ends[..cells] {
                prop_assert!(!out[from..*end].first().is_some_and(|byte| b"=+-@\t\r".contains(byte)));
                from = *end;
            }
            start += read;
        }
    }
}

#[test]
fn a_field_without_a_column_is_named() {
    let value =
        Value { field: Field::Custom("shoe".to_owned()), text: "43".to_owned(), label: None, group: 0 };
    let record = Record { line: 1, values: vec![value], raw: Cells::default() };
    let mut writer = Writer::new(Vec::new(), Format::Csv, &[]).unwrap();
    assert!(matches!(writer.write(&record), Err(WriteError::NoColumn(key)) if key == "shoe"));
    assert!(matches!(Writer::new(Vec::new(), Format::Xlsx, &[]), Err(WriteError::Format)));
}
