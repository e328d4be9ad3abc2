//! The customers who have a part of their own: those that the telephone page rings by name.

use serde_json::json;

use super::lands::{GERMANY, LANDS, POLAND, SWEDEN};
use super::people::{Made, Maker, labelled, members};
use super::staff;
use crate::clock::Time;
use crate::customers::{Address, CustomerInput, NationalId};
use crate::relations::RelationKind;

/// On one card only.
pub const KNOWN: &str = "+46 70 174 06 05";
/// On four cards.
pub const SHARED: &str = "+46 70 174 06 31";
/// On no card, but it has called before.
pub const STRANGER: &str = "+49 30 23125 118";
/// Writes in the chat of the website.
pub const CHATTER: (&str, &str) = ("Elin Sjöström", "elin.sjostrom@brevlada.example");
/// Sends e-mails.
pub const BAKERY: &str = "post@morgenrot.example";
/// A VIP.
pub const VIP: (&str, &str) = ("Greta Vogtland", "+49 171 39200 01");
/// Belongs to Pracownia Modrzew and its six people.
pub const SWITCHBOARD: &str = "+48 22 000 01 17";

/// On two cards: Karolina's, and that of somebody who did not look whether she is there.
pub const TWICE: &str = "k.wierzbicka@poczta.example";

/// Index of Karolina Wierzbicka among the customers.
pub const KAROLINA: usize = 1;

/// A number that is blocked, and why. Of those that Ofcom keeps for fiction.
pub const BLOCKED: (&str, &str) = ("+44 7700 900958", "Calls at night and says nothing");

/// Notes on her beside the pinned one: days before the demo begins, by whom, and the words.
pub const NOTES: [(i64, usize, &str); 3] = [
    (
        96,
        staff::PIOTR,
        "Pyta o drugi młynek do pracowni w Gdyni. Chce ofertę z umową serwisową i pyta, czy stary młynek można oddać w rozliczeniu.\n\n\
         Oferta wysłana w poniedziałek. Czeka na zgodę wspólnika, odezwie się sama, nie przypominać przed końcem miesiąca.",
    ),
    (
        31,
        staff::ANNA,
        "Hon talar gärna svenska, men tekniska frågor vill hon ta på polska: koppla till Piotr.",
    ),
    (4, staff::MARTA, "Faktura zbiorcza raz w miesiącu, zawsze na adres z ul. Modrzewiowej."),
];

/// What she wants: days before the demo begins, who wrote it down, title, description, status, and how many of her
/// newest contacts stand under it.
pub const REQUESTS: [(i64, usize, &str, &str, &str, usize); 3] = [
    (
        4,
        staff::PIOTR,
        "Młynek w Gdyni głośno pracuje",
        "Od wymiany żaren słychać metaliczny dźwięk przy każdym mieleniu.\nPrzegląd gwarancyjny, najlepiej przed południem.",
        "open",
        2,
    ),
    (2, staff::ANNA, "Offert på en andra kvarn", "Hon vill ha serviceavtal med i offerten.", "waiting", 0),
    (
        40,
        staff::MARTA,
        "Faktura zbiorcza zamiast pojedynczych",
        "Raz w miesiącu, adres z ul. Modrzewiowej.",
        "closed",
        0,
    ),
];

/// What was promised: how many days before the demo began, by whom, what, when it is due in hours from the beginning, and
/// how it was kept.
pub const PROMISES: [(i64, usize, &str, i64, Option<&str>); 3] = [
    (2, staff::PIOTR, "Oddzwonić z terminem przeglądu młynka w Gdyni", -3, None),
    (1, staff::ANNA, "Skicka offerten på den andra kvarnen med serviceavtal", 20, None),
    (6, staff::MARTA, "Wysłać duplikat faktury za październik", -96, Some("Wysłany e-mailem")),
];

/// Who is what to whom, and what is noted of it: the household behind a café, and who signs for a workshop.
pub const RELATIONS: [(&str, RelationKind, &str, &str); 6] = [
    ("Albin Lindqvist", RelationKind::Partner, "Ida Nyberg", ""),
    ("Albin Lindqvist", RelationKind::Household, "Maja Lindqvist", "Bor hos sin bror"),
    ("Maja Lindqvist", RelationKind::Sibling, "Albin Lindqvist", ""),
    ("Karolina Wierzbicka", RelationKind::Sibling, "Łukasz Żbik", "Młodszy brat, odbiera paczki"),
    ("Karolina Wierzbicka", RelationKind::Representative, "Kalina Paprotna", "Zamówienia do 20 000 zł"),
    (
        "Pracownia Modrzew sp. z o.o.",
        RelationKind::ContactPerson,
        "Karolina Wierzbicka",
        "Reklamacje i serwis",
    ),
];

/// Lets them all enter, before anybody else.
pub fn enter(maker: &mut Maker<'_>) {
    modrzew(maker);
    sharing(maker);
    let elin = person(maker, SWEDEN, "Elin", "Sjöström", true);
    let (_, address) = CHATTER;
    maker.take(address);
    let elin = reached(maker, elin, "+46 70 174 06 12", Some(address));
    maker.add(Made { busy: 18, ..elin });
    morgenrot(maker);
    let others: [(usize, &str, &str, bool, &str); 6] = [
        (POLAND, "Tomasz", "Borowy", false, "+48 59 000 05 01"),
        (GERMANY, "Heike", "Brandauer", true, "+49 171 39200 02"),
        (POLAND, "Paweł", "Sikora", false, "+48 59 000 05 02"),
        (POLAND, "Łukasz", "Żbik", false, "+48 59 000 05 03"),
        (GERMANY, "Jörg", "Süßmilch", false, "+49 171 39200 03"),
        (SWEDEN, "Åke", "Ängsholm", false, "+46 70 174 06 13"),
    ];
    for (land, given, family, feminine, phone) in others {
        let made = person(maker, land, given, family, feminine);
        let made = reached(maker, made, phone, None);
        maker.add(made);
    }
    let mut greta = person(maker, GERMANY, "Greta", "Vogtland", true);
    greta.input.vip = Some(true);
    greta.input.owner = Some("heike".to_owned());
    greta.input.pinned_note =
        Some("Betreibt vier Filialen. Anfragen zu Lieferungen immer gleich an Heike geben.".to_owned());
    let greta = reached(maker, greta, VIP.1, None);
    maker.add(Made { busy: 42, ..greta });
    twice(maker);
}

/// Three who stand in the base a second time, as colleagues in a hurry wrote them down: for the queue of duplicates.
fn twice(maker: &mut Maker<'_>) {
    let mut karolina = person(maker, POLAND, "K.", "Wierzbicka", true);
    karolina.input = CustomerInput {
        phones: Some(vec![labelled("+48 22 000 01 99".to_owned(), "home")]),
        emails: Some(vec![labelled(TWICE.to_owned(), "private")]),
        addresses: Some(vec![polish_address("delivery", "Lipowa 4")]),
        language: Some("en".to_owned()),
        ..karolina.input
    };
    maker.add(Made { busy: 12, ..karolina });
    let others: [(usize, &str, &str, &str); 2] = [
        (POLAND, "Tomek", "Borowy", "+48 59 000 05 01"),
        (GERMANY, "Joerg", "Suessmilch", "+49 171 39200 03"),
    ];
    for (land, given, family, phone) in others {
        let made = person(maker, land, given, family, false);
        let made = reached(maker, made, phone, None);
        maker.add(Made { busy: 5, ..made });
    }
}

/// The workshop of the pictures in the manual, Karolina second.
fn modrzew(maker: &mut Maker<'_>) {
    let company = maker.company(
        POLAND,
        "Pracownia Modrzew sp. z o.o.",
        Some(SWITCHBOARD.to_owned()),
        "kontakt@modrzew.example",
    );
    let begin = maker.now().plus(-720 * Time::DAY);
    maker.since(company, begin);
    let mut karolina = person(maker, POLAND, "Karolina", "Wierzbicka", true);
    karolina.machine = "G2";
    karolina.serial = "G2-004417".to_owned();
    karolina.company = Some(company);
    karolina.by = staff::MARTA;
    karolina.at = begin.plus(Time::DAY);
    karolina.busy = 60;
    karolina.phone = Some("+46701740605".to_owned());
    karolina.input = CustomerInput {
        department: Some("zakupy".to_owned()),
        job_title: Some("współwłaścicielka".to_owned()),
        birth_date: Some("1984-03-12".to_owned()),
        language: Some("pl".to_owned()),
        phones: Some(vec![
            labelled("070-174 06 05".to_owned(), "mobile"),
            labelled(format!("{SWITCHBOARD};ext=4"), "work"),
        ]),
        emails: Some(vec![
            labelled("karolina@modrzew.example".to_owned(), "work"),
            labelled(TWICE.to_owned(), "private"),
        ]),
        handles: Some(vec![crate::identifiers::LabelledValue { value: "@pracownia.modrzew".to_owned(), ..Default::default() }]),
        addresses: Some(vec![
            polish_address("correspondence", "ul. Lipowa 4"),
            polish_address("invoice", "ul. Modrzewiowa 2"),
        ]),
        national_ids: Some(vec![NationalId { kind: "pesel".to_owned(), value: "84831200000".to_owned() }]),
        tags: Some(vec!["pracownia".to_owned(), "care plus".to_owned(), "e-faktura".to_owned()]),
        fields: members(json!({ "machine": "G2", "machines": 2, "serial": "G2-004417", "contract": "Care Plus" })),
        vip: Some(true),
        owner: Some("marta".to_owned()),
        pinned_note: Some(
            "Dzwonić po 15:00, wcześniej jest w warsztacie. Części zamienne wysyłamy do pracowni, nigdy do biura."
                .to_owned(),
        ),
        ..karolina.input
    };
    maker.take(TWICE);
    maker.add(karolina);
    let people: [(&str, &str, bool, bool); 5] = [
        ("Bartosz", "Sowa", false, false),
        ("Stanisława", "Wrzosek", true, true),
        ("Jędrzej", "Kłosek", false, false),
        ("Kalina", "Paprotna", true, false),
        ("Olgierd", "Sarniak", false, false),
    ];
    for (nth, (given, family, feminine, vip)) in people.into_iter().enumerate() {
        let mut made = person(maker, POLAND, given, family, feminine);
        made.company = Some(company);
        made.input.vip = Some(vip);
        made.input.addresses = None;
        let office = format!("{SWITCHBOARD};ext={}", 5 + nth);
        let email = format!("{}@modrzew.example", crate::fold::fold(given));
        let made = reached(maker, made, &office, Some(&email));
        maker.add(made);
    }
}

/// Four customers with one telephone: a café and the three who work there.
fn sharing(maker: &mut Maker<'_>) {
    let cafe = maker.company(SWEDEN, "Kafé Lindqvist", Some(SHARED.to_owned()), "hej@kafe-lindqvist.example");
    for (given, family, feminine) in
        [("Maja", "Lindqvist", true), ("Ida", "Nyberg", true), ("Albin", "Lindqvist", false)]
    {
        let mut made = person(maker, SWEDEN, given, family, feminine);
        made.company = Some(cafe);
        let email = format!("{}@kafe-lindqvist.example", crate::fold::fold(given));
        let made = reached(maker, made, SHARED, Some(&email));
        maker.add(made);
    }
}

fn morgenrot(maker: &mut Maker<'_>) {
    let bakery = maker.company(GERMANY, "Bäckerei Morgenrot", Some("+49 30 23125 027".to_owned()), BAKERY);
    let mut jurgen = person(maker, GERMANY, "Jürgen", "Althoff", false);
    jurgen.company = Some(bakery);
    jurgen.input.job_title = Some("Backstubenleiter".to_owned());
    let jurgen = reached(maker, jurgen, "+49 30 23125 027;ext=12", Some("juergen.althoff@morgenrot.example"));
    maker.add(jurgen);
}

fn person(maker: &mut Maker<'_>, land: usize, given: &str, family: &str, feminine: bool) -> Made {
    let mut made = maker.person(land, &LANDS[land], None);
    made.feminine = feminine;
    made.busy = made.busy.max(8);
    made.input.given_name = Some(given.to_owned());
    made.input.family_name = Some(family.to_owned());
    // What belonged to another name and sex.
    made.input.birth_date = None;
    made.input.national_ids = None;
    made.input.vip = Some(false);
    made
}

fn reached(maker: &mut Maker<'_>, mut made: Made, phone: &str, email: Option<&str>) -> Made {
    let land = made.land;
    let label = if phone.contains(";ext=") { "work" } else { "mobile" };
    maker.phones(&mut made, land, &[(label, Some(phone.to_owned()))]);
    let folded = crate::fold::fold(&made.name()).replace(' ', ".");
    let email = email.map_or_else(|| format!("{folded}@{}", LANDS[land].mail[0]), str::to_owned);
    maker.take(&email);
    made.input.emails = Some(vec![labelled(email, "work")]);
    made
}

pub fn polish_address(kind: &str, street: &str) -> Address {
    Address {
        kind: Some(kind.to_owned()),
        street: Some(street.to_owned()),
        postal_code: Some("30-001".to_owned()),
        city: Some("Kraków".to_owned()),
        region: None,
        country: Some("PL".to_owned()),
    }
}
