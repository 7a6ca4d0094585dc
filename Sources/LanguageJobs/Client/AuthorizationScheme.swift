/// How a service wants its key.
package enum AuthorizationScheme: Sendable {
    /// `Authorization: Bearer <key>`
    case bearer
    /// A header field of its own, such as `X-API-Key`.
    case header(String)

    package var headerName: String {
        switch self {
        case .bearer: "Authorization"
        case .header(let name): name
        }
    }

    func value(_ key: String) -> String {
        switch self {
        case .bearer: "Bearer \(key)"
        case .header: key
        }
    }
}
