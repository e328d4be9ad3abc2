//! How fast files are read: `cargo run --release -p exchange --example throughput [RECORDS]`.
//!
//! Made-up contacts are written in each format and read again, from memory, on one core.

#![allow(clippy::print_stdout)]

use std::io::Cursor;
use std::time::Instant;

use exchange::{Cells, Field, Format, Options, Reader, Record, Value, Writer};

fn contact(n: usize) -> Record {
    let value = |field, text: String, label: Option<&str>| Value {
        field,
        text,
        label: label.map(str::to_owned),
        group: 0,
    };
    let values = vec![
        value(Field::Ref, format!("C{n:07}"), None),
        value(Field::GivenName, format!("Åsa{}", n % 977), None),
        value(Field::FamilyName, format!("Lindqvist{}", n % 4999), None),
        value(Field::Company, format!("Bolag {} AB", n % 313), None),
        value(Field::Phone, format!("+46 70 174 {:04}", n % 10_000), Some("mobile")),
        value(Field::Email, format!("asa{n}@bolag.example"), Some("work")),
        value(Field::Street, format!("Storgatan {}", n % 99), Some("work")),
        value(Field::PostalCode, "211 34".to_owned(), Some("work")),
        value(Field::City, "Malmö".to_owned(), Some("work")),
        value(Field::Tag, "kund".to_owned(), None),
    ];
    Record { line: 0, values, raw: Cells::default() }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).map_or(Ok(200_000), |text| text.parse())?;
    let contacts: Vec<Record> = (0..count).map(contact).collect();
    for format in [Format::Csv, Format::VCard, Format::JsContact, Format::JsonLines] {
        let start = Instant::now();
        let mut writer = Writer::new(Vec::new(), format, &[])?;
        for contact in &contacts {
            writer.write(contact)?;
        }
        let bytes = writer.finish()?;
        let writing = start.elapsed().as_secs_f64();
        let size = bytes.len();
        let start = Instant::now();
        let read = Reader::open(Cursor::new(bytes), &Options::default())?.filter(Result::is_ok).count();
        let reading = start.elapsed().as_secs_f64();
        assert_eq!(read, contacts.len());
        let per_second = |seconds: f64| f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds;
        println!(
            "{format:?}: {} bytes a record, {:.0} read/s, {:.0} written/s",
            size / count.max(1),
            per_second(reading),
            per_second(writing)
        );
    }
    Ok(())
}
