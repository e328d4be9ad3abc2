//! Duplicates of a CSV with Visavi's import names: `duplicates FILE` prints `ref,ref,tier,weight` a pair.

use std::collections::HashMap;
use std::io::Write;

use linkage::{Address, Features, Kind, Phone, Record, Tier, dedupe};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("usage: duplicates FILE.csv")?;
    let verbose = std::env::args().nth(2).is_some();
    let mut reader = csv::Reader::from_path(file)?;
    let columns: HashMap<String, usize> =
        reader.headers()?.iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
    let (mut refs, mut base) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = row?;
        let get = |name: &str| {
            columns.get(name).and_then(|at| row.get(*at)).filter(|value| !value.is_empty()).map(str::to_owned)
        };
        let national_ids = get("national_id").map(|value| (String::new(), value)).into_iter().collect();
        let address = Address {
            street: get("street"),
            postal_code: get("postal_code"),
            city: get("city"),
            region: get("region"),
            country: None,
        };
        refs.push(get("ref").unwrap_or_default());
        base.push(Features::of(&Record {
            kind: if get("kind").as_deref() == Some("company") { Kind::Company } else { Kind::Person },
            given_name: get("given_name"),
            family_name: get("family_name"),
            name: get("name"),
            birth_date: get("birth_date"),
            phones: get("phone").map(|number| Phone { number, mobile: false }).into_iter().collect(),
            emails: get("email").into_iter().collect(),
            national_ids,
            addresses: vec![address],
            company: get("company"),
        }));
    }
    let found = dedupe(&base, 2, &mut |_| ());
    let mut out = std::io::stdout().lock();
    for pair in found.pairs {
        let tier = if pair.comparison.tier == Some(Tier::Certain) { "certain" } else { "likely" };
        write!(
            out,
            "{},{},{tier},{:.2}",
            refs[pair.a as usize], refs[pair.b as usize], pair.comparison.weight
        )?;
        if verbose {
            for reason in &pair.comparison.reasons {
                write!(out, ",{} {:.1}", reason.code.word(), reason.weight)?;
            }
        }
        writeln!(out)?;
    }
    eprintln!("{:?} {:?}", found.counts, found.times);
    Ok(())
}
