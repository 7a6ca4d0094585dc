import Foundation
import Testing

@testable import LanguageJobs

@Suite("What an error of URLSession means")
struct URLErrorMappingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var code: Int
        var text: String
        var reason: TransportFailure.Reason
        var testDescription: String { "\(code) \(text)" }

        init(_ code: Int, _ text: String, _ reason: TransportFailure.Reason) {
            (self.code, self.text, self.reason) = (code, text, reason)
        }
    }

    // Texts of libcurl 7.68 to 8.16.
    static let curl = [
        Row(-1003, "Could not resolve host: nosuch.invalid", .cannotResolveHost),
        Row(-1, "Could not resolve proxy: nosuch.invalid", .cannotConnect),
        Row(-1004, "Failed to connect to 127.0.0.1 port 1: Connection refused", .cannotConnect),
        Row(
            -1004, "Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
            .cannotConnect),
        Row(
            -1004, "Failed to connect to a.example port 1 after 0 ms: Could not connect to server",
            .cannotConnect),
        Row(-1, "Failed to connect to 10.0.0.1 port 1 after 3 ms: No route to host", .cannotConnect),
        Row(
            -1001, "Failed to connect to 10.0.0.1 port 1 after 130000 ms: Connection timed out",
            .cannotConnect),
        Row(-1, "CONNECT tunnel failed, response 403", .cannotConnect),
        Row(-1, "Received HTTP code 407 from proxy after CONNECT", .cannotConnect),
        Row(-1, "SSL certificate problem: self-signed certificate", .tlsFailed),
        Row(-1, "SSL certificate problem: unable to get local issuer certificate", .tlsFailed),
        Row(
            -1, "SSL: certificate subject name 'a.example' does not match target host name 'b.example'",
            .tlsFailed),
        Row(
            -1, "SSL: no alternative certificate subject name matches target host name 'b.example'",
            .tlsFailed),
        Row(-1, "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number", .tlsFailed),
        Row(-1, "error:0A000410:SSL routines::sslv3 alert handshake failure", .tlsFailed),
        Row(-1, "TLS connect error: error:0A00010B:SSL routines::wrong version number", .tlsFailed),
        Row(-1, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to 127.0.0.1:9312", .tlsFailed),
        Row(-1, "gnutls_handshake() failed: Error in the pull function.", .tlsFailed),
        Row(-1, "error setting certificate verify locations:  CAfile: /none", .tlsFailed),
    ]

    // Each of them may come after the request arrived.
    static let unproven = [
        Row(-1004, "Empty reply from server", .connectionLost),
        Row(-1004, "Recv failure: Connection reset by peer", .connectionLost),
        Row(-1004, "transfer closed with 97 bytes remaining to read", .connectionLost),
        Row(-1004, "", .connectionLost),
        Row(-1005, "Send failure: Connection reset by peer", .connectionLost),
        Row(-1009, "The Internet connection appears to be offline.", .connectionLost),
        Row(-1011, "Empty reply from server", .connectionLost),
        Row(-1002, "Received HTTP/0.9 when not allowed", .connectionLost),
        Row(-1, "transfer closed with outstanding read data remaining", .connectionLost),
        Row(-1, "Recv failure: Connection reset by peer", .connectionLost),
        Row(
            -1, "OpenSSL SSL_read: OpenSSL/3.0.19: error:0A000119:SSL routines::bad record mac",
            .connectionLost),
        Row(-1, "SSL_write() returned SYSCALL, errno = 32", .connectionLost),
        Row(-1, "Failed writing header", .connectionLost),
        Row(-1, "", .connectionLost),
        Row(-999, "cancelled", .connectionLost),
        Row(-1001, "", .idleTimeout),
        Row(-1100, "File system error", .bodyUnreadable),
        Row(-3000, "", .other),
    ]

    #if !canImport(Darwin)
    @Test("libcurl's text tells failures apart that share a code", arguments: curl + unproven)
    func reasons(row: Row) {
        let nothing = ExchangeEvidence(hasSentBody: false, hasHead: false)
        #expect(TransportFailure(code: row.code, text: row.text, evidence: nothing).reason == row.reason)
    }
    #endif

    @Test("Only what comes before the request is a proof that it was not sent", arguments: unproven)
    func noProof(row: Row) {
        let nothing = ExchangeEvidence(hasSentBody: false, hasHead: false)
        #expect(!TransportFailure(code: row.code, text: row.text, evidence: nothing).provesNotSent)
    }

    @Test("A code of TLS is a proof by itself", arguments: [-1200, -1201, -1202, -1203, -1204, -1205, -1206])
    func tlsCodes(code: Int) {
        let nothing = ExchangeEvidence(hasSentBody: false, hasHead: false)
        #expect(TransportFailure(code: code, text: "", evidence: nothing).reason == .tlsFailed)
    }

    @Test("What was sent or received outweighs every proof", arguments: curl, [true, false])
    func evidence(row: Row, hasSentBody: Bool) {
        let seen = ExchangeEvidence(hasSentBody: hasSentBody, hasHead: !hasSentBody)
        let failure = TransportFailure(code: row.code, text: row.text, evidence: seen)
        #expect(failure.reason == .connectionLost)
        #expect(!failure.provesNotSent)
    }

    @Test("Code, domain and text of the original are kept, its address is not")
    func underlying() throws {
        let address = try #require(URL(string: "https://a.example/result?signature=secret"))
        let original = NSError(
            domain: NSURLErrorDomain, code: -1005,
            userInfo: [
                NSLocalizedDescriptionKey: "Send failure", NSURLErrorFailingURLErrorKey: address,
                "NSErrorFailingURLStringKey": address.absoluteString,
            ])
        let failure = TransportFailure(original, after: ExchangeEvidence(hasSentBody: true, hasHead: false))
        #expect(
            failure.message
                == "The connection broke, or the answer is not HTTP as it should be (Send failure, URLSession error -1005)."
        )
        let underlying = try #require(failure.underlying as NSError?)
        #expect(underlying.domain == NSURLErrorDomain)
        #expect(underlying.code == -1005)
        #expect(underlying.localizedDescription == "Send failure")
        #expect(!String(reflecting: failure).contains("secret"))
        #expect(!"\(underlying.userInfo)".contains("secret"))
    }
}
