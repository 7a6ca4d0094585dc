import LDXHub

extension JobReference {
    /// The job that an argument names: as ``description`` writes it, or by its id alone.
    ///
    /// - Parameters:
    ///   - argument: The argument.
    ///   - service: The service that an id alone belongs to; the address is that of its client.
    init(argument: String, at service: some JobService) {
        let context = service.context
        let parts = argument.split(separator: "/", maxSplits: 1).map(String.init)
        self.init(
            service: parts.count == 2 ? parts[0] : context.service, baseURL: context.baseURL,
            id: parts.last ?? argument)
    }
}
