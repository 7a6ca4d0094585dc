public import Foundation
import LanguageJobs

/// A file of an app's texts: nested JSON, `.strings` or `.xcstrings`, ready to be translated.
///
/// ```swift
/// let catalogue = try StringCatalogue(contentsOf: url)
/// let translated = try await flixu.translations.translate(catalogue, from: "en", to: ["de", "fr"])
/// try translated["de"]?.write(to: germanURL)
/// for problem in translated.problems { print(problem) }
/// ```
/// Nothing but texts is ever changed: order, comments, spaces, the spelling of numbers and members that nobody knows stay as
/// they are, and a file to which nothing is applied keeps its bytes. Only the changed entries of an `.xcstrings` file get the
/// spaces that Xcode writes, with the file's own line ends. What has no letter outside its format specifiers is not sent.
///
/// - JSON: each string is a text, also in arrays; names, numbers, `true`, `false` and `null` are kept.
/// - `.strings`: UTF-8, or UTF-16 with a byte order mark, which is also how the translation is written.
/// - `.xcstrings`: the texts of the source language, a unit for each plural category, device and substitution; a key without
///   any is its own text, as in Xcode. Entries with `shouldTranslate` false, and stale ones, which no code uses any more, are
///   left out.
public struct StringCatalogue: Sendable {
    /// How the file is written.
    public let format: Format
    /// The file, byte by byte as it was read.
    public let data: Data
    /// The texts to translate, in the file's order.
    public let units: [Unit]
    /// The language of the texts, if the file says so: `.xcstrings` do.
    public let sourceLanguage: String?

    /// What tells where translations go.
    let content: Content

    enum Content: Sendable {
        case slots(text: [UInt8], encoding: TextEncoding, slots: [TextSlot])
        case xcstrings(XCStringsDocument)
    }

    /// Reads a file; a large one is better read off the main actor.
    ///
    /// - Parameter format: `nil`: by the extension, `json`, `strings` or `xcstrings`.
    /// - Throws: ``ClientError`` with `fileUnavailable` when the file can't be read, and `invalidRequest` when it is not what
    ///   its format asks for: with the line, the path and what is wrong.
    public init(contentsOf url: URL, format: Format? = nil) throws {
        guard let format = format ?? Format(pathExtension: url.pathExtension) else {
            throw ClientError(
                .invalidRequest,
                "\(url.lastPathComponent) is no string catalogue by its extension. Name its format, "
                    + "or translate it as a document.")
        }
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw ClientError(
                .fileUnavailable,
                "\(url.lastPathComponent) can't be read. Check that it exists, and the rights to it.",
                underlying: error)
        }
        try self.init(data, format: format, name: url.lastPathComponent)
    }

    /// Reads the bytes of a file.
    ///
    /// - Parameters:
    ///   - data: The file's content.
    ///   - format: How it is written.
    ///   - name: What errors call it; `nil`: by its format.
    /// - Throws: ``ClientError`` with `invalidRequest` when it is not what its format asks for: with the line, the path and
    ///   what is wrong.
    public init(_ data: Data, format: Format, name: String? = nil) throws {
        let name = name ?? "The \(format) file"
        let (text, encoding) = try TextEncoding.read(data, name: name)
        self.format = format
        self.data = data
        switch format {
        case .strings:
            var parser = AppleStringsParser(text, name: name)
            (units, content) = Self.numbered(try parser.parse(), text, encoding)
            sourceLanguage = nil
        case .json:
            let tree = try Self.tree(text, encoding, name)
            (units, content) = Self.numbered(NestedTexts.slots(of: tree, in: text), text, encoding)
            sourceLanguage = nil
        case .xcstrings:
            let document = try XCStringsDocument(try Self.tree(text, encoding, name), text, name: name)
            units = document.units
            sourceLanguage = document.sourceLanguage
            content = .xcstrings(document)
        }
    }

    private static func tree(_ text: [UInt8], _ encoding: TextEncoding, _ name: String) throws -> JSONTree {
        guard case .utf8 = encoding else {
            throw CatalogueFault.error(in: name, "line 1: it is UTF-16; JSON must be UTF-8")
        }
        var parser = JSONTreeParser(text, name: name)
        let tree = try parser.parse()
        switch tree.content {
        case .object, .array: return tree
        case .string, .other:
            throw CatalogueFault.error(
                in: name, text, at: tree.range.lowerBound, "an object or an array must stand there")
        }
    }

    private static func numbered(
        _ found: [TextSlot], _ text: [UInt8], _ encoding: TextEncoding
    ) -> (units: [Unit], content: Content) {
        let slots = found.filter { FormatSpecifiers($0.text).hasLetters }
        let units = slots.enumerated().map { Unit(key: Unit.key($0), path: $1.path, text: $1.text) }
        return (units, .slots(text: text, encoding: encoding, slots: slots))
    }
}

extension StringCatalogue {
    /// How a catalogue is written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// Nested JSON, as web frameworks read it.
        case json
        /// Apple's `.strings`.
        case strings
        /// Xcode's string catalogue.
        case xcstrings

        /// The format that an extension stands for, in any case; `nil`: none.
        public init?(pathExtension: String) {
            self.init(rawValue: pathExtension.lowercased())
        }
    }

    /// One text to translate.
    public struct Unit: Sendable, Hashable {
        /// What the text is called towards the service: `s1`, `s2` and so on in the file's order.
        ///
        /// Not the file's own keys: with dots and arrays in them, joined ones would not be unique, and the service does not
        /// say which characters it takes.
        public let key: String
        /// Where the text stands, for people: `menu.file[0]`, `"Delete %lld"` or `files.variations.plural.one`.
        public let path: String
        /// The text in the source language, without the escapes of the file.
        public let text: String

        static func key(_ index: Int) -> String { "s\(index + 1)" }
    }
}
