import LanguageJobs
import TestSupport

extension WireServer {
    /// A peer that reads every request to its end and answers with the same text.
    static func answering(_ body: String) throws -> WireServer {
        try WireServer { connection in
            while let head = try connection.readHead() {
                try connection.readBody(of: head) { _ in }
                try connection.respond(body: body)
            }
        }
    }

    /// A peer that reads one request to its end, writes these bytes and closes.
    static func writing(_ bytes: String) throws -> WireServer {
        try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            try connection.readBody(of: head) { _ in }
            try connection.write(bytes)
        }
    }

    /// A peer that reads one request to its end and never answers.
    static func silent() throws -> WireServer {
        try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            try connection.readBody(of: head) { _ in }
            _ = try connection.waitForPeerClose(within: .seconds(60))
        }
    }
}
