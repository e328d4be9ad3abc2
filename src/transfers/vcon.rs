//! Transfers in a vCon: dialogs of the type `transfer` (draft-ietf-vcon-vcon-core, 0.4.0, section 4.3), with the agents
//! as parties of their own.

use serde_json::{Map, Value, json};

use super::chain::is_same;
use crate::interactions::Interaction;

/// The parties beyond the first `known` ones, and the dialogs. `known`: the party of the agent who has it, by login.
pub fn write(one: &Interaction, first: usize, known: usize) -> (Vec<Value>, Vec<Map<String, Value>>) {
    let place = |login: &str, all: &mut Vec<String>| {
        if is_same(one.agent.as_deref(), Some(login)) {
            return known;
        }
        let at = all.iter().position(|had| is_same(Some(had), Some(login))).unwrap_or_else(|| {
            all.push(login.to_owned());
            all.len() - 1
        });
        first + at
    };
    let mut parties: Vec<String> = Vec::new();
    let mut dialogs = Vec::new();
    for transfer in &one.transfers {
        let mut dialog = Map::from_iter([
            ("type".to_owned(), json!("transfer")),
            ("start".to_owned(), json!(transfer.at)),
            ("transferee".to_owned(), json!(0)),
        ]);
        let mut there = vec![0];
        for (role, login) in [("transferor", &transfer.from), ("transfer_target", &transfer.to)] {
            if let Some(login) = login {
                let party = place(login, &mut parties);
                dialog.insert(role.to_owned(), json!(party));
                there.push(party);
            }
        }
        dialog.insert("parties".to_owned(), json!(there));
        if let Some(queue) = &transfer.queue {
            // The contact centre extension has queues as skills.
            dialog.insert("skill".to_owned(), json!(queue));
        }
        dialogs.push(dialog);
    }
    let party = |login: String| json!({ "role": "agent", "name": login, "type": "person" });
    (parties.into_iter().map(party).collect(), dialogs)
}

/// The transfers that a vCon tells of, as our API takes them. `facts`: our own part of it, which has their lines as well.
pub fn read(facts: Option<&Map<String, Value>>, parties: &[Value], dialogs: &[Value]) -> Vec<Value> {
    if let Some(own) = facts.and_then(|facts| facts.get("transfers")?.as_array()) {
        return own.clone();
    }
    let name = |dialog: &Value, role: &str| {
        let place = usize::try_from(dialog.get(role)?.as_u64()?).ok()?;
        parties.get(place)?.get("name").cloned()
    };
    let is_transfer = |dialog: &&Value| dialog.get("type").and_then(Value::as_str) == Some("transfer");
    let one = |dialog: &Value| {
        let to = name(dialog, "transfer_target").or_else(|| name(dialog, "transfer-target"));
        let told = json!({ "at": dialog.get("start"), "from": name(dialog, "transferor"), "to": to, "queue": dialog.get("skill") });
        // One that leads nowhere we know of is none that we could show.
        (told["at"].is_string() && !(told["to"].is_null() && told["queue"].is_null())).then_some(told)
    };
    dialogs.iter().filter(is_transfer).filter_map(one).collect()
}
