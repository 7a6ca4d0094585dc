/// What libcurl's error messages prove; they are the only thing that tells its failures apart on Linux.
enum CurlText {
    /// Whether no connection to the host was made, directly or through a proxy.
    static func provesNoConnection(_ text: String) -> Bool {
        connecting.contains { text.hasPrefix($0) } || text.hasSuffix(" from proxy after CONNECT")
    }

    /// Whether the TLS handshake did not succeed; an error while reading or writing later begins otherwise.
    static func provesFailedHandshake(_ text: String) -> Bool {
        handshake.contains { text.hasPrefix($0) }
            || (text.hasPrefix("OpenSSL/") || text.hasPrefix("error:")) && text.contains("SSL routines")
    }

    private static let connecting = [
        "Failed to connect to ", "Couldn't connect to server", "Could not connect to server",
        "Could not resolve proxy", "CONNECT tunnel failed",
    ]

    private static let handshake = [
        "SSL certificate problem:", "SSL: certificate subject name ",
        "SSL: no alternative certificate subject name ",
        "SSL peer certificate or SSH remote key was not OK", "SSL connect error", "OpenSSL SSL_connect:",
        "TLS connect error:", "error setting certificate", "gnutls_handshake() failed",
        "server certificate verification failed",
    ]
}
