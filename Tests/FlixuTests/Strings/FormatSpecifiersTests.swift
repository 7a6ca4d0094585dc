import Testing

@testable import Flixu

@Suite("Format specifiers")
struct FormatSpecifiersTests {
    @Test(
        "a translation with the same specifiers may be used",
        arguments: [
            ("Hello", "Hallo"),
            ("%@ has %lld files", "%@ hat %lld Dateien"),
            ("%@ has %lld files", "%2$lld Dateien hat %1$@"),
            ("%1$@ of %2$@", "%2$@: %1$@"),
            ("%.2f km, %5d, %-8s, %'d, %zu", "%.2f km, %5d, %-8s, %'d, %zu"),
            ("%*d wide", "%*d weit"),
            ("100%% of %d", "100%% von %d"),
            ("50% discount", "50 % Rabatt"),
            ("50% discount", "50 Prozent Rabatt"),
            ("50% discount", "50%descuento"),
            ("100% guarantee", "100%-Garantie"),
            ("20% off", "20%-Aktion"),
            ("10% solution", "10%ige Lösung"),
            ("50% discount", "50%-iger Rabatt"),
            ("100% sure", "100 %-ig sicher"),
            ("100% sure", "100\u{A0}%-ig sicher"),
            ("100% sure", "100%tig sicher"),
            ("100%-Garantie", "100% guarantee"),
            ("20%-Aktion", "20% off"),
            ("20%off", "20 % de remise"),
            ("100%free", "100 %gratuit"),
            ("5%-10%ige Lösung", "5% to 10% solution"),
            ("50%% off %@", "%@ : 50 %% de remise"),
            ("%#@files@ in %#@folders@", "%#@files@ in %#@folders@"),
            ("%2$#@files@ in %1$@", "%1$@ hat %2$#@files@"),
            ("%arg folders", "%arg Ordner"),
            ("%(name)s is here", "%(name)s ist da"),
            ("%{name} is here", "%{name} ist da"),
            ("Hi {name}, {0}", "{0}, hallo {name}"),
            ("Hi {{ name }} and {{{raw}}}", "Hallo {{name}} und {{{raw}}}"),
            ("{when, date, short} to {n, number}", "{n,number} bis {when,date,short}"),
            (
                "{n, plural, one {# file} other {# files}}",
                "{n, plural, one {# Datei} few {# x} other {# Dateien}}"
            ),
            ("{n, plural, one {one file} other {# files}}", "{n, plural, other {# ファイル}}"),
            ("{n, plural, =0 {none} other {{n} of {m}}}", "{n, plural, =0 {keine} other {{n} von {m}}}"),
            (
                "{sex, select, male {his {n, plural, one {dog} other {# dogs}}} other {their dogs}}",
                "{sex, select, other {ihre Hunde} male {sein {n, plural, other {# Hunde}}}}"
            ),
            ("Braces { like these }", "Klammern { wie diese }"),
            ("A [link](https://a.example/b) here", "Hier [ein Link](https://a.example/b)"),
            ("^[%lld apple](inflect: true)", "^[%lld Apfel](inflect: true)"),
            ("{a, plural, other {", "x {a, plural, other {"),
        ])
    func same(_ source: String, _ translation: String) {
        let (missing, unexpected) = FormatSpecifiers(source).differences(in: FormatSpecifiers(translation))
        #expect(missing == [])
        #expect(unexpected == [])
    }

    @Test(
        "a translation with others is told apart",
        arguments: [
            ("%@ has %lld files", "Dateien", ["%@", "%lld"], []),
            ("%@ has %lld files", "%lld Dateien hat %@", ["%@", "%lld"], ["%@", "%lld"]),
            ("%1$@ of %2$@", "%1$@ von %1$@", ["%2$@"], ["%1$@"]),
            ("%lld files", "%d Dateien", ["%lld"], ["%d"]),
            ("%.2f km", "%.1f km", ["%.2f"], ["%.1f"]),
            ("%d%% done", "%d % fertig", ["%%"], ["%"]),
            ("%d done", "%d % fertig", [], ["%"]),
            ("%d% done", "%d%%-ige", [], ["%%"]),
            ("%d% off", "%d %-ig", [], ["%-i"]),
            ("50%% of %d", "50%-ige %d", ["%%"], ["%"]),
            ("Chapter 1 %@", "Kapitel 1 %@x %@", [], ["%@"]),
            ("Step 2%@a", "Schritt 2", ["%@"], []),
            ("5 %d", "5", ["%d"], []),
            ("5 %lld.", "5", ["%lld"], []),
            ("1%-5d", "1", ["%-5d"], []),
            ("a%da", "a", ["%d"], []),
            ("3%1$da", "3a", ["%1$d"], []),
            ("%#@files@", "%#@dateien@", ["%#@files@"], ["%#@dateien@"]),
            ("%arg folders", "%argOrdner", ["%arg"], ["%a"]),
            ("Hi {name}", "Hallo {Name}", ["{name}"], ["{Name}"]),
            ("Hi {{name}}", "Hallo {name}", ["{{name}}"], ["{name}"]),
            ("Hi {name}", "Hallo name", ["{name}"], []),
            ("Hi {name}", "Hallo {name", ["{name}"], ["{"]),
            ("Braces { like these }", "Klammern", ["{", "}"], []),
            ("%(name)s", "%(Name)s", ["%(name)s"], ["%(Name)s"]),
            ("%@", "%@ %@", [], ["%@"]),
            (
                "{n, plural, one {# file} other {# files}}", "{n, plural, one {Datei} other {Dateien}}",
                ["#"], []
            ),
            (
                "{n, plural, one {a} other {b}}", "{n, plural, one {a} andere {b}}", ["{n, plural: other}"],
                ["{n, plural: andere}"]
            ),
            (
                "{n, plural, =0 {no} other {b}}", "{n, plural, other {b}}", ["{n, plural: =0 other}"],
                ["{n, plural: other}"]
            ),
            (
                "{s, select, male {a} other {b}}", "{s, select, männlich {a} other {b}}",
                ["{s, select: male other}"], ["{s, select: männlich other}"]
            ),
            (
                "{n, plural, other {b}}", "{n, Plural, other {b}}", ["{n, plural: other}"], ["{", "{b}", "}"]
            ),
            (
                "[a](https://a.example)", "[a](https://b.example)", ["](https://a.example)"],
                ["](https://b.example)"]
            ),
        ])
    func others(
        _ source: String, _ translation: String, _ missing: [String], _ unexpected: [String]
    ) {
        let found = FormatSpecifiers(source).differences(in: FormatSpecifiers(translation))
        #expect(found.missing == missing)
        #expect(found.unexpected == unexpected)
    }

    @Test(
        "what has no letters beside its specifiers needs no translation",
        arguments: [
            ("", false), ("  \n", false), ("%@ – %lld", false), ("12 → {name}", false),
            ("{{count}} / 7", false),
            ("%arg", false), ("{n, plural, one {#} other {#}}", false), ("a", true), ("日", true),
            ("%@ km", true),
            ("{n, plural, other {days}}", true), ("{not closed", true),
        ])
    func letters(_ text: String, _ hasLetters: Bool) {
        #expect(FormatSpecifiers(text).hasLetters == hasLetters)
    }

    @Test(
        "hostile texts take time as they are long",
        arguments: ["{", "%", "](", "{a, plural, other {", "{{", "%(", "{a,", "%1$"])
    func hostile(_ part: String) {
        let clock = ContinuousClock()
        let text = String(repeating: part, count: 20_000)
        let time = clock.measure { _ = FormatSpecifiers(text) }
        #expect(time < .seconds(10))
    }
}
