## Löschungen nach DSGVO, und was sie verhindert

conflict-erased = Jemand, der hierunter bekannt war, wurde am { $date } gelöscht und darf nicht von selbst zurückkommen. Ist die Person wieder Kunde geworden, kann eine Teamleitung die Löschung { $id } aufheben.
conflict-erasure-requested = Eine Löschung dieses Kunden wartet bereits auf eine zweite Person.
conflict-erasure-own = Jemand anderes muss genehmigen, was Sie beantragt haben.
conflict-erasure-over = Über diese Löschung ist bereits entschieden.
conflict-erasure-not-in-force = Diese Löschung ist nicht in Kraft.
conflict-legal-hold = { $by } behält diesen Kunden für einen Rechtsanspruch: { $reason }
invalid-past = Dies muss in der Zukunft liegen.
invalid-range = Dies muss zwischen { $min } und { $max } liegen.

## Seiten

erasure-title = Personenbezogene Daten löschen
erasure-of = Daten von { $name } löschen
erasure-lead = Eine Löschung entfernt alles, was über diesen Kunden bekannt ist, endgültig: Sie lässt sich weder rückgängig machen noch aus der Liste gelöschter Kunden zurückholen. Niemand kommt durch einen Import, über die API oder durch verspätet Eintreffendes zurück.
erasure-would-go = Was entfernt wird
erasure-what = Was
erasure-how-many = Anzahl
erasure-stays = Was bleibt: ein Beleg ohne personenbezogene Daten, wer die Karte wann geändert und geöffnet hat, und Codes, die die Person wiedererkennen, ohne zu sagen, wer es war.
erasure-do = Löschen
erasure-basis = Grund
erasure-basis-choose = Grund wählen
erasure-basis-request = Auf Verlangen der Person (Art. 17 Abs. 1 lit. c DSGVO)
erasure-basis-consent-withdrawn = Einwilligung widerrufen (Art. 17 Abs. 1 lit. b)
erasure-basis-no-longer-needed = Nicht mehr erforderlich (Art. 17 Abs. 1 lit. a)
erasure-basis-unlawful = Unrechtmäßig verarbeitet (Art. 17 Abs. 1 lit. d)
erasure-basis-obligation = Rechtliche Verpflichtung (Art. 17 Abs. 1 lit. e)
erasure-sure = Mir ist bekannt, dass sich dies nicht rückgängig machen lässt.
invalid-not-sure = Bestätigen Sie, dass Ihnen bekannt ist, dass sich dies nicht rückgängig machen lässt.
invalid-choice-missing = Bitte wählen.
erasure-approval-more = Eine zweite Person muss zustimmen, bevor etwas gelöscht wird.
erasure-erase = Endgültig löschen
erasure-ask = Löschung beantragen
erasure-waits = { $by } hat diese Löschung beantragt. Sie wartet auf eine zweite Person.
erasure-open = Beleg öffnen
erasure-back = Zurück zur Karte
erasure-band = Wer hierunter bekannt war, wurde am { $day } gelöscht. Nur wenn die Person wieder Kunde werden will, kann eine Teamleitung es erlauben.
erasure-counts-none = Es gibt nichts außer dem Namen.
erasure-counts-interactions = Kontakte
erasure-counts-messages = Nachrichten
erasure-counts-attachments = Anhänge
erasure-counts-comments = Kommentare
erasure-counts-notes = Notizen
erasure-counts-files = Dateien
erasure-counts-pictures = Bild
erasure-counts-records = Datensätze
erasure-counts-identifiers = Nummern und Adressen
erasure-counts-addresses = Postanschriften
erasure-counts-national-ids = Amtliche Nummern
erasure-counts-blocks = Einträge der Sperrliste
erasure-counts-changes = Einträge der Änderungshistorie, von denen nur wer und wann bleibt
erasure-counts-accesses = Einträge des Zugriffsprotokolls, deren Grund entfällt
erasure-counts-people = Personen der Firma, die ohne Firma bleiben
erasure-counts-import-rows = Zeilen in Importberichten
erasure-counts-drafts = Entwürfe von Agenten
hold-set = Für einen Rechtsanspruch behalten
hold-lead = Wer behalten wird, kann weder gelöscht noch entfernt werden (Art. 17 Abs. 3 lit. e).
hold-reason = Begründung
hold-until = Letzter Tag
hold-until-hint = Leer: bis es aufgehoben wird.
hold-keep = Behalten
hold-kept = Wird für einen Rechtsanspruch behalten
hold-by = { $by } behält diesen Kunden für einen Rechtsanspruch: { $reason }
hold-until-day = bis { $day }
hold-lift = Freigeben
erasures-about = Belege von Löschungen, und solche, die auf eine zweite Person warten
retention-about = Wie lange Daten aufbewahrt werden
erasures-title = Löschungen
erasures-all = Alle Löschungen
erasures-none = Es wurde niemand gelöscht
erasures-none-more = Jede Löschung hinterlässt hier einen Beleg.
erasure-receipt = Beleg einer Löschung
erasure-receipt-more = Dieser Beleg enthält nichts Personenbezogenes. Geben Sie der Person, die darum gebeten hat, die Nummer.
erasure-number = Nummer
erasure-state = Stand
erasure-state-requested = Wartet auf eine zweite Person
erasure-state-done = Erledigt
erasure-state-withdrawn = Zurückgezogen
erasure-state-lifted = Erledigt; die Person darf zurückkommen
erasure-whom = Kunde
erasure-by = Beantragt von
erasure-decided-by = Entschieden von
erasure-at = Wann
erasure-erased = Gelöscht
erasure-purged = Vom Datenträger entfernt
erasure-purging = Wird entfernt
erasure-lifted = Aufgehoben von
erasure-own = Sie haben sie beantragt: Jemand anderes muss zustimmen.
erasure-approve = Zustimmen und endgültig löschen
erasure-withdraw = Zurückziehen
erasure-lift = Rückkehr erlauben
erasure-lift-more = Ist die Person wieder Kunde geworden, lassen sich ihre Nummern und Adressen freigeben. Was gelöscht ist, bleibt gelöscht.

## Retention

retention-title = Aufbewahrung
retention-lead = Was älter ist, wird innerhalb einer Stunde endgültig entfernt und lässt sich nirgends zurückholen. Was für einen Rechtsanspruch behalten wird, bleibt.
retention-interactions = Kontakte
retention-interactions-more = Mit Nachrichten, Kommentaren und ihrem Platz im Verlauf, gerechnet ab ihrem Beginn. Laufende Kontakte bleiben.
retention-requests = Anliegen
retention-requests-more = Abgeschlossene Anliegen, seit zuletzt etwas mit ihnen geschah. Ihre Kontakte bleiben.
retention-customers = Kunden
retention-customers-more = Wer so lange weder Kontakt noch Änderung hatte, wird gelöscht. Die Person darf zurückkommen: Ihre Nummern bleiben frei. Firmen bleiben, solange sie Personen haben.
retention-changes = Änderungshistorie
retention-changes-more = Vorher und nachher entfallen; wer wann etwas geändert hat, bleibt. So alte Änderungen lassen sich nicht mehr zurücknehmen.
retention-accesses = Zugriffsprotokoll
retention-accesses-more = Wer sich wen angesehen hat.
retention-import-reports = Importberichte
retention-import-reports-more = Zeilen, die Importe abgelehnt oder mit Anmerkung übernommen haben, gerechnet ab dem Ende des Imports.
retention-days = Tage
retention-days-hint = Leer: wird behalten, bis jemand es entfernt.
retention-try = Ausprobieren
retention-due = { $count ->
    [0] Nichts ist so alt.
    [one] Ein Eintrag ist so alt.
   *[other] { $count } Einträge sind so alt.
}
