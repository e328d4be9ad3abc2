## The laboratory (src/laboratory)

laboratory-title = Dublettenlabor
laboratory-about = Alle Kunden vergleichen, Stichproben prüfen, in Stufen zusammenführen
laboratory-lead = Vergleichen Sie den ganzen Bestand, sehen Sie sich zufällig gezogene Paare an und führen Sie zusammen, was sich als sicher erwiesen hat, Stufe für Stufe. Eine Stufe lässt sich jederzeit im Ganzen rückgängig machen.
laboratory-run = Alle Kunden jetzt vergleichen
laboratory-running = Alle Kunden werden verglichen
laboratory-stages = Stufen
laboratory-stage = Stufe
laboratory-stage-certain = Sehr wahrscheinlich
laboratory-stage-certain-about = Name und Geburtsdatum, eine Ausweisnummer oder ein eigenes Postfach stimmen überein, und nichts spricht dagegen.
laboratory-stage-strong = Wahrscheinlich
laboratory-stage-strong-about = Nach der Rechnung in 98 von 100 Fällen richtig.
laboratory-stage-fair = Möglich
laboratory-stage-fair-about = Nach der Rechnung in 9 von 10 Fällen richtig.
laboratory-stage-weak = Zweifelhaft
laboratory-stage-weak-about = Einen Blick wert, von jemandem, der sie kennt.
laboratory-pairs = Paare
laboratory-reviewed = Geprüft
laboratory-precision = Wie viele stimmen
laboratory-right = { $same } von { $n }: { $low } bis { $high } % der Stufe
laboratory-unknown = noch niemand hat nachgesehen
laboratory-review = Prüfen
laboratory-review-what = Paare prüfen: { $stage }
laboratory-merge = Zusammenführen
laboratory-merge-what = Die Stufe zusammenführen: { $stage }
laboratory-merge-hint = { $n ->
    [one] Das Paar wird eine Karte, wenn es noch so sicher ist, sobald es an der Reihe ist.
   *[other] Jedes der { $n } Paare wird eine Karte, wenn es noch so sicher ist, sobald es an der Reihe ist.
}
laboratory-merge-now = { $n ->
    [one] { $n } Paar zusammenführen
   *[other] { $n } Paare zusammenführen
}
laboratory-batches = Zusammengeführte Stufen
laboratory-when = Wann
laboratory-came = Ergebnis
laboratory-batch-merging = Wird zusammengeführt
laboratory-batch-merged = Zusammengeführt
laboratory-batch-undoing = Wird rückgängig gemacht
laboratory-batch-undone = Rückgängig gemacht
laboratory-merged = { $n ->
    [one] { $n } Zusammenführung
   *[other] { $n } Zusammenführungen
}
laboratory-left-out = { $n ->
    [one] { $n } Paar ausgelassen
   *[other] { $n } Paare ausgelassen
}
laboratory-undone = { $n } rückgängig gemacht
laboratory-kept = { $n } nicht rückgängig zu machen
laboratory-undo = Alle rückgängig machen
laboratory-undo-what = { $n ->
    [one] { $n } Zusammenführung der Stufe { $stage } rückgängig machen
   *[other] { $n } Zusammenführungen der Stufe { $stage } rückgängig machen
}
laboratory-runs = Vergleiche
laboratory-records = Kunden
laboratory-compared = Verglichene Paare
laboratory-seconds = Dauer
laboratory-review-title = Paare prüfen
laboratory-review-none = Von dieser Stufe ist kein Paar mehr zu prüfen
laboratory-review-foot = Hierdurch wird nichts zusammengeführt. Wer nicht derselbe ist, bleibt getrennt.
laboratory-back = Labor
laboratory-lists = Listen
laboratory-say-same = Dieselbe Person
laboratory-say-different = Nicht dieselbe
laboratory-say-unsure = Weiß ich nicht
invalid-stage = Das ist keine Stufe. Nehmen Sie "certain", "strong", "fair" oder "weak".
invalid-verdict = Sagen Sie "same", "different" oder "unsure".
conflict-stage-empty = Diese Stufe hat keine Paare mehr.
conflict-batch-running = Eine andere Stufe wird zusammengeführt oder rückgängig gemacht. Warten Sie, bis das fertig ist.
job-laboratory = Stufen von Dubletten zusammenführen und rückgängig machen
