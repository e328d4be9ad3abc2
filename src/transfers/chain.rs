//! The transfers of a contact as a set: joined from several deliveries, and read as who has it now.

use std::collections::HashMap;

use db::{DbError, Tx};

use super::{Origin, Transfer};
use crate::agents;
use crate::clock::Time;
use crate::drafts;
use crate::fold::fold_case;
use crate::id::AgentId;
use crate::interactions::{Interaction, Teller};
use crate::words::State;

/// Whether two logins are the same one.
pub fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if fold_case(one) == fold_case(other))
}

/// Whether both lead to the same agent or queue, as far as both say.
fn leads_the_same_way(one: &Transfer, other: &Transfer) -> bool {
    is_same(one.to.as_deref(), other.to.as_deref())
        || (one.queue.is_some() && one.queue == other.queue && (one.to.is_none() || other.to.is_none()))
}

fn from_same(one: &Transfer, other: &Transfer) -> bool {
    one.from.as_deref().map(fold_case) == other.from.as_deref().map(fold_case)
}

/// One transfer of two that tell of the same one: of each member what is more, whichever comes first.
fn both(one: Transfer, other: Transfer) -> Transfer {
    let is_told = one.origin.is_none() || other.origin.is_none();
    Transfer {
        // A time that was told stands before one of our own.
        at: if one.origin.is_none() { one.at } else { other.at },
        from: one.from.max(other.from),
        to: one.to.max(other.to),
        queue: one.queue.max(other.queue),
        kind: one.kind.max(other.kind),
        note: one.note.max(other.note),
        origin: if is_told { None } else { one.origin.min(other.origin) },
        waits: one.waits || other.waits,
        left: one.left.or(other.left),
    }
}

/// What was known and what is told, as one chain by time. The order of deliveries and their number do not matter.
pub fn join(known: &[Transfer], told: Vec<Transfer>) -> Vec<Transfer> {
    let mut chain = known.to_vec();
    for one in told {
        let same = chain.iter().position(|had| had.at == one.at && from_same(had, &one)).or_else(|| {
            // What we noticed ourselves, a system tells again with its own time.
            let noticed = |had: &Transfer| had.origin.is_some() != one.origin.is_some();
            chain.iter().position(|had| noticed(had) && from_same(had, &one) && leads_the_same_way(had, &one))
        });
        match same {
            Some(place) => {
                let had = chain.remove(place);
                chain.insert(place, both(had, one));
            }
            None => chain.push(one),
        }
    }
    chain.sort_by(|a, b| (a.at, &a.from, &a.to, &a.queue).cmp(&(b.at, &b.from, &b.to, &b.queue)));
    chain
}

/// Whether somebody handed it over and did not get it back.
pub fn has_handed_over(chain: &[Transfer], login: &str) -> bool {
    let place =
        |name: fn(&Transfer) -> Option<&str>| chain.iter().rposition(|one| is_same(name(one), Some(login)));
    let (gave, got) = (place(|one| one.from.as_deref()), place(|one| one.to.as_deref()));
    gave.is_some_and(|gave| got.is_none_or(|got| got < gave))
}

/// Who has it: whoever is told, unless they handed it over; then where the chain ends.
pub fn holder(chain: &[Transfer], told: Option<String>) -> Option<String> {
    match (told, chain.last()) {
        (Some(agent), _) if !has_handed_over(chain, &agent) => Some(agent),
        (_, Some(last)) => last.to.clone(),
        (told, None) => told,
    }
}

/// Notices a transfer by another agent being told than before, and who took what waited in a queue.
pub fn notice(chain: &mut Vec<Transfer>, had: Option<&str>, has: Option<&str>, now: Time) {
    let Some(has) = has else { return };
    if let Some(last) = chain.last_mut()
        && last.to.is_none()
    {
        last.to = Some(has.to_owned());
        return;
    }
    let Some(had) = had.filter(|had| !is_same(Some(had), Some(has))) else { return };
    if chain.last().is_some_and(|last| is_same(last.to.as_deref(), Some(has))) {
        return;
    }
    let at = chain.last().map_or(now, |last| now.max(last.at.plus(1)));
    chain.push(Transfer {
        at,
        from: Some(had.to_owned()),
        to: Some(has.to_owned()),
        queue: None,
        kind: None,
        note: None,
        origin: Some(Origin::Agent),
        waits: false,
        left: None,
    });
}

/// Merges what a delivery tells of transfers: gives the chain and who has it. `reach`: by whom the known agent was told.
pub fn merge(
    before: &Interaction,
    told: Vec<Transfer>,
    agent: (Option<String>, Option<Teller>),
    teller: Teller,
    merged: Option<String>,
    now: Time,
) -> (Vec<Transfer>, Option<String>) {
    let mut chain = join(&before.transfers, told);
    let (given, reach) = agent;
    let was_there = teller >= Teller::Active && reach.is_some_and(|reach| reach >= Teller::Active);
    // A contact that rings at one and then at another is on its way to somebody: that is no transfer.
    if let (Some(known), Some(given)) = (&before.agent, &given)
        && was_there
        && !is_same(Some(known), Some(given))
        && !has_handed_over(&chain, given)
    {
        let (from, to) =
            if is_same(merged.as_deref(), Some(given)) { (known, given) } else { (given, known) };
        let is_known =
            |one: &Transfer| is_same(one.from.as_deref(), Some(from)) && is_same(one.to.as_deref(), Some(to));
        if !chain.iter().any(is_known) {
            notice(&mut chain, Some(from), Some(to), now);
        }
    }
    let agent = holder(&chain, merged);
    if chain.last().is_some_and(|last| last.to.is_none()) {
        notice(&mut chain, None, agent.as_deref(), now);
    }
    (chain, agent)
}

/// What the change history keeps of a chain: a line each.
pub fn lines(chain: &[Transfer]) -> Vec<String> {
    let line = |one: &Transfer| {
        let ways = [&one.from, &one.queue, &one.to];
        let names: Vec<&str> = ways.into_iter().flatten().map(String::as_str).collect();
        match &one.note {
            Some(note) => format!("{}: {note}", names.join(" › ")),
            None => names.join(" › "),
        }
    };
    chain.iter().map(line).collect()
}

/// A chain as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Names of agents and queues that had it, one after the other; nothing of a contact that nobody handed over.
    pub names: Vec<String>,
    /// Who handed it over last.
    pub from: Option<String>,
    /// To whom or where.
    pub to: Option<String>,
    /// Forms whose unsaved words wait for whoever takes it.
    pub words: Vec<String>,
}

/// Reads the names of a chain, and what waits in it.
pub fn shown(tx: &mut Tx<'_>, one: &Interaction) -> Result<Shown, DbError> {
    let Some(last) = one.transfers.last() else { return Ok(Shown::default()) };
    let known = agents_of(tx, one)?;
    let name =
        |login: &String| known.get(&fold_case(login)).map_or_else(|| login.clone(), |(_, name)| name.clone());
    let mut names: Vec<String> = Vec::new();
    for one in &one.transfers {
        let ways = [one.from.as_ref().map(&name), one.queue.clone(), one.to.as_ref().map(&name)];
        for step in ways.into_iter().flatten() {
            if names.last() != Some(&step) {
                names.push(step);
            }
        }
    }
    let to = last.to.as_ref().map(&name).or_else(|| last.queue.clone());
    let words = drafts::store::handed(tx, &givers(one, &known), one.id, one.customer)?;
    let words = words.into_iter().map(|(_, key)| key).collect();
    Ok(Shown { names, from: last.from.as_ref().map(&name), to, words })
}

/// The agents whose logins stand in the chain, by the folded login.
pub fn agents_of(tx: &mut Tx<'_>, one: &Interaction) -> Result<HashMap<String, (AgentId, String)>, DbError> {
    let logins = one.transfers.iter().flat_map(|one| [&one.from, &one.to]).flatten();
    let mut logins: Vec<String> = logins.map(|login| fold_case(login)).collect();
    logins.sort();
    logins.dedup();
    agents::store::names_of_logins(tx, &logins)
}

/// Those of them who handed it over.
pub fn givers(one: &Interaction, known: &HashMap<String, (AgentId, String)>) -> Vec<AgentId> {
    let logins = one.transfers.iter().filter_map(|one| one.from.as_deref());
    let mut ids: Vec<AgentId> =
        logins.filter_map(|login| known.get(&fold_case(login)).map(|(id, _)| *id)).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Whether somebody who looks at it has it no more: what they see of it lives on without them.
pub fn is_elsewhere(one: &Interaction, login: &str) -> bool {
    one.state != State::Closed && has_handed_over(&one.transfers, login)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transfer(at: i64, from: &str, to: Option<&str>, queue: Option<&str>) -> Transfer {
        let own = |text: &str| text.to_owned();
        Transfer {
            at: Time::from_micros(at),
            from: Some(own(from)),
            to: to.map(own),
            queue: queue.map(own),
            kind: None,
            note: None,
            origin: None,
            waits: false,
            left: None,
        }
    }

    #[test]
    fn a_chain_is_the_same_in_whatever_order_and_however_often_it_is_told() {
        let one = transfer(1, "anna", Some("piotr"), None);
        let two = transfer(2, "piotr", None, Some("Returns"));
        let more = transfer(2, "piotr", Some("olga"), Some("Returns"));
        let wanted = join(&join(&[], vec![one.clone(), two.clone()]), vec![more.clone()]);
        assert_eq!(wanted.len(), 2);
        for order in [[&more, &two, &one], [&two, &one, &more], [&one, &more, &two]] {
            let mut chain = Vec::new();
            for told in order.into_iter().chain(order) {
                chain = join(&chain, vec![told.clone()]);
            }
            assert_eq!(chain, wanted);
        }
        assert_eq!(holder(&wanted, Some("Anna".into())).as_deref(), Some("olga"));
        assert_eq!(holder(&wanted, None).as_deref(), Some("olga"));
        assert_eq!(holder(&wanted, Some("eva".into())).as_deref(), Some("eva"));
    }

    #[test]
    fn what_was_done_on_the_card_and_then_told_is_one() {
        let mut card = transfer(1, "anna", Some("piotr"), None);
        (card.origin, card.waits, card.note) = (Some(Origin::Card), true, Some("upset".into()));
        let told = transfer(3_000_000, "Anna", Some("piotr"), None);
        let joined = join(&[card.clone()], vec![told.clone()]);
        assert_eq!(joined.len(), 1);
        assert_eq!((joined[0].at, joined[0].origin, joined[0].waits), (told.at, None, true));
        assert_eq!(joined[0].note.as_deref(), Some("upset"));
        assert_eq!(join(&joined, vec![told.clone()]), joined);
    }

    #[test]
    fn who_got_it_back_has_it() {
        let chain = [transfer(1, "anna", Some("piotr"), None), transfer(2, "piotr", Some("anna"), None)];
        assert!(!has_handed_over(&chain, "anna") && has_handed_over(&chain, "piotr"));
        let mut queued = vec![transfer(1, "anna", None, Some("Returns"))];
        notice(&mut queued, Some("anna"), Some("olga"), Time::from_micros(9));
        assert_eq!((queued.len(), queued[0].to.as_deref()), (1, Some("olga")));
    }
}
