/// What became of one row: a record, or why there is none.
public struct Extraction<Record: Sendable>: Sendable, Identifiable {
    /// The place of the row, from 0, in the order in which rows were given.
    public var index: Int
    /// The id of the row in its request; of a row in a file its number, from 1.
    public var id: String
    /// The record, or why there is none; other rows of the job are not touched by that.
    public var result: Result<Record, ExtractionFailure>

    /// Makes an outcome, for a fake.
    public init(index: Int, id: String, result: Result<Record, ExtractionFailure>) {
        self.index = index
        self.id = id
        self.result = result
    }
}

extension Extraction: Equatable where Record: Equatable {}
