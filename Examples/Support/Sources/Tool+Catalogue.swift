import Foundation
public import LDXHub

extension ServiceTool where Client == LDXHubClient {
    /// LDX hub, or the emulator.
    public var ldx: LDXHubClient { client }

    /// The model or engine that was named, or the first that the service lists, which is said.
    ///
    /// - Parameters:
    ///   - named: What the user named.
    ///   - option: The option to name another with.
    ///   - catalogue: What the service lists.
    public func choice(
        _ named: String?, option: String, from catalogue: () async throws -> [LDXModel]
    ) async throws -> String {
        if let named { return named }
        let all = try await catalogue()
        guard let first = all.first else {
            throw ClientError(.unexpectedResponse, "The service lists nothing to choose from. Use \(option).")
        }
        Console.note(
            "Taking \(first.id), the first of \(all.count) that the service lists; \(option) names another.")
        return first.id
    }

    /// Prints what the service lists: ids, names, formats and languages.
    public func list(_ catalogue: [LDXModel]) {
        for model in catalogue { Console.result(CatalogueEntry(model).text) }
    }

    /// For the program that was built without the trait: says how to build it with it, and ends.
    public static func askForTrait(_ name: String) -> Never {
        Console.note(
            "This example needs the package trait Examples: swift run --traits Examples \(name) --help")
        exit(1)
    }
}
