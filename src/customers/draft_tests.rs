use crate::identifiers::CustomerIdentifier;
use serde_json::json;

use super::*;
use crate::clock::Time;
use crate::language::Language;

fn locale(language: Language) -> Locale {
    Locale { language, zone: jiff::tz::TimeZone::UTC, home: "SE".parse().unwrap(), now: Time::from_micros(0) }
}

fn read(form: &str) -> Draft {
    serde_html_form::from_str(form).unwrap()
}

fn customer() -> Customer {
    let identifier = |identifier: Identifier, label: &str| CustomerIdentifier {
        written: identifier.to_text(),
        identifier,
        label: Some(label.to_owned()),
        flags: Flags::default(),
    };
    let home = "SE".parse().unwrap();
    let now = Time::from_micros(0);
    Customer {
        id: CustomerId::new(now),
        kind: Kind::Person,
        reference: Some("crm-7".into()),
        given_name: Some("Karolina".into()),
        family_name: Some("Wierzbicka".into()),
        own_name: None,
        name: "Karolina Wierzbicka".into(),
        company: None,
        department: None,
        job_title: None,
        birth_date: Some("1980-02-29".into()),
        language: Some("pl".into()),
        identifiers: vec![
            identifier(Identifier::phone("+46701740605", home).unwrap(), "Mobile"),
            identifier(Identifier::phone("+48222345678;ext=4", home).unwrap(), "works desk"),
            identifier(Identifier::email("karolina@modrzew.example").unwrap(), "work"),
        ],
        addresses: vec![Address {
            kind: Some("invoice".into()),
            city: Some("Kraków".into()),
            ..Address::default()
        }],
        national_ids: vec![NationalId { kind: "PESEL".into(), value: "80022900000".into() }],
        tags: vec!["a, b".into()],
        fields: json!({"seats": 4, "paid": true, "lines": ["x", "y"], "note": "one\ntwo"})
            .as_object()
            .unwrap()
            .clone(),
        merged: Vec::new(),
        vip: true,
        hidden: false,
        restricted: false,
        avatar: None,
        owner: None,
        pinned_note: Some(super::super::PinnedNote {
            text: "First\nSecond".into(),
            by: "Ida".into(),
            at: now,
            expires_at: None,
        }),
        version: 3,
        created_at: now,
        updated_at: now,
    }
}

#[test]
fn a_form_is_read_whatever_its_rows_look_like() {
    let draft = read(
        "phone_value=&phone_value=+070-174+06+05&phone_label=x&phone_label=Mobil&phone_value=1&phone_drop=2&tag=&tag=new",
    );
    let said = draft.say(&locale(Language::Swedish), None);
    assert_eq!(
        said.input.phones.unwrap(),
        [LabelledValue {
            value: "070-174 06 05".into(),
            label: Some("mobile".into()),
            ..LabelledValue::default()
        }]
    );
    assert_eq!(said.input.tags.unwrap(), ["new"]);
    assert_eq!(read("").say(&locale(Language::English), None).input.phones.unwrap(), []);
}

#[test]
fn what_is_sent_back_as_it_was_shown_changes_nothing() {
    let customer = customer();
    for language in Language::ALL {
        let locale = locale(*language);
        let mut draft = Draft::of(&customer, &Definitions::default(), &locale);
        // Browsers send line breaks as CR LF, and none from a field of one line.
        draft.pinned_note = draft.pinned_note.replace('\n', "\r\n");
        for value in &mut draft.field_value {
            *value = value.replace('\n', "");
        }
        let mut said = draft.say(&locale, Some(&customer)).input;
        for phone in said.phones.iter_mut().flatten() {
            phone.value = Identifier::phone(&phone.value, locale.home).unwrap().to_text();
        }
        assert_eq!(said, customer.editable(), "{language}");
    }
}

#[test]
fn own_fields_keep_their_type_where_they_can() {
    let customer = customer();
    let draft = read(
        "field_key=seats&field_value=5&field_key=paid&field_value=false&field_key=lines&field_value=x,+z&field_key=new&field_value=7&field_key=note&field_value=",
    );
    let fields = draft.say(&locale(Language::English), Some(&customer)).input.fields.unwrap();
    assert_eq!(Value::from(fields), json!({"seats": 5, "paid": false, "lines": ["x", "z"], "new": "7"}));
}

#[test]
fn a_fault_is_shown_at_the_row_that_it_was_typed_in() {
    let said = read("phone_value=&phone_value=x&field_key=a&field_value=&field_key=b+c&field_value=1")
        .say(&locale(Language::English), None);
    let place = |field: &str, code| said.place(FieldError::new(field, code)).field;
    assert_eq!(place("phones[0].value", "invalid-phone"), "phones[1].value");
    assert_eq!(place("phones[7].value", "invalid-phone"), "phones[7].value");
    assert_eq!(place("fields.b c", "invalid-field-key"), "fields[1]");
    assert_eq!(place("name", "invalid-name-missing"), "given_name");
    assert_eq!(place("name", "invalid-too-long"), "own_name");
}

#[test]
fn a_company_has_nothing_that_only_a_person_has() {
    let input = read("kind=company&name=Modrzew&given_name=Ida&birth_date=1980-01-01&department=x&company=y")
        .say(&locale(Language::English), None)
        .input;
    assert_eq!((input.kind, input.name.as_deref()), (Some(Kind::Company), Some("Modrzew")));
    assert_eq!((input.given_name, input.birth_date, input.department), (None, None, None));
}

#[test]
fn a_new_form_begins_with_what_is_known() {
    let beginning = Beginning {
        phone: "0046 70 174 06 05".into(),
        name: "Ida Maria Nyberg".into(),
        ..Beginning::default()
    };
    let draft = beginning.draft(&locale(Language::Swedish));
    assert_eq!(draft.phone_value, ["070-174 06 05"]);
    assert_eq!((draft.given_name.as_str(), draft.family_name.as_str()), ("Ida Maria", "Nyberg"));
}
