//! What the demo's administrator has defined: fields of customers and contacts, and Karolina's machines and orders.

use db::Tx;
use serde_json::{Map, Value, json};

use super::people;
use crate::author::Author;
use crate::clock::Time;
use crate::consents;
use crate::customers;
use crate::dispositions::{self, DispositionInput, Dispositions};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::fields::{self, Entity, FieldInput, Kind, SetInput};
use crate::id::{CustomerId, FieldSetId};
use crate::identity_checks::questions::{self, Compared, IdentityQuestionInput, IdentitySettingsInput};
use crate::identity_checks::reporting::{self, IdentityCheckInput, ReportedQuestion};
use crate::identity_checks::{self, AnswerOutcome, CheckOutcome, Level, Method};
use crate::interactions;
use crate::records::{self, Table};
use crate::words::Channel;

fn set(tx: &mut Tx<'_>, author: &Author, input: SetInput) -> AppResult<FieldSetId> {
    Ok(fields::create_set(tx, author, &input)?.id)
}

fn field(
    tx: &mut Tx<'_>,
    author: &Author,
    set: FieldSetId,
    key: &str,
    name: &str,
    more: FieldInput,
) -> AppResult<()> {
    let input =
        FieldInput { set_id: Some(set), key: Some(key.to_owned()), name: Some(name.to_owned()), ..more };
    fields::create(tx, author, &input).map(drop)
}

fn kind(kind: Kind) -> FieldInput {
    FieldInput { kind: Some(kind), ..FieldInput::default() }
}

fn amount() -> FieldInput {
    FieldInput { currency: Some("PLN".to_owned()), ..kind(Kind::Amount) }
}

fn choice(choices: &[&str]) -> FieldInput {
    FieldInput {
        choices: Some(choices.iter().map(|choice| (*choice).to_owned()).collect()),
        ..kind(Kind::Choice)
    }
}

/// What may be said to have come of a contact: key and name.
const DISPOSITIONS: [(&str, &str); 4] = [
    ("solved", "Solved"),
    ("call-back", "Call back agreed"),
    ("complaint", "Complaint"),
    ("no-answer", "No answer"),
];

/// Defines what may come of contacts, once.
pub fn dispose(tx: &mut Tx<'_>, author: &Author) -> AppResult<()> {
    if Dispositions::read(tx)?.0.is_empty() {
        for (key, name) in DISPOSITIONS {
            let input = DispositionInput {
                key: key.to_owned(),
                name: name.to_owned(),
                ..DispositionInput::default()
            };
            dispositions::create(tx, author, &input)?;
        }
    }
    Ok(())
}

/// Defines everything, once.
pub fn define(tx: &mut Tx<'_>, author: &Author) -> AppResult<()> {
    if !fields::store::list_sets(tx, Entity::Customer)?.is_empty() {
        return Ok(());
    }
    let named = |entity, name: &str| SetInput {
        entity: Some(entity),
        name: Some(name.to_owned()),
        ..SetInput::default()
    };
    let group = |key: &str, name: &str, one: &str, empty: &str| SetInput {
        key: Some(key.to_owned()),
        record_name: Some(one.to_owned()),
        empty_text: Some(empty.to_owned()),
        ..named(Entity::Record, name)
    };
    let machine = set(tx, author, named(Entity::Customer, "Coffee machine"))?;
    field(tx, author, machine, "machine", "Model", kind(Kind::Text))?;
    let help = Some("On the plate under the drip tray".to_owned());
    field(
        tx,
        author,
        machine,
        "serial",
        "Serial number",
        FieldInput { searchable: Some(true), help, ..kind(Kind::Text) },
    )?;
    field(tx, author, machine, "machines", "Machines", kind(Kind::Number))?;
    let contract = set(tx, author, named(Entity::Customer, "Service contract"))?;
    field(tx, author, contract, "contract", "Contract", choice(&["Care", "Care Plus", "Care Pro"]))?;
    field(tx, author, contract, "serviced", "Last service", kind(Kind::Date))?;
    field(tx, author, contract, "deposit", "Deposit", amount())?;
    let help = Some("For the technician, told by nobody".to_owned());
    field(
        tx,
        author,
        contract,
        "door_code",
        "Door code",
        FieldInput { masked: Some(true), identity_level: Some(Level::Basic), help, ..kind(Kind::Text) },
    )?;
    let devices =
        group("devices", "Devices", "device", "Machines of this customer that we look after stand here.");
    let devices = set(tx, author, devices)?;
    field(tx, author, devices, "model", "Model", FieldInput { required: Some(true), ..kind(Kind::Text) })?;
    field(tx, author, devices, "serial", "Serial number", kind(Kind::Text))?;
    field(tx, author, devices, "installed", "Installed", kind(Kind::Date))?;
    field(tx, author, devices, "place", "Place", kind(Kind::Text))?;
    let orders =
        set(tx, author, group("orders", "Orders", "order", "What this customer orders stands here."))?;
    field(tx, author, orders, "number", "Number", FieldInput { required: Some(true), ..kind(Kind::Text) })?;
    field(tx, author, orders, "goods", "Goods", kind(Kind::Text))?;
    field(tx, author, orders, "total", "Total", amount())?;
    field(tx, author, orders, "state", "State", choice(&["Ordered", "Sent", "Delivered"]))?;
    for (text, source, compared, level) in QUESTIONS {
        let input = IdentityQuestionInput {
            text: Some(text.to_owned()),
            source: Some(source.to_owned()),
            compared: Some(compared),
            level: Some(level),
            position: None,
        };
        questions::create(tx, author, &input)?;
    }
    let settings = identity_checks::store::settings(tx)?;
    let input = IdentitySettingsInput {
        national_id_level: Some(Level::Strong),
        ..IdentitySettingsInput::of(&settings)
    };
    questions::set(tx, author, settings.version, &input).map(drop)
}

/// What agents ask of whoever calls: text, source, who compares, and what it counts for.
const QUESTIONS: [(&str, &str, Compared, Level); 5] = [
    ("What is your date of birth?", "birth_date", Compared::Agent, Level::Basic),
    ("What is your postal code?", "postal_code", Compared::Agent, Level::Basic),
    (
        "What are the last four digits of your PESEL or personal number?",
        "national_id",
        Compared::Server,
        Level::Strong,
    ),
    ("What is the door code for the technician?", "field:door_code", Compared::Server, Level::Strong),
    ("Asked for the code word", "free", Compared::Agent, Level::Basic),
];

/// Remembers of the last answered call that is over that it was proven who called.
pub fn prove(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    let right = |question: &identity_checks::Question| ReportedQuestion {
        question_id: Some(question.id),
        text: None,
        outcome: AnswerOutcome::Right,
    };
    let asked = identity_checks::store::questions(tx)?.iter().take(2).map(right).collect();
    for id in interactions::store::list_of_customer(tx, customer)?.into_iter().rev() {
        let one = interactions::store::get(tx, id)?;
        let answered = one.answered_at.filter(|_| one.channel == Channel::Call && !one.is_live());
        if let Some(at) = answered {
            let input = IdentityCheckInput {
                method: Method::Questions,
                outcome: CheckOutcome::Proven,
                level: Level::Basic,
                questions: asked,
                at: Some(at),
            };
            let author = Author { at, ..author.clone() };
            return reporting::report(tx, &author, id, &input).map(drop);
        }
    }
    Ok(())
}

/// Fills what was defined for Karolina.
pub fn fill(tx: &mut Tx<'_>, author: &Author, karolina: CustomerId) -> AppResult<()> {
    let day = |days: i64| author.at.plus(-days * Time::DAY).day().to_string();
    let mut input = customers::store::get(tx, karolina)?.editable();
    let contract = json!({ "serviced": day(66), "deposit": "450,00", "door_code": "2580" });
    input.fields.get_or_insert_default().extend(contract.as_object().cloned().unwrap_or_default());
    customers::update(tx, author, people::home(), karolina, None, Required::No, &input)?;
    let rows: [(&str, Value); 6] = [
        (
            "devices",
            json!({ "model": "Norrvik Malm 5", "serial": "NV-M5-0077", "installed": day(1_940), "place": "Gdynia, pracownia" }),
        ),
        (
            "devices",
            json!({ "model": "Norrvik Duo 20", "serial": "NV-20-0118", "installed": day(1_120), "place": "Gdynia, Modrzewiowa 4" }),
        ),
        (
            "devices",
            json!({ "model": "Norrvik Duo 20", "serial": "NV-20-0342", "installed": day(640), "place": "Gdynia, pracownia" }),
        ),
        (
            "orders",
            json!({ "number": "Z-20417", "goods": "Filter × 12", "total": "348,00", "state": "Delivered" }),
        ),
        (
            "orders",
            json!({ "number": "Z-21102", "goods": "Brew group G2", "total": "1 190,50", "state": "Delivered" }),
        ),
        (
            "orders",
            json!({ "number": "Z-21588", "goods": "Descaler × 6", "total": "89,90", "state": "Sent" }),
        ),
    ];
    for (group, row) in rows {
        let Some(table) = Table::find(tx, group)? else { continue };
        let row: Map<String, Value> = row.as_object().cloned().unwrap_or_default();
        records::create(tx, author, karolina, &table, &row)?;
    }
    let said = [
        ("call", "service", "given", "By telephone"),
        ("email", "service", "given", "Contract of service"),
        ("email", "survey", "refused", "Answer to a survey"),
    ];
    let items = said.map(|(channel, purpose, state, how)| json!({ "channel": channel, "purpose": purpose, "state": state, "how": how }));
    let input = serde_json::from_value(json!({ "items": items })).map_err(AppError::internal)?;
    consents::replace(tx, author, &["service", "survey"].map(str::to_owned), karolina, &input)
}
