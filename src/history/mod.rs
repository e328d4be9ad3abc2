//! The history of a customer: every contact of every channel in reading order, with counts per channel.
//!
//! A projection: whatever changes an interaction calls `follow` in the same transaction. Nothing else writes here.

pub mod api;
pub mod store;
pub mod view;

use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;

use crate::blocklist;
use crate::clock::Time;
use crate::customers::Kind;
use crate::http::paging::{Listed, Page};
use crate::id::{CustomerId, InteractionId};
use crate::identifiers;
use crate::interactions::{Delivery, Interaction, Message, Rating};
use crate::texts::asked::Asked;
use crate::texts::{Passage, finding};
use crate::transfers;
use crate::words::{Channel, Direction, State, words};

words! {
    /// Whose history: the customer's own, or a company's with its people's.
    Scope { Own = "own", Company = "company" }
}

/// One contact as a row of the history shows it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub struct Entry {
    /// Of the interaction.
    pub id: InteractionId,
    pub customer_id: Option<CustomerId>,
    pub channel: Channel,
    pub direction: Direction,
    pub state: State,
    /// When it began.
    pub at: Time,
    /// The customer's side, normalised.
    pub identifier: Option<String>,
    /// Our side.
    pub line: Option<String>,
    pub queue: Option<String>,
    /// Name of the agent.
    pub agent: Option<String>,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
    pub topic: Option<String>,
    pub campaign: Option<String>,
    pub rating: Option<Rating>,
    pub recorded: bool,
    pub messages: i64,
    /// Of the newest message.
    pub excerpt: Option<String>,
    /// Names of the agents and queues that had it, one after the other. Absent of one that nobody handed over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<String>,
    /// How far its newest message came, if that went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// Where words were found that were asked for: three at most. Absent when none were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<Passage>,
    /// Whether its number is not to be called back; found out for pages (`mark_refused`).
    #[serde(skip)]
    pub refused: bool,
}

impl Entry {
    pub fn of(interaction: &Interaction, agent: Option<String>) -> Entry {
        Entry {
            id: interaction.id,
            customer_id: interaction.customer,
            channel: interaction.channel,
            direction: interaction.direction,
            state: interaction.state,
            at: interaction.started_at,
            identifier: interaction.identifier.as_ref().map(|identifier| identifier.value.clone()),
            line: interaction.line().map(str::to_owned),
            queue: interaction.queue.clone(),
            agent: agent.or_else(|| interaction.agent.clone()),
            answered_at: interaction.answered_at,
            ended_at: interaction.ended_at,
            topic: interaction.topic.clone(),
            campaign: interaction.campaign.clone(),
            rating: interaction.rating,
            recorded: interaction.recording_url.is_some(),
            messages: interaction.message_count,
            excerpt: interaction.excerpt.clone(),
            chain: Vec::new(),
            delivery: interaction.delivery.clone(),
            matches: Vec::new(),
            refused: false,
        }
    }

    pub fn is_live(&self) -> bool {
        self.state != State::Closed
    }

    /// A call that ended before anybody answered.
    pub fn is_missed(&self) -> bool {
        self.channel == Channel::Call && self.answered_at.is_none() && self.state >= State::WrapUp
    }

    /// The number of somebody who gave up, to be called back.
    pub fn to_call_back(&self) -> Option<&str> {
        let number = self.identifier.as_deref().filter(|number| number.starts_with('+'))?;
        (self.is_missed() && self.direction == Direction::In).then_some(number)
    }

    /// Seconds somebody waited before the answer, or before they gave up.
    pub fn waited(&self) -> Option<i64> {
        Some(self.answered_at.or(self.ended_at)?.seconds_since(self.at))
    }

    /// Seconds from the answer to the end.
    pub fn lasted(&self) -> Option<i64> {
        Some(self.ended_at?.seconds_since(self.answered_at?))
    }
}

/// How many contacts there are on each channel; channels without any are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub each: Vec<(Channel, i64)>,
    /// How many of the calls went out.
    pub calls_out: i64,
}

impl Counts {
    fn add(&mut self, channel: Channel, count: i64, outgoing: i64) {
        self.each.push((channel, count));
        if channel == Channel::Call {
            self.calls_out += outgoing;
        }
    }

    pub fn total(&self) -> i64 {
        self.each.iter().map(|(_, count)| count).sum()
    }

    pub fn of(&self, channel: Channel) -> i64 {
        self.each.iter().filter(|(one, _)| *one == channel).map(|(_, count)| count).sum()
    }
}

/// Which contacts are asked for; all if nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Only {
    pub channel: Option<Channel>,
    pub direction: Option<Direction>,
    /// Those that were recorded.
    pub recorded: bool,
    /// Calls that came in and that nobody answered.
    pub missed: bool,
    /// Those of a campaign.
    pub campaign: bool,
}

impl Only {
    pub fn channel(channel: Channel) -> Only {
        Only { channel: Some(channel), ..Only::default() }
    }

    /// Without what is chosen beside the channel and the direction.
    pub fn tab(self) -> Only {
        Only { channel: self.channel, direction: self.direction, ..Only::default() }
    }
}

/// What part of a history is asked for.
#[derive(Clone, Debug)]
pub struct Filter {
    pub customer: CustomerId,
    pub scope: Scope,
    pub only: Only,
    /// Words that a message, a comment or the topic must hold, as they were typed.
    pub words: Option<String>,
}

/// A part of a customer's history, newest first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Listed<Entry>, DbError> {
    if let Some(words) = &filter.words {
        return finding::in_history(tx, &Asked::read(words), filter, page);
    }
    let entries = store::list(tx, filter, page)?;
    Ok(page.list(entries, |entry| crate::http::paging::Cursor::new(entry.at, entry.id.0)))
}

/// Marks the missed calls whose numbers are not to be called back: the customer does not want it, or they are blocked.
pub fn mark_refused(tx: &mut Tx<'_>, entries: &mut [Entry], now: Time) -> Result<(), DbError> {
    let mut numbers: Vec<&str> = entries.iter().filter_map(Entry::to_call_back).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(());
    }
    let blocked = blocklist::store::phones_among(tx, &numbers, now)?;
    let unwanted = identifiers::store::unwanted_among(tx, &numbers)?;
    for entry in entries {
        entry.refused = entry.to_call_back().is_some_and(|number| {
            let is_unwanted =
                |(one, by): &(String, CustomerId)| one == number && Some(*by) == entry.customer_id;
            blocked.iter().any(|one| one == number) || unwanted.iter().any(is_unwanted)
        });
    }
    Ok(())
}

/// Counts per channel; for a company with `Scope::Company` its people's included.
pub fn counts(tx: &mut Tx<'_>, customer: CustomerId, scope: Scope) -> Result<Counts, DbError> {
    store::counts(tx, customer, scope)
}

/// A company shows its people's contacts too unless told otherwise.
pub fn usual_scope(kind: Kind) -> Scope {
    match kind {
        Kind::Company => Scope::Company,
        Kind::Person => Scope::Own,
    }
}

/// Makes the history follow an interaction from what it was to what it is.
pub fn follow(tx: &mut Tx<'_>, before: Option<&Interaction>, after: &Interaction) -> Result<(), DbError> {
    if let Some(before) = before
        && let Some(customer) = before.whose
        && (before.whose != after.whose || before.started_at != after.started_at)
    {
        store::delete(tx, customer, before.started_at, before.id)?;
        store::count(tx, customer, before.channel, before.direction, -1)?;
    }
    let Some(customer) = after.whose else { return Ok(()) };
    let agent = match after.agent_id {
        Some(id) => crate::agents::store::find_name(tx, id)?,
        None => None,
    };
    let chain = transfers::chain::shown(tx, after)?.names;
    if store::put(tx, customer, &Entry { chain, ..Entry::of(after, agent) })? {
        store::count(tx, customer, after.channel, after.direction, 1)?;
    }
    Ok(())
}

/// Takes an interaction out that is being deleted.
pub fn forget(tx: &mut Tx<'_>, interaction: &Interaction) -> Result<(), DbError> {
    let Some(customer) = interaction.whose else { return Ok(()) };
    store::delete(tx, customer, interaction.started_at, interaction.id)?;
    store::count(tx, customer, interaction.channel, interaction.direction, -1)
}

/// The first words of a message, for the row of the history: 280 characters at most.
pub fn excerpt(message: &Message) -> Option<String> {
    let stripped;
    let words = match (&message.text, &message.html) {
        (Some(text), _) => text.as_str(),
        (None, Some(html)) => {
            stripped = text_of_html(html);
            stripped.as_str()
        }
        (None, None) => "",
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    // A picture without a word is told by its name.
    let told = || message.subject.clone().or_else(|| Some(message.attachments.first()?.name.clone()));
    let words = if words.is_empty() { told()? } else { words };
    let mut excerpt: String = words.chars().take(280).collect();
    if excerpt.len() < words.len() {
        excerpt.push('…');
    }
    Some(excerpt)
}

/// The words between the tags of a piece of HTML, one line a block; escaped when shown, so it need not be exact.
pub fn text_of_html(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words.extend(rest[..open].chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        let tag = &rest[open..];
        let name = tag[1..]
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
        // What stands inside these is not for reading.
        let end = if is(&["script", "style", "head", "title"]) && !tag.starts_with("</") {
            closing(tag, name).and_then(|at| tag[at..].find('>').map(|end| at + end))
        } else {
            let blocks = [
                "br",
                "p",
                "div",
                "tr",
                "li",
                "h1",
                "h2",
                "h3",
                "h4",
                "blockquote",
                "table",
                "ul",
                "ol",
                "hr",
            ];
            words.push(if is(&blocks) { '\n' } else { ' ' });
            tag.find('>')
        };
        rest = match end {
            Some(end) => &tag[end + 1..],
            None => "",
        };
    }
    words.push_str(rest);
    let words = words
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    // Source lines and indentation mean nothing in HTML; our own line ends do.
    let lines = words.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Where `</name` stands, in whatever case. One pass: the text comes from strangers.
fn closing(text: &str, name: &str) -> Option<usize> {
    let found = |(at, _): &(usize, &str)| {
        text.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    text.match_indices("</").find(found).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_made_of_words_only() {
        assert_eq!(
            text_of_html("<STYLE>p{}</Style><p>Hello&nbsp;<b>you</b></p><script>x<y</script>!<br>Bye"),
            "Hello you\n!\nBye"
        );
        assert_eq!(text_of_html("a <b unclosed"), "a");
        assert_eq!(text_of_html(&"<script>".repeat(50_000)), "");
    }
}
