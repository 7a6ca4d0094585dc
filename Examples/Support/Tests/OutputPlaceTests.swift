import Foundation
import LDXHub
import Testing

@testable import ExampleSupport

@Suite("The place of an output")
struct OutputPlaceTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("place-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test(
        "is named after the input",
        arguments: [
            ("manual.xlf", "refined", "xlf", "manual.refined.xlf"),
            ("scan.PDF", nil, "docx", "scan.docx"),
            ("a.b.pdf", nil, "txt", "a.b.txt"),
            ("plain", nil, "csv", "plain.csv"),
            ("plain", "refined", "", "plain.refined"),
        ])
    func name(input: String, tag: String?, ending: String, expected: String) {
        let place = OutputPlace.free(for: input, tag: tag, ending: ending, in: folder)
        #expect(place.lastPathComponent == expected)
    }

    @Test("is another where there are files already")
    func taken() throws {
        for expected in ["scan.docx", "scan-2.docx", "scan-3.docx"] {
            let place = OutputPlace.free(for: "scan.pdf", tag: nil, ending: "docx", in: folder)
            #expect(place.lastPathComponent == expected)
            try Data().write(to: place)
        }
    }

    @Test("is refused where a file is, or where nothing can be written")
    func refused() throws {
        let place = folder.appendingPathComponent("there.docx")
        try Data("kept".utf8).write(to: place)
        #expect(
            OutputPlace.problem(place) == "There is a file at \(place.path) already. Name another place.")
        let nowhere = folder.appendingPathComponent("no/such/folder.docx")
        let error = #expect(throws: ClientError.self) {
            try OutputPlace.named(nowhere.path, orFor: "scan.pdf", ending: "docx")
        }
        #expect(error?.code == .fileUnavailable)
        #expect(error.map(ExitStatus.code(for:)) == 73)
        #expect(try Data(contentsOf: place) == Data("kept".utf8))
    }

    @Test(
        "ends as files of the format do", arguments: [("text", "txt"), ("jsonl", "jsonl"), ("docx", "docx")])
    func ending(format: String, expected: String) {
        #expect(OutputPlace.ending(of: LDXFormat(rawValue: format)) == expected)
    }
}
