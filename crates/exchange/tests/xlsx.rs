//! Workbooks, made here part by part so that they can be wrong in every way.

use std::io::{Cursor, Write};

use exchange::{Field, Format, Options, Problem, Reader, Reason, Record};
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Empty" sheetId="1" r:id="r1"/><sheet name="Kunder" sheetId="2" r:id="r2"/></sheets></workbook>"#;
const WORKBOOK_RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const TEXTS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3"><si><t>Förnamn</t></si><si><t>Telefon</t></si><si><t>Åsa</t></si></sst>"#;

fn sheet(dimension: &str, rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn workbook(sheet2: &[u8]) -> Vec<u8> {
    workbook_of(sheet2, TEXTS.as_bytes())
}

fn workbook_of(sheet2: &[u8], texts: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let empty = sheet("A1", "");
    for (name, content) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", empty.as_bytes()),
        ("xl/worksheets/sheet2.xml", sheet2),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn all(bytes: Vec<u8>) -> Vec<Result<Record, Problem>> {
    match Reader::open(Cursor::new(bytes), &Options::default()) {
        Ok(reader) => reader.collect(),
        Err(problem) => vec![Err(problem)],
    }
}

const HEADER: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>birthday</t></is></c><c r="D1" t="inlineStr"><is><t>ref</t></is></c></row>"#;

#[test]
fn cells_read_as_a_person_would_type_them() {
    let rows = format!(
        r#"{HEADER}<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>4.6701740605E10</v></c><c r="C4" s="1"><v>31149</v></c><c r="D4"><v>123456789012345</v></c></row><row r="5"><c r="D5"><v>7</v></c></row>"#
    );
    let bytes = workbook(sheet("A1:XFD1048576", &rows).as_bytes());
    let size = bytes.len() as u64;
    let mut reader = Reader::open(Cursor::new(bytes), &Options::default()).unwrap();
    assert_eq!(reader.format(), Format::Xlsx);
    assert_eq!(reader.columns().len(), 4);
    let first = reader.next().unwrap().unwrap();
    assert_eq!(first.line, 4);
    assert_eq!(first.get(&Field::GivenName), Some("Åsa"));
    assert_eq!(first.get(&Field::Phone), Some("46701740605"));
    assert_eq!(first.get(&Field::BirthDate), Some("1985-04-12"));
    assert_eq!(first.get(&Field::Ref), Some("123456789012345"));
    let second = reader.next().unwrap().unwrap();
    assert_eq!((second.line, second.get(&Field::Ref)), (5, Some("7")));
    assert!(reader.next().is_none());
    assert!(reader.position() <= size);
}

#[test]
fn a_far_cell_costs_nothing() {
    let rows = format!(r#"{HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let all = all(workbook(sheet("A1:XFD1048576", &rows).as_bytes()));
    assert_eq!(*all[0].as_ref().unwrap_err().reason(), Reason::Ragged { expected: 1000, found: 16384 });
    let rows = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let all = self::all(workbook(sheet("A1", rows).as_bytes()));
    assert_eq!(*all[0].as_ref().unwrap_err().reason(), Reason::TooManyColumns);
}

#[test]
fn bombs_are_refused() {
    let bomb = vec![b' '; 64 << 20];
    assert_eq!(*all(workbook(&bomb))[0].as_ref().unwrap_err().reason(), Reason::Bomb);
    // The library would make room for as many texts as are promised.
    for promise in ["uniqueCount=\"4294967295\"", "uniqueCount = '99999999999999999999999'"] {
        let texts = TEXTS.replace("uniqueCount=\"3\"", promise);
        let utf16: Vec<u8> = format!("\u{FEFF}{texts}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for texts in [texts.into_bytes(), utf16] {
            let all = all(workbook_of(sheet("A1", HEADER).as_bytes(), &texts));
            assert_eq!(*all[0].as_ref().unwrap_err().reason(), Reason::Bomb);
        }
    }
    // The directory says 10 bytes for a sheet of 4 MiB.
    let mut bytes = workbook(&vec![b' '; 4 << 20]);
    let claimed = (4_u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == claimed).map(|(place, _)| place).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(matches!(all(bytes)[0].as_ref().unwrap_err().reason(), Reason::Bomb | Reason::Workbook));
}

#[test]
fn broken_workbooks_are_refused() {
    let rows = format!(r#"{HEADER}<row r="2"><c r="A2" t="s"><v>2</v></c></row>"#);
    let whole = workbook(sheet("A1", &rows).as_bytes());
    for length in (4..whole.len()).step_by(37) {
        assert!(all(whole[..length].to_vec()).iter().any(Result::is_err), "{length}");
    }
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    assert_eq!(*all(old)[0].as_ref().unwrap_err().reason(), Reason::Locked);
    assert_eq!(*all(workbook(sheet("A1", "").as_bytes()))[0].as_ref().unwrap_err().reason(), Reason::Empty);
    let cut = sheet("A1", &rows).replace("</sheetData></worksheet>", "");
    assert_eq!(
        *all(workbook(cut.as_bytes())).last().unwrap().as_ref().unwrap_err().reason(),
        Reason::Workbook
    );
    let stream = Reader::stream(Cursor::new(whole), &Options::default());
    assert_eq!(*stream.err().unwrap().reason(), Reason::NeedsFile);
}

#[test]
fn wrong_bytes_anywhere_never_panic() {
    let rows =
        format!(r#"{HEADER}<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>9</v></c></row>"#);
    let good = sheet("A1:D2", &rows);
    let mut read = 0;
    for place in (0..good.len().max(TEXTS.len())).step_by(2) {
        for byte in [b'<', b'9'] {
            let (mut sheet, mut texts) = (good.clone().into_bytes(), TEXTS.as_bytes().to_vec());
            sheet.get_mut(place).into_iter().for_each(|wrong| *wrong = byte);
            texts.get_mut(place).into_iter().for_each(|wrong| *wrong = byte);
            read += all(workbook_of(&sheet, TEXTS.as_bytes())).len()
                + all(workbook_of(good.as_bytes(), &texts)).len();
        }
    }
    assert!(read > good.len() / 2);
    let whole = workbook(good.as_bytes());
    for place in (4..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0xFF;
        all(bytes);
    }
}
