## The second step

second-factor = Logowanie dwuetapowe
second-factor-lead = Po haśle logowanie pyta o kod z aplikacji w telefonie. Samo skradzione hasło jest wtedy nic niewarte.
second-factor-open = Skonfiguruj lub zmień
second-factor-begin = Skonfiguruj
second-factor-ask = Wpisz kod, który pokazuje aplikacja, albo jeden z kodów zapasowych.
second-factor-code = Kod
second-factor-code-hint = Sześć cyfr, co pół minuty nowe
second-factor-lost = Nie masz aplikacji ani kodów zapasowych? Administrator może wyłączyć drugi etap.
second-factor-other = Zaloguj się jako ktoś inny
second-factor-needed = Skonfiguruj logowanie dwuetapowe
second-factor-needed-lead = Twoja rola wymaga drugiego etapu: kodu z aplikacji w telefonie.
second-factor-picture = Kod QR z kluczem dla aplikacji
second-factor-scan = Zeskanuj obraz aplikacją uwierzytelniającą.
second-factor-type = Albo wpisz w niej ten klucz:
second-factor-here = Otwórz w aplikacji na tym urządzeniu
second-factor-confirm = Włącz
second-factor-on = Włączone
second-factor-since = od
second-factor-is-on = Logowanie dwuetapowe jest włączone. Zachowaj te kody, zanim przejdziesz dalej.
second-factor-change = Zmień
second-factor-off = Wyłącz
second-factor-reset = Wyłącz drugi etap
second-factor-reset-lead = Zginęła aplikacja i kody zapasowe? Bez drugiego etapu znowu wystarczy hasło, a wszystkie sesje się kończą.
recovery-codes = Kody zapasowe
recovery-codes-lead = Każdy pozwala zalogować się jeden raz, gdy nie ma pod ręką aplikacji. Widać je tylko teraz: wydrukuj je albo zachowaj razem z hasłami.
recovery-codes-kept = Mam je zachowane
recovery-codes-new = Nowe kody zapasowe
recovery-codes-left = { $count ->
    [0] Nie został żaden kod zapasowy.
    [one] Został jeden kod zapasowy.
    [few] Zostały { $count } kody zapasowe.
    [many] Zostało { $count } kodów zapasowych.
   *[other] Zostało { $count } kodu zapasowego.
}
preferences-back = Wróć do ustawień
invalid-code = Ten kod jest nieprawidłowy albo już użyty. Poczekaj na następny.
conflict-own-second-factor = Własny wyłącza się w ustawieniach.
conflict-second-factor-required = Twoja rola wymaga logowania dwuetapowego. Nie można go wyłączyć.

## The log-in of the organisation

log-in-or = albo
log-in-by = Zaloguj się przez { $name }
log-out-there = Wyloguj się też z { $name }
oidc-lost = Logowanie trwało zbyt długo, zostało już użyte albo zaczęło się w innej przeglądarce. Spróbuj ponownie.
oidc-denied = Logowanie zostało tam odrzucone albo przerwane.
oidc-failed = Logowanie tam się nie udało. Spróbuj ponownie; jeśli to nie pomoże, powiedz administratorowi, który znajdzie przyczynę w dzienniku.
oidc-unverified = Twój adres e-mail nie jest tam potwierdzony, więc nie wiemy, kim jesteś. Potwierdź go i spróbuj ponownie.
oidc-unknown = Nikt tutaj nie ma Twojego adresu e-mail. Poproś administratora o zaproszenie z tym adresem.
oidc-disabled = Twoje konto tutaj jest wyłączone. Zapytaj administratora.
oidc-other-subject = Z Twoim adresem e-mail logował się tu już ktoś inny. Zapytaj administratora.
oidc-no-role = Nie masz tu żadnej roli. Poproś administratora o dodanie do grupy, która ją ma.
