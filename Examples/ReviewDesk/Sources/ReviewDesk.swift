import Foundation
import LDXHub

/// The part of a program that has translations refined: an example of an integration that can be tested.
///
/// It depends on `any RefineLoopService`, so that its tests need no network, and it writes down every job before it
/// waits for it, so that a crash loses none.
struct ReviewDesk: Sendable {
    /// What became of one document.
    enum Outcome: Sendable, Equatable {
        /// It is refined, and here.
        case refined(URL)
        /// It could not be done; the words are for people. A job that still exists stays in the journal.
        case failed(String)
        /// It goes on at the service; the next ``finish(into:)`` fetches it.
        case pending
        /// It may have been submitted although no answer says so: a person is to look before it is submitted again.
        case uncertain(String)
    }

    let service: any RefineLoopService
    let journal: JobJournal
    let model: String

    /// Submits documents and waits for them, a few at a time; one that fails does not hold up the others.
    ///
    /// - Parameters:
    ///   - documents: XLIFF files.
    ///   - folder: Where the refined files go, under the names of the documents.
    ///   - width: How many at a time.
    func refine(_ documents: [URL], into folder: URL, width: Int = 4) async throws -> [URL: Outcome] {
        try await concurrently(documents, width: width) { document in
            try await self.refine(document, into: folder)
        }
    }

    /// Goes on with every job that an earlier run of the program left behind.
    func finish(into folder: URL, width: Int = 4) async throws -> [URL: Outcome] {
        let open = try await journal.open()
        return try await concurrently(Array(open.keys), width: width) { document in
            guard let reference = open[document] else { return .pending }
            return try await self.outcome(of: document, into: folder) {
                try await service.resume(reference).result()
            }
        }
    }

    private func refine(_ document: URL, into folder: URL) async throws -> Outcome {
        try await outcome(of: document, into: folder) {
            let file = try await service.upload(.file(document), options: .init(), onProgress: nil)
            let job = try await service.create(.init(model: model, fileID: file.id))
            try await journal.add(service.reference(to: job.id), for: document)
            return try await service.watch(job).result()
        }
    }

    private func outcome(
        of document: URL, into folder: URL, _ result: () async throws -> ResultFile
    ) async throws -> Outcome {
        do {
            let place = folder.appendingPathComponent(document.lastPathComponent)
            try await result().save(to: place)
            try await journal.remove(document)
            return .refined(place)
        } catch let error as ClientError where error.code == .timedOut {
            return .pending
        } catch let error as ClientError where error.code == .submissionUncertain {
            return .uncertain(error.message)
        } catch let error as ClientError where error.reference != nil && Self.mayPass.contains(error.code) {
            return .pending
        } catch let error as ClientError {
            if error.code == .jobFailed || error.code == .resultExpired { try await journal.remove(document) }
            return .failed(error.message)
        }
    }

    /// What went wrong on the way to a job that goes on.
    private static let mayPass: Set<ClientError.Code> = [
        .connectionFailed, .connectionLost, .requestTimedOut, .rateLimited, .serviceFailed,
    ]

    private func concurrently(
        _ documents: [URL], width: Int, _ work: @escaping @Sendable (URL) async throws -> Outcome
    ) async throws -> [URL: Outcome] {
        try await withThrowingTaskGroup(of: (URL, Outcome).self) { group in
            var rest = documents[...]
            var outcomes: [URL: Outcome] = [:]
            for document in rest.prefix(max(1, width)) {
                group.addTask { (document, try await work(document)) }
            }
            rest = rest.dropFirst(max(1, width))
            while let (document, outcome) = try await group.next() {
                outcomes[document] = outcome
                if let next = rest.popFirst() { group.addTask { (next, try await work(next)) } }
            }
            return outcomes
        }
    }
}
