//! What would fill memory or never end: refused by the command as soon as it is seen, with the place and the reason.
//!
//! Invariant: each takes less than a second of a processor (not of a clock: the machine may be busy) and less than 64 MB more than an empty file does. Nothing large is
//! written: what is behind the place where a file is refused is a hole in it.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use exchange::{Field, Format, Options, Reader, Reason};

const MB: u64 = 1 << 20;
const GB: u64 = 1 << 30;
const MOST_MEMORY: u64 = 64 * MB;
const MOST_TIME: Duration = Duration::from_secs(1);

struct Run {
    output: Output,
    took: Duration,
    /// The most memory it had, in bytes.
    peak: u64,
}

impl Run {
    fn said(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

fn import(file: &Path, more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_visavi"))
        .arg("import")
        .arg(file)
        .args(more)
        .arg("--data")
        .arg(folder.path().join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let process = format!("/proc/{}", child.id());
    let (mut peak, mut took) = (0, Duration::ZERO);
    // The kernel keeps the peak while the process lives: what is missed is at most what it takes in a millisecond.
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(peak_of(&process).unwrap_or(0));
        took = took.max(time_of(&process).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(peak > 0, "no /proc");
    Run { output: child.wait_with_output().unwrap(), took, peak }
}

/// The time that a process or thread had of a processor.
fn time_of(process: &str) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("{process}/stat")).ok()?;
    // Behind the name, which may hold anything: the 14th and 15th field, in hundredths of a second.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11..13)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}

fn peak_of(process: &str) -> Option<u64> {
    let text = std::fs::read_to_string(format!("{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// A file that begins so, has a hole up to `size`, and ends so.
fn file(folder: &Path, name: &str, begin: &[u8], size: u64, end: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    let mut file = File::create(&path).unwrap();
    file.write_all(begin).unwrap();
    if size > begin.len() as u64 {
        file.set_len(size).unwrap();
        std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).unwrap();
    }
    file.write_all(end).unwrap();
    path
}

/// A workbook with these parts of its own.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The same archive, in which every place that says one size says another.
fn lying(mut bytes: Vec<u8>, size: u32, said: u32) -> Vec<u8> {
    let (size, said) = (size.to_le_bytes(), said.to_le_bytes());
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + 4].copy_from_slice(&said);
    }
    bytes
}

/// Name, how it begins, its size, how it ends, where it is refused and why. Without a size there is no hole.
type Case<'a> = (&'a str, Vec<u8>, u64, &'a [u8], &'a str, &'a str);

#[test]
fn what_would_fill_memory_is_refused_when_it_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let empty = import(&file(folder, "empty.csv", b"", 0, b""), &[]);
    assert!(empty.said().contains("Line 1: The file is empty."), "{}", empty.said());

    let line = |begin: &str| [begin.as_bytes(), &vec![b'a'; 3 << 20]].concat();
    let deep = |piece: &str| piece.repeat(10_000);
    let nested = format!("\nEND:VCARD\n{}", deep("BEGIN:VCARD\nAGENT:\n"));
    let blanks = vec![b' '; 16 << 20];
    let sheet = ("xl/worksheets/sheet1.xml", blanks.as_slice());
    let many: Vec<String> = (0..10_001).map(|n| format!("xl/{n}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let whole = archive(&[sheet]);

    let cases: Vec<Case<'_>> = vec![
        ("line.csv", line(""), 2 * GB, b"", "Line 1, column 1: ", "The record is larger"),
        ("second.csv", line("name,phone\nAnna,"), 2 * GB, b"", "Line 2, column 2: ", "The record is larger"),
        (
            "quoted.csv",
            line("name,phone\nAnna,1\nBo,\"\n"),
            2 * GB,
            b"",
            "Line 3, column 2: ",
            "The record is larger",
        ),
        (
            "line.vcf",
            line("BEGIN:VCARD\nNOTE:"),
            2 * GB,
            b"",
            "Line 2, column 2097153: ",
            "The record is larger",
        ),
        ("line.jsonl", line("{\"name\":\""), 2 * GB, b"", "Line 1, column 2097153: ", "The record is larger"),
        (
            "photo.jsonl",
            line("{\"name\":\"A\"}\n{\"@type\":\"Card\",\"media\":{\"p\":{\"uri\":\"data:"),
            161 * MB,
            b"\"}}}",
            "Line 2, column 2097153: ",
            "The record is larger",
        ),
        (
            "columns.csv",
            "a,".repeat(10_000_000).into_bytes(),
            0,
            b"",
            "Line 1, column 1001: ",
            "The table has more than 1,000 columns.",
        ),
        (
            "more.csv",
            format!("name\n{}", "a;".repeat(10_000_000)).into_bytes(),
            0,
            b"",
            "Line 2, column ",
            "The record is larger",
        ),
        (
            "wide.csv",
            format!("name,phone\n{}", "a,".repeat(10_000_000)).into_bytes(),
            0,
            b"",
            "Line 2, column 1001: ",
            "The table has more than 1,000 columns.",
        ),
        (
            "blank.csv",
            b"name,phone\n".iter().copied().chain(std::iter::repeat_n(b',', 10_000_000)).collect(),
            0,
            b"",
            "Line 2, column 1001: ",
            "The table has more than 1,000 columns.",
        ),
        ("bomb.xlsx", whole.clone(), 0, b"", "Line 1", "The workbook unpacks to more"),
        ("claims.xlsx", lying(whole.clone(), 16 << 20, 0xFFFF_FF00), 0, b"", "Line 1", "The workbook"),
        ("lies.xlsx", lying(whole.clone(), 16 << 20, 10), 0, b"", "Line 1", "The workbook"),
        ("parts.xlsx", archive(&many), 0, b"", "Line 1", "The workbook unpacks to more"),
        ("half.xlsx", whole[..whole.len() / 2].to_vec(), 0, b"", "Line 1", "The workbook is damaged"),
        ("hole.xlsx", b"PK\x03\x04".to_vec(), 2 * GB, b"", "Line 1", "The workbook is damaged"),
        (
            "old.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            2 * GB,
            b"",
            "Line 1",
            "The workbook has a password",
        ),
        (
            "nested.vcf",
            deep("BEGIN:VCARD\nAGENT:\n").into_bytes(),
            0,
            b"",
            "Line 67, column 1: ",
            "The record is nested too deeply.",
        ),
        // A photo is passed over, whatever it holds; the next card is refused.
        (
            "photo.vcf",
            line("BEGIN:VCARD\nFN:Anna\nPHOTO;ENCODING=b:"),
            30 * MB,
            nested.as_bytes(),
            "Line 71, column 1: ",
            "The record is nested too deeply.",
        ),
        (
            "photos.vcf",
            line("BEGIN:VCARD\nFN:Anna\nPHOTO;ENCODING=b:"),
            161 * MB,
            b"\nEND:VCARD\n",
            "Line 3, column 33",
            "A photo is larger than 32 MB.",
        ),
        (
            "lines.vcf",
            [
                &line("BEGIN:VCARD\nFN:Anna\nPHOTO;ENCODING=b:")[..],
                &b"\n aaaaaaaaaaaaaaaaaaaaaaaa".repeat(4_000_000),
            ]
            .concat(),
            0,
            b"\nEND:VCARD\n",
            "Line 1",
            "A photo is larger than 32 MB.",
        ),
        (
            "deep.jsonl",
            format!("{{\"name\":\"A\"}}\n{{\"fields\":{}", deep("[")).into_bytes(),
            0,
            b"",
            "Line 2, column ",
            "The record is nested too deeply.",
        ),
        (
            "deep.json",
            deep("{\"a\":").into_bytes(),
            0,
            b"",
            "Line 1, column 161: ",
            "The record is nested too deeply.",
        ),
        ("zeros", Vec::new(), 2 * GB, b"", "Line 1", "The file is of no format"),
        ("mark.csv", "\u{FEFF}".into(), 0, b"", "Line 1", "The file is empty."),
        ("blanks.csv", b" \r\n\r\n\t".to_vec(), 0, b"", "Line 1", "The file is empty."),
        (
            "headings.csv",
            b"name,phone\n".to_vec(),
            0,
            b"",
            "Line 1",
            "The file has column names but no rows.",
        ),
    ];
    let mut wrong = Vec::new();
    for (name, begin, size, end, place, reason) in cases {
        let path = file(folder, name, &begin, size, end);
        let run = import(&path, &[]);
        let (said, more) = (run.said(), run.peak.saturating_sub(empty.peak));
        let is_said = said.contains(place) && said.contains(reason) && said.lines().count() < 3;
        if run.output.status.code() != Some(1) || !is_said || run.took >= MOST_TIME || more >= MOST_MEMORY {
            let (took, more) = (run.took.as_millis(), more / MB);
            wrong.push(format!("{name}: {:?}, {took} ms, {more} MB: {said:.300}", run.output.status.code()));
        }
        std::fs::remove_file(path).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// All that a reader gives of a text.
fn read(bytes: &[u8], options: Options) -> Vec<Result<exchange::Record, exchange::Problem>> {
    match Reader::open(std::io::Cursor::new(bytes.to_vec()), &options) {
        Ok(reader) => reader.collect(),
        Err(problem) => vec![Err(problem)],
    }
}

#[test]
fn a_large_photo_is_passed_over() {
    let begin = b"BEGIN:VCARD\nFN:Anna\nPHOTO;ENCODING=b:".as_slice();
    let end = b"\nTEL:070-174 06 05\nEND:VCARD\n".as_slice();
    let photo = std::io::repeat(b'A').take(30 * MB);
    let began = time_of("/proc/thread-self").unwrap();
    let mut reader = Reader::stream(begin.chain(photo).chain(end), &Options::default()).unwrap();
    let record = reader.next().unwrap().unwrap();
    assert_eq!((record.get(&Field::Name), record.get(&Field::Phone)), (Some("Anna"), Some("070-174 06 05")));
    assert!(record.raw.iter().map(str::len).sum::<usize>() < 100 && reader.next().is_none());
    let took = time_of("/proc/thread-self").unwrap() - began;
    assert!(took < MOST_TIME, "{took:?}");
}

/// Reading goes on behind a record that cannot be used.
#[test]
fn what_is_cut_off_or_of_another_encoding_is_told_by_its_line() {
    let csv = |encoding: &str| Options {
        format: Some(Format::Csv),
        encoding: Some(encoding.to_owned()),
        ..Options::default()
    };
    let cases: [(&[u8], Options, u64, Reason); 8] = [
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B", Options::default(), 4, Reason::Truncated),
        (b"name,note\nA,b\nB,\"c\nd", Options::default(), 3, Reason::UnclosedQuote),
        (b"{\"name\":\"A\"}\n{\"name\":\"B", Options::default(), 2, Reason::Truncated),
        (b"{\"name\":\"A\"}\n{\"name\":}\n{\"name\":\"B\"}", Options::default(), 2, Reason::Json),
        (b"name\nA\nB\xff\n", csv("utf-8"), 3, Reason::Encoding),
        (b"name\nA\n\x82\n", csv("shift_jis"), 3, Reason::Encoding),
        (b"\xff\xfen\0a\0m\0e\0\n\0A\0\n\0\x00\xd8\n\0", Options::default(), 3, Reason::Encoding),
        (b"name\nA\nB\0\n", csv("utf-8"), 3, Reason::ZeroByte),
    ];
    for (bytes, options, line, reason) in cases {
        let all = read(bytes, options);
        let problems: Vec<_> = all.iter().filter_map(|one| one.as_ref().err()).collect();
        let [problem] = problems[..] else { panic!("{all:?}") };
        assert_eq!((problem.line(), problem.reason()), (line, &reason), "{all:?}");
        assert!(all.iter().any(Result::is_ok), "{all:?}");
    }
    for (encoding, reason) in [("klingon", Reason::UnknownEncoding), ("utf-16le", Reason::Encoding)] {
        let all = read(b"name\nA\n", csv(encoding));
        assert_eq!(all[0].as_ref().map_err(exchange::Problem::reason).unwrap_err(), &reason, "{encoding}");
    }
}
