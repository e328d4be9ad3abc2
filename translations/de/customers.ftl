## Lists of customers

customers-title = Kunden
customers-found = „{ $words }“
customers-of = Personen bei { $company }
customers-count = { $n ->
    [one] ein Kunde
   *[other] { $n } Kunden
}
customers-find = Kunden suchen
customers-find-hint = Name, Nummer oder E-Mail
customers-nobody = Niemand gefunden
customers-nobody-hint = Schon der Anfang eines Namens genügt, die letzten Ziffern einer Nummer oder der Anfang einer E-Mail-Adresse. Weniger Wörter finden mehr.
customers-none = Noch keine Kunden
customers-none-hint = Sie kommen über die API, durch einen Import oder einzeln.
attach-title = Einem Kunden zuordnen
attach-lead = Wählen Sie, wessen Kontakt das ist. { $identifier } kommt auf die Karte dieses Kunden.
attach-lead-withheld = Wählen Sie, wessen Kontakt das ist.
attach-back = Zurück zum Kontakt
form-attach = Zuordnen
customers-nobody-fits = Niemand passt
customers-nobody-fits-hint = Nehmen Sie einen Filter weg oder alle.
customers-none-yet = Bisher niemand
customers-none-yet-hint = Viele Kunden wurden durchgesehen, und es gibt weitere.
customers-no-more = Niemand mehr
customers-no-more-hint = Das war das Ende der Liste.
customers-look-on = Weitersuchen

## Filters of the list (src/customers/filter_view.rs)

filter = Filtern
filter-any = Alle
filter-apply = Anwenden
filter-clear = Filter aufheben
filter-active = Filter
filter-remove = – diesen Filter entfernen
filter-export = Diese exportieren
filter-chip = { $label }: { $value }
filter-kind = Person oder Firma
filter-kind-person = Personen
filter-kind-company = Firmen
filter-vip-true = VIPs
filter-vip-false = Keine VIPs
filter-owner-none = Ohne Betreuung
filter-channel = Kontakt über
filter-contact-after = In Kontakt seit
filter-contact-before = Kein Kontakt seit
filter-contact-today = Heute in Kontakt
filter-contact-never = Nie in Kontakt
filter-after-days = { $n ->
    [one] In Kontakt seit gestern
   *[other] In Kontakt in den letzten { $n } Tagen
}
filter-after-date = In Kontakt seit { $date }
filter-before-days = { $n ->
    [0] Heute kein Kontakt, aber früher
    [one] Letzter Kontakt vor gestern
   *[other] Letzter Kontakt vor über { $n } Tagen
}
filter-before-date = Letzter Kontakt vor dem { $date }
filter-field = Eigenes Feld

## Saved lists (src/lists/view.rs)

lists = Listen
lists-none = Noch keine Listen. Filtern Sie die Kunden und speichern Sie dann die Liste unter einem Namen.
list-name = Name
list-save = Liste speichern
list-save-now = Speichern
list-keep = Diese Filter speichern
list-rename = Umbenennen
list-shared = Alle sehen sie
list-delete = Löschen
list-delete-warning = Die Liste verschwindet; ihre Kunden bleiben.
list-delete-shared-warning = Die Liste verschwindet für alle; ihre Kunden bleiben.
list-delete-now = Liste löschen

## The form of a customer

customer-new = Neuer Kunde
customer-new-for = Der Kontakt von { $identifier } wird diesem Kunden zugeordnet.
customer-withheld = einer unterdrückten Nummer
customer-edit-title = { $name } bearbeiten
customer-create = Anlegen
customer-create-attach = Anlegen und zuordnen
customer-create-open = Anlegen und öffnen
customer-kind = Das ist
form-kind-person = Eine Person
form-kind-company = Eine Firma
form-given-name = Vorname
form-family-name = Nachname
form-company-name = Name der Firma
form-phones = Telefon
form-phone = Telefon
form-phone-number = Nummer
form-phone-remove = Nummer entfernen
form-phone-more = Weitere Nummer
form-emails = E-Mail
form-email = E-Mail
form-email-address = Adresse
form-email-remove = E-Mail-Adresse entfernen
form-email-more = Weitere Adresse
form-handles = Benutzernamen
form-handle = Benutzername
form-handle-remove = Benutzernamen entfernen
form-handle-more = Weiterer Benutzername
form-flags = Mehr
form-invalid = Nicht erreichbar
form-invalid-hint = Bleibt für die Erkennung, wird für Anrufe und Nachrichten nicht angeboten
form-do-not-contact = Nicht kontaktieren
form-do-not-contact-hint = Möchte auf diesem Weg nicht kontaktiert werden
form-theirs-from = Gehört ihnen ab
form-theirs-to = Gehört ihnen bis
form-identifier-label = Art
form-company = Firma
form-company-hint = Ein noch unbekannter Name legt eine neue Firma an.
form-company-placeholder = Zum Finden oder Anlegen tippen
form-company-which = Welche?
invalid-company-several = Mehrere Firmen heißen so. Wählen Sie unten eine aus.
form-more-fields = Weitere Felder
form-part-work = Arbeit
form-part-personal = Zur Person
form-part-care = Betreuung
form-job-title = Position
form-department = Abteilung
form-birth-date = Geburtsdatum
customer-language = Sprache
customer-language-hint = Ein Code wie sv, de oder pl
form-own-name = Anderer Rufname
form-own-name-hint = Nur wenn nicht mit Vor- und Nachnamen
form-addresses = Adressen
form-address = Adresse
form-address-kind = Art
form-address-home = Privat
form-address-correspondence = Post
form-address-invoice = Rechnung
form-address-delivery = Lieferung
form-address-work = Arbeit
form-address-remove = Adresse entfernen
form-address-more = Weitere Adresse
form-street = Straße
form-postal-code = Postleitzahl
form-city = Ort
form-region = Region
form-country = Land
form-national-ids = Amtliche Nummern
form-national-kind = Art
form-national-value = Nummer
form-national-more = Weitere amtliche Nummer
form-tags = Tags
form-tag = Tag
form-tag-more = Weiterer Tag
form-owner = Betreuung durch
form-owner-hint = Wer sich um diesen Kunden kümmert
form-owner-none = Niemand
form-vip = VIP
form-vip-hint = Wird auf der Karte, in der Leiste und in jeder Liste gezeigt
form-pinned-note = Angeheftete Notiz
form-pinned-note-hint = Alle sehen sie bei jedem Kontakt.
form-own-fields = Eigene Felder
form-own-fields-hint = Ein Schlüssel wie machine.serial und sein Wert.
form-field-key = Schlüssel
form-field-value = Wert
form-field-more = Weiteres Feld
form-yes = ja
form-no = nein
form-language-sv = Schwedisch
form-language-de = Deutsch
form-language-pl = Polnisch
form-language-en = Englisch
form-language-da = Dänisch
form-language-nb = Norwegisch
form-language-fi = Finnisch
form-language-nl = Niederländisch
form-language-fr = Französisch
form-language-es = Spanisch
form-language-it = Italienisch
form-language-cs = Tschechisch
form-language-uk = Ukrainisch
form-language-ru = Russisch

## Somebody else was faster

conflict-somebody = Jemand
conflict-title = { $n ->
    [one] { $by } hat { $when } ein Feld geändert.
   *[other] { $by } hat { $when } { $n } Felder geändert.
}
conflict-contested = Es ist nichts verloren. Ihre Eingaben stehen im Formular, die anderen darunter. Speichern Sie noch einmal, um Ihre zu behalten.
conflict-taken = Es steht schon im Formular, neben Ihren Eingaben. Speichern Sie noch einmal.
conflict-before = vorher:
conflict-theirs = Jetzt auf der Karte:
conflict-nothing = nichts
conflict-part = { $by } hat dies inzwischen geändert. Jetzt auf der Karte:
conflict-mine = Ihres:
conflict-keep = Meine Fassung behalten
conflict-load = Fremde Fassung laden
conflict-take = Übernehmen
member-kind = Person oder Firma
member-ref = Referenz
member-given_name = Vorname
member-family_name = Nachname
member-name = Name
member-company_id = Firma
member-department = Abteilung
member-job_title = Position
member-birth_date = Geburtsdatum
member-language = Sprache
member-phones = Telefon
member-emails = E-Mail
member-handles = Benutzernamen
member-addresses = Adressen
member-national_ids = Amtliche Nummern
member-tags = Tags
member-fields = Eigene Felder
member-vip = VIP
member-owner = Betreuung
member-pinned_note = Angeheftete Notiz

## Who is there already (src/customers/duplicates.rs)

duplicate-of = { $n ->
    [one] { $what } gehört zu
   *[other] { $what } gehört zu { $n }:
}
duplicate-birth = { $n ->
    [one] Gleicher Name und gleiches Geburtsdatum:
   *[other] Gleicher Name und gleiches Geburtsdatum, { $n }:
}
