//! Prints the pairs of a CSV with the columns ref, given_name, family_name, street, postal_code, city, birth_date, national_id,
//! phone and email, tab-separated: `cargo run --release -p linkage --example pairs FILE`.

use linkage::{Address, Features, Record, dedupe};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(path).expect("readable");
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().expect("a head").split('\t').collect();
    let (mut refs, mut records) = (Vec::new(), Vec::new());
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let get = |name: &str| {
            let place = head.iter().position(|one| *one == name)?;
            cells.get(place).filter(|cell| !cell.is_empty()).map(|cell| (*cell).to_owned())
        };
        refs.push(get("ref").unwrap_or_default());
        records.push(Features::of(&Record {
            given_name: get("given_name"),
            family_name: get("family_name"),
            birth_date: get("birth_date"),
            national_ids: get("national_id").map(|value| (String::new(), value)).into_iter().collect(),
            phones: get("phone").into_iter().collect(),
            emails: get("email").into_iter().collect(),
            addresses: vec![Address {
                street: get("street"),
                postal_code: get("postal_code"),
                city: get("city"),
                ..Address::default()
            }],
            ..Record::default()
        }));
    }
    let begun = std::time::Instant::now();
    let found = dedupe(&records, 2, |_| {});
    eprintln!(
        "{} records, {} compared, {} pairs, {:?}, prior {:.2}",
        records.len(),
        found.compared,
        found.pairs.len(),
        begun.elapsed(),
        found.model.prior
    );
    for pair in found.pairs {
        let why: Vec<String> =
            pair.reasons.iter().map(|one| format!("{} {:.1}", one.code.word(), one.weight)).collect();
        println!(
            "{}\t{}\t{:.2}\t{:?}\t{}",
            refs[pair.a as usize],
            refs[pair.b as usize],
            pair.weight,
            pair.tier,
            why.join(", ")
        );
    }
}
