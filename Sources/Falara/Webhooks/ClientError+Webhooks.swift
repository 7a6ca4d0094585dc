extension ClientError.Code {
    /// A webhook was not signed with the secret: it is not the service's, or the secret is wrong. Answer 401.
    public static let webhookForged: Self = "webhookForged"
    /// A webhook was signed too long ago, or by a clock that goes wrong. Answer 401; check the server's clock.
    public static let webhookExpired: Self = "webhookExpired"
    /// A webhook came before. Answer 200, since it is taken already.
    public static let webhookReplayed: Self = "webhookReplayed"
    /// A webhook is the service's, but its body can't be read. Answer 400.
    public static let webhookUnreadable: Self = "webhookUnreadable"
}
