/// A file that the emulated LDX hub keeps.
struct LDXHubFile: Sendable {
    let id: String
    let filename: String
    let body: StoredBody
    let created: Duration
    var updated: Duration
    let expires: Duration
    /// Whether chunks may be appended: it was made by `POST /uploads`.
    var isAppendable = false

    /// The name with a suffix before its extension, and with another extension where one is given.
    func renamed(suffix: String = "", extension new: String? = nil) -> String {
        guard let dot = filename.lastIndex(of: "."), dot != filename.startIndex else {
            return filename + suffix + (new.map { ".\($0)" } ?? "")
        }
        return filename[..<dot] + suffix + "." + (new ?? String(filename[filename.index(after: dot)...]))
    }

    /// The file as it is now, whatever is appended to it later.
    func snapshot() -> LDXHubFile {
        guard isAppendable else { return self }
        return LDXHubFile(
            id: id, filename: filename, body: body.snapshot(), created: created, updated: updated,
            expires: expires)
    }

    func json(_ clock: EmulatorClock) -> EmulatorJSON {
        .object([
            "file_id": .string(id),
            "filename": .string(filename),
            "size": .integer(Int(body.count)),
            "created_at": .string(clock.stamp(created)),
            "updated_at": .string(clock.stamp(updated)),
            "expires_at": .string(clock.stamp(expires)),
        ])
    }
}
