/// What must live as long as URLSession works on a task.
struct ExchangeHold: Sendable {
    /// The session: an ended one must not be used.
    var session: OwnedURLSession
    /// The place among the connections to the host.
    var slot: ConnectionSlots.Slot
    /// The body that is being sent.
    var upload: OutgoingBody
}
