import Foundation

/// A word processor's, spreadsheet's or presentation's file, opened (ECMA-376, part 2).
struct OfficePackage {
    enum Format: String, CaseIterable {
        case docx
        case xlsx
        case pptx

        /// Their names, which are also the extensions of their files.
        static let names = allCases.map(\.rawValue)

        /// What the content type of the document's main part says.
        fileprivate var mark: String {
            switch self {
            case .docx: "wordprocessingml.document.main+xml"
            case .xlsx: "spreadsheetml.sheet.main+xml"
            case .pptx: "presentationml.presentation.main+xml"
            }
        }
    }

    let format: Format
    /// The path of the part that the document begins with.
    let mainPart: String
    /// The parts whose type the package names, with their types.
    private let types: [(path: String, type: String)]
    private let archive: ZIPReader

    /// - Returns: `nil` when the file is a ZIP file of something else.
    init?(_ archive: ZIPReader) throws {
        guard let list = try archive.content("[Content_Types].xml") else { return nil }
        var xml = try OfficeXML(list)
        var types: [(path: String, type: String)] = []
        while let event = try xml.next() {
            if case .start("Override", let attributes) = event, let path = attributes["PartName"],
                let type = attributes["ContentType"]
            {
                types.append((String(path.trimmingPrefix("/")), type))
            }
        }
        for (path, type) in types {
            guard let format = Format.allCases.first(where: { type.hasSuffix($0.mark) }) else { continue }
            self.format = format
            mainPart = path
            self.types = types
            self.archive = archive
            return
        }
        return nil
    }

    /// The first part of a type.
    func part(ofType mark: String) -> String? {
        types.first { $0.type.hasSuffix(mark) }?.path
    }

    /// A part, which must be there.
    func xml(_ path: String) throws -> OfficeXML {
        guard let content = try archive.content(path) else { throw ZIPReader.Failure("\(path) is missing") }
        return try OfficeXML(content)
    }

    /// The parts that a part refers to, by the ids of the references.
    func references(from part: String) throws -> [String: String] {
        let folder = part.split(separator: "/").dropLast()
        let name = part.split(separator: "/").last ?? ""
        let path = (folder + ["_rels", "\(name).rels"]).joined(separator: "/")
        guard let content = try archive.content(path) else { return [:] }
        var xml = try OfficeXML(content)
        var found: [String: String] = [:]
        while let event = try xml.next() {
            if case .start("Relationship", let attributes) = event, let id = attributes["Id"],
                let target = attributes["Target"], attributes["TargetMode"] != "External"
            {
                found[id] = Self.resolved(target, in: folder)
            }
        }
        return found
    }

    private static func resolved(_ target: String, in folder: some Sequence<Substring>) -> String {
        var path: [Substring] = target.hasPrefix("/") ? [] : Array(folder)
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { path = path.dropLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
