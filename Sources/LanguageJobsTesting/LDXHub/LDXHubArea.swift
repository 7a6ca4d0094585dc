/// Operations that belong together, such as those below `/files`.
protocol LDXHubArea: Sendable {
    /// The operations at a path, which has one segment at least and no empty one.
    func endpoints(at path: [String]) -> [TransportMethod: LDXHubEndpoint]
}
