#if EmulatorServer
import HTTPTypes
import LanguageJobsTesting

extension HTTPResponse {
    /// The head of an emulator's answer.
    ///
    /// - Parameter isLast: Whether the connection ends with it.
    init(_ response: TransportResponse, isLast: Bool) {
        var fields = HTTPFields()
        for field in response.headers.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            fields.append(HTTPField(name: name, value: field.value))
        }
        if isLast { fields[.connection] = "close" }
        self.init(status: Status(code: response.status), headerFields: fields)
    }
}
#endif
