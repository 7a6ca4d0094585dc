/// Where the chunks of a file begin and end; depends on the size of the file and of the first chunk only.
///
/// Each chunk is a byte shorter than the one before, so that a size tells which chunks a file is made of. That holds
/// while all but the last are longer than half the first, which the limits of both sizes see to.
struct LDXChunkPlan: Sendable {
    let size: Int64
    let chunkSize: Int64

    /// The chunk that begins at a place; `nil` at the end of the file, and where none begins.
    func chunk(at offset: Int64) -> Range<Int64>? {
        var start: Int64 = 0
        var length = chunkSize
        while start < offset, length > 1 {
            start += length
            length -= 1
        }
        guard start == offset, start < size else { return nil }
        return start..<min(size, start + length)
    }
}
