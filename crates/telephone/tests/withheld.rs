//! Hidden callers are recognised, shown numbers are never taken for hidden.

use telephone::is_withheld;

#[test]
fn hidden() {
    for text in [
        "",
        " ",
        "\u{200B}",
        "anonymous",
        "Anonymous",
        "ANONYMOUS",
        " anonymous ",
        "\"Anonymous\"",
        "<anonymous>",
        "withheld",
        "Number Withheld",
        "private",
        "Private Number",
        "restricted",
        "unavailable",
        "unknown",
        "Unknown caller",
        "No-Caller_ID",
        "blocked",
        "Out of area",
        "P",
        "O",
        "-1",
        "-2",
        "N/A",
        "null",
        "Okänt nummer",
        "Skyddat nummer",
        "Unbekannt",
        "unterdrückt",
        "Numer zastrzeżony",
        "zastrzeżony",
        "Скрытый номер",
        "sip:anonymous@anonymous.invalid",
        "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=9fxced76sl",
        "Anonymous <sip:c8oqz84zk7z@anonymous.invalid>",
        "sip:anonymous@example.com;user=phone",
        "sip:anonymous.invalid",
        "sip:restricted@10.0.0.1:5060",
        "<sip:unavailable@unknown.invalid>",
        "sip:unknown@unknown.invalid",
        "\"Private\" <>",
        "tel:anonymous",
        "tel:",
        "sip:%61nonymous@example.com",
        "ａｎｏｎｙｍｏｕｓ",
        "+266696687",
        "266696687",
        "00266696687",
        "sip:+266696687@carrier.example",
        "+7378742833",
        "+86282452253",
        "+8656696",
        "+2562533",
        "0",
        "000",
        "0000000000",
        "+0",
        "sip:0000000000@carrier.example",
    ] {
        assert!(is_withheld(text), "{text:?}");
    }
}

#[test]
fn shown() {
    for text in [
        "+46701740605",
        "070-174 06 05",
        "\"Anonymous\" <sip:+46701740605@carrier.example>",
        "112",
        "1",
        "2",
        "4711",
        "8656696",
        "2562533",
        "Anonymous Bank AB 08-123 456 78",
        "erik@example.com",
        "sip:erik@example.com",
        "Erik",
        "Unknown Pleasures",
        "+26669668",
        "sip:erik@notanonymous.invalid.example.com",
        "+266 2212 3456",
        "1-800-FLOWERS",
    ] {
        assert!(!is_withheld(text), "{text:?}");
    }
    assert!(!is_withheld(&"anonymous".repeat(100_000)));
}
