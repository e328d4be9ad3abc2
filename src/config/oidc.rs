//! The log-in of the organisation, by OpenID Connect.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::Context;

use crate::words::Role;

/// None of it: people log in by password alone.
#[derive(confique::Config, Clone, Debug)]
pub struct Oidc {
    /// Address of the provider, exactly as it names itself: `https://id.example`. It needs `public_url`; the address to
    /// come back to is PUBLIC_URL/login/oidc/return.
    #[config(env = "VISAVI_OIDC_ISSUER")]
    pub issuer: Option<String>,

    /// What the provider calls this installation.
    #[config(env = "VISAVI_OIDC_CLIENT_ID")]
    pub client_id: Option<String>,

    /// Secret of this installation at the provider; none for a public client. Keep it in the environment …
    #[config(env = "VISAVI_OIDC_CLIENT_SECRET")]
    pub client_secret: Option<String>,

    /// … or in a file that only the server reads.
    #[config(env = "VISAVI_OIDC_CLIENT_SECRET_FILE")]
    pub client_secret_file: Option<PathBuf>,

    /// What stands on the button at the log-in; none: the name of the organisation.
    #[config(env = "VISAVI_OIDC_LABEL")]
    pub label: Option<String>,

    /// What is asked of the provider.
    #[config(env = "VISAVI_OIDC_SCOPES", default = "openid email profile")]
    pub scopes: String,

    /// Role of people whom the provider knows and nobody has made here: agent, supervisor or administrator. None: they
    /// are refused.
    #[config(env = "VISAVI_OIDC_NEW_PEOPLE")]
    pub new_people: Option<Role>,

    /// Claim that decides the role at every log-in, such as `groups`; who has none of `roles` in it is refused.
    #[config(env = "VISAVI_OIDC_ROLE_CLAIM")]
    pub role_claim: Option<String>,

    /// Roles by values of that claim: `{ "visavi-leads" = "supervisor", "visavi" = "agent" }`. The highest counts.
    #[config(default = {})]
    pub roles: HashMap<String, Role>,

    /// The provider is on a private network, and may be reached by http there.
    #[config(env = "VISAVI_OIDC_PRIVATE", default = false)]
    pub private: bool,
}

impl Oidc {
    pub fn check(&self, public_url: Option<&str>) -> anyhow::Result<()> {
        let Some(issuer) = &self.issuer else { return Ok(()) };
        let safe = issuer.starts_with("https://") || (self.private && issuer.starts_with("http://"));
        anyhow::ensure!(safe, "oidc.issuer: expected https://…, got {issuer}");
        anyhow::ensure!(public_url.is_some(), "oidc.issuer: it needs public_url, to which people come back");
        anyhow::ensure!(self.client_id.is_some(), "oidc.client_id: the provider needs to know who asks");
        anyhow::ensure!(
            self.role_claim.is_none() || !self.roles.is_empty(),
            "oidc.roles: oidc.role_claim needs them"
        );
        anyhow::ensure!(
            self.scopes.split(' ').any(|scope| scope == "openid"),
            "oidc.scopes: openid has to be among them"
        );
        self.secret()?;
        Ok(())
    }

    /// The secret of this installation.
    pub fn secret(&self) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.client_secret_file else { return Ok(self.client_secret.clone()) };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("oidc.client_secret_file {}", path.display()))?;
        Ok(Some(text.trim().to_owned()))
    }
}
