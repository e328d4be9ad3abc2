## The page that leads to all others

administration-all = Übersicht
people-about = Wer sich anmeldet: einladen, Rollen ändern, sperren
teams-about = Was die Personen eines Teams auf einer Karte dürfen
fields-about = Was Sie zu Kunden, Kontakten und Vorgängen festhalten, und Datensatzgruppen
tokens-about = Andere Systeme, die die API nutzen
blocklist-about = Nummern und Adressen, die nicht bedient werden
accesses-about = Wer welche Karte wann und warum angesehen hat
imports-about = Kunden und Kontakte aus Dateien, auch wieder rückgängig
exports-about = Kunden in eine Datei
health-about = Datenbank, Dateien, Aufgaben, und was zu tun ist

## Health

health-title = Zustand
health-sum-good = Alles ist in Ordnung.
health-sum-advice = Alles ist in Ordnung, es gibt aber Hinweise.
health-sum-bad = Etwas muss behoben werden.
health-checks = Prüfungen
health-subject = Was
health-level = Stand
health-found = Ergebnis
health-good = Gut
health-advice = Hinweis
health-bad = Beheben
health-configuration = Konfiguration
health-configuration-read = Heimatland { $country }, lauscht auf { $address }
health-unencrypted = Cookies reisen unverschlüsselt: einen Proxy mit https davorstellen und public_url setzen
health-proxy-trusted = trust_proxy ist an und der Port für alle offen: jeder kann eine andere Adresse vortäuschen
health-database = Datenbank
health-database-none = { $place } gibt es noch nicht; `visavi serve` legt sie an
health-schema = Schemaversion { $version }
health-schema-old = Schemaversion { $version }, dieses Programm hat { $newest }; `visavi migrate` bringt sie dorthin
health-schema-new = Schemaversion { $version } ist neuer als dieses Programm ({ $newest }); nehmen Sie das neuere
health-files = Dateien
health-files-none = { $place } gibt es noch nicht; die erste Datei legt ihn an
health-files-well = { $place } lässt sich schreiben und lesen
health-files-late = { $place } antwortet nicht
health-web = Webseite
health-web-there = in diesem Programm
health-web-missing = nicht in diesem Programm; mit `make build` bauen
health-disk = Festplatte
health-room = { $free } frei in { $place }
health-room-little = nur noch { $free } frei in { $place }; Platz schaffen, bevor nichts mehr gespeichert werden kann
health-key = Schlüssel
health-key-well = { $place } öffnet das Versiegelte; eine Kopie getrennt von der Datenbank aufbewahren
health-key-open = { $place } können andere auf diesem Rechner lesen: chmod 600
health-key-missing = { $place } fehlt: den Schlüssel zurücklegen, mit dem die zweiten Schritte versiegelt wurden
health-failed = { $reason }
health-one-administrator = nur eine Person kann administrieren; eine zweite hilft, wenn die erste fehlt
health-facts = Diese Installation
health-version = Version
health-customers = Kunden
health-interactions = Kontakte
health-events = Offene Seiten
health-events-none = Alles Geschehene wurde gemeldet
health-events-since = { $seconds ->
    [one] Das älteste Ereignis wartet seit einer Sekunde
   *[other] Das älteste Ereignis wartet seit { $seconds } Sekunden
}
health-jobs = Aufgaben
health-jobs-lead = Was dieser Server von selbst tut, seit er gestartet wurde. Warum etwas fehlschlug, steht im Protokoll.
health-job = Aufgabe
health-job-last = Zuletzt
health-job-next = Nächstes Mal
health-job-failed = Letzter Fehler
health-job-never = Keiner
job-erasures = Löschungen auf dem Datenträger abschließen
job-copies = Alte Kopien der Datenbank entfernen
job-ledger = Gelöschte Personen erneut löschen
job-retention = Lange genug Aufbewahrtes entfernen
job-duplicates = Lernen, wie Dubletten gewichtet werden
job-fields = Felder auffindbar machen, wie sie definiert sind
job-presences = Vergessen, wer eine Karte verlassen hat
job-notes = Abgelaufene Notizen löschen
job-blocks = Abgelaufene Sperren von der Sperrliste nehmen
job-avatars = Ersetzte Bilder löschen
job-contents = Inhalte gelöschter Dateien entfernen
job-deleted-customers = Kunden vergessen, die vor 30 Tagen gelöscht wurden
job-events = Alte Ereignisse vergessen
order-up = Nach oben
order-down = Nach unten
invalid-list-key = Ein Schlüssel hat Kleinbuchstaben a–z, Ziffern, „_“ und „-“.
