/// The bytes to which XML gives a meaning; all of them are ASCII, so they never occur inside a UTF-8
/// sequence.
enum XMLByte {
    @inline(__always) static var tab: UInt8 { 0x09 }
    @inline(__always) static var lineFeed: UInt8 { 0x0A }
    @inline(__always) static var carriageReturn: UInt8 { 0x0D }
    @inline(__always) static var space: UInt8 { 0x20 }
    @inline(__always) static var exclamation: UInt8 { 0x21 }
    @inline(__always) static var quote: UInt8 { 0x22 }
    @inline(__always) static var hash: UInt8 { 0x23 }
    @inline(__always) static var percent: UInt8 { 0x25 }
    @inline(__always) static var ampersand: UInt8 { 0x26 }
    @inline(__always) static var apostrophe: UInt8 { 0x27 }
    @inline(__always) static var hyphen: UInt8 { 0x2D }
    @inline(__always) static var slash: UInt8 { 0x2F }
    @inline(__always) static var colon: UInt8 { 0x3A }
    @inline(__always) static var semicolon: UInt8 { 0x3B }
    @inline(__always) static var lessThan: UInt8 { 0x3C }
    @inline(__always) static var equals: UInt8 { 0x3D }
    @inline(__always) static var greaterThan: UInt8 { 0x3E }
    @inline(__always) static var question: UInt8 { 0x3F }
    @inline(__always) static var openBracket: UInt8 { 0x5B }
    @inline(__always) static var closeBracket: UInt8 { 0x5D }

    @inline(__always) static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == space || byte == lineFeed || byte == carriageReturn || byte == tab
    }
}
