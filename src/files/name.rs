//! Names of files, as strangers give them.
//!
//! Invariant: a name is one line that shows what it is, and no path; it never names a file of this house.

use unicode_normalization::UnicodeNormalization;

/// Characters of a name.
pub const LONGEST: usize = 200;
/// Characters of an ending that is kept when a name is cut.
const LONGEST_ENDING: usize = 16;
/// What is called nothing.
const NAMELESS: &str = "file";

/// A name that can be shown: without folders, control characters and what turns the direction of writing; NFC.
/// None if nothing is left.
pub fn clean(text: &str) -> Option<String> {
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|c| !is_hidden(*c)).nfc().collect();
    // Windows drops dots and blanks at the end; a name of dots is a folder everywhere.
    let name = shown.trim().trim_end_matches(['.', ' ']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The name of a new file: cleaned, cut before its ending if it is too long.
pub fn of_upload(text: &str) -> String {
    let name = clean(text).unwrap_or_else(|| NAMELESS.to_owned());
    if name.chars().count() <= LONGEST {
        return name;
    }
    let ending = ending(&name).map(|ending| format!(".{ending}")).unwrap_or_default();
    let kept = LONGEST - ending.chars().count();
    let stem: String = name.chars().take(kept).collect();
    stem.trim_end().to_owned() + &ending
}

/// What stands after the last dot: "pdf".
pub fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let fits = !stem.is_empty()
        && (1..=LONGEST_ENDING).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphanumeric());
    fits.then_some(ending)
}

/// Control characters, marks of direction, and what has no width: a name with them is not what it looks like.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_looks_as_it_is() {
        for (given, wanted) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\x", "x"),
            ("C:\\Users\\Ida\\offer.pdf", "offer.pdf"),
            ("a\u{202e}gpj.exe", "agpj.exe"),
            ("in\0voice\n.pdf", "invoice.pdf"),
            ("  offer 2026.pdf . .", "offer 2026.pdf"),
            ("A\u{30a}sa.png", "Åsa.png"),
            ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
            (".htaccess", ".htaccess"),
        ] {
            assert_eq!(clean(given).as_deref(), Some(wanted), "{given:?}");
        }
        for nothing in ["", " ", ".", "..", "a/..", "a/", "\u{202e}", "\0", "\u{feff}\u{200b}"] {
            assert_eq!(clean(nothing), None, "{nothing:?}");
            assert_eq!(of_upload(nothing), "file", "{nothing:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let cut = of_upload(&format!("{}.pdf", "ł".repeat(10_000)));
        assert_eq!(cut.chars().count(), LONGEST);
        assert!(cut.ends_with("ł.pdf"));
        assert_eq!(of_upload(&"x".repeat(10_000)), "x".repeat(LONGEST));
        assert_eq!(ending("a.tar.gz"), Some("gz"));
        assert_eq!(ending(".htaccess"), None);
        assert_eq!(ending("a.<b>"), None);
    }
}
