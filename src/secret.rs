//! Secrets that we hand out (sessions, tokens, one-time addresses): 256 random bits, of which only the SHA-256 is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new secret as text for its holder, 43 characters.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// Bytes that nobody can guess.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    // Without randomness from the system nothing may be handed out.
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// What is stored of a secret. No salt is needed: there is nothing to guess in 256 random bits.
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
