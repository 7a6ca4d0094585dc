extension ServiceClient {
    /// Makes a call that costs credits; an error that leaves open whether it did says how to find out.
    func sendPaid<Response>(_ endpoint: Endpoint<Response>, options: CallOptions) async throws -> Response {
        do {
            return try await send(endpoint, options: options)
        } catch var error as ClientError where error.code == .submissionUncertain {
            error.message +=
                " Flixu lists no translations: quota() tells whether credits were taken, once the service is done."
            throw error
        }
    }
}
