import Foundation

/// What a job works on.
struct LDXHubJobInput: Sendable {
    /// The request that created it.
    let body: CheckedBody
    /// The job's number among all jobs of the emulator, from 1.
    let number: Int
    /// Its input file, where it has one.
    let file: LDXHubFile?

    /// The input file of a job that can't do without.
    func requiredFile() throws -> LDXHubFile {
        guard let file else {
            throw LDXHubJobFailure(code: "invalid_input_file", message: "The job has no input file.")
        }
        return file
    }
}

/// What a job has made.
struct LDXHubJobProduct: Sendable {
    struct Output: Sendable {
        let filename: String
        private let content: @Sendable () throws -> StoredBody

        init(filename: String, data: Data) {
            self.filename = filename
            content = { try StoredBody(data) }
        }

        init(filename: String, body: StoredBody) {
            self.filename = filename
            content = { body }
        }

        /// The bytes as they are kept.
        func stored() throws -> StoredBody { try content() }
    }

    /// The file that can be downloaded then, where there is one.
    var output: Output?
    /// The amounts that would be paid for.
    var usage: [String: Int]
    /// Members that only the job's detail has, such as StructFlow's results.
    var detail: [String: EmulatorJSON] = [:]
}

/// Why a job fails.
struct LDXHubJobFailure: Error, Equatable {
    let code: String
    let message: String
}
