import Foundation

/// What a job works on.
struct LDXHubJobInput: Sendable {
    /// The request that created it.
    let body: CheckedBody
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
        let data: Data
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
