# Pola definiowane przez administratorów i grupy rekordów.
fields-title = Pola
fields-lead = O to, co tu stoi, pytają formularze i to pokazuje karta. Zarchiwizowane pole zachowuje swoje wartości.
fields-of-customer = Pola klientów
fields-of-request = Pola zgłoszeń
fields-of-interaction = Pola kontaktów
fields-of-record = Grupy rekordów
fields-none-customer = Nie zdefiniowano żadnego pola. Wartości pod innymi kluczami i tak są przechowywane i pokazywane.
fields-none-request = Nie zdefiniowano żadnego pola.
fields-none-interaction = Nie zdefiniowano żadnego pola. Wartości przysyłane przez systemy i tak są przechowywane.
fields-none-record = Nie zdefiniowano żadnej grupy rekordów. Grupa to osobna tabela na karcie, na przykład „Zamówienia” albo „Urządzenia”.
fields-archived = { $n ->
    [one] { $n } zarchiwizowane pole
    [few] { $n } zarchiwizowane pola
    [many] { $n } zarchiwizowanych pól
   *[other] { $n } zarchiwizowanego pola
}
set-new = Nowy zestaw
set-name = Nagłówek
set-name-hint = Napis nad polami, na przykład „Umowa”
set-no-fields = W tym zestawie nie ma jeszcze żadnego pola.
group-new = Nowa grupa rekordów
group-name = Nazwa
group-name-hint = Nazwa zakładki na karcie, na przykład „Zamówienia”
group-record-name = Nazwa jednego rekordu
group-record-name-hint = Na przykład „Zamówienie”. Stoi na przycisku, który dodaje rekord.
group-empty-text = Gdy nie ma żadnego
group-empty-text-hint = Co czyta konsultant, gdy klient nie ma rekordów z tej grupy
group-no-fields = Nie ma jeszcze żadnej kolumny. Rekordy można dodawać, gdy jakaś będzie.
field-new = Nowe pole
column-new = Nowa kolumna
field-name = Nazwa
field-set = Zestaw
field-key = Klucz
field-key-hint = Pod nim znają pole API, import i eksport. Pusty powstaje z nazwy; później nie można go zmienić.
field-kind = Rodzaj
field-kind-hint = Można go zmienić, dopóki wszystkie istniejące wartości pasują do nowego.
field-choices = Możliwości
field-choices-hint = Po jednej w wierszu. Tylko dla rodzajów z wyborem.
field-currency = Waluta
field-currency-hint = Trzy litery, na przykład PLN, dla kwot wpisanych bez waluty. Tylko dla kwot.
field-help = Podpowiedź
field-help-hint = Wiersz pod polem dla osoby, która je wypełnia
field-rules = Zasady
field-required = wymagane
field-required-hint = W formularzu nikt nie może zostawić go pustego. Import może.
field-masked = ukryte
field-masked-hint = Konsultanci widzą, że wartość jest, ale nie jaka. Kierownicy widzą ją na żądanie, co zapisuje dziennik dostępu.
field-searchable = wyszukiwane
field-searchable-hint = Klientów można znaleźć po jego słowach. Nie razem z „ukryte”.
field-stale = Ktoś inny zmienił to w międzyczasie.
kind-text = Tekst
kind-long_text = Długi tekst
kind-number = Liczba
kind-amount = Kwota
kind-date = Data
kind-yes_no = Tak lub nie
kind-choice = Wybór
kind-choices = Wybór kilku
kind-link = Odnośnik
kind-customer = Klient
edit-what = Edytuj: { $name }
delete-what = Usuń: { $name }
archive-what = Zarchiwizuj: { $name }
restore-what = Przywróć: { $name }
move-up = Przesuń w górę: { $name }
move-down = Przesuń w dół: { $name }

# Wartości w formularzach i na karcie.
value-choose = Nic nie wybrano
value-yes = Tak
value-no = Nie
value-link-hint = Adres zaczynający się od https://, http:// lub mailto:
value-customer-hint = Identyfikator klienta, czyli koniec adresu jego karty
value-masked = Ukryte. To, co zostawisz bez zmian, pozostanie bez zmian.
value-hidden = ukryte
value-required = trzeba wypełnić
fields-reveal = Pokaż ukryte wartości
fields-theirs = pola

# Rekordy.
record-new = Dodaj
record-new-of = Dodaj: { $name }
record-edit = Edytuj rekord
record-of = klienta { $name }
record-delete = Usuń rekord
record-deleted = Rekord został usunięty.
record-restored = Rekord wrócił.
record-stale = Ktoś inny zmienił ten rekord w międzyczasie.
records-none = Nic tu jeszcze nie ma
records-older = Więcej
records-sorted-up = posortowane, od najmniejszych
records-sorted-down = posortowane, od największych
records-no-columns = Dla tej tabeli nie zdefiniowano jeszcze żadnej kolumny.
records-added = Dodano

# Czego nie można przyjąć.
invalid-number = To musi być liczba, na przykład 1234,5.
invalid-amount = To musi być kwota, na przykład 1234,50 { $currency }.
invalid-yes-no = To musi być tak albo nie.
invalid-not-offered = To musi być jedno z: { $choices }.
invalid-link = To musi być adres zaczynający się od https://, http:// lub mailto:.
invalid-currency = To muszą być trzy litery waluty, na przykład PLN.
invalid-choice-mark = Możliwość nie może zawierać średnika.
invalid-position = Miejsce to liczba od 0 do 999.
invalid-set = Nie ma takiego zestawu. Wybierz jeden z listy.
invalid-set-of-records = Grupy rekordów tworzy się pod /api/v1/record-groups.
invalid-searchable = Wyszukiwane mogą być tylko pola klientów.
invalid-searchable-masked = To, co ukryte, nie może być wyszukiwane.
conflict-key-taken = Ten klucz ma „{ $name }”.
conflict-key-archived = Ten klucz ma zarchiwizowane pole „{ $name }”. Przywróć je.
conflict-too-many = Może ich być { $max }. Najpierw coś zarchiwizuj lub usuń.
conflict-values-misfit = { $n ->
    [one] { $n } istniejąca wartość nie pasuje. Najpierw ją zmień.
    [few] { $n } istniejące wartości nie pasują. Najpierw je zmień.
    [many] { $n } istniejących wartości nie pasuje. Najpierw je zmień.
   *[other] { $n } istniejącej wartości nie pasuje. Najpierw ją zmień.
}
conflict-set-has-fields = { $n ->
    [one] W tym zestawie jest { $n } pole. Najpierw je zarchiwizuj lub przenieś; ukrytego nie można usunąć.
    [few] W tym zestawie są { $n } pola. Najpierw je zarchiwizuj lub przenieś; ukrytych nie można usunąć.
    [many] W tym zestawie jest { $n } pól. Najpierw je zarchiwizuj lub przenieś; ukrytych nie można usunąć.
   *[other] W tym zestawie jest { $n } pola. Najpierw je zarchiwizuj lub przenieś; ukrytych nie można usunąć.
}
conflict-group-has-records = { $n ->
    [one] W tej grupie jest { $n } rekord. Najpierw go usuń.
    [few] W tej grupie są { $n } rekordy. Najpierw je usuń.
    [many] W tej grupie jest { $n } rekordów. Najpierw je usuń.
   *[other] W tej grupie jest { $n } rekordu. Najpierw je usuń.
}
conflict-records-many = Klient może mieć { $max } rekordów w grupie. Najpierw coś usuń.
invalid-group = Nie ma takiej grupy rekordów.
invalid-column = Nie ma takiej kolumny.
