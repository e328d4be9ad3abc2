## Laufende Kontakte, für Supervisoren (src/live_contacts)

live-contacts = Laufende Kontakte
live-waiting = Wartet auf einen Agenten
live-waiting-none = Niemand wartet.
live-going-on = Bei Agenten
live-going-on-none = Gerade hat kein Agent einen Kontakt.
live-without = Agenten ohne Kontakt
live-filter = Filter
live-team = Team
live-queue = Warteschlange
live-channel = Kanal
live-all-teams = Alle Teams
live-all-queues = Alle Warteschlangen
live-all-channels = Alle Kanäle
live-show = Anzeigen
live-restricted = Verarbeitung eingeschränkt
live-state = Zustand
live-agent = Agent
live-who = Kunde
live-since = Seit
live-more = { $n ->
    [one] { $n } weiterer wird nicht angezeigt. Wählen Sie Team, Warteschlange oder Kanal.
   *[other] { $n } weitere werden nicht angezeigt. Wählen Sie Team, Warteschlange oder Kanal.
}
live-at-least = { $n }+
invalid-live-state = Nur laufende Kontakte werden aufgelistet: state=live.
