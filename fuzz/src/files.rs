//! What holds for every file of contacts, whatever its bytes.

use std::io::Cursor;

use exchange::{Field, Format, Options, Problem, Raw, Reader, Record, Rejections, Writer};

const TEXTS: [Format; 4] = [Format::Csv, Format::VCard, Format::JsContact, Format::JsonLines];

/// Reads the bytes as they are recognised and as each of these formats, from a file and from a pipe.
pub fn check(bytes: &[u8], formats: &[Format], options: &Options) {
    for format in [None].into_iter().chain(formats.iter().copied().map(Some)) {
        let options = Options { format, ..options.clone() };
        let read = all(Reader::open(Cursor::new(bytes.to_vec()), &options));
        assert!(!read.is_empty(), "neither a record nor a problem");
        for (n, one) in read.iter().enumerate() {
            match one {
                Ok(record) => arranged(record),
                Err(problem) => {
                    assert!(problem.line() > 0 && !problem.to_string().is_empty());
                    assert!(!problem.is_fatal() || n + 1 == read.len(), "something follows {problem}");
                }
            }
        }
        // A workbook must be able to go back.
        let is_text = format != Some(Format::Xlsx) && !bytes.starts_with(b"PK") && !bytes.starts_with(b"\xD0\xCF");
        let streamed = Reader::stream(Cursor::new(bytes.to_vec()), &options);
        assert!(!is_text || read.first() == all(streamed).first());
        if let Ok(raw) = Raw::open(Cursor::new(bytes.to_vec()), &options) {
            let headings = raw.headings().len();
            for (_, item) in raw.flatten() {
                if let exchange::Item::Row(cells) = item {
                    assert_eq!(cells.len(), headings);
                }
            }
        }
        written(&read);
    }
}

fn all(reader: Result<Reader, Problem>) -> Vec<Result<Record, Problem>> {
    match reader {
        Ok(reader) => reader.collect(),
        Err(problem) => vec![Err(problem)],
    }
}

/// As `Record` promises.
fn arranged(record: &Record) {
    for value in &record.values {
        assert!(!value.text.is_empty() && value.text.trim() == value.text, "{value:?}");
        let alike = record.values.iter().filter(|other| other.field == value.field).count();
        let repeats = alike < 2 || record.values.len() > 64 || repeats(&value.field);
        assert!(repeats, "{:?} twice", value.field);
    }
    assert!(record.values.is_sorted_by_key(|value| (&value.field, value.group)));
    assert!(record.line > 0);
}

fn repeats(field: &Field) -> bool {
    let once = [Field::Ref, Field::Kind, Field::GivenName, Field::FamilyName, Field::Name, Field::BirthDate];
    !once.contains(field)
}

/// What was read can be written, and what was written can be read to its end: one record or problem for each.
fn written(read: &[Result<Record, Problem>]) {
    let mut rejections = Rejections::new(Vec::new(), &[]).expect("memory");
    let records: Vec<&Record> = read.iter().filter_map(|one| one.as_ref().ok()).take(20).collect();
    for problem in read.iter().filter_map(|one| one.as_ref().err()) {
        rejections.write(problem.line(), &problem.to_string(), ["a", "=b"].into_iter()).expect("memory");
    }
    let key = |value: &exchange::Value| match &value.field {
        Field::Custom(key) => Some(key.clone()),
        _ => None,
    };
    let mut keys: Vec<String> = records.iter().flat_map(|one| one.values.iter().filter_map(key)).collect();
    keys.sort_unstable();
    keys.dedup();
    if records.is_empty() || keys.len() > 200 {
        return;
    }
    for format in TEXTS {
        let mut writer = Writer::new(Vec::new(), format, &keys).expect("memory");
        for record in &records {
            writer.write(record).expect("a column for every field");
        }
        let bytes = writer.finish().expect("memory");
        let options = Options { format: Some(format), encoding: Some("utf-8".to_owned()), ..Options::default() };
        let again = all(Reader::open(Cursor::new(bytes), &options));
        assert_eq!(again.len(), records.len(), "{format:?}: {again:?}");
    }
}
