/// What a revision has to say about itself.
enum RefinementRemark: CaseIterable {
    case spacingCorrected
    case spacingKept
    case punctuationCorrected
    case punctuationKept
    case readAgain
    case numberKept

    /// The remark in a language, or in English where there is none in that language.
    func text(in language: String) -> (text: String, language: String) {
        switch language.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() {
        case "de": (german, "de")
        case "ja": (japanese, "ja")
        case "ko": (korean, "ko")
        default: (english, "en")
        }
    }

    private var english: String {
        switch self {
        case .spacingCorrected: "Spacing corrected."
        case .spacingKept: "Spacing checked, nothing to correct."
        case .punctuationCorrected: "Punctuation corrected."
        case .punctuationKept: "Punctuation checked, nothing to correct."
        case .readAgain: "Read again, nothing to correct."
        case .numberKept: "A number, left as it is."
        }
    }

    private var german: String {
        switch self {
        case .spacingCorrected: "Leerzeichen korrigiert."
        case .spacingKept: "Leerzeichen geprüft, nichts zu korrigieren."
        case .punctuationCorrected: "Zeichensetzung korrigiert."
        case .punctuationKept: "Zeichensetzung geprüft, nichts zu korrigieren."
        case .readAgain: "Erneut gelesen, nichts zu korrigieren."
        case .numberKept: "Eine Zahl, unverändert."
        }
    }

    private var japanese: String {
        switch self {
        case .spacingCorrected: "空白を修正しました。"
        case .spacingKept: "空白を確認しました。修正はありません。"
        case .punctuationCorrected: "句読点を修正しました。"
        case .punctuationKept: "句読点を確認しました。修正はありません。"
        case .readAgain: "読み直しました。修正はありません。"
        case .numberKept: "数値のため変更しません。"
        }
    }

    private var korean: String {
        switch self {
        case .spacingCorrected: "띄어쓰기를 수정했습니다."
        case .spacingKept: "띄어쓰기를 확인했습니다. 수정할 내용이 없습니다."
        case .punctuationCorrected: "문장 부호를 수정했습니다."
        case .punctuationKept: "문장 부호를 확인했습니다. 수정할 내용이 없습니다."
        case .readAgain: "다시 읽었습니다. 수정할 내용이 없습니다."
        case .numberKept: "숫자이므로 그대로 둡니다."
        }
    }
}
