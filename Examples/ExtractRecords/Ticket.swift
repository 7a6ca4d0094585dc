/// What is taken out of a note of a help desk. Its type is the schema of the job and the type of the records.
struct Ticket: Codable, Sendable, Equatable {
    var customer: String
    var product: String
    var request: String
    var pieces: Int
    var isUrgent: Bool

    private enum CodingKeys: String, CodingKey {
        case customer
        case product
        case request
        case pieces
        case isUrgent = "is_urgent"
    }

    /// Shows the service the names and the kinds of the values; it has no place without one.
    static let example = Ticket(
        customer: "Ms Sato", product: "R-100", request: "Wants a longer cable.", pieces: 2, isUrgent: false)

    static let prompt = """
        Each row is a note of our help desk. Say who the customer is, which product it is about, what is asked of us in \
        one short sentence, how many pieces it is about, and whether it is urgent: only when the note says so, or \
        when something is dangerous.
        """
}
