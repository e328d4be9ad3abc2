//! Names of companies without their legal form.

const FORMS: &[&str] = &[
    "ab",
    "aktiebolag",
    "hb",
    "kb",
    "ek",
    "for",
    "publ",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "gbr",
    "ev",
    "mbh",
    "co",
    "se",
    "sp",
    "z",
    "o",
    "oo",
    "zoo",
    "sa",
    "sj",
    "spolka",
    "sk",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "inc",
    "corp",
    "corporation",
    "company",
    "as",
    "oy",
    "aps",
    "bv",
    "nv",
    "the",
    "and",
    "und",
    "och",
    "i",
];

/// The folded words of a name that name it; all of them if nothing else is left.
pub fn words(name: &str) -> Vec<&str> {
    let all: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let named: Vec<&str> = all.iter().copied().filter(|word| !FORMS.contains(word)).collect();
    if named.is_empty() { all } else { named }
}

#[cfg(test)]
mod tests {
    #[test]
    fn legal_forms_are_left_out() {
        assert_eq!(super::words("nowak transport sp z o o"), ["nowak", "transport"]);
        assert_eq!(super::words("muller und sohne gmbh co kg"), ["muller", "sohne"]);
        assert_eq!(super::words("ab"), ["ab"]);
    }
}
