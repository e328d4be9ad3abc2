//! Whose word a message is: one rule for the conversation, for requests and for vCons.

use telephone::Country;

use super::Interaction;
use crate::identifiers::Identifier;
use crate::words::{Channel, Direction};

impl Interaction {
    /// Whether it is the customer's word what has this sender: the one rule for the conversation, for requests, which hear
    /// whoever speaks, and for vCons.
    ///
    /// The customer's is what comes from their side of the contact, and ours what comes from our line or the login of its
    /// agent, in whatever spelling: `+46 70 174 06 05` is `070-174 06 05`, and addresses are equal without regard to case.
    /// A message without a sender is of the side that began.
    ///
    /// Somebody else than the two is taken for who usually is. A mail that was copied to somebody, or is answered from
    /// another address, comes from the customer's people if it came in, unless it has an address of the domain of our line:
    /// colleagues answer from their own. In all else it is ours: a chat names its visitor by the sender of the contact,
    /// and whoever else speaks in it is a bot or a colleague by their name. A request is not opened again by a bot.
    pub fn is_from_customer(&self, from: Option<&str>, home: Country) -> bool {
        let began = self.direction == Direction::In;
        let Some(from) = from else { return began };
        let (theirs, ours) = match self.direction {
            Direction::In => (self.sender.as_deref(), self.recipient.as_deref()),
            Direction::Out => (self.recipient.as_deref(), self.sender.as_deref()),
        };
        let read = |text: &str| Identifier::of_party(self.channel, text, home);
        let speaker = read(from);
        let is = |side: Option<&str>| {
            side.is_some_and(|side| side == from || speaker.is_some() && read(side) == speaker)
        };
        if is(theirs) || speaker.is_some() && speaker == self.identifier {
            return true;
        }
        if is(ours) || self.agent.as_deref() == Some(from) || self.channel != Channel::Email {
            return false;
        }
        began && domain(from) != ours.map_or_else(String::new, domain)
    }
}

/// What stands behind the @ of an address; all of it where there is none.
fn domain(address: &str) -> String {
    let behind = address.rsplit('@').next().unwrap_or_default();
    behind.trim_end_matches(['>', ' ']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::clock::Time;
    use crate::id::InteractionId;
    use crate::interactions::{Assumed, Reach};
    use crate::words::{Outcome, State};

    fn contact(channel: Channel, direction: Direction, from: &str, to: &str) -> Interaction {
        let home = "SE".parse().unwrap();
        let theirs = if direction == Direction::In { from } else { to };
        let side = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Interaction {
            id: InteractionId(uuid::Uuid::nil()),
            reference: None,
            channel,
            direction,
            state: State::Active,
            sender: side(from),
            recipient: side(to),
            delivery: None,
            transfers: Vec::new(),
            disposition: None,
            identifier: Identifier::of_party(channel, theirs, home),
            outcome: Outcome::None,
            customer: None,
            whose: None,
            anonymous: false,
            request: None,
            queue: None,
            agent: Some("anna".into()),
            agent_id: None,
            started_at: Time::from_micros(0),
            answered_at: None,
            ended_at: None,
            assumed: Assumed::default(),
            reach: Reach::new(),
            topic: None,
            ivr_path: Vec::new(),
            recording_url: None,
            rating: None,
            campaign: None,
            fields: Map::new(),
            tags: Vec::new(),
            message_count: 0,
            excerpt: None,
            version: 1,
            created_at: Time::from_micros(0),
            updated_at: Time::from_micros(0),
        }
    }

    #[test]
    fn whose_word_a_message_is_no_spelling_changes() {
        let home = "SE".parse().unwrap();
        let (mail, chat, sms) = (Channel::Email, Channel::Chat, Channel::Sms);
        let (ida, help) = ("ida@mail.example", "help@house.example");
        for (channel, from, to, speaker, theirs) in [
            (mail, ida, help, ida, true),
            (mail, ida, help, "Ida@Mail.Example", true),
            (mail, ida, help, help, false),
            (mail, ida, help, "HELP@house.example", false),
            (mail, ida, help, "anna", false),
            // A colleague answers from an address of her own, and the customer's brother was copied in.
            (mail, ida, help, "anna.lind@house.example", false),
            (mail, ida, help, "per@other.example", true),
            (mail, ida, "", "per@other.example", true),
            (sms, "070-174 06 05", "08-465 004 22", "+46 70 174 06 05", true),
            (sms, "+46701740605", "08-465 004 22", "070-1740605", true),
            (sms, "070-174 06 05", "08-465 004 22", "+46846500422", false),
            (sms, "070-174 06 05", "08-465 004 22", "+46846500499", false),
            (chat, "visitor-81", "shop.example", "visitor-81", true),
            // A bot, and a colleague by her name.
            (chat, "visitor-81", "shop.example", "Bot", false),
            (chat, "visitor-81", "shop.example", "Anna Lind", false),
            // A withheld number is nobody's.
            (sms, "anonymous", "08-465 004 22", "070-174 06 05", false),
        ] {
            let one = contact(channel, Direction::In, from, to);
            assert_eq!(one.is_from_customer(Some(speaker), home), theirs, "{channel} {from} {speaker}");
        }
        for (channel, from, to, speaker, theirs) in [
            (mail, help, ida, "IDA@mail.example", true),
            (mail, help, ida, help, false),
            (mail, help, ida, "per@other.example", false),
            (sms, "08-465 004 22", "070-174 06 05", "+46701740605", true),
            (sms, "08-465 004 22", "070-174 06 05", "+46846500422", false),
        ] {
            let one = contact(channel, Direction::Out, from, to);
            assert_eq!(one.is_from_customer(Some(speaker), home), theirs, "out: {channel} {speaker}");
        }
        for (direction, theirs) in [(Direction::In, true), (Direction::Out, false)] {
            assert_eq!(contact(chat, direction, "a", "b").is_from_customer(None, home), theirs);
        }
    }
}
