import Foundation
import LanguageJobs
import Testing

@Suite struct CredentialTests {
    @Test("An environment variable is read when the client is made, white space aside")
    func environment() async throws {
        let credential = try Credential.environment("SAMPLE_KEY").resolvingEnvironment([
            "SAMPLE_KEY": " abcd\n"
        ])
        #expect(try await credential.key() == "abcd")
        #expect("\(credential)" == "Credential(value: [redacted])")
    }

    @Test("A missing or empty variable is an error that names it", arguments: [nil, "", "  \n"] as [String?])
    func missing(value: String?) async throws {
        var variables = ["OTHER": "x"]
        variables["SAMPLE_KEY"] = value
        let error = try await clientError {
            try Credential.environment("SAMPLE_KEY").resolvingEnvironment(variables)
        }
        #expect(error.code == .missingCredential)
        #expect(error.message.contains("SAMPLE_KEY"))
    }

    @Test("Other credentials do not look at the environment")
    func others() async throws {
        #expect(try await Credential.value("abcd").resolvingEnvironment([:]).key() == "abcd")
        #expect(try await Credential.provider { "efgh" }.resolvingEnvironment([:]).key() == "efgh")
        #expect(try await Credential.none.resolvingEnvironment([:]).key() == nil)
    }
}
