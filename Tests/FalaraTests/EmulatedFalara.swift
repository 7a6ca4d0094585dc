import Falara
import Foundation
import LanguageJobsTesting

/// An emulator and a client of it in virtual time.
struct EmulatedFalara: Sendable {
    let time = VirtualTime()
    let emulator: FalaraEmulator
    let falara: FalaraClient

    init(
        plan: FalaraPlan = FalaraPlan(), style: FalaraPlan.Style = .second, faults: FaultPlan = .none,
        treatsFailedAsFinal: Bool = true
    ) throws {
        var plan = plan
        plan.style = style
        emulator = FalaraEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_767_225_600), plan: plan, faults: faults)
        falara = try FalaraClient(
            credential: .value("test-key"), baseURL: emulator.baseURL,
            configuration: ClientConfiguration(runtime: time.runtime(seed: 7)),
            treatsFailedAsFinal: treatsFailedAsFinal, transport: emulator.transport)
    }

    /// What the emulator makes of a text.
    static func translated(_ text: String, _ language: String) -> String { "[\(language)] \(text)" }

    static func texts(_ count: Int) -> [String] { (0..<count).map { "Satz \($0)" } }

    static let markdown = UploadSource.data(Data("# Titel\n\nEin Satz.\n".utf8), filename: "a.md")
}
