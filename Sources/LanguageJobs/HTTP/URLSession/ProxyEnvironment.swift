package import Foundation

/// The proxy that libcurl, and with it URLSession on Linux, takes from the environment for a plain-http request.
///
/// It is obeyed even for a loopback address, and the proxy reads what passes through it, the key too. For https it only
/// sees a tunnel.
package struct ProxyEnvironment: Sendable, Equatable {
    /// The name of the variable that names the proxy; `nil` when there is none.
    package let variable: String?
    private let exemptions: String

    /// The variables that libcurl looks at, the first that is set wins. `HTTP_PROXY` is not one of them: a web server
    /// that runs CGI programs would let clients set it.
    private static let proxyNames = ["http_proxy", "all_proxy", "ALL_PROXY"]
    private static let exemptionNames = ["no_proxy", "NO_PROXY"]

    /// Reads an environment; a variable that is empty counts as not set.
    package init(environment: [String: String]) {
        self.init { environment[$0] }
    }

    /// The environment of the process as it is now.
    package static var current: ProxyEnvironment {
        ProxyEnvironment { getenv($0).map { String(cString: $0) } }
    }

    private init(_ value: (String) -> String?) {
        variable = Self.proxyNames.first { !(value($0) ?? "").isEmpty }
        exemptions =
            variable == nil ? "" : Self.exemptionNames.lazy.compactMap(value).first { !$0.isEmpty } ?? ""
    }

    /// The variable whose proxy would get a request in plain text; `nil` when none would.
    package func variableTaking(_ url: URL) -> String? {
        guard let variable, url.scheme?.lowercased() == "http", let host = url.host else { return nil }
        return Self.isExempt(host.lowercased(), exemptions.lowercased()) ? nil : variable
    }

    /// Whether every libcurl in use sends requests to this host past the proxy.
    ///
    /// The rules differ by version (address ranges and dots at the end came with 7.86, spaces as separators went
    /// later); what they don't agree about counts as not exempt.
    private static func isExempt(_ host: String, _ exemptions: String) -> Bool {
        if exemptions == "*" { return true }
        for entry in exemptions.split(separator: ",") {
            let words = entry.split(separator: " ")
            if let word = words.first, matches(host, word) { return true }
            if words.count > 1 { return false }
        }
        return false
    }

    private static func matches(_ host: String, _ entry: Substring) -> Bool {
        // The last label of a name never starts with a digit, that of an IPv4 address always does.
        if host.contains(":") || host.split(separator: ".").last?.first?.isNumber == true {
            return host == entry && isPlainAddress(host)
        }
        let domain = entry.hasPrefix(".") ? entry.dropFirst() : entry
        return !domain.isEmpty && (host == domain || host.hasSuffix("." + domain))
    }

    /// Whether the address is written in the one way that is compared as text and as numbers alike.
    private static func isPlainAddress(_ host: String) -> Bool {
        if host.contains(":") { return host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in UInt8(part).map { "\($0)" == part } == true }
    }
}
