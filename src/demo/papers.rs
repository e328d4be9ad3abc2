//! The papers of the demo: an offer as a PDF of one page, and the list that it was made from.

use std::fmt::Write;

/// Names and contents of Karolina's files, the oldest first.
pub fn papers() -> [(&'static str, Vec<u8>); 2] {
    [
        ("Ekspresy Modrzew.csv", MACHINES.as_bytes().to_vec()),
        ("Oferta serwisowa.pdf", pdf(&OFFER).into_bytes()),
    ]
}

/// The offer as it came back.
pub fn signed() -> Vec<u8> {
    let mut lines = OFFER.to_vec();
    lines.extend(["", "", "Przyjmuje oferte: Karolina Wierzbicka"]);
    pdf(&lines).into_bytes()
}

const MACHINES: &str = "numer;model;rok;miejsce\n\
    NV-20-0118;Norrvik Duo 20;2023;Gdynia, Modrzewiowa 4\n\
    NV-20-0342;Norrvik Duo 20;2024;Gdynia, pracownia\n\
    NV-M5-0077;Norrvik Malm 5;2021;Gdynia, pracownia\n";

/// In the letters that every PDF has without a font of its own.
const OFFER: [&str; 11] = [
    "Norrvik Coffee",
    "",
    "Oferta: umowa serwisowa",
    "Pracownia Modrzew",
    "",
    "2 x Norrvik Duo 20, przeglad dwa razy w roku     1 480,00 PLN",
    "1 x Norrvik Malm 5, przeglad raz w roku            390,00 PLN",
    "Dojazd w Gdyni                                       0,00 PLN",
    "",
    "Razem rocznie netto                              1 870,00 PLN",
    "Oferta jest wazna 30 dni.",
];

/// A page with lines of text (ISO 32000-1, 7.5): objects, where each begins, and where to begin reading.
fn pdf(lines: &[&str]) -> String {
    let mut text = String::from("BT /F1 11 Tf 16 TL 56 780 Td\n");
    for line in lines {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(text, "({escaped}) Tj T*");
    }
    text.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (nth, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        let _ = write!(pdf, "{} 0 obj\n{object}\nendobj\n", nth + 1);
    }
    let begin = pdf.len();
    let _ = write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = writeln!(pdf, "{place:010} 00000 n ");
    }
    let _ = write!(pdf, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n", places.len() + 1);
    pdf
}
