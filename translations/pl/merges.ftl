change-of-merge = Połączone karty
member-kept = Zachowana
member-merged = Dołączone
invalid-merge-count = Podaj od jednej do { $max } kart, które mają zostać dołączone.
invalid-choice-member = Niczego o takiej nazwie nie można wybrać. Podaj pole klienta, na przykład "birth_date" albo "fields.KEY".
invalid-choice-card = To nie jest żadna z łączonych kart.
conflict-one-card = To już jest jedna karta.
conflict-merge-kinds = Jedno to osoba, a drugie firma. Wybierz w "kind", czym ma być ta karta.
conflict-merge-own-company = Jedno z nich to firma, do której należy drugie.
merge-menu = Połącz z inną kartą
merge-two = Połącz dwie karty
merge-several = Połącz karty
merge-members = Dane kart
merge-member = Pole
merge-foot = Można to w każdej chwili dokładnie cofnąć. Stare adresy nadal działają.
merge-swap = Zamień strony
merge-do = Połącz w jedną kartę
merge-alone = Znajdź kartę, która jest tą samą osobą co { $name }.
merge-find = Dodaj kartę: nazwisko, numer lub adres
merge-kept = Zostaje, jej adres się nie zmienia
merge-joins = Dołącza, odtąd otwiera wynik
merge-result = Wynik
merge-result-of = { $n ->
    [one] jedna karta, { $n } kontakt
    [few] jedna karta, { $n } kontakty
    [many] jedna karta, { $n } kontaktów
   *[other] jedna karta, { $n } kontaktu
}
merge-differ = Różnią się
merge-differ-how = wybierz po jednej stronie, propozycja jest zaznaczona
merge-joined = Połączone
merge-joined-how = wszystkie strony zostają, równe wartości raz
merge-same = Takie same na wszystkich
merge-contacts = Kontakty
merge-nothing = nic
merges-title = Połączone karty
merges-none = Z tą kartą nie połączono żadnej.
merges-of = { $n ->
    [one] { $n } karta
    [few] Połączono tu { $n } karty
    [many] Połączono tu { $n } kart
   *[other] Połączono tu { $n } karty
}
merged-by = Kto połączył: { $name },
merge-undecided = { $n ->
    [one] Odtąd przyszedł { $n } kontakt z numeru lub adresu, który mieli oboje. Zostaje na zachowanej karcie: sprawdź, czyj jest.
    [few] Odtąd przyszły { $n } kontakty z numerów lub adresów, które mieli oboje. Zostają na zachowanej karcie: sprawdź, czyje są.
    [many] Odtąd przyszło { $n } kontaktów z numerów lub adresów, które mieli oboje. Zostają na zachowanej karcie: sprawdź, czyje są.
   *[other] Odtąd przyszło { $n } kontaktu z numerów lub adresów, które mieli oboje. Zostają na zachowanej karcie: sprawdź, czyje są.
}
merge-undecided-one = Kontakt { $n }
merge-undo = Cofnij połączenie
merge-undo-of = Cofnij połączenie: { $name }
done-merge = Dołączono do karty { $card }: { $what }
done-unmerge = Znów osobna karta: { $what }
done-rejection = Pozostają osobno: to nie ta sama osoba
merge-suggested = Kto może być tą samą osobą
merge-why = Dlaczego te dwie
merge-certain = Bardzo prawdopodobnie ta sama osoba
merge-likely = Być może ta sama osoba
merge-unlikely = Niewiele wskazuje na tę samą osobę
merge-reject = To nie ta sama osoba
change-of-rejection = Nie ta sama osoba
merge-contacts-of = { $n ->
    [one] { $n } kontakt
    [few] { $n } kontakty
    [many] { $n } kontaktów
   *[other] { $n } kontaktu
}
