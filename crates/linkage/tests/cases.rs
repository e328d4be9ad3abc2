//! Pairs a person would decide without thinking, and bases in which everything has to hold together.

use linkage::{Address, Comparison, Features, Kind, Model, Pair, Phone, ReasonCode, Record, Tier, dedupe};

mod fiction;

fn person(given: &str, family: &str, birth: &str) -> Record {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Record {
        given_name: some(given),
        family_name: some(family),
        birth_date: some(birth),
        ..Record::default()
    }
}

fn at(mut record: Record, street: &str, postal_code: &str, city: &str) -> Record {
    let [street, postal_code, city] = [street, postal_code, city].map(|text| Some(text.to_owned()));
    record.addresses.push(Address { street, postal_code, city, ..Address::default() });
    record
}

fn line(number: &str) -> Phone {
    Phone { number: number.to_owned(), mobile: false }
}

fn reached(mut record: Record, phone: &str, email: &str) -> Record {
    record.phones.push(line(phone));
    record.emails.push(email.to_owned());
    record
}

fn compared(a: &Record, b: &Record) -> Comparison {
    Model::default().compare(&Features::of(a), &Features::of(b))
}

fn has(comparison: &Comparison, code: ReasonCode) -> bool {
    comparison.reasons.iter().any(|reason| reason.code == code)
}

const DOOR: (&str, &str, &str) = ("Storgatan 4", "11122", "Stockholm");

fn home(given: &str, family: &str, birth: &str) -> Record {
    at(person(given, family, birth), DOOR.0, DOOR.1, DOOR.2)
}

#[test]
fn the_same_person_is_found_however_written() {
    let first = reached(home("Katarzyna", "Wiśniewska", "1980-03-12"), "+48601234567", "kasia@wp.pl");
    for (other, code) in [
        (home("Kasia", "Wisniewska", "1980-03-12"), ReasonCode::GivenNameVariant),
        (home("Wiśniewska", "Katarzyna", "1980-03-12"), ReasonCode::NamesSwapped),
        (home("Katarzyna", "Wisniewksa", "1980-03-12"), ReasonCode::FamilyNameTypo),
        (home("Katarzyna", "Wiśniewska-Nowak", "1980-03-12"), ReasonCode::FamilyNamePart),
        (home("Katarzyna", "Wiśniewska", "1980-12-03"), ReasonCode::BirthDateTransposed),
        (home("Katarzyna", "Wiśniewska", "1980-03-13"), ReasonCode::BirthDateDigit),
    ] {
        let comparison = compared(&first, &other);
        assert!(comparison.tier.is_some() && has(&comparison, code), "{other:?} {comparison:?}");
    }
    assert_eq!(compared(&first, &first).tier, Some(Tier::Certain));
}

#[test]
fn who_lives_together_is_not_certainly_one() {
    let household = |record| reached(record, "+46812345678", "familjen@telia.com");
    let anna = household(home("Anna", "Lindqvist", "1980-03-12"));
    for (other, found) in [
        // Twins, a couple, mother and daughter of one name, and one of whom nothing else is known.
        (household(home("Karin", "Lindqvist", "1980-03-12")), true),
        (household(home("Erik", "Lindqvist", "1978-01-30")), false),
        (household(home("Anna", "Lindqvist", "2006-07-08")), true),
        (household(home("Karin", "Lindqvist", "")), false),
    ] {
        let tier = compared(&anna, &other).tier;
        assert!(tier != Some(Tier::Certain) && (found || tier.is_none()), "{other:?} {tier:?}");
    }
}

#[test]
fn companies_are_one_without_their_legal_form_but_branches_are_not() {
    let company = |name: &str| Record {
        kind: Kind::Company,
        name: Some(name.into()),
        phones: vec![line("+46812345678")],
        ..Record::default()
    };
    let first = at(company("Wallström Transport AB"), DOOR.0, DOOR.1, DOOR.2);
    let same = at(company("Wallstrom Transport"), "Storg. 4", DOOR.1, DOOR.2);
    assert!(compared(&first, &same).tier.is_some());
    let branch = at(company("Wallström Transport AB"), "Kungsgatan 17", "41119", "Göteborg");
    assert_ne!(compared(&first, &branch).tier, Some(Tier::Certain));
    let tenant = at(company("Öberg Media AB"), DOOR.0, DOOR.1, DOOR.2);
    assert_eq!(compared(&first, &tenant).tier, None);
    assert_eq!(compared(&first, &person("Wallström", "Transport", "")).tier, None);
}

fn found(records: &[Record]) -> Vec<Pair> {
    let base: Vec<Features> = records.iter().map(Features::of).collect();
    dedupe(&base, 2, &mut |_| ()).pairs
}

#[test]
fn tiny_bases_are_judged_by_the_priors() {
    assert!(found(&[]).is_empty());
    assert!(found(&[home("Anna", "Berg", "1980-03-12")]).is_empty());
    let two = [home("Anna", "Berg", "1980-03-12"), home("Ana", "Berg", "1980-03-12")];
    assert_eq!(found(&two).len(), 1);
    let strangers = [
        home("Anna", "Berg", "1980-03-12"),
        at(person("Piotr", "Nowak", "1971-11-02"), "ul. Polna 3", "00123", "Warszawa"),
    ];
    assert!(found(&strangers).is_empty());
}

#[test]
fn distinct_customers_stay_distinct() {
    let told = fiction::World::of(3_000, 0.0, 3);
    let records: Vec<Record> = told.into_iter().map(|told| told.record).collect();
    let pairs = found(&records);
    let certain = pairs.iter().filter(|pair| pair.comparison.tier == Some(Tier::Certain)).count();
    assert!(certain == 0 && pairs.len() < 30, "{certain} {}", pairs.len());
}

#[test]
fn customers_met_again_are_found_among_households_and_offices() {
    let told = fiction::World::of(4_000, 0.15, 11);
    let base: Vec<Features> = told.iter().map(|told| Features::of(&told.record)).collect();
    let pairs = dedupe(&base, 2, &mut |_| ()).pairs;
    let right = |pair: &&Pair| told[pair.a as usize].of == told[pair.b as usize].of;
    let mut ids: Vec<u32> = told.iter().map(|told| told.of).collect();
    ids.sort_unstable();
    let real: usize = ids.chunk_by(|a, b| a == b).map(|same| same.len() * (same.len() - 1) / 2).sum();
    let hit = pairs.iter().filter(right).count() as f64;
    let f1 = 2.0 * hit / (pairs.len() + real) as f64;
    assert!(f1 > 0.9, "F1 {f1}");
    let certain: Vec<&Pair> =
        pairs.iter().filter(|pair| pair.comparison.tier == Some(Tier::Certain)).collect();
    let wrong: Vec<_> = certain.iter().filter(|pair| !right(pair)).collect();
    for pair in &wrong {
        eprintln!(
            "{:?}\n{:?}\n{:?}",
            told[pair.a as usize].record, told[pair.b as usize].record, pair.comparison
        );
    }
    let wrong = wrong.len();
    assert!(certain.len() > 100 && wrong * 1000 <= certain.len(), "{wrong} of {}", certain.len());
}

#[test]
fn a_learnt_model_is_kept_as_json() {
    let told = fiction::World::of(500, 0.2, 5);
    let base: Vec<Features> = told.iter().map(|told| Features::of(&told.record)).collect();
    let model = dedupe(&base, 1, &mut |_| ()).model;
    let text = serde_json::to_string(&model).unwrap();
    let read: Model = serde_json::from_str(&text).unwrap();
    let [one, other] = [&model, &read].map(|model| model.compare(&base[0], &base[1]).weight);
    assert!((one - other).abs() < 1e-9 && model.records() == read.records());
}
