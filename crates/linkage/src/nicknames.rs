//! Names that stand for one another: Bill and William, Kasia and Katarzyna, Lasse and Lars.
//!
//! The tables are this crate's own, a file a language in `nicknames/`; a name may stand in several
//! groups (Alex is of Alexander and of Alexandra).

use std::collections::HashMap;
use std::sync::LazyLock;

static GROUPS: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let tables = [
        include_str!("nicknames/english.txt"),
        include_str!("nicknames/swedish.txt"),
        include_str!("nicknames/german.txt"),
        include_str!("nicknames/polish.txt"),
    ];
    let lines = tables.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
    let mut groups: HashMap<_, Vec<u16>> = HashMap::new();
    for (number, line) in lines.enumerate() {
        for name in line.split_whitespace() {
            groups.entry(name).or_default().push(number as u16);
        }
    }
    groups
});

/// Whether two folded names may be of one person by a nickname, diminutive or national spelling.
pub fn same(one: &str, other: &str) -> bool {
    match (GROUPS.get(one), GROUPS.get(other)) {
        (Some(one), Some(other)) => one.iter().any(|group| other.contains(group)),
        _ => false,
    }
}

/// The number of a name's first group, which blocking puts in its place.
pub fn group(name: &str) -> Option<u16> {
    GROUPS.get(name).map(|groups| groups[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_stand_for_long_ones() {
        for (one, other) in
            [("bill", "william"), ("kasia", "katarzyna"), ("lasse", "lars"), ("sepp", "josef")]
        {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        assert!(!same("anna", "william"));
    }
}
