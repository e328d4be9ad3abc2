//! The history beside a customer: what of it a page asks for, and what was read.

use std::collections::HashMap;

use db::Tx;
use maud::Markup;

use super::SideQuery;
use crate::author::Author;
use crate::card::{self, Card, NEWEST};
use crate::check::Check;
use crate::customers::Kind;
use crate::error::{AppError, AppResult};
use crate::history::view::Shown;
use crate::history::{self as contacts, Counts, Entry, Filter, Only, Scope};
use crate::http::paging::{self, Listed};
use crate::id::CustomerId;
use crate::language::Locale;
use crate::texts;

/// A history as it was read.
pub(super) struct History {
    scope: Scope,
    has_company: bool,
    only: Only,
    until: Option<String>,
    words: Option<String>,
    counts: Counts,
    list: Listed<Entry>,
    names: HashMap<CustomerId, String>,
    from: i64,
    /// Notes in which the words were found.
    notes: Vec<texts::finding::Hit>,
}

/// Notes of a search in the history; all of them are found in the search of all messages.
const FOUND_NOTES: i64 = 5;

impl SideQuery {
    pub(super) fn history(
        &self,
        tx: &mut Tx<'_>,
        locale: &Locale,
        reader: &Author,
        card: &mut Card,
    ) -> AppResult<History> {
        let mut check = Check::default();
        let words = check.line("q", self.q.as_deref(), 200);
        check.finish()?;
        let until = self.until.as_deref().filter(|day| !day.is_empty());
        let end = match until {
            Some(day) => {
                Some(locale.end_of_day(day).ok_or_else(|| AppError::invalid("until", "invalid-date"))?)
            }
            None => None,
        };
        let page = paging::Page::read(Some(NEWEST), self.after.as_deref(), NEWEST, true)?.before(end);
        let only = Only {
            channel: self.channel,
            direction: self.direction,
            recorded: self.recorded,
            missed: self.missed,
            campaign: self.campaign,
        };
        let customer = &card.customer;
        let has_company = match customer.kind {
            Kind::Person => customer.company.is_some(),
            Kind::Company => card.people > 0,
        };
        let usual = card::scope(customer, card.people);
        let scope = if has_company { self.scope.unwrap_or(usual) } else { Scope::Own };
        // A person's company is another customer: its contacts and those of everybody in it.
        let whose = match (customer.kind, scope, &customer.company) {
            (Kind::Person, Scope::Company, Some(company)) => company.id,
            _ => customer.id,
        };
        let is_newest =
            scope == Scope::Own && only == Only::default() && words.is_none() && page.after.is_first();
        let counts = match scope {
            Scope::Own => card.counts.clone(),
            Scope::Company => contacts::counts(tx, whose, scope)?,
        };
        let mut list = if is_newest {
            // What the card says of the last contact needs the first of them still.
            page.list(card.history.clone(), |entry| paging::Cursor::new(entry.at, entry.id.0))
        } else {
            let filter = Filter { customer: whose, scope, only, words: words.clone() };
            contacts::list(tx, &filter, &page)?
        };
        contacts::mark_refused(tx, &mut list.items, reader.at)?;
        let notes = match (&words, only, card.notes) {
            (Some(words), only, Some(_)) if page.after.is_first() && only == Only::default() => {
                let filter = texts::finding::Filter {
                    words: words.clone(),
                    notes: Some(reader.at),
                    notes_on: Some(customer.id),
                    restricted: true,
                    ..Default::default()
                };
                texts::finding::everywhere(tx, &filter, &paging::Page::first(FOUND_NOTES))?.items
            }
            _ => Vec::new(),
        };
        let names = card::names(tx, &list.items, Some(customer.id))?;
        let from = if page.after.is_first() { 0 } else { self.from.unwrap_or(0).clamp(0, 1_000_000_000) };
        let until = until.map(str::to_owned);
        Ok(History { scope, has_company, only, until, words, counts, list, names, from, notes })
    }
}

impl History {
    pub(super) fn shown<'a>(&'a self, card: &'a Card, base: &'a str, tabs: &'a Markup) -> Shown<'a> {
        Shown {
            customer: &card.customer,
            base,
            tabs,
            scope: self.scope,
            has_company: self.has_company,
            only: self.only,
            until: self.until.as_deref(),
            words: self.words.as_deref(),
            counts: &self.counts,
            list: &self.list,
            names: &self.names,
            from: self.from,
            notes: &self.notes,
        }
    }
}
