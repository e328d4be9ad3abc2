## Titles and details of errors

error-sign-in = Najpierw zaloguj się
error-sign-in-detail = Sesja wygasła albo nie było jeszcze logowania.
error-token = Potrzebny jest ważny token
error-token-detail = Wyślij nagłówek „Authorization: Bearer TOKEN” z tokenem, który nie jest unieważniony.
error-forbidden = Brak uprawnień
error-forbidden-detail = Twoja rola na to nie pozwala. Rolę może zmienić administrator.
error-switched-off = Wyłączone dla Twojego zespołu
error-switched-off-detail = Administrator może to włączyć dla Twojego zespołu.
error-not-own = To napisał ktoś inny
error-not-own-detail = Zmienić lub usunąć to może tylko autor.
error-reason = Potrzebny jest powód
error-reason-detail = Nie masz kontaktu z tym klientem. Otwórz samą kartę i podaj powód.
error-forged-form = Formularz stracił ważność
error-forged-form-detail = Nie pochodzi ze strony tej sesji. Odśwież stronę i wyślij go jeszcze raz.
error-not-found = Nie znaleziono
error-not-found-detail = Pod tym adresem nic nie ma. Być może zawartość usunięto.
error-method = Ten adres nie obsługuje tej metody
error-method-detail = Metody każdego adresu podaje dokument OpenAPI.
error-unreadable = Nie można odczytać żądania
error-invalid = Nie wszystko można przyjąć
error-invalid-detail = Zobacz pola wymienione poniżej.
error-conflict = Coś stoi na przeszkodzie
error-stale = Ktoś inny wprowadził zmiany
error-stale-detail = Dane zmieniły się od ostatniego odczytu. Odczytaj je ponownie i powtórz swoją zmianę.
error-precondition = Brakuje If-Match
error-precondition-detail = Odczytaj zasób i wyślij jego ETag jako If-Match, aby nie nadpisać cudzej zmiany.
error-forgotten = Brakuje zdarzeń
error-forgotten-detail = Po tej pozycji zaszły zdarzenia, które nie są już przechowywane, albo należy ona do innej bazy danych. Odczytaj ponownie potrzebne dane, a potem połącz się bez Last-Event-ID i after.
error-too-large = Za duże
error-too-large-detail = Żądanie może mieć najwyżej 2 MB.
error-delivery-too-large-detail = Żądanie z kontaktami i wiadomościami może mieć najwyżej { $max } MB. Większe załączniki wysyłaj pojedynczo na adres …/messages/ID/attachments.
error-file-too-large-detail = Plik może mieć { $max } MB. Nic nie zapisano.
error-media-type = Nie oznaczono jako JSON
error-media-type-detail = Wyślij nagłówek „Content-Type: application/json”.
error-rate-limited = Zbyt wiele prób
error-rate-limited-detail = { $seconds ->
    [one] Spróbuj ponownie za sekundę.
    [few] Spróbuj ponownie za { $seconds } sekundy.
    [many] Spróbuj ponownie za { $seconds } sekund.
   *[other] Spróbuj ponownie za { $seconds } sekundy.
}
error-unavailable = Chwilowo niedostępne
error-unavailable-detail = Baza danych nie odpowiada. Nic się nie zmieniło. Spróbuj ponownie za chwilę.
error-range = Plik nie ma takich bajtów
error-range-detail = Poproś o zakres w granicach jego rozmiaru.
error-store-unavailable = Pliki są teraz niedostępne
error-store-unavailable-detail = Magazyn plików jest nieosiągalny. Nic nie zmieniono. Spróbuj ponownie za chwilę.
error-store-full = Nie ma miejsca na pliki
error-store-full-detail = Dysk lub magazyn plików jest pełny. Plik nie został zapisany. Osoba opiekująca się tą instalacją musi zwolnić miejsce.
error-internal = Coś poszło nie tak po naszej stronie
error-internal-detail = Nic się nie zmieniło. Podaj administratorowi numer tego żądania.
error-sealed = Klucz tej instalacji nie pasuje
error-sealed-detail = Brakuje pliku z kluczem albo jest to inny plik. Nic się nie zmieniło. Osoba, która prowadzi serwer, znajdzie w dzienniku, o który plik chodzi.

## Messages of single fields

invalid-empty = To pole nie może być puste.
invalid-missing = Brakuje tej wartości.
invalid-unknown-member = Nie ma pola o tej nazwie.
invalid-twice = Tę wartość można podać tylko raz.
invalid-type = Nieprawidłowy typ: { $detail }.
invalid-nul = Wartość zawiera znak NUL, którego nie można zapisać.
invalid-control-character = Wartość zawiera znak sterujący, którego nie można zapisać.
invalid-too-long = { $max ->
    [one] Dozwolony jest najwyżej jeden znak.
    [few] Dozwolone są najwyżej { $max } znaki.
    [many] Dozwolone jest najwyżej { $max } znaków.
   *[other] Dozwolone jest najwyżej { $max } znaku.
}
invalid-pinned-too-long = Przypięta notatka widnieje przy każdym kontakcie: może mieć { $max } znaków.
invalid-expired = Ten czas już minął.
invalid-too-many = { $max ->
    [one] Dozwolona jest najwyżej jedna pozycja.
    [few] Dozwolone są najwyżej { $max } pozycje.
    [many] Dozwolonych jest najwyżej { $max } pozycji.
   *[other] Dozwolone jest najwyżej { $max } pozycji.
}
invalid-field-key = Klucz pola ma od 1 do 64 liter, cyfr, „_”, „-” lub „.”.
invalid-field-value = Pole przyjmuje tekst, liczbę, prawdę lub fałsz albo listę tekstów.
invalid-url = To musi być adres, który zaczyna się od https:// lub http://.
invalid-limit = Limit wynosi od 1 do { $max }.
invalid-cursor = To nie jest kursor tej listy. Pomiń go, aby zacząć od początku.
invalid-event-type = „{ $value }” nie jest rodzajem zdarzenia. Dostępne: { $known }
invalid-idempotency-key = Klucz idempotencji ma od 1 do 200 drukowalnych znaków.
invalid-idempotency-reuse = Tego klucza użyto już w innym żądaniu. Weź nowy.
invalid-phone = To nie może być numer telefonu.
invalid-email = To nie może być adres e-mail.
invalid-handle = To nie może być nazwa użytkownika.
invalid-national-id = To nie może być { $kind }.
invalid-name-missing = Podaj nazwę, numer telefonu albo adres e-mail.
invalid-date = To musi być data, na przykład 1980-02-29.
invalid-before-beginning = To wcześniej niż pierwszy dzień.
invalid-day = To musi być data, np. 2026-02-28, albo liczba dni przed dzisiejszym.
invalid-field-filter = To musi być klucz i wartość z dwukropkiem: KLUCZ:WARTOŚĆ.
invalid-language = To musi być kod języka, na przykład sv albo de-AT.
invalid-company = Nie ma takiej firmy.
invalid-customer = Nie ma takiego klienta.
invalid-split-nothing = Wybierz co najmniej jeden numer, adres lub pozycję.
invalid-split-identifier = Tego numeru ani adresu nie ma na karcie.
invalid-split-entry = Tego nie ma na karcie.
invalid-split-into = Wybierz numery i adresy w "identifiers": mają to być numery i adresy z karty.
invalid-owner = Nikt nie ma tego loginu.
invalid-lookup = Podaj dokładnie jedno z: phone, email, handle.
invalid-rating = Ocena ma wartość od 0 do swojej skali, a skala od 1 do 1000.
invalid-fixed = Tego nie można zmienić.
unreadable-no-batch = Treść nie jest ani tablicą JSON, ani wierszami JSON.
invalid-batch = Paczka zawiera od 1 do { $max } kontaktów.
invalid-base64 = To nie jest base64.
invalid-attachment-large = Załącznik może mieć { $max } MB.
invalid-attachments-large = Załączniki wiadomości mogą mieć razem { $max } MB.
invalid-before = To jest wcześniej niż { $member }.
invalid-state-backwards = Stan zmienia się tylko do przodu; obecny to { $state }.
invalid-password-short = { $min ->
    [one] Hasło ma co najmniej jeden znak.
    [few] Hasło ma co najmniej { $min } znaki.
    [many] Hasło ma co najmniej { $min } znaków.
   *[other] Hasło ma co najmniej { $min } znaku.
}
invalid-time-zone = Nie ma takiej strefy czasowej.
invalid-log-in = Login i hasło do siebie nie pasują.
invalid-password-wrong = To nie jest obecne hasło.
invalid-password-repeat = Hasła różnią się od siebie.
invalid-file-missing = Wybierz plik.
invalid-file-empty = Plik jest pusty.
invalid-file-cut = Plik nie dotarł w całości.
invalid-picture-missing = Wybierz zdjęcie.
invalid-picture-large = Plik jest większy niż { $max } MB. Wybierz mniejszy.
invalid-picture-kind = To nie jest obraz w obsługiwanym formacie. Wybierz PNG, JPEG lub WebP.
invalid-picture-pixels = Obraz ma za dużo pikseli. Zmniejsz go do najwyżej { $max } megapikseli.
invalid-picture-broken = Obraz jest uszkodzony albo nie dotarł w całości. Zapisz go ponownie albo wybierz inny.
unreadable-json = To nie jest JSON: zobacz wiersz { $line }, kolumnę { $column }.
unreadable-no-object = Treść musi być obiektem JSON.
conflict-race = Ktoś inny zrobił coś w tej samej chwili. Spróbuj ponownie.
conflict-blocked = To jest już zablokowane.
conflict-ref-taken = Ta wartość ref jest już zajęta.
conflict-login-taken = Ten login jest już zajęty.
conflict-email-taken = Ten adres e-mail ma już ktoś inny.
conflict-list-name = Masz już listę o tej nazwie.
conflict-files-many = Klient może mieć { $max } plików. Najpierw usuń któryś.
conflict-files-full = Pliki klienta mogą mieć razem { $max } MB. Najpierw usuń któryś.
conflict-attachments-many = Wiadomość może mieć { $max } załączników.
conflict-attachments-full = Załączniki wiadomości mogą mieć razem { $max } MB.
conflict-last-administrator = Ktoś musi zachować prawa administratora.
conflict-company-has-people = Do tej firmy należą osoby. Najpierw przenieś je gdzie indziej.
conflict-reverted = Tak już jest: nie ma czego cofać.

## Why an identifier cannot be read

reason-phone-empty = Wpisz numer.
reason-phone-too-long = Tekst jest za długi.
reason-phone-not-a-number = Nie ma w nim numeru.
reason-phone-too-short = Jest za krótki: dodaj numer kierunkowy lub kod kraju.
reason-phone-too-many-digits = Ma za dużo cyfr.
reason-phone-unknown-country = Żaden kraj nie ma tego kodu.
reason-phone-several-numbers = Wygląda na kilka numerów: wpisz je osobno.
reason-phone-invalid = W tym kraju nie ma numerów tej długości.
reason-email-too-long = Jest za długi.
reason-email-invalid = Adres wygląda tak: nazwa@example.org.
reason-handle-empty = Jest pusta.
reason-handle-invalid = Jest za długa lub zawiera znaki sterujące.
reason-national-id-shape = Numer ma inną liczbę cyfr.
reason-national-id-check-digit = Cyfra kontrolna się nie zgadza: w numerze jest pomyłka.
reason-national-id-date = Zawarta w nim data nie istnieje.
