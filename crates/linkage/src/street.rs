//! Streets: what is written in many ways and means one place.

use crate::fold::words;

/// Words that say only that it is a street, in the languages of our addresses, abbreviated and not.
const KINDS: [&str; 62] = [
    "street",
    "st",
    "str",
    "strasse",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "lane",
    "ln",
    "drive",
    "dr",
    "court",
    "ct",
    "place",
    "pl",
    "square",
    "sq",
    "close",
    "cl",
    "crescent",
    "cres",
    "cct",
    "circuit",
    "terrace",
    "tce",
    "parade",
    "pde",
    "highway",
    "hwy",
    "boulevard",
    "blvd",
    "way",
    "walk",
    "grove",
    "gr",
    "gatan",
    "gata",
    "vagen",
    "vag",
    "grand",
    "torget",
    "torg",
    "alle",
    "allee",
    "weg",
    "gasse",
    "platz",
    "ring",
    "ufer",
    "damm",
    "ul",
    "ulica",
    "al",
    "aleja",
    "aleje",
    "plac",
    "os",
    "osiedle",
    "rynek",
    "the",
];
/// Endings of one word that say the same: Lipgatan, Lindenstrasse.
const ENDINGS: [&str; 9] = ["strasse", "gatan", "vagen", "straat", "weg", "gasse", "allee", "platz", "str"];

/// A street as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Street {
    /// Its name without what says that it is a street.
    pub name: String,
    /// The number of the house, with its letter.
    pub number: String,
}

impl Street {
    pub fn read(text: &str) -> Street {
        let mut name: Vec<String> = Vec::new();
        let mut number = String::new();
        for word in words(text) {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                // The first is the house; what follows is the flat, which is left out by half of those who write it.
                if number.is_empty() {
                    number = word;
                }
            } else if !KINDS.contains(&word.as_str()) {
                let ending = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
                name.push(ending.filter(|rest| rest.len() >= 3).map_or(word.clone(), str::to_owned));
            }
        }
        // A street that is called nothing else is called so: "The Avenue".
        let name = if name.is_empty() {
            words(text).into_iter().filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())).collect()
        } else {
            name
        };
        Street { name: name.concat(), number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_street_are_one() {
        for (a, b) in [
            ("12 Maltby Circuit", "12, maltby cct"),
            ("ul. Lipowa 4/3", "Lipowa 4 m. 3"),
            ("Lindenstraße 7", "Lindenstr. 7"),
            ("Storgatan 3B", "Stor gatan 3b"),
        ] {
            let (a, b) = (Street::read(a), Street::read(b));
            assert!(a.number == b.number && (a.name == b.name || b.name.starts_with(&a.name)), "{a:?} {b:?}");
        }
        assert_eq!(Street::read("The Avenue").name, "theavenue");
    }
}
