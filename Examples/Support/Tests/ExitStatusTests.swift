import LDXHub
import Testing

@testable import ExampleSupport

@Suite("An exit code")
struct ExitStatusTests {
    @Test(
        "says what a script can do next",
        arguments: [
            (.invalidRequest, 64), (.jobFailed, 65), (.rejected, 65), (.resultExpired, 65),
            (.fileUnavailable, 66), (.fileTooLarge, 66), (.connectionFailed, 69), (.serviceFailed, 69),
            (.unexpectedResponse, 70), (.storageFull, 73), (.timedOut, 75), (.submissionUncertain, 75),
            (.rateLimited, 75), (.missingCredential, 77), (.unauthorized, 77), (.insufficientCredit, 77),
        ] as [(ClientError.Code, Int32)])
    func code(code: ClientError.Code, expected: Int32) {
        #expect(ExitStatus.code(for: ClientError(code, "")) == expected)
    }

    @Test("of a file tells an output that can't be written from an input that can't be read")
    func files() {
        let reference = JobReference(service: "s", baseURL: "b", id: "1")
        #expect(ExitStatus.code(for: ClientError(.fileUnavailable, "", reference: reference)) == 73)
        #expect(ExitStatus.code(for: ClientError(.fileUnavailable, "", operation: "output")) == 73)
        #expect(ExitStatus.code(for: ClientError(.fileUnavailable, "", operation: "files.upload")) == 66)
    }
}
