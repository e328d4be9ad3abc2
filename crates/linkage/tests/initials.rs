//! Initials for given and family names, and what is more personal than a household: judged by the priors
//! alone, and by what was learnt of a base.

use std::sync::LazyLock;

use linkage::{Address, Comparison, Features, Model, Phone, ReasonCode, Record, Tier, dedupe};

#[expect(dead_code, reason = "who is who is not asked here")]
mod fiction;

/// With a switchboard in it, behind which forty sit.
static LEARNT: LazyLock<Model> = LazyLock::new(|| {
    let told = fiction::World::of(4_000, 0.15, 11);
    let mut base: Vec<Features> = told.iter().map(|told| Features::of(&told.record)).collect();
    for number in 0..40 {
        let family = ["Larsson", "Berg", "Persson", "Lund"][number % 4];
        base.push(Features::of(&office(&person(["Karin", "Olle", "Elin"][number % 3], family, ""))));
    }
    dedupe(&base, 1, &mut |_| ()).model
});

fn models() -> [(&'static str, Model); 2] {
    [("priors", Model::default()), ("learnt", LEARNT.clone())]
}

fn person(given: &str, family: &str, birth: &str) -> Record {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Record {
        given_name: some(given),
        family_name: some(family),
        birth_date: some(birth),
        ..Record::default()
    }
}

fn home(given: &str, family: &str, birth: &str) -> Record {
    let [street, postal_code, city] = ["ul. Lipowa 14", "30702", "Kraków"].map(|text| Some(text.to_owned()));
    let address = Address { street, postal_code, city, ..Address::default() };
    Record { addresses: vec![address], ..person(given, family, birth) }
}

fn mobile(record: Record) -> Record {
    Record { phones: vec![Phone { number: "+48601234567".into(), mobile: true }], ..record }
}

fn landline(record: Record) -> Record {
    Record { phones: vec![Phone { number: "+48123456789".into(), mobile: false }], ..record }
}

fn mail(record: Record, address: &str) -> Record {
    Record { emails: vec![address.into()], ..record }
}

fn office(record: &Record) -> Record {
    let [street, postal_code, city] =
        ["Kungsgatan 17", "41119", "Göteborg"].map(|text| Some(text.to_owned()));
    Record {
        phones: vec![Phone { number: "+46317001000".into(), mobile: false }],
        addresses: vec![Address { street, postal_code, city, ..Address::default() }],
        company: Some("Wallström Transport AB".into()),
        ..record.clone()
    }
}

fn compared(model: &Model, a: &Record, b: &Record) -> Comparison {
    model.compare(&Features::of(a), &Features::of(b))
}

fn bits(comparison: &Comparison, code: ReasonCode) -> f32 {
    comparison.reasons.iter().find(|reason| reason.code == code).map_or(0.0, |reason| reason.weight)
}

#[test]
fn an_initial_and_one_mobile_are_very_likely_one() {
    for (model, of) in models() {
        let (short, long) = (home("K.", "Wierzbicka", ""), home("Katarzyna", "Wierzbicka", ""));
        let by_mobile = compared(&of, &mobile(short.clone()), &mobile(long.clone()));
        assert!(by_mobile.tier == Some(Tier::Likely) && by_mobile.score > 0.9, "{model} {by_mobile:?}");
        let initial = bits(&by_mobile, ReasonCode::GivenNameInitial);
        assert!((3.0..4.5).contains(&initial), "{model} {initial}");
        // A line is the household's, and so is a mail box without anybody's name.
        let by_line = compared(&of, &landline(short.clone()), &landline(long.clone()));
        assert!(by_mobile.weight > by_line.weight + 1.5, "{model} {by_line:?}");
        let family = "wierzbiccy@wp.pl";
        let by_mail = compared(&of, &mail(short.clone(), family), &mail(long.clone(), family));
        assert!(by_mail.weight < by_mobile.weight + 0.1, "{model} {by_mail:?}");
        let own = "katarzyna.wierzbicka@wp.pl";
        let by_own_mail = compared(&of, &mail(short, own), &mail(long, own));
        assert!(by_own_mail.score > 0.99, "{model} {by_own_mail:?}");
        assert_eq!(by_own_mail.tier, Some(Tier::Likely), "{model}");
    }
}

#[test]
fn another_initial_speaks_plainly_against_it() {
    for (model, of) in models() {
        let found = compared(&of, &mobile(home("A.", "Nowak", "")), &mobile(home("Katarzyna", "Nowak", "")));
        assert!(
            found.tier.is_none() && bits(&found, ReasonCode::GivenNameDiffers) < -4.0,
            "{model} {found:?}"
        );
    }
}

#[test]
fn how_many_share_the_initial_counts() {
    let rare = compared(&LEARNT, &home("V.", "Nowak", ""), &home("Victoria", "Nowak", ""));
    let common = compared(&LEARNT, &home("K.", "Nowak", ""), &home("Katarzyna", "Nowak", ""));
    let initial = |comparison| bits(comparison, ReasonCode::GivenNameInitial);
    assert!(initial(&rare) > initial(&common) + 1.0, "{rare:?} {common:?}");
    // Two initials say no more than one and a name.
    let both = compared(&LEARNT, &home("K.", "Nowak", ""), &home("K.", "Nowak", ""));
    assert!((both.weight - common.weight).abs() < 0.01, "{both:?} {common:?}");
}

#[test]
fn names_are_cut_down_in_many_ways() {
    for (model, of) in models() {
        for (one, other) in [
            (("J. A.", "Nowak"), ("Jan Adam", "Nowak")),
            (("A.", "Nowak"), ("Jan Adam", "Nowak")),
            (("Anna M.", "Nowak"), ("Anna Maria", "Nowak")),
            (("Katarzyna", "W."), ("Katarzyna", "Wierzbicka")),
            (("K.", "Nowak"), ("Nowak", "K.")),
        ] {
            let [a, b] = [one, other].map(|(given, family)| mobile(home(given, family, "")));
            let found = compared(&of, &a, &b);
            assert_eq!(found.tier, Some(Tier::Likely), "{model} {one:?} {found:?}");
        }
        let other =
            compared(&of, &mobile(home("Katarzyna", "N.", "")), &mobile(home("Katarzyna", "Wierzbicka", "")));
        let same =
            compared(&of, &mobile(home("Katarzyna", "W.", "")), &mobile(home("Katarzyna", "Wierzbicka", "")));
        assert!(other.weight < same.weight, "{model}");
    }
}

#[test]
fn spouses_of_one_initial_stay_two() {
    for (model, of) in models() {
        let (short, he, she) =
            (home("K.", "Nowak", ""), home("Krzysztof", "Nowak", ""), home("Katarzyna", "Nowak", ""));
        assert_eq!(compared(&of, &landline(he.clone()), &landline(she.clone())).tier, None, "{model}");
        assert_eq!(compared(&of, &mobile(he.clone()), &mobile(she.clone())).tier, None, "{model}");
        // It may be either, which is worth a look and no more.
        for one in [he, she] {
            let found = compared(&of, &landline(short.clone()), &landline(one));
            assert!(found.tier != Some(Tier::Certain) && found.weight < 4.0, "{model} {found:?}");
        }
    }
    // Nor does the initial join them, as strong as the rest may be.
    let family = |record| mail(mobile(record), "nowak.krakow@wp.pl");
    let born = "1980-03-12";
    let trio = [("K.", born), ("Krzysztof", born), ("Katarzyna", born)];
    let base: Vec<_> =
        trio.iter().map(|(given, birth)| Features::of(&family(home(given, "Nowak", birth)))).collect();
    let pairs = dedupe(&base, 1, &mut |_| ()).pairs;
    let joined: Vec<_> = pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    assert_eq!(joined, [(0, 1), (0, 2)], "{pairs:?}");
}

#[test]
fn father_and_son_of_one_initial_stay_two() {
    for (model, of) in models() {
        for with in [landline, mobile] {
            let (father, son) = (home("K.", "Nowak", "1951-02-03"), home("Krzysztof", "Nowak", "1984-11-26"));
            let found = compared(&of, &with(father), &with(son));
            assert_eq!(found.tier, None, "{model} {found:?}");
        }
    }
}

#[test]
fn twins_and_siblings_stay_two() {
    let born = "1990-05-14";
    for (model, of) in models() {
        for with in [landline, mobile] {
            let at = |given: &str, birth: &str| with(home(given, "Nowak", birth));
            // Twins of two initials; siblings of one, written out.
            assert_eq!(compared(&of, &at("B.", born), &at("Anna", born)).tier, None, "{model}");
            assert_eq!(compared(&of, &at("Anna", born), &at("Adam", born)).tier, None, "{model}");
            assert_eq!(compared(&of, &at("Anna", ""), &at("Adam", "")).tier, None, "{model}");
            for birth in [born, ""] {
                for one in ["Anna", "Adam"] {
                    let found = compared(&of, &at("A.", birth), &at(one, birth));
                    assert_eq!(found.tier, Some(Tier::Likely), "{model} {found:?}");
                }
            }
        }
        // Who is alike in name and birth date, each with a telephone of their own, is asked about.
        let (maja, maria) = (landline(home("Maja", "Nowak", born)), mobile(home("Maria", "Nowak", born)));
        assert_ne!(compared(&of, &maja, &maria).tier, Some(Tier::Certain), "{model}");
    }
}

#[test]
fn colleagues_of_one_switchboard_stay_two() {
    let found =
        compared(&LEARNT, &office(&person("K.", "Larsson", "")), &office(&person("Karin", "Larsson", "")));
    assert_eq!(found.tier, None, "{found:?}");
    // Somebody else's line of a company says nothing of two of other names.
    for (model, of) in models() {
        let found =
            compared(&of, &office(&person("K.", "Larsson", "")), &office(&person("Karin", "Berg", "")));
        assert_eq!(found.tier, None, "{model} {found:?}");
    }
    // A company's mobile, which many have on their card, is nobody's own.
    let shared = |given: &str| Features::of(&mobile(home(given, "Nowak", "")));
    let base: Vec<_> = ["K.", "Katarzyna", "Piotr", "Ewa", "Marek"].map(shared).into();
    let model = dedupe(&base, 1, &mut |_| ()).model;
    let by_mobile = model.compare(&base[0], &base[1]).weight;
    let by_line =
        compared(&model, &landline(home("K.", "Nowak", "")), &landline(home("Katarzyna", "Nowak", "")))
            .weight;
    assert!((by_mobile - by_line).abs() < 0.01, "{by_mobile} {by_line}");
}

#[test]
fn a_childs_card_with_a_parents_mobile_is_of_the_household() {
    for (model, of) in models() {
        for (parent, child) in [("1980-03-12", "2012-08-25"), ("1980-03-12", ""), ("", "")] {
            let found = compared(
                &of,
                &mobile(home("Katarzyna", "Nowak", parent)),
                &mobile(home("Zofia", "Nowak", child)),
            );
            assert!(found.tier.is_none() && found.weight < -2.0, "{model} {found:?}");
            assert!(bits(&found, ReasonCode::Household) < 0.0, "{model}");
        }
    }
}
