import LanguageJobs

/// Reads JSON (RFC 8259) into a ``JSONTree``; what is wrong is told with its line and its path.
struct JSONTreeParser {
    /// Deeper than any file of texts, and shallow enough for the small stacks of other threads.
    static let depthLimit = 256

    private let bytes: [UInt8]
    private let name: String
    private var position: Int
    private var path: [CatalogueStep] = []

    /// - Parameter bytes: UTF-8, checked by the caller.
    init(_ bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
        position = bytes.starts(with: TextEncoding.utf8Mark) ? TextEncoding.utf8Mark.count : 0
    }

    mutating func parse() throws -> JSONTree {
        let tree = try value()
        skipSpaces()
        guard position == bytes.count else { throw failure("something follows the end of the document") }
        return tree
    }

    private mutating func value() throws -> JSONTree {
        skipSpaces()
        guard position < bytes.count else { throw failure("the document ends where a value should stand") }
        let start = position
        let content: JSONTree.Content
        switch bytes[position] {
        case UInt8(ascii: "{"): content = .object(try members())
        case UInt8(ascii: "["): content = .array(try elements())
        case UInt8(ascii: "\""):
            try string()
            content = .string
        case UInt8(ascii: "t"): content = try word("true")
        case UInt8(ascii: "f"): content = try word("false")
        case UInt8(ascii: "n"): content = try word("null")
        default: content = try number()
        }
        return JSONTree(content: content, range: start..<position)
    }

    private mutating func members() throws -> [JSONTree.Member] {
        var members: [JSONTree.Member] = []
        var names: Set<String> = []
        try list(closing: UInt8(ascii: "}")) { parser in
            let start = parser.position
            guard parser.peek == UInt8(ascii: "\"") else {
                throw parser.failure("a member has no name in quotation marks")
            }
            try parser.string()
            let spelling = start..<parser.position
            let name = JSONText.text(of: parser.bytes[spelling])
            guard names.insert(name).inserted else {
                throw parser.failure("the member “\(name)” stands there twice")
            }
            parser.skipSpaces()
            guard parser.peek == UInt8(ascii: ":") else {
                throw parser.failure("“:” is missing after “\(name)”")
            }
            parser.position += 1
            parser.path.append(.member(name))
            members.append(JSONTree.Member(name: name, spelling: spelling, value: try parser.value()))
            parser.path.removeLast()
        }
        return members
    }

    private mutating func elements() throws -> [JSONTree] {
        var elements: [JSONTree] = []
        try list(closing: UInt8(ascii: "]")) { parser in
            parser.path.append(.element(elements.count))
            elements.append(try parser.value())
            parser.path.removeLast()
        }
        return elements
    }

    private mutating func list(closing end: UInt8, _ element: (inout Self) throws -> Void) throws {
        guard path.count < Self.depthLimit else {
            throw failure("it is nested deeper than \(Self.depthLimit) levels")
        }
        position += 1
        skipSpaces()
        if peek == end {
            position += 1
            return
        }
        while true {
            skipSpaces()
            try element(&self)
            skipSpaces()
            if peek == end {
                position += 1
                return
            }
            guard peek == UInt8(ascii: ",") else {
                throw failure("“,” or “\(Character(Unicode.Scalar(end)))” is missing")
            }
            position += 1
        }
    }

    private mutating func string() throws {
        do {
            position = try JSONText.end(of: bytes, from: position)
        } catch {
            throw failure(error.reason)
        }
    }

    private mutating func word(_ word: StaticString) throws -> JSONTree.Content {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[position..<end].elementsEqual("\(word)".utf8) else {
            throw failure("there is no JSON value")
        }
        position = end
        return .other
    }

    private mutating func number() throws -> JSONTree.Content {
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if peek == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return .other
    }

    private mutating func digits() throws {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure("there is no JSON value") }
    }

    private mutating func skipSpaces() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ reason: String) -> ClientError {
        CatalogueFault.error(in: name, bytes, at: position, path: path.spelled, reason)
    }
}
