## Telefon demo: strona, która gra centralę i czat

telephone = Telefon demo
telephone-lead = Gra rolę centrali telefonicznej i czatu na stronie WWW, przez publiczne API. Obok warto mieć otwartą stronę konsultanta.
telephone-scripts = Ta strona wymaga skryptów. Wszystko, co robi, można też zrobić przez curl; podręcznik pokazuje jak.
telephone-agent = Konsultant
telephone-number = Z numeru
telephone-withheld = Numer zastrzeżony
telephone-ring = Zadzwoń
telephone-ring-of = Zadzwoń: { $what }
telephone-known = Znany, jedna karta
telephone-shared = Wspólny dla czterech klientów
telephone-stranger = Nikogo w kartotece
telephone-hidden = Ukryty rozmówca
telephone-vip = VIP z opiekunem
telephone-switchboard = Centrala, siedem osób w kartotece
telephone-chat = Czat ze strony WWW
telephone-email = E-mail do serwisu
telephone-sms = SMS
telephone-contacts = Trwające kontakty
telephone-nothing = Nic się teraz nie dzieje.
telephone-page = Otwórz stronę konsultanta
telephone-idle = wolny
telephone-count = { $n ->
    [one] { $n } kontakt
    [few] { $n } kontakty
    [many] { $n } kontaktów
   *[other] { $n } kontaktu
}
telephone-offered = Dzwoni: { $agent },
telephone-waits = Czeka: { $agent },
telephone-active = Prowadzi { $agent },
telephone-wrap-up = Zamykanie,
telephone-closed = Zakończono
telephone-one = Na jednej karcie
telephone-many = Na kilku kartach
telephone-none = Na żadnej karcie
telephone-answer = Odbierz
telephone-hang-up = Rozłącz
telephone-end = Zamknij
telephone-finish = Zakończ
telephone-chats = Kontakty pisemne
telephone-writes = Kto pisze
telephone-customer = Klient
telephone-message = Wiadomość
telephone-send = Wyślij
telephone-send-of = Wyślij: { $what }
telephone-failed = Nie udało się połączyć z serwerem.
