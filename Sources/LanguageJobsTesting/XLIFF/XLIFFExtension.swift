/// An element of another namespace to attach to a unit.
///
/// The namespace is declared on the element itself, so the rest of the document stays as it is.
package struct XLIFFExtension: Sendable {
    /// An element of the extension; names are without prefix and have to be XML names.
    package struct Element: Sendable {
        package let name: String
        package let attributes: [(name: String, value: String)]
        package let text: String
        package let children: [Element]

        package init(
            _ name: String, attributes: [(name: String, value: String)] = [], text: String = "",
            children: [Element] = []
        ) {
            self.name = name
            self.attributes = attributes
            self.text = text
            self.children = children
        }
    }

    package let namespace: String
    package let prefix: String
    package let root: Element

    package init(namespace: String, prefix: String, root: Element) {
        self.namespace = namespace
        self.prefix = prefix
        self.root = root
    }

    /// The element as XML in UTF-8, each element that holds others on lines of its own.
    /// - Parameter lineStart: The line end and indentation of its place, or nothing to write one line.
    func encoded(lineStart: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        let declaration = [(name: "xmlns:\(prefix)", value: namespace)]
        append(root, declaring: declaration, lineStart: lineStart, to: &bytes)
        return bytes
    }

    private func append(
        _ element: Element, declaring declaration: [(name: String, value: String)] = [], lineStart: [UInt8],
        to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: "<\(prefix):\(element.name)".utf8)
        for attribute in declaration + element.attributes {
            bytes.append(contentsOf: " \(attribute.name)=\"".utf8)
            XMLText.appendEscapedAttribute(attribute.value, to: &bytes)
            bytes.append(XMLByte.quote)
        }
        guard !element.text.isEmpty || !element.children.isEmpty else {
            bytes.append(contentsOf: "/>".utf8)
            return
        }
        bytes.append(XMLByte.greaterThan)
        XMLText.appendEscaped(element.text, to: &bytes)
        let childStart = lineStart.isEmpty ? [] : lineStart + [XMLByte.space, XMLByte.space]
        for child in element.children {
            bytes.append(contentsOf: childStart)
            append(child, lineStart: childStart, to: &bytes)
        }
        if !element.children.isEmpty { bytes.append(contentsOf: lineStart) }
        bytes.append(contentsOf: "</\(prefix):\(element.name)>".utf8)
    }
}
