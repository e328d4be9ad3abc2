//! The list of customers as a page. Its address says everything: what is asked for, which saved list it is, and where
//! it goes on.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::asked::{Asked, Filtered};
use super::{Customer, finding, list_view, own_fields, store};
use crate::agents::pages::frame;
use crate::agents::{self, Agent};
use crate::app::App;
use crate::error::AppResult;
use crate::http::Visitor;
use crate::http::fields::Faults;
use crate::http::paging::{Listed, Page};
use crate::id::{CustomerId, InteractionId, ListId};
use crate::interactions::{self, Interaction};
use crate::lists::pages::ListForm;
use crate::lists::{self, List};

/// Members of the address that are not what is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// The one that is to be attached to somebody.
    interaction: Option<InteractionId>,
    /// The saved list that this is.
    list: Option<ListId>,
    after: Option<String>,
    /// Sent by the form of filters, whose empty fields are not to stay in the address.
    apply: String,
    /// A field and its value, where they were chosen one by one.
    field_key: String,
    field_value: String,
}

impl ListQuery {
    pub fn of_list(list: Option<ListId>) -> ListQuery {
        ListQuery { list, ..ListQuery::default() }
    }
}

/// What the list shows.
pub struct Search {
    pub asked: Asked,
    pub company: Option<Customer>,
    pub interaction: Option<Interaction>,
    pub found: Listed<Customer>,
    pub is_first: bool,
    /// Who may be an owner.
    pub agents: Vec<Agent>,
    /// Keys of the organisation's own fields.
    pub keys: Vec<String>,
    /// Saved lists.
    pub lists: Vec<List>,
    /// The one that is open.
    pub list: Option<List>,
    /// What was typed of a list, and what is wrong with it.
    pub typed: Option<(ListForm, Faults)>,
}

impl Search {
    pub fn words(&self) -> &str {
        self.asked.q.as_deref().unwrap_or_default()
    }

    /// The address of this list, or of its next part.
    pub fn address(&self, after: Option<&str>) -> String {
        self.address_with(self.asked.to_query(), after)
    }

    /// The address without a member of what is asked for.
    pub fn address_without(&self, member: (&str, &str)) -> String {
        self.address_with(self.asked.query_without(member), None)
    }

    /// The address of those who are found by the words alone.
    pub fn address_of_words(&self) -> String {
        let words = Asked { q: self.asked.q.clone(), ..Asked::default() };
        address(words.to_query(), self.interaction.as_ref().map(|one| one.id), None, None)
    }

    fn address_with(&self, query: String, after: Option<&str>) -> String {
        let interaction = self.interaction.as_ref().map(|one| one.id);
        address(query, interaction, self.list.as_ref().map(|list| list.id), after)
    }
}

fn address(
    query: String,
    interaction: Option<InteractionId>,
    list: Option<ListId>,
    after: Option<&str>,
) -> String {
    let others = [
        interaction.map(|id| format!("interaction={id}")),
        list.map(|id| format!("list={id}")),
        after.map(|after| format!("after={after}")),
    ];
    let parts: Vec<String> =
        [Some(query).filter(|query| !query.is_empty())].into_iter().chain(others).flatten().collect();
    if parts.is_empty() { "/customers".to_owned() } else { format!("/customers?{}", parts.join("&")) }
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Filtered(mut asked, query): Filtered<ListQuery>,
) -> AppResult<Response> {
    let (key, value) = (query.field_key.trim(), query.field_value.trim());
    if !value.is_empty() {
        asked.field.push(format!("{key}:{value}"));
        asked.field.dedup();
    }
    if !query.apply.is_empty() || !value.is_empty() {
        let to = address(asked.to_query(), query.interaction, query.list, None);
        return Ok(Redirect::to(&to).into_response());
    }
    Ok(page(&app, &visitor, &asked, query, None).await?.into_response())
}

/// The page. `typed`: what somebody wanted to keep under a name, and why that was refused.
pub async fn page(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    query: ListQuery,
    typed: Option<(&ListForm, &Faults)>,
) -> AppResult<Markup> {
    let page = Page::read(Some(50), query.after.as_deref(), 50, false)?;
    let mut filter = asked.filter(visitor.locale.now, &visitor.locale.zone)?;
    filter.hidden.get_or_insert(false);
    let typed = typed.map(|(typed, faults)| (typed.clone(), faults.clone()));
    let (home, agent, asked, reader) =
        (app.home, visitor.session()?.agent.clone(), asked.clone(), visitor.author()?);
    let search = app
        .read(move |tx| {
            let mut found = finding::list(tx, home, &filter, &page)?;
            found.items = found.items.into_iter().map(|one| one.seen_by(&reader)).collect();
            Ok(Search {
                interaction: query.interaction.map(|id| interactions::store::get(tx, id)).transpose()?,
                company: filter.company.map(|id: CustomerId| store::get(tx, id)).transpose()?,
                list: query.list.map(|id| lists::get(tx, &agent, id)).transpose()?,
                lists: lists::store::list(tx, agent.id)?,
                agents: agents::store::list(tx, &Page::first(500))?,
                keys: own_fields::keys(tx)?,
                found,
                is_first: page.after.is_first(),
                asked,
                typed,
            })
        })
        .await?;
    let title = list_view::list_title(&visitor.locale, &search);
    Ok(frame(app, visitor, "/customers", &title, list_view::list(visitor, &search)).await)
}
