//! What stands beside the details of a customer: their history, their requests, their notes, their files, or what was changed.

use maud::{Markup, html};

use crate::http::layout::icon;
use crate::id::{CustomerId, InteractionId};
use crate::language::Locale;
use crate::records::store::GroupTab;
use crate::words::words;

words! {
    /// A part of the card of which one is open.
    Tab { History = "history", Requests = "requests", Notes = "notes", Files = "files", Changes = "changes", Records = "records", Privacy = "privacy" }
}

/// The open tab of a card, and what the others hold.
pub struct Tabs {
    pub open: Tab,
    pub customer: CustomerId,
    /// The contact beside which the card stands.
    pub interaction: Option<InteractionId>,
    /// None for who may not see them; the same below.
    pub requests: Option<i64>,
    pub notes: Option<i64>,
    pub files: Option<i64>,
    pub groups: Vec<GroupTab>,
    /// Key of the open one of them.
    pub group: Option<String>,
    /// Whether one may see what was changed …
    pub changes: bool,
    /// … and everything that is held.
    pub privacy: bool,
}

/// The page of a card: beside a contact it is the contact's.
pub fn page(customer: CustomerId, interaction: Option<InteractionId>) -> String {
    match interaction {
        Some(interaction) => format!("/interactions/{interaction}"),
        None => format!("/customers/{customer}"),
    }
}

/// The same with a tab open.
pub fn address(customer: CustomerId, interaction: Option<InteractionId>, tab: Tab) -> String {
    let page = page(customer, interaction);
    if tab == Tab::History { page } else { format!("{page}?tab={tab}") }
}

impl Tabs {
    fn address(&self, tab: Tab) -> String {
        address(self.customer, self.interaction, tab)
    }

    fn is_open(&self, group: &GroupTab) -> bool {
        self.open == Tab::Records && self.group.as_ref() == Some(&group.key)
    }
}

/// The row of tabs; it follows the customer, for the counts in it.
pub fn tabs(locale: &Locale, shown: &Tabs) -> Markup {
    let beside = shown.interaction.map(|id| format!("&interaction={id}")).unwrap_or_default();
    let group = shown.group.as_ref().map(|key| format!("&group={key}")).unwrap_or_default();
    let refresh = format!("/customers/{}/tabs?tab={}{group}{beside}", shown.customer, shown.open);
    html! {
        nav id="card-tabs" class="card-tabs" aria-label=(locale.t("card-tabs"))
            data-on={ "customer:" (shown.customer) } data-refresh=(refresh) {
            (tab(locale, shown, Tab::History, "g>h", None))
            @if let Some(requests) = shown.requests { (tab(locale, shown, Tab::Requests, "g>r", Some(requests))) }
            @if let Some(notes) = shown.notes { (tab(locale, shown, Tab::Notes, "g>n", Some(notes))) }
            @if let Some(files) = shown.files { (tab(locale, shown, Tab::Files, "g>f", Some(files))) }
            @for group in &shown.groups { (group_tab(locale, shown, group)) }
            @if shown.changes { (tab(locale, shown, Tab::Changes, "g>c", None)) }
            @if shown.privacy { (tab(locale, shown, Tab::Privacy, "g>p", None)) }
        }
    }
}

fn tab(locale: &Locale, shown: &Tabs, tab: Tab, key: &str, count: Option<i64>) -> Markup {
    let open = shown.open == tab;
    html! {
        a id={ "tab-" (tab) } href=(shown.address(tab)) aria-current=[open.then_some("page")] data-key=[(!open).then_some(key)] {
            (locale.t(tab.as_str()))
            @if let Some(count) = count.filter(|count| *count > 0) { " " span class="count" { (locale.number(count)) } }
        }
    }
}

/// The tab of a record group, by the name that it was given.
fn group_tab(locale: &Locale, shown: &Tabs, group: &GroupTab) -> Markup {
    html! {
        a id={ "tab-records-" (group.key) } href={ (shown.address(Tab::Records)) "&group=" (group.key) } aria-current=[shown.is_open(group).then_some("page")] {
            (group.name)
            @if group.count > 0 { " " span class="count" { (locale.number(group.count)) } }
        }
    }
}

/// The record groups in the rail of narrow frames.
pub fn group_links(shown: &Tabs) -> Markup {
    html! {
        @for group in &shown.groups {
            @let part = shown.is_open(group).then_some("#records");
            @let address = format!("{}&group={}", shown.address(Tab::Records), group.key);
            a href=(part.unwrap_or(&address)) data-section=[part] aria-label=(group.name) title=(group.name) { (icon("table-properties")) }
        }
    }
}

/// The sign of a tab in the rail of narrow frames: leads to the part itself where it is open.
pub fn section_link(locale: &Locale, shown: &Tabs, tab: Tab, key: &str, sign: &str) -> Markup {
    let words = locale.t(tab.as_str());
    let part = (shown.open == tab).then(|| format!("#{tab}"));
    let href = part.clone().unwrap_or_else(|| shown.address(tab));
    html! {
        a href=(href) data-section=[part] data-key=(key) aria-label=(words) title=(words) { (icon(sign)) }
    }
}
