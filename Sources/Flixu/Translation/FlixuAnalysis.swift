/// What a text is about, and how hard it is to translate (Flixu docs, Analyze Text).
public struct FlixuAnalysis: FlixuAnswered, Hashable {
    /// How a text speaks to its readers.
    public struct Formality: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Formal
        public static let formal: Formality = "Formal"
        /// Neutral
        public static let neutral: Formality = "Neutral"
        /// Informal
        public static let informal: Formality = "Informal"
    }

    /// How capable a model the service would choose.
    public struct ModelTier: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// For simple texts.
        public static let mini: ModelTier = "mini"
        /// For most texts.
        public static let standard: ModelTier = "standard"
        /// For hard texts.
        public static let premium: ModelTier = "premium"
    }

    /// How large a risk is.
    public struct RiskLevel: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Low
        public static let low: RiskLevel = "Low"
        /// Medium
        public static let medium: RiskLevel = "Medium"
        /// High
        public static let high: RiskLevel = "High"
    }

    /// What can go wrong when the text is translated; the names are the service's.
    public struct Risks: Sendable, Hashable, Codable {
        /// `semanticRisk`
        public var semanticRisk: RiskLevel?
        /// `implicitMeaningLoad`
        public var implicitMeaningLoad: RiskLevel?
        /// `discourseComplexity`
        public var discourseComplexity: RiskLevel?
        /// `constraintSaturation`
        public var constraintSaturation: RiskLevel?
        /// `crossCulturalRisk`
        public var crossCulturalRisk: RiskLevel?

        /// Makes risks, for a fake.
        public init(
            semanticRisk: RiskLevel? = nil, implicitMeaningLoad: RiskLevel? = nil,
            discourseComplexity: RiskLevel? = nil, constraintSaturation: RiskLevel? = nil,
            crossCulturalRisk: RiskLevel? = nil
        ) {
            self.semanticRisk = semanticRisk
            self.implicitMeaningLoad = implicitMeaningLoad
            self.discourseComplexity = discourseComplexity
            self.constraintSaturation = constraintSaturation
            self.crossCulturalRisk = crossCulturalRisk
        }
    }

    /// The language of the text; `auto` when the service can't tell.
    public var detectedLanguage: String?
    /// The subject, such as `Legal`; an open set.
    public var domain: String?
    /// How the text speaks to its readers.
    public var formality: Formality?
    /// How capable a model the service would choose.
    public var modelTier: ModelTier?
    /// How sure that choice is, from 0 to 1; below 0.7 it is ambiguous.
    public var routingConfidence: Double?
    /// What can go wrong when the text is translated.
    public var risks: Risks?
    /// Words for the text.
    public var tags: [String]?
    /// A title for the text.
    public var title: String?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes an analysis, for a fake.
    public init(
        detectedLanguage: String? = nil, domain: String? = nil, formality: Formality? = nil,
        modelTier: ModelTier? = nil, routingConfidence: Double? = nil, risks: Risks? = nil,
        tags: [String]? = nil, title: String? = nil, meta: FlixuMeta? = nil
    ) {
        self.detectedLanguage = detectedLanguage
        self.domain = domain
        self.formality = formality
        self.modelTier = modelTier
        self.routingConfidence = routingConfidence
        self.risks = risks
        self.tags = tags
        self.title = title
        self.meta = meta
    }

    private enum CodingKeys: String, CodingKey {
        case detectedLanguage = "detected_language"
        case domain
        case formality
        case modelTier = "model_tier"
        case routingConfidence = "routing_confidence"
        case risks
        case tags
        case title
        case meta
    }
}

/// What is asked of an analysis: the text only. A vendor's skill sends languages too, which are not documented.
package struct FlixuAnalysisRequest: Sendable, Hashable, Codable {
    package var text: String

    package init(text: String) { self.text = text }
}
