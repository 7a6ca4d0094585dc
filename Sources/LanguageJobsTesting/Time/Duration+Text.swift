extension Duration {
    /// The duration in seconds without the rounding of a binary fraction, such as `3605 s` or `0.02 s`.
    var text: String {
        let (seconds, attoseconds) = components
        let digits = String(abs(attoseconds / 1_000_000_000))
        let fraction = String(repeating: "0", count: 9 - digits.count) + digits
        let significant = fraction.reversed().drop { $0 == "0" }.reversed()
        let sign = self < .zero ? "-" : ""
        return sign + "\(abs(seconds))" + (significant.isEmpty ? "" : "." + String(significant)) + " s"
    }
}
