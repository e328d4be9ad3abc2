//! The history as people read it.

use crate::words::{Channel, Direction, State};

/// The icon of a contact: its channel, and of calls what became of them.
pub fn channel_icon(channel: Channel, direction: Direction, state: State, answered: bool) -> &'static str {
    match (channel, state) {
        (Channel::Call, State::Active) => "phone-call",
        (Channel::Call, State::WrapUp) if answered => "phone-off",
        (Channel::Call, State::WrapUp | State::Closed) if !answered => "phone-missed",
        (Channel::Call, _) if direction == Direction::Out => "phone-outgoing",
        (Channel::Call, _) => "phone-incoming",
        (Channel::Chat, _) => "message-circle",
        (Channel::Email, _) => "mail",
        (Channel::Sms, _) => "message-square",
        (Channel::Social, _) => "at-sign",
    }
}
