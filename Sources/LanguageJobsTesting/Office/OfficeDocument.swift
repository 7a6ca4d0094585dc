import Foundation

/// The smallest Office Open XML files (ECMA-376) that word processors, spreadsheets and presentations open.
package enum OfficeDocument {
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let relationshipBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let drawingNamespace = "http://schemas.openxmlformats.org/drawingml/2006/main"

    /// What every package begins with: the types of its parts, and which of them is the document.
    static func package(
        document: String, types: [(path: String, type: String)], parts: [ZIPArchive.Entry]
    ) throws(ZIPArchive.TooLarge) -> Data {
        let overrides = types.map { path, type in
            """
            <Override PartName="/\(path)" \
            ContentType="application/vnd.openxmlformats-officedocument.\(type)+xml"/>
            """
        }
        let contentTypes = """
            \(declaration)<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\(overrides.joined())</Types>
            """
        let fixed = [
            ZIPArchive.Entry("[Content_Types].xml", contentTypes),
            ZIPArchive.Entry("_rels/.rels", relationships([("officeDocument", document)])),
        ]
        return try ZIPArchive(fixed + parts).serialized()
    }

    /// A part of relationships, which are numbered `rId1` and so on.
    static func relationships(_ targets: [(type: String, target: String)]) -> String {
        let elements = targets.enumerated().map { index, relationship in
            """
            <Relationship Id="rId\(index + 1)" Type="\(relationshipBase)/\(relationship.type)" \
            Target="\(relationship.target)"/>
            """
        }
        return """
            \(declaration)<Relationships \
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            \(elements.joined())</Relationships>
            """
    }
}
