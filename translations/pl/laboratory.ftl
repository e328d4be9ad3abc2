## The laboratory (src/laboratory)

laboratory-title = Laboratorium duplikatów
laboratory-about = Porównaj wszystkich klientów, sprawdź próbki, łącz etapami
laboratory-lead = Porównaj całą bazę, obejrzyj losowo wybrane pary i połącz to, co okazało się pewne, etap po etapie. Etap można w każdej chwili cofnąć w całości.
laboratory-run = Porównaj teraz wszystkich klientów
laboratory-running = Trwa porównywanie wszystkich klientów
laboratory-stages = Etapy
laboratory-stage = Etap
laboratory-stage-certain = Bardzo prawdopodobne
laboratory-stage-certain-about = Zgadza się imię, nazwisko i data urodzenia, numer dokumentu albo własna skrzynka, a nic nie mówi przeciw.
laboratory-stage-strong = Prawdopodobne
laboratory-stage-strong-about = Według wyliczeń trafne w 98 przypadkach na 100.
laboratory-stage-fair = Możliwe
laboratory-stage-fair-about = Według wyliczeń trafne w 9 przypadkach na 10.
laboratory-stage-weak = Wątpliwe
laboratory-stage-weak-about = Warte spojrzenia kogoś, kto ich zna.
laboratory-pairs = Pary
laboratory-reviewed = Sprawdzone
laboratory-precision = Ile jest trafnych
laboratory-right = { $same } z { $n }: od { $low } do { $high } % etapu
laboratory-unknown = nikt jeszcze nie sprawdzał
laboratory-review = Sprawdź
laboratory-review-what = Sprawdź pary: { $stage }
laboratory-merge = Połącz
laboratory-merge-what = Połącz etap: { $stage }
laboratory-merge-hint = { $n ->
    [one] Para stanie się jedną kartą, jeśli nadal będzie tak pewna, gdy przyjdzie jej kolej.
    [few] Każda z { $n } par stanie się jedną kartą, jeśli nadal będzie tak pewna, gdy przyjdzie jej kolej.
    [many] Każda z { $n } par stanie się jedną kartą, jeśli nadal będzie tak pewna, gdy przyjdzie jej kolej.
   *[other] Każda z { $n } pary stanie się jedną kartą, jeśli nadal będzie tak pewna, gdy przyjdzie jej kolej.
}
laboratory-merge-now = { $n ->
    [one] Połącz { $n } parę
    [few] Połącz { $n } pary
    [many] Połącz { $n } par
   *[other] Połącz { $n } pary
}
laboratory-batches = Połączone etapy
laboratory-when = Kiedy
laboratory-came = Wynik
laboratory-batch-merging = Łączenie
laboratory-batch-merged = Połączono
laboratory-batch-undoing = Cofanie
laboratory-batch-undone = Cofnięto
laboratory-merged = { $n ->
    [one] { $n } połączenie
    [few] { $n } połączenia
    [many] { $n } połączeń
   *[other] { $n } połączenia
}
laboratory-left-out = { $n ->
    [one] pominięto { $n } parę
    [few] pominięto { $n } pary
    [many] pominięto { $n } par
   *[other] pominięto { $n } pary
}
laboratory-undone = cofnięto: { $n }
laboratory-kept = nie dało się cofnąć: { $n }
laboratory-undo = Cofnij wszystkie
laboratory-undo-what = { $n ->
    [one] Cofnij { $n } połączenie etapu { $stage }
    [few] Cofnij { $n } połączenia etapu { $stage }
    [many] Cofnij { $n } połączeń etapu { $stage }
   *[other] Cofnij { $n } połączenia etapu { $stage }
}
laboratory-runs = Porównania
laboratory-records = Klienci
laboratory-compared = Porównane pary
laboratory-seconds = Czas
laboratory-review-title = Sprawdzanie par
laboratory-review-none = Na tym etapie nie została żadna para do sprawdzenia
laboratory-review-foot = To niczego nie łączy. Kto nie jest tą samą osobą, pozostaje osobno.
laboratory-back = Laboratorium
laboratory-lists = Listy
laboratory-say-same = Ta sama osoba
laboratory-say-different = Nie ta sama
laboratory-say-unsure = Nie wiem
invalid-stage = To nie jest etap. Wybierz "certain", "strong", "fair" albo "weak".
invalid-verdict = Powiedz "same", "different" albo "unsure".
conflict-stage-empty = Ten etap nie ma już par.
conflict-batch-running = Inny etap jest łączony lub cofany. Poczekaj, aż się skończy.
job-laboratory = Łączenie i cofanie etapów duplikatów
