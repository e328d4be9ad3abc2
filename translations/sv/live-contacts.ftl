## Pågående kontakter, för arbetsledare (src/live_contacts)

live-contacts = Pågående kontakter
live-waiting = Väntar på en agent
live-waiting-none = Ingen väntar.
live-going-on = Hos agenter
live-going-on-none = Ingen agent har någon kontakt just nu.
live-without = Agenter utan kontakt
live-filter = Filter
live-team = Team
live-queue = Kö
live-channel = Kanal
live-all-teams = Alla team
live-all-queues = Alla köer
live-all-channels = Alla kanaler
live-show = Visa
live-restricted = Behandlingen är begränsad
live-state = Läge
live-agent = Agent
live-who = Kund
live-since = Sedan
live-more = { $n ->
    [one] { $n } till visas inte. Välj ett team, en kö eller en kanal.
   *[other] { $n } till visas inte. Välj ett team, en kö eller en kanal.
}
live-at-least = { $n }+
invalid-live-state = Bara pågående kontakter listas: state=live.
