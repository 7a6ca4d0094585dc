/// The languages and formats of the emulated Flixu.
enum FlixuCatalogue {
    struct Language: Sendable {
        let code: String
        let name: String
        let isRightToLeft: Bool

        var json: EmulatorJSON {
            .object([
                "code": .string(code), "name": .string(name),
                "direction": .string(isRightToLeft ? "rtl" : "ltr"),
            ])
        }
    }

    /// The languages: 147, of which 13 go from right to left (Flixu docs, Languages; inferred: which, as the list is
    /// not published).
    static let languages = names.split(separator: "\n").flatMap { $0.split(separator: ",") }.compactMap {
        entry -> Language? in
        let parts = entry.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let code = String(parts[0])
        return Language(
            code: code, name: String(parts[1]), isRightToLeft: rightToLeft.contains(code))
    }

    static let codes = Set(languages.map(\.code))

    private static let rightToLeft: Set = [
        "ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ]

    private static let names = """
        en English,de German,fr French,es Spanish,it Italian,pt Portuguese,nl Dutch,sv Swedish,da Danish
        nb Norwegian Bokmål,no Norwegian,fi Finnish,is Icelandic,pl Polish,cs Czech,sk Slovak,sl Slovenian
        hr Croatian,sr Serbian,bs Bosnian,mk Macedonian,bg Bulgarian,ro Romanian,hu Hungarian,el Greek
        tr Turkish,uk Ukrainian,ru Russian,be Belarusian,lt Lithuanian,lv Latvian,et Estonian,sq Albanian
        ga Irish,gd Scottish Gaelic,cy Welsh,br Breton,eu Basque,ca Catalan,gl Galician,lb Luxembourgish
        mt Maltese,af Afrikaans,ka Georgian,hy Armenian,az Azerbaijani,kk Kazakh,ky Kyrgyz,uz Uzbek,tk Turkmen
        tg Tajik,mn Mongolian,zh Chinese,zh-TW Chinese (Traditional),ja Japanese,ko Korean,vi Vietnamese
        th Thai,lo Lao,km Khmer,my Burmese,id Indonesian,ms Malay,jv Javanese,su Sundanese,tl Tagalog
        fil Filipino,ceb Cebuano,hi Hindi,bn Bengali,pa Punjabi,gu Gujarati,mr Marathi,ta Tamil,te Telugu
        kn Kannada,ml Malayalam,or Odia,as Assamese,ne Nepali,si Sinhala,sa Sanskrit,ar Arabic,he Hebrew
        fa Persian,ur Urdu,ps Pashto,sd Sindhi,ug Uyghur,yi Yiddish,dv Divehi,ckb Central Kurdish,ku Kurdish
        sw Swahili,am Amharic,ti Tigrinya,so Somali,ha Hausa,yo Yoruba,ig Igbo,zu Zulu,xh Xhosa,st Sotho
        sn Shona,rw Kinyarwanda,mg Malagasy,mi Maori,sm Samoan,haw Hawaiian,eo Esperanto,la Latin
        nn Norwegian Nynorsk,fo Faroese,fy Western Frisian,oc Occitan,ast Asturian,an Aragonese,co Corsican
        sc Sardinian,scn Sicilian,rm Romansh,tt Tatar,ba Bashkir,cv Chuvash,bo Tibetan,dz Dzongkha,bho Bhojpuri
        mai Maithili,kok Konkani,ks Kashmiri,syr Syriac,nqo N'Ko,min Minangkabau,ban Balinese,ilo Iloko
        ny Chichewa,tn Tswana,ts Tsonga,ss Swati,om Oromo,lg Ganda,ln Lingala,wo Wolof,ee Ewe,gn Guarani
        qu Quechua,ht Haitian Creole
        """

    struct Format: Sendable {
        let fileExtension: String
        let name: String
        let mimeType: String
        let megabytes: Int
        let category: String
        let format: DocumentFormat

        var json: EmulatorJSON {
            .object([
                "extension": .string(fileExtension), "name": .string(name), "mime_type": .string(mimeType),
                "max_size_mb": .integer(megabytes), "category": .string(category),
            ])
        }
    }

    static func format(ofFile filename: String) -> Format? {
        let fileExtension = self.fileExtension(of: filename)
        return formats.first { $0.fileExtension == fileExtension }
    }

    static func fileExtension(of filename: String) -> String {
        guard let dot = filename.lastIndex(of: ".") else { return "" }
        return filename[filename.index(after: dot)...].lowercased()
    }

    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    private static let gettext = "text/x-gettext-translation"

    /// The formats (Flixu docs, Formats; the types of those that no example names are inferred).
    static let formats = [
        Format("xliff", "XLIFF", "application/xliff+xml", 20, "localization", .xliff),
        Format("xlf", "XLIFF", "application/xliff+xml", 20, "localization", .xliff),
        Format("json", "JSON", "application/json", 10, "localization", .json),
        Format("yaml", "YAML", "application/yaml", 10, "localization", .yaml),
        Format("yml", "YAML", "application/yaml", 10, "localization", .yaml),
        Format("po", "GNU Gettext PO", gettext, 10, "localization", .gettext),
        Format("pot", "GNU Gettext POT", gettext, 10, "localization", .gettext),
        Format("strings", "Apple Strings", "text/plain", 5, "localization", .strings),
        Format("docx", "Microsoft Word", word, 20, "document", .word),
        Format("xml", "XML", "application/xml", 10, "document", .markup),
        Format("html", "HTML", "text/html", 10, "document", .markup),
        Format("txt", "Plain Text", "text/plain", 5, "document", .text),
        Format("md", "Markdown", "text/markdown", 5, "document", .markdown),
        Format("srt", "SubRip Subtitle", "application/x-subrip", 5, "subtitle", .subtitles),
        Format("vtt", "WebVTT", "text/vtt", 5, "subtitle", .subtitles),
        Format("csv", "CSV", "text/csv", 10, "data", .table),
    ]
}

extension FlixuCatalogue.Format {
    fileprivate init(
        _ fileExtension: String, _ name: String, _ mimeType: String, _ megabytes: Int, _ category: String,
        _ format: DocumentFormat
    ) {
        self.init(
            fileExtension: fileExtension, name: name, mimeType: mimeType, megabytes: megabytes,
            category: category, format: format)
    }
}
