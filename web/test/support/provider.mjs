// A real OpenID provider for the tests: people by their names, each with what the story wants it to say of them.
import { createServer } from "node:http";
import Provider from "oidc-provider";

/** Starts one; `people`: claims by subject. `back`: where people may come back to. */
export async function provider({ people, back, secret }) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: "visavi", client_secret: secret, redirect_uris: [back], response_types: ["code"], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    findAccount: (_, sub) => (people[sub] ? { accountId: sub, claims: () => ({ sub, ...people[sub] }) } : undefined),
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/people/${interaction.uid}` },
    // Whoever asked is meant: the story is about what we do, not about consent.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = oidc.callback();
  const asked = [];
  server.on("request", async (request, response) => {
    const url = new URL(request.url, issuer);
    asked.push(url);
    const uid = /^\/people\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (!uid) return answer(request, response);
    // The page of the provider: one link a person, and one for who does not want to.
    const sub = url.searchParams.get("sub");
    if (sub) {
      const result = sub === "nobody" ? { error: "access_denied" } : { login: { accountId: sub } };
      return oidc.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>Provider</title>${[...Object.keys(people), "nobody"].map((name) => `<p><a id="${name}" href="?sub=${name}">${name}</a></p>`).join("")}`);
  });
  return {
    issuer, asked,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
