//! Why a text is no telephone number, in words an agent can act on.
//!
//! Invariant: every variant has its own sentence and its own code; the text itself is never repeated.

/// Why a text could not be read as a telephone number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum ParseError {
    /// Nothing but spaces or invisible marks.
    #[error("Enter a telephone number.")]
    Empty,
    /// Far more text than any spelling of one number needs.
    #[error("This text is too long to be a telephone number.")]
    TooLong,
    /// Words, a web address, a service code such as `*21#`.
    #[error("This is not a telephone number.")]
    NotANumber,
    /// Digits are missing, often the area code.
    #[error("This telephone number is too short; include the area code or the country code.")]
    TooShort,
    /// More digits than the country uses, or than E.164 allows (15).
    #[error("This telephone number has too many digits.")]
    TooManyDigits,
    /// A `+` or an international prefix, but no country has the code that follows.
    #[error("No country has the calling code that this telephone number begins with.")]
    UnknownCountry,
    /// More than one number in one text.
    #[error("This looks like more than one telephone number; enter them one by one.")]
    SeveralNumbers,
    /// Digits in a number that its country cannot have, such as a length between two allowed ones.
    #[error("This number of digits is not used in the country of this telephone number.")]
    Invalid,
}

impl ParseError {
    /// A stable key for translations: `too_short`, `several_numbers` ….
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::NotANumber => "not_a_number",
            Self::TooShort => "too_short",
            Self::TooManyDigits => "too_many_digits",
            Self::UnknownCountry => "unknown_country",
            Self::SeveralNumbers => "several_numbers",
            Self::Invalid => "invalid",
        }
    }
}
