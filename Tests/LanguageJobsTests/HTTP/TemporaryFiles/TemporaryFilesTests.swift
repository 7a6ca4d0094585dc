import Foundation
import Testing

@testable import LanguageJobs

@Suite("Temporary files")
struct TemporaryFilesTests {
    @Test("Files and folders are closed to others; nothing but the private folder stays")
    func privacy() throws {
        let folder = try ScratchFolder()
        let files = TemporaryFiles(in: folder.url)
        #expect(try folder.contents == [])
        do {
            let file = try files.makeFile(isNamed: true)
            let paths = try folder.contents
            #expect(paths.count == 3)
            #expect(paths[0] == "swift-language-jobs-\(geteuid())")
            #expect(try paths.map { try folder.mode($0) } == [0o700, 0o700, 0o600])
            #expect(file.path == folder.url.appending(path: paths[2]).path)
        }
        #expect(try folder.contents == ["swift-language-jobs-\(geteuid())"])
    }

    @Test("A file without a name is not to be seen")
    func unnamed() throws {
        let folder = try ScratchFolder()
        let file = try TemporaryFiles(in: folder.url).makeFile()
        #expect(file.path == nil)
        #expect(try folder.contents.count == 2)
        try file.file.write(Data("abc".utf8), at: 5)
        #expect(try file.file.read(10, at: 4) == Data("\0abc".utf8))
        #expect(file.file.length == 8)
    }

    @Test("Several files share one folder, which goes with the last of them; the next one gets a new one")
    func sharedFolder() throws {
        let folder = try ScratchFolder()
        let files = TemporaryFiles(in: folder.url)
        var first: TemporaryFile? = try files.makeFile(isNamed: true)
        var second: TemporaryFile? = try files.makeFile(isNamed: true)
        #expect(try folder.contents.count == 4)
        withExtendedLifetime(first) {}
        first = nil
        #expect(try folder.contents.count == 3)
        withExtendedLifetime(second) {}
        second = nil
        #expect(try folder.contents.count == 1)
        let third = try files.makeFile(isNamed: true)
        #expect(try folder.contents.count == 3)
        withExtendedLifetime(third) {}
    }

    @Test("A file outlives what made it")
    func makerLetGo() throws {
        let folder = try ScratchFolder()
        let file = try TemporaryFiles(in: folder.url).makeFile(isNamed: true)
        #expect(FileManager.default.fileExists(atPath: file.path ?? ""))
    }

    @Test("A folder whose lock nobody holds is a leftover and goes, one that is in use stays")
    func leftovers() throws {
        let folder = try ScratchFolder()
        let files = TemporaryFiles(in: folder.url)
        let inUse = try files.makeFile(isNamed: true)
        let parent = folder.url.appending(path: "swift-language-jobs-\(geteuid())")
        let leftover = parent.appending(path: "1-abc")
        try FileManager.default.createDirectory(at: leftover, withIntermediateDirectories: false)
        try Data("secret".utf8).write(to: leftover.appending(path: "body"))
        let other = try TemporaryFiles(in: folder.url).makeFile()
        #expect(!FileManager.default.fileExists(atPath: leftover.path))
        #expect(FileManager.default.fileExists(atPath: inUse.path ?? ""))
        withExtendedLifetime(other) {}
    }

    @Test("What a killed process left is removed by the next")
    func killedProcess() async throws {
        let folder = try ScratchFolder()
        let path = folder.url.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let files = TemporaryFiles(in: URL(fileURLWithPath: path))
            let file = try files.makeFile(isNamed: true)
            try file.file.write(Data("secret".utf8), at: 0)
            kill(getpid(), SIGKILL)
        }
        let left = try folder.contents
        #expect(left.count == 3)
        let file = try TemporaryFiles(in: folder.url).makeFile(isNamed: true)
        let now = try folder.contents
        #expect(now.count == 3)
        #expect(!now.contains(left[2]))
        withExtendedLifetime(file) {}
    }

    enum Trap: CaseIterable { case link, openToOthers, file }

    @Test("A folder that others may have laid is not used, nor touched", arguments: Trap.allCases)
    func untrusted(trap: Trap) throws {
        let folder = try ScratchFolder()
        let elsewhere = try ScratchFolder()
        let usual = folder.url.appending(path: "swift-language-jobs-\(geteuid())")
        switch trap {
        case .link:
            try FileManager.default.createSymbolicLink(at: usual, withDestinationURL: elsewhere.url)
        case .openToOthers:
            try FileManager.default.createDirectory(
                at: usual, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
            // The mask of the process may have closed it.
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: usual.path)
        case .file:
            try Data().write(to: usual)
        }
        do {
            let file = try TemporaryFiles(in: folder.url).makeFile(isNamed: true)
            let path = try #require(file.path)
            #expect(path.hasPrefix("\(usual.path)-"))
            let fresh = try #require(folder.contents.first { $0.hasPrefix("\(usual.lastPathComponent)-") })
            #expect(try folder.mode(fresh) == 0o700)
        }
        #expect(try folder.contents == [usual.lastPathComponent])
        #expect(try elsewhere.contents == [])
    }

    @Test("A folder of another user is not used")
    func otherOwner() throws {
        let folder = try ScratchFolder()
        _ = try PrivateDirectory(in: folder.url.path)
        let usual = try #require(folder.contents.first)
        try FileManager.default.moveItem(
            at: folder.url.appending(path: usual),
            to: folder.url.appending(path: "swift-language-jobs-\(geteuid() + 1)"))
        // For that user the folder has its name, but is ours.
        let directory = try PrivateDirectory(in: folder.url.path, user: geteuid() + 1)
        #expect(directory.isSingleUse)
    }

    @Test("TMPDIR is used when it is set; without it /var/tmp goes before the usual one")
    func places() {
        let usual = FileManager.default.temporaryDirectory.path
        #expect(
            PrivateDirectory.bases(URL(fileURLWithPath: "/here"), environment: ["TMPDIR": "/there"]) == [
                "/here"
            ])
        #if canImport(Darwin)
        #expect(PrivateDirectory.bases(nil, environment: [:]) == [usual])
        #else
        #expect(PrivateDirectory.bases(nil, environment: ["TMPDIR": "/there"]) == ["/there"])
        #expect(PrivateDirectory.bases(nil, environment: ["TMPDIR": ""]) == ["/var/tmp", usual])
        #expect(PrivateDirectory.bases(nil, environment: [:]) == ["/var/tmp", usual])
        #endif
    }

    @Test("A place that does not exist is an error that names it and says what to do")
    func missingPlace() throws {
        let folder = try ScratchFolder()
        let files = TemporaryFiles(in: folder.url.appending(path: "missing"))
        let failure = try #require(throws: TransportFailure.self) { _ = try files.makeFile() }
        #expect(failure.reason == .storageFull)
        #expect(failure.message.contains("\(folder.url.path)/missing"))
        #expect(failure.message.contains("TMPDIR"))
        // It is there later.
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "missing"), withIntermediateDirectories: false)
        #expect(try files.makeFile().file.length == 0)
    }

    @Test(
        "A disk that fills up is an error of the system that is told from others",
        arguments: [
            (ENOSPC, true), (EDQUOT, true), (EFBIG, true), (EIO, false),
        ])
    func full(code: Int32, isFull: Bool) throws {
        let folder = try ScratchFolder()
        let files = TemporaryFiles(in: folder.url) { _, _, _, _ in
            errno = code
            return -1
        }
        let file = try files.makeFile()
        let error = try #require(throws: SystemCallError.self) { try file.file.write(Data("x".utf8), at: 0) }
        #expect(error.isStorageFull == isFull)
        let failure = files.failure(error)
        #expect(failure.reason == .storageFull)
        #expect(failure.message.contains("is full") == isFull)
        #expect(failure.message.contains(folder.url.path))
    }

    @Test("A limit of the process for file sizes is an error, not the end of the process")
    func fileSizeLimit() async {
        await #expect(processExitsWith: .success) {
            let folder = try ScratchFolder()
            let file = try TemporaryFiles(in: folder.url).makeFile()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
            #if canImport(Darwin)
            setrlimit(RLIMIT_FSIZE, &limit)
            #else
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #endif
            let error = #expect(throws: SystemCallError.self) {
                try file.file.write(Data(count: 5000), at: 0)
            }
            #expect(error?.isStorageFull == true)
        }
    }

    @Test("A write that takes less than all of it, or is interrupted, goes on")
    func partialWrites() throws {
        let folder = try ScratchFolder()
        let calls = SendableBox(0)
        let files = TemporaryFiles(in: folder.url) { file, start, count, offset in
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            if call % 3 == 0 {
                errno = EINTR
                return -1
            }
            return OpenFile.systemWrite(file, start, min(count, 7), offset)
        }
        let file = try files.makeFile()
        let data = Data((0..<100).map { UInt8($0) })
        try file.file.write(data, at: 3)
        #expect(try file.file.read(200, at: 3) == data)
    }
}
