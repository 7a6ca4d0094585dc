extension LDXHubEmulator {
    /// A service of LDX hub, by its name in paths.
    public struct Service: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name in paths, such as `refineloop`.
        public let rawValue: String

        /// Makes a service from its name in paths.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The name in paths.
        public var description: String { rawValue }

        /// StructFlow: makes records of an example's shape out of others.
        public static let structFlow = Service(rawValue: "structflow")
        /// RefineLoop: revises the translations of an XLIFF file.
        public static let refineLoop = Service(rawValue: "refineloop")
        /// RenderOCR: makes an Office document of scanned pages.
        public static let renderOCR = Service(rawValue: "renderocr")
        /// CastDoc: makes an Office document of a PDF.
        public static let castDoc = Service(rawValue: "castdoc")
        /// ExtractDoc: takes the text of a document.
        public static let extractDoc = Service(rawValue: "extractdoc")
        /// AnalyzeDoc: makes a record of a page or picture.
        public static let analyzeDoc = Service(rawValue: "analyzedoc")
    }
}
