#if Webhooks
import Crypto
import Foundation

/// Signs webhook messages (Falara docs, Webhooks).
enum FalaraSignature {
    /// `sha256=` and the HMAC-SHA256 of the timestamp, a dot and the body, in lower-case hexadecimal.
    static func value(timestamp: String, body: Data, secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(timestamp).".utf8) + body, using: SymmetricKey(data: Data(secret.utf8)))
        let digits = Array("0123456789abcdef")
        return code.reduce(into: "sha256=") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}
#endif
