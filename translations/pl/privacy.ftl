## Prywatność (src/privacy)

privacy = Prywatność
keys-privacy = Przejdź do prywatności
section-privacy = Prywatność
section-privacy-hint = Kierownicy i administratorzy mają ją zawsze.
feature-privacy-see = Widzieć i pobierać wszystko, co jest przechowywane o kliencie
privacy-lead = Wszystko, co jest przechowywane o tym kliencie, kto podał to pierwszy i w jakim celu.
privacy-purpose = Cel:
privacy-what = Co
privacy-value = Wartość
privacy-source = Kto podał pierwszy
privacy-source-agent = { $by }, { $at }
privacy-source-token = { $by } (API), { $at }
privacy-source-import = { $file }, import: { $by }, { $at }
privacy-held-details = Dane
privacy-held-picture = Zdjęcie
privacy-held-identifiers = Numery i adresy do kontaktu
privacy-held-addresses = Adresy pocztowe
privacy-held-national-ids = Numery urzędowe
privacy-held-fields = Własne pola
privacy-held-tags = Etykiety
privacy-held-records = Rekordy
privacy-held-notes = Notatki
privacy-held-files = Pliki
privacy-held-interactions = Kontakty
privacy-held-drafts = Szkice agentów
privacy-held-consents = Zgody
privacy-held-blocks = Zablokowane numery i adresy
privacy-held-changes = Historia zmian
privacy-held-accesses = Dziennik dostępu
privacy-purpose-details = aby wiedzieć, kto to jest, i właściwie się zwracać
privacy-purpose-picture = aby rozpoznać osobę
privacy-purpose-identifiers = aby rozpoznać klienta i skontaktować się z nim
privacy-purpose-addresses = do korespondencji i dostaw
privacy-purpose-national-ids = do pewnej identyfikacji, gdy wymaga tego prawo
privacy-purpose-fields = do obsługi
privacy-purpose-tags = do obsługi
privacy-purpose-records = do obsługi i wykonania umów
privacy-purpose-notes = do obsługi
privacy-purpose-files = do obsługi i wykonania umów
privacy-purpose-interactions = do obsługi i wykazania, co ustalono
privacy-purpose-drafts = aby nic nie przepadło; usuwane po 30 dniach
privacy-purpose-consents = aby wykazać, na co klient się zgodził
privacy-purpose-blocks = dla ochrony pracowników
privacy-purpose-changes = aby wykazać, kto co zmienił
privacy-purpose-accesses = aby wykazać, kto oglądał dane
privacy-changes = { $n ->
    [one] jeden wpis
    [few] { $n } wpisy
    [many] { $n } wpisów
   *[other] { $n } wpisu
}
privacy-accesses = { $n ->
    [one] jeden wpis
    [few] { $n } wpisy
    [many] { $n } wpisów
   *[other] { $n } wpisu
}
privacy-export = Wszystko jako ZIP
privacy-document-made = Utworzono { $at }, { $by }, { $house }
privacy-document-held = Co jest przechowywane
access-masked-fields = Zamaskowane pola, w całości
access-export = Wszystko, jako plik

## Zgody (src/consents)

consents = Zgody
consents-none = Nic jeszcze nie powiedziano.
consent-channel = Kanał
consent-channel-call = Telefon
consent-channel-sms = SMS
consent-channel-email = E-mail
consent-channel-chat = Czat
consent-channel-social = Sieci społecznościowe
consent-channel-post = Poczta
consent-purpose = Cel
consent-purpose-service = Obsługa
consent-purpose-marketing = Marketing
consent-purpose-survey = Ankiety
consent-state = Zgoda
consent-given = Udzielona
consent-refused = Odmowa
consent-withdrawn = Wycofana
consent-nothing = Nic nie powiedziano
consent-how = Jak ją uzyskano
consent-how-hint = Na przykład: przez telefon, na formularzu z 3 maja
consent-by = Zapisano
consent-valid-until = Ważna do
consent-until = do { $day }
consent-write = Zapisz zgodę
consent-written = Zapisano
consent-of = Zgoda: { $channel }, { $purpose }
change-of-consent = Zgody
invalid-consent-purpose = Wybierz jeden z celów: { $list }.
invalid-consent-twice = Dla kanału i celu jest jedna odpowiedź. Pomiń drugą.
invalid-consent-future = W tym czasie nikt jeszcze tego nie powiedział. Podaj, kiedy to powiedziano.

## Ograniczenie (src/restrictions)

restricted = Przetwarzanie jest ograniczone
restricted-since = od { $at }, { $by }.
restricted-more = Danych tej osoby nie wolno teraz używać (art. 18 RODO). Więcej wie kierownik, który może znieść ograniczenie.
restriction = Ograniczenie przetwarzania
restriction-hint = Dane pozostają, ale nie są używane: agenci widzą tylko nazwisko i nikt niczego nie zmienia, dopóki ograniczenie nie zostanie zniesione (art. 18 RODO). Kontakty nadal przychodzą.
restriction-do = Ogranicz przetwarzanie
restriction-lift = Znieś ograniczenie
restriction-why = Powód
restriction-note = Własnymi słowami
restriction-contested = Osoba kwestionuje prawidłowość danych
restriction-unlawful = Przetwarzanie jest niezgodne z prawem, a osoba nie chce usunięcia
restriction-claims = Osoba potrzebuje danych do roszczeń
restriction-objection = Osoba wniosła sprzeciw i nie jest on jeszcze rozpatrzony
change-of-restriction = Ograniczenie przetwarzania
member-note = Notatka
error-restricted = Przetwarzanie jest ograniczone
import-restricted = Przetwarzanie danych tego klienta jest ograniczone. Najpierw znieś ograniczenie.
