//! Whose a contact is that comes in on a card of several customers: the one's whose identifier it came in on. So an undo
//! has nothing to hand back.

use db::Tx;

use super::face::Face;
use super::store;
use crate::customers::{self, cards};
use crate::error::AppResult;
use crate::id::CustomerId;
use crate::identifiers::Identifier;

/// The customers of a card, each with the identifiers that are their own, as kind and value.
#[derive(Clone, Debug, Default)]
pub struct Own(Vec<(CustomerId, Vec<(String, String)>)>);

impl Own {
    /// Who of them has an identifier that no merge brought them. One that a choice put aside and a later merge brought back
    /// is the other's.
    pub fn holders(&self, kind: &str, value: &str) -> Vec<CustomerId> {
        let has = |(_, own): &&(CustomerId, Vec<(String, String)>)| {
            own.iter().any(|(a, b)| a == kind && b == value)
        };
        self.0.iter().filter(has).map(|(id, _)| *id).collect()
    }
}

/// Whose a contact on a card is: the only one's who has its identifier, else the card's own customer.
pub fn of(tx: &mut Tx<'_>, card: CustomerId, identifier: Option<&Identifier>) -> AppResult<CustomerId> {
    let Some(identifier) = identifier else { return Ok(card) };
    if cards::members(tx, card)?.len() == 1 {
        return Ok(card);
    }
    let holders = own(tx, card)?.holders(identifier.kind.as_str(), &identifier.value);
    Ok(if let [only] = holders.as_slice() { *only } else { card })
}

/// Reads who of a card has what.
pub fn own(tx: &mut Tx<'_>, card: CustomerId) -> AppResult<Own> {
    let mut own = Own::default();
    let shown = Face::of(&customers::store::get(tx, card)?);
    gather(tx, card, &shown, &mut own)?;
    Ok(own)
}

fn gather(tx: &mut Tx<'_>, customer: CustomerId, shown: &Face, own: &mut Own) -> AppResult<()> {
    let mut theirs = identifiers(shown)?;
    for merge in store::list_standing(tx, customer)? {
        let before = identifiers(&merge.before)?;
        let brought = identifiers(&merge.after)?;
        theirs.retain(|one| before.contains(one) || !brought.contains(one));
        for part in &merge.parts {
            gather(tx, part.customer, &part.face, own)?;
        }
    }
    own.0.push((customer, theirs));
    Ok(())
}

fn identifiers(face: &Face) -> AppResult<Vec<(String, String)>> {
    let one = |item: crate::identifiers::CustomerIdentifier| {
        (item.identifier.kind.as_str().to_owned(), item.identifier.value)
    };
    Ok(face.identifiers()?.into_iter().map(one).collect())
}
