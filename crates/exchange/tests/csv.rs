//! Whole CSV files: encodings, delimiters, lines, and what must be refused.

use std::io::{Cursor, Read};

use exchange::{Field, Options, Problem, Reader, Reason, Record};

fn open(bytes: impl Into<Vec<u8>>) -> Result<Reader, Problem> {
    Reader::open(Cursor::new(bytes.into()), &Options::default())
}

fn records(bytes: impl Into<Vec<u8>>) -> Vec<Record> {
    open(bytes).unwrap().map(Result::unwrap).collect()
}

fn texts<'a>(record: &'a Record, field: &'a Field) -> Vec<&'a str> {
    record.all(field).map(|value| value.text.as_str()).collect()
}

#[test]
fn delimiters_are_recognised() {
    for delimiter in [',', ';', '\t', '|'] {
        let file = "name,phone,note\nÅsa,0701740605,\"a, b; c\"\nBo,0701740606,\n"
            .replace(',', &delimiter.to_string());
        let all = records(file);
        assert_eq!(all.len(), 2, "{delimiter}");
        assert_eq!(all[0].get(&Field::Name), Some("Åsa"));
        assert_eq!(texts(&all[1], &Field::Phone), ["0701740606"]);
    }
    assert_eq!(records("sep=;\r\nname;phone\r\nBo;1,2\r\n")[0].line, 3);
}

#[test]
fn encodings_are_recognised() {
    let text = "Förnamn;Telefon\r\nÅsa;0701740605\r\nÖrjan;0701740606\r\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let little = utf16(u16::to_le_bytes);
    let big = utf16(u16::to_be_bytes);
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (name, bytes) in [
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8 marked", marked(b"\xEF\xBB\xBF", text.as_bytes())),
        ("utf-16le", little.clone()),
        ("utf-16be", big.clone()),
        ("utf-16le marked", marked(b"\xFF\xFE", &little)),
        ("utf-16be marked", marked(b"\xFE\xFF", &big)),
        ("windows-1252", latin),
    ] {
        let all = records(bytes);
        assert_eq!(all.len(), 2, "{name}");
        assert_eq!(all[0].get(&Field::GivenName), Some("Åsa"), "{name}");
        assert_eq!(all[1].get(&Field::GivenName), Some("Örjan"), "{name}");
        assert_eq!(all[1].line, 3, "{name}");
    }
}

#[test]
fn the_first_letter_beyond_ascii_may_come_late() {
    let mut file = b"name,phone\n".to_vec();
    for _ in 0..20_000 {
        file.extend_from_slice(b"Bo Berg,0701740605\n");
    }
    file.extend_from_slice(b"\xC5sa,0701740606\n");
    let all = records(file);
    assert_eq!(all.len(), 20_001);
    assert_eq!(all[20_000].get(&Field::Name), Some("Åsa"));
}

#[test]
fn a_broken_letter_rejects_its_row_only() {
    let file =
        [b"name,phone\n\xC3\x85sa \xC3\x85berg \xC3\xB6\xC3\xA4\xC3\xA5,1\n".as_slice(), b"\xC5,2\nBo,3\n"]
            .concat();
    let all: Vec<_> = open(file).unwrap().collect();
    assert_eq!(all.len(), 3);
    let Err(Problem::Rejected { line, reason, raw, .. }) = &all[1] else { panic!("{:?}", all[1]) };
    assert_eq!((*line, reason, raw.get(1)), (3, &Reason::Encoding, Some("2")));
    assert!(all[2].is_ok());
}

#[test]
fn lines_are_those_of_the_file() {
    let file = "name,note\r\n\r\n\"A\",\"one\r\ntwo\r\nthree\"\r\n\r\n\r\nB,x\r\n,\r\nC,\"y\"";
    let all = records(file);
    let lines: Vec<_> = all.iter().map(|record| record.line).collect();
    assert_eq!(lines, [3, 8, 10]);
    assert_eq!(all[0].get(&Field::Note), Some("one\r\ntwo\r\nthree"));
    assert_eq!(records("name,note\rA,1\rB,2\r").iter().map(|record| record.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn ragged_rows_are_reported_and_never_shifted() {
    let all: Vec<_> = open("name,phone,city\nA,1,Malmö\nB,2\nC,3,Lund,x\nD,4,Umeå,,\n").unwrap().collect();
    assert!(all[0].is_ok() && all[3].is_ok());
    for (place, found, column) in [(1, 2, 3), (2, 4, 4)] {
        let Err(Problem::Rejected { line, column: at, reason, raw }) = &all[place] else { panic!() };
        assert_eq!(*line, place as u64 + 2);
        assert_eq!(*at, column);
        assert_eq!(*reason, Reason::Ragged { expected: 3, found });
        assert_eq!(raw.len(), found);
        assert_eq!(reason.code(), "ragged");
    }
}

#[test]
fn several_values_in_a_cell_come_apart() {
    let file = "name,phone,e-mail,tags,note\nA,1 ::: 2;3;ext=4,a@b.example; c@d.example,x; y ::: z,p;q\n";
    let record = &records(file)[0];
    assert_eq!(texts(record, &Field::Phone), ["1", "2", "3;ext=4"]);
    assert_eq!(texts(record, &Field::Email), ["a@b.example", "c@d.example"]);
    assert_eq!(texts(record, &Field::Tag), ["x", "y", "z"]);
    assert_eq!(texts(record, &Field::Note), ["p;q"]);
}

#[test]
fn headings_may_repeat_or_be_empty() {
    let mut reader = open("Phone,Phone,,name,\n1,2,x,A,\n").unwrap();
    assert_eq!(reader.columns().len(), 4);
    let record = reader.next().unwrap().unwrap();
    assert_eq!(texts(&record, &Field::Phone), ["1", "2"]);
    assert_eq!(record.get(&Field::Name), Some("A"));
}

#[test]
fn files_without_contacts_say_so() {
    for (file, reason) in [
        ("", Reason::Empty),
        ("\u{FEFF}", Reason::Empty),
        (" \r\n\n", Reason::Empty),
        ("name,phone\n", Reason::HeaderOnly),
        ("a,b\n1,2\n", Reason::NothingMapped),
    ] {
        let problem = match open(file) {
            Err(problem) => problem,
            Ok(mut reader) => reader.next().unwrap().unwrap_err(),
        };
        assert!(problem.is_fatal());
        assert_eq!(*problem.reason(), reason, "{file:?}");
    }
}

#[test]
fn what_the_caller_maps_holds() {
    let options = Options {
        map: vec![
            ("KUND".to_owned(), Some(Field::Ref)),
            ("name".to_owned(), Some(Field::Custom("nick".to_owned()))),
        ],
        ..Options::default()
    };
    let file = "Kund,name,Telefon\n7,Asa,1\n";
    let record = Reader::open(Cursor::new(file), &options).unwrap().next().unwrap().unwrap();
    assert_eq!(record.get(&Field::Ref), Some("7"));
    assert_eq!(record.get(&Field::Custom("nick".to_owned())), Some("Asa"));
    assert_eq!(record.get(&Field::Name), None);
    let options = Options { map: vec![("x".to_owned(), Some(Field::Ref))], ..Options::default() };
    let problem = Reader::open(Cursor::new(file), &options).err().unwrap();
    assert_eq!(*problem.reason(), Reason::UnknownColumn("x".to_owned()));
}

#[test]
fn a_sample_is_given_again() {
    let mut reader = open("name\nA\nB\nC\n").unwrap();
    assert_eq!(reader.sample(2).count(), 2);
    assert_eq!(reader.sample(9).count(), 3);
    assert_eq!(reader.position(), 11);
    assert_eq!(reader.count(), 3);
}

#[test]
fn an_open_quote_is_named_by_its_line() {
    let all: Vec<_> = open("name,note\nA,x\nB,\"y\nC,z\nD,z\n").unwrap().collect();
    let Err(Problem::Rejected { line: 3, reason: Reason::UnclosedQuote, .. }) = &all[1] else {
        panic!("{:?}", all[1])
    };
    assert_eq!(all.len(), 2);
}

/// Counts what is read of it.
struct Counted<R>(R, std::sync::Arc<std::sync::atomic::AtomicU64>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.0.read(buffer)?;
        self.1.fetch_add(n as u64, std::sync::atomic::Ordering::Relaxed);
        Ok(n)
    }
}

#[test]
fn endless_rows_are_refused_early() {
    const HUGE: u64 = 2 << 30;
    let endless: [(&str, Box<dyn Read + Send>, Reason); 5] = [
        ("line", Box::new(std::io::repeat(b'a').take(HUGE)), Reason::TooLarge),
        ("header", Box::new(std::io::repeat(b',').take(HUGE)), Reason::TooManyColumns),
        (
            "row",
            Box::new("a,name\n".as_bytes().chain(std::io::repeat(b',').take(HUGE))),
            Reason::TooManyColumns,
        ),
        (
            "cell",
            Box::new("a,name\n1,2\n\"".as_bytes().chain(std::io::repeat(b'x').take(HUGE))),
            Reason::TooLarge,
        ),
        ("zeros", Box::new(std::io::repeat(0).take(HUGE)), Reason::UnknownFormat),
    ];
    for (name, input, reason) in endless {
        let read = std::sync::Arc::default();
        let input = Counted(input, std::sync::Arc::clone(&read));
        let problem = match Reader::stream(input, &Options::default()) {
            Err(problem) => problem,
            Ok(reader) => reader.filter_map(Result::err).find(Problem::is_fatal).unwrap(),
        };
        assert_eq!(*problem.reason(), reason, "{name}");
        assert!(read.load(std::sync::atomic::Ordering::Relaxed) < 3 << 20, "{name}");
    }
}

#[test]
fn rejected_rows_are_mended_and_read_again() {
    let mut rejections =
        exchange::Rejections::new(Vec::new(), &["Name".to_owned(), "Telefon".to_owned()]).unwrap();
    rejections.write(7, "The row has 1 cells.", ["=Anna, \"A\""]).unwrap();
    rejections.write(9, "Wrong.", ["Bo", "+46 70 174 06 05"]).unwrap();
    let file = String::from_utf8(rejections.finish().unwrap()).unwrap();
    assert_eq!(
        file,
        "rejected line,reason,Name,Telefon\r\n7,The row has 1 cells.,\"'=Anna, \"\"A\"\"\",\r\n9,Wrong.,Bo,'+46 70 174 06 05\r\n"
    );
    let records: Vec<_> = Reader::open(std::io::Cursor::new(file), &Options::default())
        .unwrap()
        .map(|record| record.unwrap())
        .collect();
    assert_eq!(records[0].get(&Field::Name), Some("=Anna, \"A\""));
    assert_eq!(records[1].get(&Field::Phone), Some("+46 70 174 06 05"));
    assert_eq!(records[1].values.len(), 2);
}
