//! JSContact and JSON lines, by their own names and by hostile ones.

mod support;

use std::io::{Cursor, Read};

use exchange::{Field, Format, Options, Problem, Reader, Reason};

use support::seen;

fn open(bytes: impl Into<Vec<u8>>) -> Reader {
    Reader::open(Cursor::new(bytes.into()), &Options::default()).unwrap()
}

#[test]
fn a_line_with_the_names_of_the_api() {
    let file = r#"{"kind":"person","ref":"k1","given_name":"Åsa","family_name":null,"birth_date":"1985-04-12","vip":true,"phones":[{"value":"070-1","label":"mobile"},"08-2"],"emails":[{"value":"asa@berg.example"}],"addresses":[{"kind":"home","street":"Gatan 1","city":"Lund"},{"city":"Malmö"}],"national_ids":[{"kind":"passport","value":"X1"}],"tags":["a","b"],"fields":{"shoe":43,"likes":["tea","rain"],"deep":{"x":1}},"pinned_note":"N","unknown":{"x":[1]}}
{"First name":"Bo","Telefon":["1","2"]}
"#;
    let mut reader = open(file);
    assert_eq!(reader.format(), Format::JsonLines);
    assert_eq!(
        seen(&reader.next().unwrap().unwrap()),
        [
            "ref: k1",
            "kind: person",
            "given_name: Åsa",
            "birth_date: 1985-04-12",
            "phone mobile: 070-1",
            "phone: 08-2",
            "email: asa@berg.example",
            "street home: Gatan 1",
            "city home: Lund",
            "city: Malmö",
            "national_id passport: X1",
            "tag: a",
            "tag: b",
            "vip: true",
            "note: N",
            "field.deep json: {\"x\":1}",
            "field.likes: tea",
            "field.likes: rain",
            "field.shoe json: 43",
        ]
    );
    let second = reader.next().unwrap().unwrap();
    assert_eq!(second.line, 2);
    assert_eq!(seen(&second), ["given_name: Bo", "phone: 1", "phone: 2"]);
    assert!(reader.next().is_none());
}

const CARD: &str = r#"{"@type":"Card","version":"1.0","uid":"u1","kind":"individual","name":{"components":[{"kind":"given","value":"Eva"},{"kind":"surname","value":"Lind"}],"full":"Eva Lind"},
 "organizations":{"o":{"name":"Bolag","units":[{"name":"Inköp"}]}},"titles":{"t":{"name":"Chef"}},"language":"sv",
 "phones":{"a":{"number":"tel:+46-8-1","features":{"voice":true,"mobile":true},"contexts":{"work":true}},"b":{"number":"08-2","contexts":{"private":true}}},
 "emails":{"e":{"address":"eva@bolag.example"}},"anniversaries":{"x":{"kind":"birth","date":{"@type":"PartialDate","year":1985,"month":4,"day":12}}},
 "addresses":{"a":{"components":[{"kind":"number","value":"1"},{"kind":"separator","value":" "},{"kind":"name","value":"Gatan"},{"kind":"locality","value":"Lund"}],"countryCode":"SE"},"b":{"full":"Box 1\nMalmö"}},
 "keywords":{"Kund":true},"notes":{"n":{"note":"N"}}}"#;

#[test]
fn cards_of_jscontact_alone_in_an_array_and_one_after_another() {
    for file in [CARD.to_owned(), format!("[{CARD},\n{CARD}]"), format!("{CARD}\n{CARD}\n")] {
        let mut reader = open(file);
        assert_eq!(reader.format(), Format::JsContact);
        let record = reader.next().unwrap().unwrap();
        assert_eq!(
            seen(&record),
            [
                "ref: u1",
                "kind: person",
                "given_name: Eva",
                "family_name: Lind",
                "name: Eva Lind",
                "company: Bolag",
                "department: Inköp",
                "job_title: Chef",
                "birth_date: 1985-04-12",
                "language: sv",
                "phone mobile: +46-8-1",
                "phone home: 08-2",
                "email: eva@bolag.example",
                "street: 1 Gatan",
                "street: Box 1, Malmö",
                "city: Lund",
                "country: SE",
                "tag: Kund",
                "note: N",
            ]
        );
        assert!(reader.all(|record| record.is_ok()));
    }
}

#[test]
fn broken_lines_are_named_and_passed_over() {
    let file = "{\"name\":\"A\"}\n{\"name\":\"B}\n{\"name\":\"C\"}\nnonsense\n{\"name\":{}}\n{\"name\":\"a\\u0000b\"}\n{\"x\":1}\n{\"name\" \"D\"}\n{\"name\":\"E\"";
    let all: Vec<_> = open(file).collect();
    let problems: Vec<_> = all
        .iter()
        .filter_map(|record| record.as_ref().err())
        .map(|problem| (problem.line(), problem.reason().code(), problem.is_fatal()))
        .collect();
    assert_eq!(
        problems,
        [
            (2, "json", false),
            (4, "json", false),
            (5, "wrong_type", false),
            (6, "zero_byte", false),
            (7, "nothing", false),
            (8, "json", false),
            (9, "truncated", false),
        ]
    );
    assert_eq!(all.iter().flatten().count(), 2);
}

#[test]
fn hostile_json_is_refused() {
    let deep = format!("{{\"name\":{}", "[".repeat(100_000));
    let many = format!("{{\"tags\":[{}\"x\"]}}", "\"x\",".repeat(10_000));
    let inputs: [(Box<dyn Read + Send>, Reason); 3] = [
        (Box::new(Cursor::new(deep)), Reason::TooDeep),
        (Box::new(Cursor::new(many)), Reason::TooManyValues),
        (Box::new("{\"name\":\"".as_bytes().chain(std::io::repeat(b'a').take(2 << 30))), Reason::TooLarge),
    ];
    for (input, reason) in inputs {
        let problem = Reader::stream(input, &Options::default()).unwrap().find_map(Result::err).unwrap();
        assert_eq!(*problem.reason(), reason);
    }
}

#[test]
fn a_member_may_be_mapped() {
    let options = Options { map: vec![("kundnamn2".to_owned(), Some(Field::Name))], ..Options::default() };
    let record =
        Reader::open(Cursor::new("{\"kundnamn2\":\"A\"}"), &options).unwrap().next().unwrap().unwrap();
    assert_eq!(record.get(&Field::Name), Some("A"));
    let problem =
        Reader::open(Cursor::new("[]"), &Options { format: Some(Format::JsContact), ..Options::default() });
    assert!(matches!(problem.unwrap().next(), Some(Err(Problem::Fatal { .. }))));
}
