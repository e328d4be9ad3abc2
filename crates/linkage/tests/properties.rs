//! What holds for all records.

use linkage::{Address, Features, Kind, Model, Phone, Record};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        "[A-Za-zäöüåłŻ' .-]{0,12}".prop_map(Some),
        "(Anna|A|A\\.|M|Ana|Anna Maria|Maria|Kasia|Katarzyna|Berg|Bergh|Berg-Lund|Lund)".prop_map(Some),
        "\\PC{0,60}".prop_map(Some),
    ]
}

prop_compose! {
    fn record()(
        company in any::<bool>(), given_name in text(), family_name in text(), name in text(),
        birth_date in proptest::option::of("(19[0-9]{2}-[01][0-9]-[0-3][0-9]|\\PC{0,10})"),
        numbers in proptest::collection::vec(("\\+4[0-9]{6,10}", any::<bool>()), 0..4), emails in proptest::collection::vec("[a-c.]{0,6}@[ab]\\.se", 0..3),
        national_ids in proptest::collection::vec(("[ab]", "[0-9]{0,8}"), 0..3),
        places in proptest::collection::vec((text(), text(), text()), 0..4),
    ) -> Record {
        let phones = numbers.into_iter().map(|(number, mobile)| Phone { number, mobile }).collect();
        let addresses = places.into_iter().map(|(street, postal_code, city)| Address { street, postal_code, city, ..Address::default() }).collect();
        let kind = if company { Kind::Company } else { Kind::Person };
        Record { kind, given_name, family_name, name, birth_date, phones, emails, national_ids, addresses, company: None }
    }
}

/// One slip of the pen: a letter more, fewer, another or exchanged with the next one, at a place of the text.
fn slip(text: &mut String, (kind, place, letter): (u8, usize, char)) {
    let mut letters: Vec<char> = text.chars().collect();
    let at = place % (letters.len() + 1);
    match kind {
        0 => letters.insert(at, letter),
        1 if at < letters.len() => drop(letters.remove(at)),
        2 if at < letters.len() => letters[at] = letter,
        3 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    *text = letters.into_iter().collect();
}

prop_compose! {
    /// A record and the same one as somebody else typed it: only records that are alike reach most levels.
    fn twice()(
        a in record(), exchanged in proptest::bool::weighted(0.1),
        slips in proptest::collection::vec((any::<prop::sample::Index>(), (0..4u8, 0..60usize, prop::char::range('0', 'z'))), 0..8),
    ) -> (Record, Record) {
        let mut b = a.clone();
        if exchanged {
            std::mem::swap(&mut b.given_name, &mut b.family_name);
        }
        let mut texts: Vec<&mut String> = [&mut b.given_name, &mut b.family_name, &mut b.name, &mut b.birth_date].into_iter().flatten().collect();
        texts.extend(b.phones.iter_mut().map(|phone| &mut phone.number));
        texts.extend(&mut b.emails);
        texts.extend(b.national_ids.iter_mut().map(|(_, id)| id));
        texts.extend(b.addresses.iter_mut().flat_map(|place| [&mut place.street, &mut place.postal_code, &mut place.city]).flatten());
        for (which, one) in slips {
            if !texts.is_empty() {
                let at = which.index(texts.len());
                slip(texts[at], one);
            }
        }
        (a, b)
    }
}

fn symmetric(a: &Record, b: &Record) -> Result<(), TestCaseError> {
    let (a, b) = (Features::of(a), Features::of(b));
    let model = Model::default();
    let (one, other) = (model.compare(&a, &b), model.compare(&b, &a));
    prop_assert_eq!(one.tier, other.tier, "{:?} {:?}", one, other);
    prop_assert!((one.weight - other.weight).abs() < 1e-9, "{:?} {:?}", one, other);
    Ok(())
}

proptest! {
    /// Storing and reading keeps everything, and stored features stay small.
    #[test]
    fn features_are_read_as_stored(record in record()) {
        let features = Features::of(&record);
        let bytes = features.to_bytes();
        prop_assert_eq!(Features::from_bytes(&bytes), Some(features.clone()));
        prop_assert!(features.keys().len() <= 28);
    }

    #[test]
    fn damaged_features_are_refused_or_read_but_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        if let Some(features) = Features::from_bytes(&bytes) {
            let _ = Model::default().compare(&features, &features);
        }
    }

    /// A record is compared with another as the other with it.
    #[test]
    fn comparing_is_symmetric(a in record(), b in record()) {
        symmetric(&a, &b)?;
    }

    #[test]
    fn comparing_what_is_alike_is_symmetric((a, b) in twice()) {
        symmetric(&a, &b)?;
    }

    /// Another given name never says more than the same one, but for the bits that two names of one
    /// language are cut by.
    #[test]
    fn another_given_name_never_says_more(a in record(), other in "[A-Z][a-z]{3,8}") {
        let mut b = a.clone();
        b.given_name = Some(other);
        let (a, b) = (Features::of(&a), Features::of(&b));
        let model = Model::default();
        let (same, changed) = (model.compare(&a, &a).weight, model.compare(&a, &b).weight);
        prop_assert!(a.keys().is_empty() || same >= changed - 1.5, "{} {}", same, changed);
    }

    /// A value only one of the two has changes nothing.
    #[test]
    fn what_is_missing_counts_neither_way(a in record(), b in record(), phone in "\\+4[0-9]{8}") {
        let mut more = a.clone();
        let mut fewer = b.clone();
        fewer.phones.clear();
        let model = Model::default();
        let before = model.compare(&Features::of(&more), &Features::of(&fewer)).weight;
        more.phones.push(Phone { number: phone, mobile: true });
        prop_assert_eq!(before, model.compare(&Features::of(&more), &Features::of(&fewer)).weight);
    }
}
