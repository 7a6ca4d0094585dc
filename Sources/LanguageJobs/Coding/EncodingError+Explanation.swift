extension EncodingError {
    /// Why a value can't be written, in a few words that name the place and never the value: it may be nobody else's business.
    package static func explanation(of error: any Error) -> String {
        guard case .invalidValue(_, let context)? = error as? EncodingError else {
            return "writing it threw \(type(of: error))."
        }
        let place = context.codingPath.place
        return place.isEmpty ? context.debugDescription : "“\(place)”: \(context.debugDescription)"
    }
}
