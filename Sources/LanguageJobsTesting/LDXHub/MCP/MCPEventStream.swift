import Foundation

/// Writes messages as server-sent events (WHATWG HTML, 9.2).
struct MCPEventStream {
    let form: LDXHubPlan.MCP.EventForm

    /// - Parameters:
    ///   - notification: What goes before the answer, where the form has it.
    func data(_ answer: EmulatorJSON, after notification: EmulatorJSON) throws -> Data {
        var blocks: [[String]] = []
        if form.contains(.comments) { blocks.append([": the answer follows"]) }
        if form.contains(.priming) { blocks.append(["id: 0", "data:"]) }
        if form.contains(.retry) { blocks.append(["retry: 2500"]) }
        if form.contains(.notifications) { blocks.append(try event(1, notification)) }
        if form.contains(.otherEvents) { blocks.append(["event: heartbeat", "data: {}"]) }
        if form.contains(.comments) { blocks.append([":", ": keep-alive"]) }
        blocks.append(try event(2, answer))
        let end = form.contains(.carriageReturns) ? "\r\n" : "\n"
        return Data(blocks.map { $0.map { $0 + end }.joined() + end }.joined().utf8)
    }

    private func event(_ number: Int, _ message: EmulatorJSON) throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if form.contains(.splitData) { encoder.outputFormatting.insert(.prettyPrinted) }
        let text = String(decoding: try encoder.encode(message), as: UTF8.self)
        return ["event: message"] + (form.contains(.ids) ? ["id: \(number)"] : [])
            + text.split(separator: "\n").map { "data: \($0)" }
    }
}
