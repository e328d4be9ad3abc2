//! Names that stand for one another: Bill and William, Kasia and Katarzyna, Lasse and Lars.
//!
//! The tables are this crate's own, a file a language in `nicknames/`; a name may stand in several
//! groups (Alex is of Alexander and of Alexandra).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::text::hash;

/// Names are looked up by the hash they are stored with, which needs no hashing again.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u32(&mut self, hash: u32) {
        self.0 = u64::from(hash) << 32 | u64::from(hash);
    }
}

type Groups = HashMap<u32, Vec<u16>, BuildHasherDefault<Hashed>>;

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let tables = [
        include_str!("nicknames/english.txt"),
        include_str!("nicknames/swedish.txt"),
        include_str!("nicknames/german.txt"),
        include_str!("nicknames/polish.txt"),
    ];
    let lines = tables.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
    let mut groups = Groups::default();
    for (number, line) in lines.enumerate() {
        for name in line.split_whitespace() {
            groups.entry(hash(name.as_bytes()) as u32).or_default().push(number as u16);
        }
    }
    groups
});

/// Whether two names, by the hashes of their folded words, may be of one person by a nickname,
/// diminutive or national spelling.
pub fn same(one: u32, other: u32) -> bool {
    match (GROUPS.get(&one), GROUPS.get(&other)) {
        (Some(one), Some(other)) => one.iter().any(|group| other.contains(group)),
        _ => false,
    }
}

/// The number of a name's first group, which blocking puts in its place.
pub fn group(name: u32) -> Option<u16> {
    GROUPS.get(&name).map(|groups| groups[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_stand_for_long_ones() {
        for (one, other) in
            [("bill", "william"), ("kasia", "katarzyna"), ("lasse", "lars"), ("sepp", "josef")]
        {
            let [one, other] = [one, other].map(|name| hash(name.as_bytes()) as u32);
            assert!(same(one, other) && same(other, one));
        }
        assert!(!same(hash(b"anna") as u32, hash(b"william") as u32));
    }
}
