extension FlixuPlan {
    /// Where the files are, for a client that calls the API by this name.
    func store(for origin: Origin?) -> String {
        if let files = filesOrigin.flatMap(Origin.init) { return files.description }
        guard let origin else { return "" }
        guard origin.isLoopback else { return origin.description }
        // Another name is another origin, so that a client can be seen to keep its key from it.
        return "\(origin.scheme)://\(origin.host == "localhost" ? "127.0.0.1" : "localhost"):\(origin.port)"
    }

    /// Whether a client could know that it must not bring its key.
    func refusesKeys(at origin: Origin?) -> Bool {
        filesOrigin != nil || origin?.isLoopback == true
    }
}
