## Why two customers are taken for one (src/duplicates/view.rs)

duplicate-weight = Wiegt { $bits } Bit
duplicate-shared = { $what }, von { $n } genutzt
duplicate-name-equal = Gleicher Name
duplicate-address-equal = Gleiche Adresse
duplicate-given-name-equal = Gleicher Vorname
duplicate-given-name-variant = Vorname ist eine Kurzform
duplicate-given-name-typo = Vorname mit Tippfehler
duplicate-given-name-sound = Vornamen klingen gleich
duplicate-given-name-initial = Vorname mit gleichem Anfangsbuchstaben
duplicate-given-name-part = Einer der Vornamen ist gleich
duplicate-given-name-resembles = Vornamen ähneln sich
duplicate-given-name-differs = Anderer Vorname
duplicate-family-name-equal = Gleicher Nachname
duplicate-family-name-typo = Nachname mit Tippfehler
duplicate-family-name-sound = Nachnamen klingen gleich
duplicate-family-name-initial = Nachname mit gleichem Anfangsbuchstaben
duplicate-family-name-part = Ein Teil des Nachnamens ist gleich
duplicate-family-name-resembles = Nachnamen ähneln sich
duplicate-family-name-differs = Anderer Nachname
duplicate-names-swapped = Vor- und Nachname vertauscht
duplicate-birth-date-equal = Gleiches Geburtsdatum
duplicate-birth-date-transposed = Geburtsdatum mit vertauschten Ziffern
duplicate-birth-date-digit = Geburtsdatum weicht in einer Ziffer ab
duplicate-birth-date-near = Geburtsdaten liegen nah beieinander
duplicate-birth-date-differs = Anderes Geburtsdatum
duplicate-national-id-equal = Gleiche amtliche Nummer
duplicate-national-id-near = Amtliche Nummer mit Tippfehler
duplicate-national-id-differs = Andere amtliche Nummer
duplicate-phone-equal = Gleiche Telefonnummer
duplicate-phone-near = Telefonnummer mit Tippfehler
duplicate-phone-differs = Andere Telefonnummer
duplicate-email-equal = Gleiche E-Mail-Adresse
duplicate-email-local-part = Gleicher E-Mail-Name bei anderem Anbieter
duplicate-email-resembles = E-Mail-Adressen ähneln sich
duplicate-email-differs = Andere E-Mail-Adresse
duplicate-street-equal = Gleiche Straße
duplicate-street-typo = Straße mit Tippfehler
duplicate-street-part = Ein Teil der Straße ist gleich
duplicate-street-differs = Andere Straße
duplicate-house-number-equal = Gleiche Hausnummer
duplicate-house-number-near = Hausnummer ist ähnlich
duplicate-house-number-differs = Andere Hausnummer
duplicate-place-equal = Gleiche Postleitzahl und gleicher Ort
duplicate-postal-code-equal = Gleiche Postleitzahl
duplicate-city-equal-postal-code-near = Gleicher Ort, ähnliche Postleitzahl
duplicate-city-equal = Gleicher Ort
duplicate-postal-code-near = Ähnliche Postleitzahl
duplicate-place-differs = Anderer Ort
duplicate-company-name-equal = Gleicher Firmenname
duplicate-company-name-typo = Firmenname mit Tippfehler
duplicate-company-name-part = Ein Teil des Firmennamens ist gleich
duplicate-company-name-differs = Anderer Firmenname
duplicate-employer-equal = Gleiche Firma
duplicate-employer-part = Firma mit ähnlichem Namen
duplicate-employer-differs = Andere Firma
duplicate-household = Von einem Haushalt geteilt
duplicate-through-third = Beide passen zu einer dritten Karte

## The queue of duplicates (src/duplicates/queue_view.rs)

duplicates-title = Dubletten
duplicates-lead = Karten, die dieselbe Person sein können, die sichersten zuerst. Jede Zusammenführung lässt sich genau rückgängig machen.
duplicates-none = Keine Dubletten
duplicates-none-more = Karten, die dieselbe Person sein können, erscheinen hier von selbst.
duplicates-waiting = { $n ->
    [one] { $n } Kunde wird noch mit den anderen verglichen.
   *[other] { $n } Kunden werden noch mit den anderen verglichen.
}
duplicates-tiers = Wie sicher
duplicates-all = Alle
duplicates-certain = Sehr wahrscheinlich
duplicates-likely = Vielleicht
duplicates-of-all = Von allen Kunden
duplicates-compare = Vergleichen
duplicates-compare-what = { $one } mit { $other } vergleichen
duplicates-reject-what = { $one } und { $other } sind nicht dieselbe Person
duplicates-standing = Vorschlag { $n } von { $of }
duplicates-previous = Voriger Vorschlag
duplicates-next = Nächster Vorschlag
duplicates-certainly = Sehr wahrscheinlich dieselbe Person wie
duplicates-perhaps = Vielleicht dieselbe Person wie
duplicates-more = Alle, die dieselbe Person sein können
job-pairs = Dubletten geänderter Kunden suchen
