import Foundation
import TestSupport
import Testing

@Suite("What a process knows of itself")
struct ProcessFactsTests {
    @Test("An open file is one more descriptor, and a closed one is none")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            let before = try openDescriptors()
            let file = FileHandle(forReadingAtPath: "/dev/null")
            guard try openDescriptors() == before + 1 else { exit(1) }
            try file?.close()
            guard try openDescriptors() == before else { exit(2) }
        }
    }

    #if os(Linux)
    @Test("The peak of memory rises by what was touched and never falls")
    func memory() async {
        await #expect(processExitsWith: .success) {
            let size = 64 << 20
            guard let before = peakMemory(), before > 1 << 20 else { exit(1) }
            guard Data(repeating: 1, count: size).last == 1 else { exit(2) }
            guard let after = peakMemory(), after >= before + size, after < before + 2 * size else { exit(3) }
        }
    }
    #else
    @Test("The peak of memory is not known here")
    func memory() {
        #expect(peakMemory() == nil)
    }
    #endif
}

@Suite("Fixtures are found beside the tests")
struct FixtureTests {
    @Test("The folder is Tests/Fixtures of this checkout")
    func root() {
        #expect(Fixture.root.path.hasSuffix("/Tests/Fixtures"))
    }

    @Test("A file is listed in its folder and read by its name")
    func read() throws {
        #expect(try Fixture.names(in: "xliff").contains("xliff/manual-1.2.xlf"))
        #expect(try Fixture.text("xliff/manual-1.2.xlf").hasPrefix("<?xml"))
        #expect(try Fixture.data("xliff/manual-1.2.xlf").starts(with: Data("<?xml".utf8)))
    }

    @Test("A missing fixture is an error with its path")
    func missing() {
        let path = Fixture.root.path + "/nowhere/none.json"
        #expect(throws: Fixture.Missing(path: path)) { try Fixture.data("nowhere/none.json") }
        #expect(throws: Fixture.Missing(path: path)) { try Fixture.text("nowhere/none.json") }
        #expect(throws: Fixture.Missing(path: Fixture.root.path + "/nowhere")) {
            try Fixture.names(in: "nowhere")
        }
        #expect(
            checkRecordedResponse("nowhere/none.json", equals: 1) == [
                "there is no fixture at \(path); "
                    + "names are relative to Tests/Fixtures, such as 'ldxhub/job.json'"
            ])
    }
}
