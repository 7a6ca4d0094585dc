import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("A web page in the place of an answer")
struct WebPageTests {
    @Test("is named as such, with its title and what may be the matter")
    func named() async throws {
        let mock = MockTransport {
            Exchange(
                .get("/files"),
                .status(
                    200, headers: ["Content-Type": "text/html"],
                    body: Data(
                        "\n<!DOCTYPE html><html><head><title>Welcome to the wifi</title></head></html>".utf8))
            )
        }
        let ldx = try LDXHubClient(credential: .value("key"), transport: mock)
        await #expect {
            _ = try await ldx.files.list()
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .unexpectedResponse
                && error?.message
                    == "The service's answer can't be read: the answer is an HTML page, “Welcome to the wifi”. Check the base URL, and whether the network has a page of its own before it lets you out."
        }
    }
}
