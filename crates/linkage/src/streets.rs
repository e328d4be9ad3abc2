//! Streets without what is written in many ways: kinds of street, their abbreviations, numbers.

/// Words for "street" and their like, and what stands in an address without being a name.
const KINDS: &[&str] = &[
    "street",
    "st",
    "str",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "place",
    "pl",
    "crescent",
    "cres",
    "cr",
    "circuit",
    "cct",
    "close",
    "cl",
    "court",
    "ct",
    "drive",
    "dr",
    "lane",
    "ln",
    "terrace",
    "tce",
    "way",
    "square",
    "sq",
    "boulevard",
    "blvd",
    "parade",
    "pde",
    "highway",
    "hwy",
    "grove",
    "gr",
    "gardens",
    "gdns",
    "ul",
    "ulica",
    "al",
    "aleja",
    "aleje",
    "os",
    "osiedle",
    "pl",
    "plac",
    "m",
    "strasse",
    "weg",
    "platz",
    "allee",
    "gasse",
    "ring",
    "ufer",
    "damm",
    "gata",
    "gatan",
    "g",
    "vag",
    "vagen",
    "v",
    "stig",
    "stigen",
    "torg",
    "torget",
    "grand",
    "plan",
    "lgh",
    "apt",
    "apartment",
    "flat",
    "unit",
    "no",
    "nr",
];

/// Endings of streets written as one word.
const ENDINGS: &[&str] = &[
    "strasse", "street", "gatan", "vagen", "stigen", "grand", "torget", "platz", "allee", "gasse", "weg",
    "str", "gata", "road", "crescent", "circuit", "place", "avenue", "vag",
];

/// A street's words without its kind, and its number ("12b"), out of a folded line.
///
/// What consists of kinds alone ("The Street" has a name, "Ring" has none) keeps its words.
pub fn parts(line: &str) -> (String, String) {
    let mut number = "";
    let mut words: Vec<&str> = Vec::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        if number.is_empty() && word.as_bytes()[0].is_ascii_digit() {
            number = word;
        } else {
            words.push(word);
        }
    }
    let named: Vec<&str> = words
        .iter()
        .filter(|word| !KINDS.contains(word))
        .map(|word| {
            let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
            bare.filter(|bare| bare.len() >= 3).unwrap_or(word)
        })
        .collect();
    let named = if named.is_empty() { words } else { named };
    (named.join(" "), number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_is_one_however_written() {
        for line in ["hauptstrasse 12", "hauptstr 12", "12 haupt strasse", "haupt str 12"] {
            assert_eq!(parts(line), ("haupt".into(), "12".into()), "{line}");
        }
        assert_eq!(parts("ul marszalkowska 8 m 3"), ("marszalkowska 3".into(), "8".into()));
        assert_eq!(parts("ring"), ("ring".into(), String::new()));
    }
}
