//! ID tokens: what the provider says about somebody, believed only when everything about it is right
//! (OpenID Connect Core 1.0, 3.1.3.7).

use anyhow::{Context, ensure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::Value;

use crate::clock::Time;

/// The provider's clock may differ from ours by so much.
const LEEWAY: i64 = 60;

/// The keys of a provider (RFC 7517).
#[derive(Clone, Debug, Deserialize)]
pub struct Keys {
    keys: Vec<Key>,
}

#[derive(Clone, Debug, Deserialize)]
struct Key {
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    #[serde(rename = "kty")]
    kind: String,
    #[serde(rename = "crv")]
    curve: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

/// What a token must say to be meant for us, now, by this log-in.
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    pub now: Time,
}

/// Why a token is not believed.
#[derive(Debug)]
pub enum Refusal {
    /// None of the known keys signed it: the provider may have new ones.
    UnknownKey,
    Wrong(anyhow::Error),
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Refusal {
        Refusal::Wrong(error)
    }
}

/// The claims of a token, if it is to be believed.
pub fn claims(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<Value, Refusal> {
    let (signed, signature) = token.rsplit_once('.').context("no token of three parts")?;
    let (header, claims) = signed.split_once('.').context("no token of three parts")?;
    let header: Header = json(header)?;
    let signature = decode(signature)?;
    let named = |key: &&Key| header.kid.is_none() || key.kid == header.kid;
    let for_signing = |key: &&Key| key.purpose.as_deref().is_none_or(|purpose| purpose == "sig");
    let mut candidates = keys.keys.iter().filter(named).filter(for_signing).peekable();
    if candidates.peek().is_none() {
        return Err(Refusal::UnknownKey);
    }
    let mut fits = false;
    for key in candidates {
        fits |= key.signed(&header.alg, signed.as_bytes(), &signature)?;
    }
    if !fits {
        return Err(Refusal::Wrong(anyhow::anyhow!("the signature does not fit")));
    }
    let claims = json(claims)?;
    believe(&claims, expected)?;
    Ok(claims)
}

fn believe(claims: &Value, expected: &Expected<'_>) -> anyhow::Result<()> {
    let text = |name: &str| claims[name].as_str();
    ensure!(text("iss") == Some(expected.issuer), "another issuer: {}", claims["iss"]);
    let audience: Vec<&str> = match &claims["aud"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    ensure!(audience.contains(&expected.client_id), "for somebody else: {}", claims["aud"]);
    let party = text("azp");
    ensure!(
        party.map_or(audience.len() == 1, |party| party == expected.client_id),
        "given to somebody else: {}",
        claims["azp"]
    );
    let now = expected.now.micros() / Time::SECOND;
    let seconds = |name: &str| claims[name].as_f64().map(|number| number.floor() as i64);
    ensure!(seconds("exp").is_some_and(|exp| exp > now - LEEWAY), "out of date");
    ensure!(seconds("iat").is_some_and(|iat| iat < now + LEEWAY), "of the future");
    ensure!(seconds("nbf").is_none_or(|nbf| nbf < now + LEEWAY), "of the future");
    ensure!(text("nonce") == Some(expected.nonce), "of another log-in");
    ensure!(text("sub").is_some_and(|subject| !subject.is_empty() && subject.len() <= 255), "about nobody");
    Ok(())
}

impl Key {
    /// Whether this key signed it by that algorithm. Algorithms without a public key, `none` first, are not known here.
    fn signed(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> anyhow::Result<bool> {
        let part = |part: &Option<String>| decode(part.as_deref().context("half a key")?);
        let kind = (algorithm, self.kind.as_str(), self.curve.as_deref());
        let checked = match kind {
            ("RS256" | "PS256", "RSA", _) => {
                let by = if algorithm == "RS256" {
                    &RSA_PKCS1_2048_8192_SHA256
                } else {
                    &RSA_PSS_2048_8192_SHA256
                };
                RsaPublicKeyComponents { n: part(&self.n)?, e: part(&self.e)? }.verify(by, message, signature)
            }
            ("ES256", "EC", Some("P-256")) => {
                let point = [vec![4], part(&self.x)?, part(&self.y)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            _ => return Ok(false),
        };
        Ok(checked.is_ok())
    }
}

fn decode(text: &str) -> anyhow::Result<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).context("not base64url")
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> anyhow::Result<T> {
    serde_json::from_slice(&decode(text)?).context("not JSON")
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn pair() -> EcdsaKeyPair {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let key = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        EcdsaKeyPair::from_pkcs8(algorithm, key.as_ref(), &random).unwrap()
    }

    fn keys(pair: &EcdsaKeyPair) -> Keys {
        let point = pair.public_key().as_ref();
        let [x, y] = [&point[1..33], &point[33..]].map(|half| URL_SAFE_NO_PAD.encode(half));
        serde_json::from_value(
            json!({"keys": [{"kty": "EC", "crv": "P-256", "kid": "one", "use": "sig", "x": x, "y": y}]}),
        )
        .unwrap()
    }

    fn token(pair: &EcdsaKeyPair, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature = pair.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    fn good() -> Value {
        json!({"iss": "https://id.example", "aud": "visavi", "sub": "u1", "nonce": "n", "exp": NOW + 60, "iat": NOW})
    }

    fn read(token: &str, keys: &Keys) -> Result<Value, Refusal> {
        let now = Time::from_micros(NOW * Time::SECOND);
        claims(token, keys, &Expected { issuer: "https://id.example", client_id: "visavi", nonce: "n", now })
    }

    #[test]
    fn a_token_is_believed_only_when_everything_is_right() {
        let (pair, header) = (pair(), json!({"alg": "ES256", "kid": "one"}));
        let keys = keys(&pair);
        assert_eq!(read(&token(&pair, &header, &good()), &keys).unwrap()["sub"], "u1");
        let many = json!({"aud": ["visavi", "other"], "azp": "visavi"});
        for (more, right) in [
            (many, true),
            (json!({"aud": ["visavi", "other"]}), false),
            (json!({"aud": "other"}), false),
            (json!({"aud": null}), false),
            (json!({"azp": "other"}), false),
            (json!({"iss": "https://id.example/"}), false),
            (json!({"nonce": "m"}), false),
            (json!({"nonce": null}), false),
            (json!({"exp": NOW - 61}), false),
            (json!({"exp": "never"}), false),
            (json!({"iat": NOW + 3600}), false),
            (json!({"nbf": NOW + 3600}), false),
            (json!({"sub": ""}), false),
        ] {
            let mut claims = good();
            claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            assert_eq!(read(&token(&pair, &header, &claims), &keys).is_ok(), right, "{more}");
        }
    }

    #[test]
    fn no_signature_but_that_of_the_provider_counts() {
        let (pair, other) = (pair(), self::pair());
        let keys = keys(&pair);
        let wrong = |header: Value, by: &EcdsaKeyPair| read(&token(by, &header, &good()), &keys);
        assert!(matches!(wrong(json!({"alg": "ES256", "kid": "two"}), &pair), Err(Refusal::UnknownKey)));
        assert!(wrong(json!({"alg": "ES256", "kid": "one"}), &other).is_err());
        assert!(wrong(json!({"alg": "ES256"}), &pair).is_ok());
        for algorithm in ["none", "HS256", "RS256", "ES384", ""] {
            assert!(wrong(json!({"alg": algorithm, "kid": "one"}), &pair).is_err(), "{algorithm}");
        }
        let good = token(&pair, &json!({"alg": "ES256", "kid": "one"}), &good());
        let (signed, _) = good.rsplit_once('.').unwrap();
        for broken in [signed, &format!("{signed}."), "", "..", "a.b.c", &format!("{good}.x")] {
            assert!(read(broken, &keys).is_err(), "{broken}");
        }
    }
}
