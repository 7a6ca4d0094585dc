import Flixu
import Foundation
import LanguageJobsTesting

/// An emulator and a client of it in virtual time.
struct EmulatedFlixu: Sendable {
    let time = VirtualTime()
    let service: FlixuEmulator
    let flixu: FlixuClient

    init(
        plan: FlixuPlan = FlixuPlan(), faults: FaultPlan = .none,
        configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws {
        service = FlixuEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_767_225_600), plan: plan, faults: faults)
        var configuration = ClientConfiguration(runtime: time.runtime(seed: 7))
        configure(&configuration)
        flixu = try FlixuClient(
            credential: .value("flx_test"), baseURL: service.baseURL, configuration: configuration,
            transport: service.transport)
    }

    static let xliff = UploadSource.data(SampleXLIFF.data, filename: "manual.xliff")

    static let text = UploadSource.data(Data("Hello\n\nWorld 42\n".utf8), filename: "a.txt")
}
